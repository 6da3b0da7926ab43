/** Sed scripts. */
import { PatternError } from "../coreutils/posix-pattern.ts";
import type { SedDialect } from "./dialect.ts";
import { MissingLabel, type ScriptSource } from "./mistakes.ts";
import { characterEscape, readPattern, type SedPattern } from "./patterns.ts";
import { readReplacement } from "./replacement.ts";
import { ScriptReader } from "./script-reader.ts";
import { readText } from "./text.ts";
import type { Action, Address, Command, RangeEnd, Script, Selector, Substitution } from "./syntax.ts";

export interface ParseOptions {
  readonly dialect: SedDialect;
  readonly extended: boolean;
  readonly character: (code: number) => string;
}

/** Reads a script. @throws ScriptMistake, MissingLabel */
export function parseScript(sources: readonly ScriptSource[], options: ParseOptions): Script {
  const quiet = /^#n(?:\n|$)/.test(sources[0]?.text ?? "");
  return { commands: new Parser(new ScriptReader(sources), options).commands(), quiet };
}

class Parser {
  readonly #reader: ScriptReader;
  readonly #options: ParseOptions;
  readonly #commands: Command[] = [];
  readonly #open: number[] = [];
  readonly #labels = new Map<string, number>();
  readonly #jumps: { readonly index: number; readonly label: string }[] = [];

  constructor(reader: ScriptReader, options: ParseOptions) {
    this.#reader = reader;
    this.#options = options;
  }

