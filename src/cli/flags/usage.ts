/** The `Options:` block of a help page, laid out as pflag lays it out. */
import { goQuote } from "../format/quote.ts";
import type { FlagSpec } from "./flag.ts";

/** Room that a line may run over before it is broken. */
const slop = 5;

/**
 * One line per flag, sorted by name, help texts aligned and wrapped.
 * @param columns width of the terminal; 80 where there is none
 */
export function flagUsages(flags: readonly FlagSpec[], columns = 80): string {
  const shown = flags.filter((flag) => !flag.hidden).sort((a, b) => (a.name < b.name ? -1 : 1));
  const heads = shown.map((flag) => {
    const letter = flag.short ? `-${flag.short}, ` : "    ";
    return `  ${letter}--${flag.name}${flag.type === "bool" ? "" : ` ${flag.shown ?? flag.type}`}`;
  });
  const width = Math.max(0, ...heads.map((head) => head.length)) + 3;
  return shown
    .map((flag, i) => `${(heads[i] as string).padEnd(width)}${wrap(width, columns - 1, flag.help + defaultText(flag))}\n`)
    .join("");
}

function defaultText(flag: FlagSpec): string {
  if (flag.default === undefined || flag.default === "") return "";
  return ` (default ${flag.type === "string" && !flag.shown ? goQuote(flag.default) : flag.default})`;
}

/** Breaks `text` to stand in the columns from `indent` to `width`. */
function wrap(indent: number, width: number, text: string): string {
  const narrow = width - indent < 24;
  const start = narrow ? 16 : indent;
  const margin = `\n${" ".repeat(start)}`;
  const room = width - start;
  if (room < 24) return text.replaceAll("\n", margin);
  const lines: string[] = [];
  for (let rest = text; rest !== "" || lines.length === 0; ) {
    const [line, after] = firstLine(room - slop, rest);
    lines.push(line.replaceAll("\n", margin));
    rest = after;
  }
  return (narrow ? margin : "") + lines.join(margin);
}

/** Splits at the last blank that fits, or at a line break before it. */
function firstLine(room: number, text: string): [string, string] {
  if (room + slop > text.length) return [text, ""];
  const fitting = text.slice(0, room);
  const blank = Math.max(fitting.lastIndexOf(" "), fitting.lastIndexOf("\t"), fitting.lastIndexOf("\n"));
  if (blank <= 0) return [text, ""];
  const newline = fitting.lastIndexOf("\n");
  const at = newline > 0 && newline < blank ? newline : blank;
  return [text.slice(0, at), text.slice(at + 1)];
}
