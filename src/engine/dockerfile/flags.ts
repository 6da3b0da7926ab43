/** Flags after a keyword: `--from=build`, `--link` (spec §8.1). */
import { DockerfileError } from "./ast.ts";
import { withSuggestion } from "./suggest.ts";
import { isSpace, none } from "./text.ts";

/** Takes the leading words that begin with `--`, quotes removed, and returns them with what follows. A bare `--` ends them. */
export function splitFlags(line: string, escapeChar: string): { flags: readonly string[]; rest: string } {
  const start = line.search(/\S/);
  if (!line.startsWith("--", start)) return { flags: none, rest: line };
  const flags: string[] = [];
  let i = 0;
  for (;;) {
    while (i < line.length && isSpace(line.charCodeAt(i))) i++;
    if (!line.startsWith("--", i)) return { flags, rest: line.slice(i) };
    let word = "";
    let quoted = "";
    let hasQuotes = false;
    for (; i < line.length && (quoted !== "" || !isSpace(line.charCodeAt(i))); i++) {
      const char = line[i] as string;
      if (quoted ? char === quoted : char === "'" || char === '"') {
        quoted = quoted ? "" : char;
        hasQuotes = true;
      } else if (char === escapeChar) {
        if (i + 1 < line.length) word += line[++i];
      } else {
        word += char;
      }
    }
    if (word === "--") return { flags, rest: line.slice(i) };
    if (hasQuotes || word !== "") flags.push(word);
  }
}

export type FlagKind = "boolean" | "string" | "strings";

/** The flags of one instruction, checked against what it knows. */
export class Flags {
  #values: Map<string, string[]> | undefined;

  /** Throws for unknown, repeated and valueless flags, in BuildKit's words but without its line prefix. */
  constructor(words: readonly string[], known: Readonly<Record<string, FlagKind>> = {}) {
    if (words.length === 0) return;
    this.#values = new Map();
    for (const word of words) {
      const at = word.indexOf("=");
      const flag = at < 0 ? word : word.slice(0, at);
      const value = at < 0 ? undefined : word.slice(at + 1);
      const name = flag.slice(2);
      const kind = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!kind) throw new DockerfileError(withSuggestion(`unknown flag: ${flag}`, name, Object.keys(known)));
      const earlier = this.#values.get(name);
      if (earlier && kind !== "strings") throw new DockerfileError(`duplicate flag specified: ${flag}`);
      if (kind === "boolean") this.#values.set(name, [booleanValue(flag, value)]);
      else if (value === undefined) throw new DockerfileError(`missing a value on flag: ${flag}`);
      else if (earlier) earlier.push(value);
      else this.#values.set(name, [value]);
    }
  }

  /** Undefined when not given. */
  string(name: string): string | undefined {
    return this.#values?.get(name)?.[0];
  }

  strings(name: string): readonly string[] {
    return this.#values?.get(name) ?? none;
  }

  boolean(name: string): boolean | undefined {
    const value = this.string(name);
    return value === undefined ? undefined : value === "true";
  }
}

function booleanValue(flag: string, value: string | undefined): string {
  if (value === "") throw new DockerfileError(`missing a value on flag: ${flag}`);
  const lower = value?.toLowerCase() ?? "true";
  if (lower === "true" || lower === "false") return lower;
  throw new DockerfileError(`expecting boolean value for flag ${flag}, not: ${value}`);
}