  get #dialect(): SedDialect {
    return this.#options.dialect;
  }

  commands(): readonly Command[] {
    const reader: ScriptReader = this.#reader;
    for (;;) {
      reader.takeMatch(/[\s;]+/);
      if (reader.atEnd) break;
      this.#command();
    }
    const open = this.#open.pop();
    if (open !== undefined && this.#dialect.strict) reader.fail("unmatched `{'", "", 0);
    for (; open !== undefined && this.#open.length > 0; ) this.#close(this.#open.pop() as number);
    if (open !== undefined) this.#close(open);
    for (const { index, label } of this.#jumps) this.#aim(index, label);
    return this.#commands;
  }

  /** Says where a jump leads. */
  #aim(index: number, label: string): void {
    const target = label === "" ? Number.POSITIVE_INFINITY : this.#labels.get(label);
    if (target === undefined) throw new MissingLabel(label);
    const command = this.#commands[index] as Command;
    this.#commands[index] = { ...command, action: { ...command.action, target } as Action };
  }

  #close(index: number): void {
    const { selector } = this.#commands[index] as Command;
    this.#commands[index] = { selector, action: { type: "{", end: this.#commands.length } };
  }

  #command(): void {
    const reader: ScriptReader = this.#reader;
    const selector = this.#selector();
    const name = reader.take();
    if (name === "" || name === "\n" || name === ";") reader.fail("missing command", "missing command", reader.place - 1);
    if (!this.#dialect.commands.includes(name)) reader.fail(`unknown command: \`${name}'`, `unsupported command ${name}`);
    this.#requireFewAddresses(name, selector);
    if (name === "#") reader.restOfLine();
    else if (name === ":") this.#label();
    else if (name === "}") this.#endBlock();
    else {
      const action = this.#action(name);
      this.#commands.push({ selector, action });
      if (!"{aicrRwWe".includes(name)) this.#end();
    }
  }

  #requireFewAddresses(name: string, { from, to }: Selector): void {
    if (!this.#dialect.strict) return;
    if (":}#".includes(name) && from) {
      if (name === "#") this.#reader.fail("comments don't accept any addresses", "");
      if (name === ":") this.#reader.fail(": doesn't want any addresses", "");
    }
    if (to && "qQ".includes(name)) this.#reader.fail("command only uses one address", "");
  }

  /** A command ends at a semicolon, a newline, a comment or a closing brace. */
  #end(): void {
    const reader: ScriptReader = this.#reader;
    reader.skipBlanks();
    if (reader.takeMatch(/[;\n]/) !== "" || reader.atEnd || /[#}]/.test(reader.next) || !this.#dialect.strict) return;
    reader.take();
    reader.fail("extra characters after command", "");
  }

  #selector(): Selector {
    const reader: ScriptReader = this.#reader;
    const from = this.#address();
    reader.skipBlanks();
    let to: RangeEnd | undefined;
    if ((from || !this.#dialect.strict) && reader.next === ",") {
      reader.take();
      reader.skipBlanks();
      to = this.#rangeEnd();
    }
    this.#checkZero(from, to);
    const nothing = from?.type === "line" && from.line === 0 && !to && !this.#dialect.strict;
    reader.skipBlanks();
    let inverted = false;
    while (reader.next === "!") {
      reader.take();
      if (inverted && this.#dialect.strict) reader.fail("multiple `!'s", "");
      if (inverted) reader.fail("", "unsupported command !");
      inverted = true;
      reader.skipBlanks();
    }
    // To busybox a lone 0 is no address.
    return { ...(from && !nothing && { from }), ...(to && { to }), inverted };
  }

  #checkZero(from: Address | undefined, to: RangeEnd | undefined): void {
    if (from?.type !== "line" || from.line !== 0 || !this.#dialect.strict) return;
    if (to?.type === "pattern") return;
    const reader: ScriptReader = this.#reader;
    // `0r` reads a file before the first line.
    if (reader.next === "r" && !to) return;
    reader.take();
    reader.fail("invalid usage of line address 0", "");
  }

  #address(): Address | undefined {
    const reader: ScriptReader = this.#reader;
    const line = reader.number();
    if (line !== undefined) {
      if (!this.#dialect.extended || reader.takeMatch(/~/) === "") return { type: "line", line };
      return { type: "step", first: line, step: reader.number() ?? 0 };
    }
    if (reader.next === "$") {
      reader.take();
      return { type: "last" };
    }
    if (/[+~]/.test(reader.next) && this.#dialect.strict) {
      reader.take();
      reader.takeMatch(/(?=\d)/);
      reader.number();
      reader.fail("invalid usage of +N or ~N as first address", "");
    }
    if (reader.next !== "/" && reader.next !== "\\") return undefined;
    let delimiter = reader.take();
    if (delimiter === "\\") delimiter = reader.take();
    const source = this.#delimited(delimiter, true);
    if (source === undefined) reader.fail("unterminated address regex", "unmatched '/'");
    const flags = this.#dialect.extended ? reader.takeMatch(/[IM]+/) : "";
    return { type: "pattern", pattern: this.#pattern(source, flags) };
  }

  #rangeEnd(): RangeEnd {
    const reader: ScriptReader = this.#reader;
    const sign = reader.takeMatch(this.#dialect.extended ? /[+~](?=\d)/ : /[+](?=\d)/);
    if (sign !== "") return { type: sign === "+" ? "lines" : "multiple", count: reader.number() ?? 0 };
    const address = this.#address();
    if (address) return address;
    reader.take();
    return reader.fail("unexpected `,'", "no address after comma");
  }

  #pattern(source: string, flags: string): SedPattern {
    const { extended, dialect, character } = this.#options;
    try {
      return readPattern(source, {
        extended,
        ignoresCase: /i/i.test(flags),
        multiline: /m/i.test(flags),
        codes: dialect.extended,
        character,
      });
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      return this.#reader.fail(
        error.message,
        `bad regex '${source}': ${error.message.replace("Unmatched ) or \\)", "Unmatched ( or \\(")}`,
      );
    }
  }

  /** Up to the delimiter; nothing when it does not come. Escaped it is itself, and in an expression `\n` a newline. */
  #delimited(delimiter: string, expression: boolean): string | undefined {
    const reader: ScriptReader = this.#reader;
    let text = "";
    while (!reader.atEnd) {
      const set = expression ? reader.takeMatch(/\[\^?\]?(?:\[([:.=])[^\n]*?\1\]|[^\]\n])*\]?/) : "";
      text += set;
      if (set !== "" && (set.length < 2 || !set.endsWith("]"))) return undefined;
      const character = reader.take();
      if (character === delimiter) return text;
      if (character === "\n" && this.#dialect.strict) return undefined;
      if (character !== "\\") {
        text += character;
        continue;
      }
      if (reader.atEnd) return undefined;
      const next = reader.take();
      if (next === "\n") text += expression ? "\n" : "\\\n";
      else text += next === delimiter && (expression || next !== "&") ? next : `\\${next}`;
    }
    return undefined;
  }

  #action(name: string): Action {
    const reader: ScriptReader = this.#reader;
    switch (name) {
      case "{":
        this.#open.push(this.#commands.length);
        return { type: "{", end: 0 };
      case "a":
      case "i":
      case "c":
        return { type: name, text: readText(reader, this.#options) };
      case "b":
      case "t":
      case "T":
        reader.skipBlanks();
        this.#jumps.push({ index: this.#commands.length, label: reader.takeMatch(/[^\s;]*/) });
        return { type: name, target: 0 };
      case "e":
        reader.skipBlanks();
        return { type: "e", command: reader.restOfLine() };
      case "l":
      case "q":
      case "Q":
        return this.#numbered(name);
      case "r":
      case "R":
      case "w":
      case "W":
        return { type: name, file: this.#file() };
      case "s":
        return { type: "s", substitution: this.#substitution() };
      case "y":
        return { type: "y", characters: this.#characters() };
      default:
        return { type: name as "p" };
    }
  }

  #numbered(type: "l" | "q" | "Q"): Action {
    if (!this.#dialect.extended) {
      if (/\d/.test(this.#reader.takeMatch(/ *\d/))) this.#reader.fail("", "missing command");
      return { type };
    }
    this.#reader.skipBlanks();
    const number = this.#reader.number();
    return { type, ...(number !== undefined && { number }) };
  }

  #file(): string {
    this.#reader.skipBlanks();
    const file = this.#reader.takeMatch(/[^\n]*/);
    if (file === "") this.#reader.fail("missing filename in r/R/w/W commands", "empty filename");
    return file;
  }

  #label(): void {
    const reader: ScriptReader = this.#reader;
    reader.skipBlanks();
    const label = reader.takeMatch(/[^\s;]*/);
    if (label === "" && this.#dialect.strict) reader.fail('":" lacks a label', "");
    this.#labels.set(label, this.#commands.length);
  }

  #endBlock(): void {
    const open = this.#open.pop();
    if (open !== undefined) this.#close(open);
    else if (this.#dialect.strict) this.#reader.fail("unexpected `}'", "");
    this.#end();
  }

  #substitution(): Substitution {
    const reader: ScriptReader = this.#reader;
    const delimiter = reader.take();
    const source = this.#delimited(delimiter, true);
    const replacement = source === undefined ? undefined : this.#delimited(delimiter, false);
    if (source === undefined || replacement === undefined) reader.fail("unterminated `s' command", `unmatched '${delimiter}'`);
    const { flags, occurrence, file } = this.#flags();
    const pattern = this.#pattern(source, flags);
    const parts = readReplacement(replacement, { codes: this.#dialect.extended, character: this.#options.character });
    const highest = Math.max(0, ...parts.map((part) => (part.type === "group" ? part.group : 0)));
    if (this.#dialect.strict && pattern.pattern && highest > pattern.groups)
      reader.fail(`invalid reference \\${highest} on \`s' command's RHS`, "");
    const global = flags.includes("g");
    return {
      pattern,
      replacement: parts,
      global: global || occurrence === 0,
      // busybox forgets the number where everything is replaced.
      occurrence: global && !this.#dialect.strict ? 1 : (occurrence ?? 1) || 1,
      print: flags.includes("p"),
      evaluate: flags.includes("e"),
      ...(file !== undefined && { file }),
    };
  }

  #flags(): { readonly flags: string; readonly occurrence: number | undefined; readonly file?: string } {
    const reader: ScriptReader = this.#reader;
    let flags = "";
    let occurrence: number | undefined;
    for (;;) {
      const number = reader.number();
      if (number !== undefined) {
        if (number === 0 && this.#dialect.strict) reader.fail("number option to `s' command may not be zero", "");
        if (occurrence !== undefined && this.#dialect.strict) reader.fail("multiple number options to `s' command", "");
        occurrence = number;
      } else if (reader.next === "w") {
        reader.take();
        return { flags, occurrence, file: this.#file() };
      } else if (reader.atEnd || /[\s;#}]/.test(reader.next)) return { flags, occurrence };
      else {
        const flag = reader.take();
        if (!this.#dialect.flags.includes(flag)) reader.fail("unknown option to `s'", "bad option in substitution expression");
        if ("gp".includes(flag) && flags.includes(flag) && this.#dialect.strict)
          reader.fail(`multiple \`${flag}' options to \`s' command`, "");
        flags += flag;
      }
    }
  }

  #characters(): ReadonlyMap<string, string> {
    const reader: ScriptReader = this.#reader;
    const delimiter = reader.take();
    const from = this.#delimited(delimiter, false);
    const to = from === undefined ? undefined : this.#delimited(delimiter, false);
    if (from === undefined || to === undefined) reader.fail("unterminated `y' command", `unmatched '${delimiter}'`);
    const [keys, values] = [this.#plain(from), this.#plain(to)];
    if (keys.length !== values.length && this.#dialect.strict) reader.fail("strings for `y' command are different lengths", "");
    const characters = new Map<string, string>();
    for (const [index, key] of keys.entries()) {
      const value = values[index];
      if (value !== undefined && !characters.has(key)) characters.set(key, value);
    }
    return characters;
  }

  /** A string's characters, its escapes resolved. */
  #plain(text: string): readonly string[] {
    const { dialect, character } = this.#options;
    const characters: string[] = [];
    const all = [...text];
    for (let index = 0; index < all.length; index++) {
      if (all[index] !== "\\") {
        characters.push(all[index] as string);
        continue;
      }
      const rest = all.slice(index + 1).join("");
      const code = characterEscape(rest, 0, { codes: dialect.extended, character });
      characters.push(code?.text ?? all[index + 1] ?? "\\");
      index += code?.length ?? 1;
    }
    return characters;
  }
}
