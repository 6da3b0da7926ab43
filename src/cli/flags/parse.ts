/** Command-line parsing as pflag does it: `--name=value`, `--name value`, `-n value`, `-nvalue`, `-abc`, `--`. */
import { goQuote } from "../format/quote.ts";
import type { FlagSpec } from "./flag.ts";
import { repeats } from "./flag.ts";
import { complaint, parseBool, splitCsv } from "./values.ts";

/** A mistake in the flags. The caller adds the usage line and exits with 125. */
export class FlagError extends Error {}

export interface Parsed {
  readonly values: FlagValues;
  readonly operands: readonly string[];
  /** `--help` was given, or `-h`, which the client calls deprecated. */
  readonly help?: "long" | "short";
}

/** The flags of one call, by long name. Asking for a flag the command does not declare is a programming error. */
export class FlagValues {
  readonly #specs: ReadonlyMap<string, FlagSpec>;
  readonly #given: ReadonlyMap<string, readonly string[]>;
  constructor(specs: ReadonlyMap<string, FlagSpec>, given: ReadonlyMap<string, readonly string[]>) {
    this.#specs = specs;
    this.#given = given;
  }
  /** True when the flag stood on the command line, whatever its value. */
  has(name: string): boolean {
    return this.#given.has(name);
  }
  bool(name: string): boolean {
    return parseBool(this.text(name) || "false") ?? false;
  }
  /** The last value given, or the default. */
  text(name: string): string {
    return this.#given.get(name)?.at(-1) ?? this.#spec(name).default ?? "";
  }
  /** All values given; those of a `strings` flag split at commas. */
  list(name: string): string[] {
    const given = this.#given.get(name) ?? [];
    return this.#spec(name).type === "strings" ? given.flatMap(splitCsv) : [...given];
  }
  /** Names of the flags given, in order of first appearance. */
  given(): string[] {
    return [...this.#given.keys()];
  }
  #spec(name: string): FlagSpec {
    const spec = this.#specs.get(name);
    if (!spec) throw new Error(`flag --${name} is not declared`);
    return spec;
  }
}

/** Every command has it. */
const helpFlag: FlagSpec = { name: "help", type: "bool", help: "Print usage", hidden: true };

export interface ParseOptions {
  /** Stop at the first operand, as `docker` does before its command. */
  readonly stopAtOperand?: boolean;
}

/**
 * Parses the words after a command's name.
 * @throws FlagError with pflag's text.
 */
export function parseFlags(specs: readonly FlagSpec[], words: readonly string[], options: ParseOptions = {}): Parsed {
  const byName = new Map([helpFlag, ...specs].map((spec) => [spec.name, spec]));
  const byLetter = new Map(specs.flatMap((spec) => (spec.short ? [[spec.short, spec] as const] : [])));
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  const values = new FlagValues(byName, given);
  let askedShort = false;

  const set = (spec: FlagSpec, value: string): void => {
    const fits = spec.takesMinusOne && value === "-1";
    const problem = (fits ? undefined : complaint(spec.type, value)) ?? spec.check?.(value);
    if (problem) {
      const label = spec.short ? `-${spec.short}, --${spec.name}` : `--${spec.name}`;
      throw new FlagError(`invalid argument ${goQuote(value)} for ${goQuote(label)} flag: ${problem}`);
    }
    const before = given.get(spec.name);
    given.set(spec.name, before && repeats(spec.type) ? [...before, value] : [value]);
  };

  let at = 0;
  /** Takes the next word as a value; refuses when there is none. */
  const next = (missing: string): string => {
    const word = words[at];
    if (word === undefined) throw new FlagError(`flag needs an argument: ${missing}`);
    at++;
    return word;
  };

  while (at < words.length) {
    const word = words[at++] as string;
    if (word === "--") {
      operands.push(...words.slice(at));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      if (options.stopAtOperand) {
        operands.push(...words.slice(at));
        break;
      }
      continue;
    }
    if (word.startsWith("--")) {
      const equals = word.indexOf("=");
      const name = word.slice(2, equals < 0 ? undefined : equals);
      if (name === "" || name.startsWith("-")) throw new FlagError(`bad flag syntax: ${word}`);
      const spec = byName.get(name);
      if (!spec) throw new FlagError(`unknown flag: --${name}`);
      if (equals >= 0) set(spec, word.slice(equals + 1));
      else if (spec.type === "bool") set(spec, "true");
      else set(spec, next(`--${name}`));
      continue;
    }
    let letters = word.slice(1);
    while (letters !== "") {
      const letter = String.fromCodePoint(letters.codePointAt(0) as number);
      const rest = letters.slice(letter.length);
      const spec = byLetter.get(letter);
      if (!spec && letter === "h") {
        askedShort = true;
        letters = rest;
        continue;
      }
      if (!spec) {
        throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
      }
      if (rest.length > 1 && rest.startsWith("=")) set(spec, rest.slice(1));
      else if (spec.type === "bool") {
        set(spec, "true");
        letters = rest;
        continue;
      } else if (rest !== "") set(spec, rest);
      else set(spec, next(`'${letter}' in -${letters}`));
      break;
    }
  }
  const help = askedShort ? "short" : values.bool("help") ? "long" : undefined;
  return { values, operands, ...(help ? { help } : {}) };
}
