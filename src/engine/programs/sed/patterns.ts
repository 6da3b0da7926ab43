/** Sed's regular expressions. */
import { javascriptPattern, PatternError } from "../coreutils/posix-pattern.ts";

/** Nothing is the empty expression, which stands for the one that was last used. */
export interface SedPattern {
  readonly pattern: RegExp | undefined;
  readonly groups: number;
}

export interface PatternOptions {
  readonly extended: boolean;
  readonly ignoresCase: boolean;
  /** `^` and `$` are the ends of every line in the pattern space. */
  readonly multiline: boolean;
  /** Knows GNU's escapes for characters by number. */
  readonly codes: boolean;
  readonly character: (code: number) => string;
}

/** Stand for the ends of the whole text while the expression is translated. */
const [start, end] = ["\ue000", "\ue001"];
const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" };

/** @throws PatternError, the message of which is GNU's */
export function readPattern(source: string, options: PatternOptions): SedPattern {
  if (source === "") return { pattern: undefined, groups: 0 };
  requireOperands(source, options);
  const translated = javascriptPattern(inPosixSpelling(source, options), options.extended ? "extended" : "basic")
    .replaceAll(start, "(?<![^])")
    .replaceAll(end, "(?![^])");
  const flags = `gsu${options.ignoresCase ? "i" : ""}${options.multiline ? "m" : ""}`;
  try {
    const pattern = new RegExp(translated, flags);
    return { pattern, groups: (new RegExp(`${translated}|`, flags).exec("")?.length ?? 1) - 1 };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PatternError("Invalid regular expression");
  }
}

/** A sign of repetition needs something to repeat, and GNU's extended expressions need every parenthesis to have its other. */
function requireOperands(source: string, { extended, codes }: PatternOptions): void {
  const bare = source.replace(/\\[^]/g, "x").replace(/\[\^?\]?[^\]]*\]/g, "x");
  if (/[^^]\*\*/.test(bare) || (extended && /(?:^|[(|])[*+?]/.test(bare))) throw new PatternError("Invalid preceding regular expression");
  if (!extended || !codes) return;
  let depth = 0;
  for (const sign of bare.match(/[()]/g) ?? []) {
    depth += sign === "(" ? 1 : -1;
    if (depth < 0) throw new PatternError("Unmatched ) or \\)");
  }
}

/** With escapes for characters resolved; within brackets too, where POSIX has none. */
function inPosixSpelling(source: string, options: PatternOptions): string {
  let spelt = "";
  for (let index = 0; index < source.length; index++) {
    const character = source[index] as string;
    if (character === "\\") {
      const code = characterEscape(source, index + 1, options);
      if (code) {
        spelt += /[\\^$.*+?()[\]{}|]/.test(code.text) ? `\\${code.text}` : code.text;
        index += code.length;
        continue;
      }
      const next = source[++index] ?? "";
      spelt += next === "`" ? start : next === "'" ? end : `\\${next}`;
    } else if (character === "[") {
      const close = bracketsEnd(source, index);
      spelt += source.slice(index, close).replace(/\\([ntrfva])/g, (_, letter: string) => letters[letter] as string);
      index = close - 1;
    } else spelt += character;
  }
  return spelt;
}

/** The place behind the `]` of a set. */
function bracketsEnd(source: string, from: number): number {
  let index = from + 1;
  if (source[index] === "^") index++;
  if (source[index] === "]") index++;
  for (; index < source.length && source[index] !== "]"; index++) {
    const named = /^\[([:.=])[^]*?\1\]/.exec(source.slice(index));
    if (named) index += named[0].length - 1;
  }
  return Math.min(index + 1, source.length);
}

/** The character that an escape stands for, and how long it is behind its backslash; nothing for another escape. */
export function characterEscape(
  source: string,
  at: number,
  { codes, character }: Pick<PatternOptions, "codes" | "character">,
): { readonly text: string; readonly length: number } | undefined {
  const letter = source[at];
  if (letter !== undefined && letters[letter] !== undefined) return { text: letters[letter], length: 1 };
  if (!codes) return undefined;
  const coded = /^(?:x([0-9a-fA-F]{1,2})|o([0-7]{1,3})|d(\d{1,3})|c([^]))/.exec(source.slice(at, at + 4));
  if (!coded) return undefined;
  const [written, hex, octal, decimal, control] = coded;
  const code =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : octal !== undefined
        ? Number.parseInt(octal, 8)
        : decimal !== undefined
          ? Number(decimal)
          : (control as string).toUpperCase().charCodeAt(0) ^ 0x40;
  return { text: character(code & 0xff), length: written.length };
}
