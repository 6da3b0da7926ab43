/** What stands in place of a match: how it is written, and what it comes to. */
import { characterEscape, type PatternOptions } from "./patterns.ts";
import type { ReplacementPart } from "./syntax.ts";

/** Reads the right side of `s`. @param cases whether `\U` and the like change case */
export function readReplacement(source: string, options: Pick<PatternOptions, "codes" | "character">): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let text = "";
  const add = (part: ReplacementPart): void => {
    if (text !== "") parts.push({ type: "text", text });
    text = "";
    parts.push(part);
  };
  for (let index = 0; index < source.length; index++) {
    const character = source[index] as string;
    if (character === "&") add({ type: "group", group: 0 });
    else if (character !== "\\") text += character;
    else {
      const next = source[index + 1] ?? "\\";
      const code = characterEscape(source, index + 1, options);
      index += code?.length ?? 1;
      if (code) text += code.text;
      else if (/\d/.test(next)) add({ type: "group", group: Number(next) });
      else if (options.codes && /[ULulE]/.test(next)) add({ type: "case", case: next as "U" });
      else text += next;
    }
  }
  if (text !== "") parts.push({ type: "text", text });
  return parts;
}

/** Changes letters; those of ASCII only where a byte is a character. */
export type ChangeCase = (text: string, to: "upper" | "lower") => string;

export function replacementText(parts: readonly ReplacementPart[], match: readonly (string | undefined)[], changeCase: ChangeCase): string {
  let result = "";
  /** Until `\E`, and for one character. */
  let lasting: "U" | "L" | undefined;
  let once: "u" | "l" | undefined;
  for (const part of parts) {
    if (part.type === "case") {
      if (part.case === "u" || part.case === "l") once = part.case;
      else lasting = part.case === "E" ? undefined : part.case;
      continue;
    }
    let text = part.type === "text" ? part.text : (match[part.group] ?? "");
    if (lasting) text = changeCase(text, lasting === "U" ? "upper" : "lower");
    if (once && text !== "") {
      const [first = ""] = text;
      text = changeCase(first, once === "u" ? "upper" : "lower") + text.slice(first.length);
      once = undefined;
    }
    result += text;
  }
  return result;
}
