/** The text of `a`, `i` and `c`. */
import type { ParseOptions } from "./parser.ts";
import { characterEscape } from "./patterns.ts";
import type { ScriptReader } from "./script-reader.ts";

/**
 * `a text`, `a\text`, and `a\` with the text on the next lines. A backslash at the end of a line goes on with the next one;
 * before anything else it goes, and blanks behind it stay. Gives whole lines.
 */
export function readText(reader: ScriptReader, { dialect, character }: ParseOptions): string {
  const place = reader.place;
  reader.skipBlanks();
  if (reader.atEnd) {
    if (dialect.strict) reader.fail("expected \\ after `a', `c' or `i'", "", place);
    return "\n";
  }
  let kept = false;
  if (reader.next === "\\") {
    const start = reader.takeMatch(/\\[ \t]*\n/);
    // Behind `a\` and a newline blanks are text.
    if (start !== "") kept = true;
    else if (reader.takeMatch(/\\(?=[ \t])/) !== "") kept = true;
    else if (reader.takeMatch(/\\$/) !== "") return dialect.strict ? "" : "\n";
    else reader.takeMatch(/\\(?=[^\n])/);
  }
  if (!kept) reader.skipBlanks();
  let text = "";
  while (!reader.atEnd && reader.next !== "\n") {
    const next = reader.take();
    if (next !== "\\") {
      text += next;
      continue;
    }
    const rest = reader.takeMatch(/(?:[xod][0-9a-fA-F]{1,3}|[^])/);
    const code = text === "" && !kept ? undefined : characterEscape(rest, 0, { codes: dialect.extended, character });
    text += code ? code.text + rest.slice(code.length) : rest;
  }
  reader.take();
  return `${text}\n`;
}
