/** `tr`: characters for others, piece by piece as they come, in one pass over each. */
import type { Process } from "../program.ts";
import { readOptions, showUsage } from "../network/usage.ts";
import type { Applet, Tool } from "./applet.ts";

const usage = `tr [-cds] STRING1 [STRING2]

Translate, squeeze, or delete characters from stdin, writing to stdout

	-c	Take complement of STRING1
	-d	Delete input characters coded STRING1
	-s	Squeeze multiple output characters of STRING2 into one character`;

/** What a set of characters can't be, in GNU's words. */
class SetError extends Error {}

export const tr: Applet = async (process, args, tool) => {
  const long = { complement: "c", delete: "d", "squeeze-repeats": "s", "truncate-set1": "t" } as const;
  const options = readOptions(process, tool, args, tool.gnu ? { short: "cCdst", long } : { short: "cCds" }, usage);
  if (typeof options === "number") return options;
  const flags = {
    complement: options.has("c") || options.has("C"),
    deletes: options.has("d"),
    squeezes: options.has("s"),
    truncates: options.has("t"),
  };
  const problem = problemOf(process, tool, options.operands, flags);
  if (problem !== undefined) return problem;
  try {
    const [first = "", second] = options.operands.map((text) => setOf(text, tool));
    const from = flags.complement ? complementOf(first) : first;
    if (tool.gnu && second !== undefined && !flags.deletes) checkTarget(options.operands[1] as string, from, second, flags.truncates);
    const machine = new Translation(from, second, flags);
    for (let piece = await process.input.read(); piece !== ""; piece = await process.input.read()) {
      process.stdout(machine.take(piece));
      await process.drained();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof SetError)) throw error;
    return tool.fail(error.message);
  }
};

interface Flags {
  readonly complement: boolean;
  readonly deletes: boolean;
  readonly squeezes: boolean;
  readonly truncates: boolean;
}

/** What is wrong with the number of sets: said, with the exit code. */
function problemOf(process: Process, tool: Tool, operands: readonly string[], { deletes, squeezes }: Flags): number | undefined {
  const [first, second, third] = operands;
  const needs = deletes === squeezes ? 2 : 1;
  const most = deletes && !squeezes ? 1 : 2;
  // Busybox' does nothing with one set, and does not see a third.
  if (!tool.gnu) {
    if (first === undefined) return showUsage(process, usage);
    return second === "" && !deletes ? tool.fail("STRING2 cannot be empty") : undefined;
  }
  if (operands.length >= needs && operands.length <= most) return undefined;
  const help = `Try '${tool.name} --help' for more information.`;
  if (first === undefined) return tool.fail(`missing operand\n${help}`);
  if (operands.length < needs)
    return tool.fail(
      `missing operand after ‘${first}’\nTwo strings must be given when ${deletes ? "both deleting and squeezing repeats" : "translating"}.\n${help}`,
    );
  const why = most === 1 && third === undefined ? "Only one string may be given when deleting without squeezing repeats.\n" : "";
  return tool.fail(`extra operand ‘${most === 1 ? second : third}’\n${why}${help}`);
}

/** GNU's tr takes no target that could surprise. Throws `SetError`. */
function checkTarget(written: string, from: string, to: string, truncates: boolean): void {
  if (to === "" && !truncates) throw new SetError("when not truncating set1, string2 must be non-empty");
  if (/\[:(?!upper:\]|lower:\])\w+:\]/.test(written))
    throw new SetError("when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'");
  if (/:\]$/.test(written) && from.length > to.length && !truncates)
    throw new SetError("when translating with string1 longer than string2,\nthe latter string must not end with a character class");
}

/** All other bytes, in their order. */
function complementOf(set: string): string {
  const members = new Set(set);
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
    .filter((character) => !members.has(character))
    .join("");
}

const classes: Readonly<Record<string, (code: number) => boolean>> = {
  alnum: (code) => /[a-z0-9]/i.test(String.fromCharCode(code)),
  alpha: (code) => /[a-z]/i.test(String.fromCharCode(code)),
  blank: (code) => code === 9 || code === 32,
  cntrl: (code) => code < 32 || code === 127,
  digit: (code) => code >= 48 && code <= 57,
  graph: (code) => code > 32 && code < 127,
  lower: (code) => code >= 97 && code <= 122,
  print: (code) => code >= 32 && code < 127,
  punct: (code) => code > 32 && code < 127 && !/[a-z0-9]/i.test(String.fromCharCode(code)),
  space: (code) => code === 32 || (code >= 9 && code <= 13),
  upper: (code) => code >= 65 && code <= 90,
  xdigit: (code) => /[0-9a-f]/i.test(String.fromCharCode(code)),
};

const escapes: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };

/** The characters a set stands for, in its order. Throws `SetError`. */
function setOf(text: string, tool: Tool): string {
  let characters = "";
  let at = 0;
  /** One character as it is written: with a backslash, in octal, or as it is. */
  const one = (): string => {
    const octal = /^\\([0-7]{1,3})/.exec(text.slice(at));
    if (octal) {
      at += octal[0].length;
      return String.fromCharCode(Number.parseInt(octal[1] as string, 8) & 255);
    }
    if (text[at] === "\\" && at + 1 < text.length) {
      at += 2;
      const next = text[at - 1] as string;
      return escapes[next] ?? next;
    }
    return String.fromCodePoint(text.codePointAt(at++) as number);
  };
  while (at < text.length) {
    const named = /^\[:(\w*):\]/.exec(text.slice(at));
    const belongs = named && classes[named[1] as string];
    if (belongs) {
      for (let code = 0; code < 256; code++) if (belongs(code)) characters += String.fromCharCode(code);
      at += named[0].length;
      continue;
    }
    if (named && tool.gnu) throw new SetError(`invalid character class ‘${named[1]}’`);
    const equal = /^\[=(.)=\]/.exec(text.slice(at));
    if (equal) {
      characters += equal[1];
      at += equal[0].length;
      continue;
    }
    const written = at;
    const from = one();
    if (text[at] !== "-" || at + 1 >= text.length) {
      characters += from;
      continue;
    }
    at++;
    const to = one();
    if (from > to && tool.gnu)
      throw new SetError(`range-endpoints of '${text.slice(written, at)}' are in reverse collating sequence order`);
    for (let code = from.codePointAt(0) as number; code <= (to.codePointAt(0) as number); code++) characters += String.fromCodePoint(code);
  }
  return characters;
}

/** What happens to each character; remembers the last it let through. */
class Translation {
  readonly #of: (character: string) => string;
  readonly #squeezed: (character: string) => boolean;
  readonly #squeezes: boolean;
  readonly #known = new Map<string, string>();
  #last = "";

  constructor(first: string, second: string | undefined, { complement, deletes, squeezes, truncates }: Flags) {
    const members = new Set(first);
    // What is beyond a byte is in every complement.
    const inFirst = (character: string): boolean => members.has(character) || (complement && character > "\xff");
    const others = new Set(second ?? "");
    this.#squeezes = squeezes;
    this.#squeezed = second === undefined ? inFirst : (character) => others.has(character);
    if (deletes) this.#of = (character) => (inFirst(character) ? "" : character);
    else if (second === undefined) this.#of = (character) => character;
    else this.#of = translated([...first], [...second], inFirst, truncates);
  }

  take(piece: string): string {
    let made = "";
    for (const character of piece) {
      const out = this.#lookUp(character);
      if (this.#squeezes && out !== "" && out === this.#last && this.#squeezed(out)) continue;
      if (out !== "") this.#last = out;
      made += out;
    }
    return made;
  }

  #lookUp(character: string): string {
    const known = this.#known.get(character);
    if (known !== undefined) return known;
    const out = this.#of(character);
    this.#known.set(character, out);
    return out;
  }
}

/** The second set goes on with its last character. */
function translated(
  first: readonly string[],
  second: readonly string[],
  inFirst: (character: string) => boolean,
  truncates: boolean,
): (character: string) => string {
  const last = second.at(-1) ?? "";
  const given = truncates ? first.slice(0, second.length) : first;
  // What is named twice becomes what it was named for last.
  const table = new Map(given.map((character, index) => [character, second[index] ?? last]));
  return (character) => table.get(character) ?? (inFirst(character) && !truncates ? last : character);
}
