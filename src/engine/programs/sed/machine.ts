/** Runs a sed script: a cycle for every line. */
import { toByteText } from "../byte-text.ts";
import { at } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { Steps } from "../steps.ts";
import { SedFailure } from "./failure.ts";
import type { Input } from "./input.ts";
import { LineSource } from "./lines.ts";
import { listed } from "./listing.ts";
import type { Output, WrittenFiles } from "./output.ts";
import type { SedPattern } from "./patterns.ts";
import { type ChangeCase, replacementText } from "./replacement.ts";
import { Selection } from "./selection.ts";
import type { Action, Command, Script, Substitution } from "./syntax.ts";

export interface MachineOptions {
  readonly process: Process;
  readonly name: string;
  readonly script: Script;
  readonly input: Input;
  /** Where standard output goes now: with `-i` into the file. */
  readonly output: () => Output;
  readonly files: WrittenFiles;
  readonly extended: boolean;
  readonly quiet: boolean;
  /** What ends a line that sed makes: a newline, or with `-z` a NUL. */
  readonly terminator: string;
  /** A byte is a character. */
  readonly bytes: boolean;
  /** Of `l`; 0 and 1 do not fold. */
  readonly lineLength: number;
  /** Prints each line before it waits for the next. */
  readonly unbuffered: boolean;
}

/** What becomes of the cycle after a command. */
type Outcome = "next" | "delete" | "restart" | "end" | { readonly jump: number } | { readonly quit: number; readonly prints: boolean };

export class Machine {
  readonly #options: MachineOptions;
  readonly #selection: Selection;
  readonly #readers = new Map<string, LineSource>();
  #space = "";
  #terminator = "\n";
  #hold = "";
  #replaced = false;
  #lastPattern: RegExp | undefined;
  /** What `a`, `r` and `R` have printed at the end of the cycle. */
  #appended: (() => void | Promise<void>)[] = [];
  readonly #steps: Steps;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#selection = new Selection(options.extended);
    this.#steps = new Steps(options.process, options.name);
  }

  /** Gives the exit code. @throws SedFailure, LabLimit */
  async run(): Promise<number> {
    let restart = false;
    let begun = false;
    for (;;) {
      if (!restart && !(await this.#read())) return 0;
      if (!begun) await this.#beforeFirst();
      begun = true;
      const outcome = await this.#cycle();
      restart = outcome === "restart";
      if (typeof outcome === "object" && "quit" in outcome) {
        if (outcome.prints) await this.#endCycle(true);
        return outcome.quit;
      }
      await this.#endCycle(outcome === "end");
      await this.#options.process.drained();
    }
  }

  /** `0r file` */
  async #beforeFirst(): Promise<void> {
    for (const { selector, action } of this.#options.script.commands)
      if (action.type === "r" && selector.from?.type === "line" && selector.from.line === 0) await this.#printFile(action.file);
  }

  async #read(): Promise<boolean> {
    const line = await this.#options.input.next();
    if (!line) return false;
    this.#space = line.text;
    this.#terminator = line.terminator;
    this.#replaced = false;
    this.#steps.reset();
    return true;
  }

  get #output(): Output {
    return this.#options.output();
  }

  async #endCycle(prints: boolean): Promise<void> {
    if (prints && !this.#options.quiet) this.#output.line(this.#space, this.#terminator);
    await this.#append();
    if (this.#options.unbuffered) this.#output.flush();
  }

  async #append(): Promise<void> {
    const appended = this.#appended;
    this.#appended = [];
    for (const print of appended) await print();
  }

  async #cycle(): Promise<Outcome> {
    const { commands } = this.#options.script;
    for (let index = 0; index < commands.length; index++) {
      const command = commands[index] as Command;
      const pause = this.#steps.take();
      if (pause) await pause;
      const selected = await this.#selects(command);
      if (!selected) {
        if (command.action.type === "{") index = command.action.end - 1;
        continue;
      }
      const outcome = await this.#do(command, command.action);
      if (outcome === "next") continue;
      if (typeof outcome === "string" || "quit" in outcome) return outcome;
      index = outcome.jump - 1;
    }
    return "end";
  }

  /** Most commands are for every line, and need not wait to know it. */
  #selects(command: Command): boolean | Promise<boolean> {
    if (!command.selector.from) return !command.selector.inverted;
    const { input } = this.#options;
    return this.#selection.selects(command, {
      line: input.line,
      isLast: () => input.isLast(),
      matches: (pattern) => this.#matches(pattern),
    });
  }

  /** The expression itself, or for an empty one that which was used last. */
  #expression({ pattern }: SedPattern): RegExp {
    this.#lastPattern = pattern ?? this.#lastPattern;
    if (!this.#lastPattern) throw new SedFailure("-e expression #1, char 0: no previous regular expression", "no previous regexp", 1);
    return this.#lastPattern;
  }

  #matches(pattern: SedPattern): boolean {
    return this.#space.search(this.#expression(pattern)) >= 0;
  }

  async #do(command: Command, action: Action): Promise<Outcome> {
    const { input, terminator } = this.#options;
    switch (action.type) {
      case "{":
      case "}":
        return "next";
      case "=":
        this.#output.text(`${input.line}\n`);
        return "next";
      case "F":
        this.#output.text(`${input.name}\n`);
        return "next";
      case "a":
        this.#appended.push(() => this.#output.text(action.text));
        return "next";
      case "i":
        this.#output.text(action.text);
        return "next";
      case "c":
        if (command.selector.inverted || !this.#selection.goesOn(command)) this.#output.text(action.text);
        return "delete";
      case "b":
        return { jump: action.target };
      case "t":
      case "T": {
        const jumps = this.#replaced === (action.type === "t");
        this.#replaced = false;
        return jumps ? { jump: action.target } : "next";
      }
      case "d":
        return "delete";
      case "D":
        return this.#deleteFirst();
      case "g":
        this.#space = this.#hold;
        return "next";
      case "G":
        this.#space += terminator + this.#hold;
        return "next";
      case "h":
        this.#hold = this.#space;
        return "next";
      case "H":
        this.#hold += terminator + this.#space;
        return "next";
      case "x":
        [this.#space, this.#hold] = [this.#hold, this.#space];
        return "next";
      case "z":
        this.#space = "";
        return "next";
      case "l":
        if (this.#options.extended) this.#output.text(listed(this.#space, action.number ?? this.#options.lineLength));
        return "next";
      case "n":
      case "N":
        return this.#nextLine(action.type === "N");
      case "p":
        this.#output.line(this.#space, this.#terminator === "" ? "" : terminator);
        return "next";
      case "P":
        this.#output.line(this.#firstLine(), terminator);
        return "next";
      case "q":
      case "Q":
        return { quit: action.number ?? 0, prints: action.type === "q" };
      case "e":
        return this.#execute(action.command);
      case "r":
        this.#appended.push(() => this.#printFile(action.file));
        return "next";
      case "R":
        this.#readLine(action.file);
        return "next";
      case "w":
        this.#options.files.to(action.file).line(this.#space, this.#terminator);
        return "next";
      case "W":
        this.#options.files.to(action.file).line(this.#firstLine(), terminator);
        return "next";
      case "s":
        return this.#substitute(action.substitution);
      case "y":
        this.#space = [...this.#space].map((character) => action.characters.get(character) ?? character).join("");
        return "next";
    }
  }

  #firstLine(): string {
    return this.#space.split(this.#options.terminator, 1)[0] as string;
  }

  /** Without its first line the pattern space goes round again, without another being read. */
  #deleteFirst(): Outcome {
    const end = this.#space.indexOf(this.#options.terminator);
    if (end < 0) return "delete";
    this.#space = this.#space.slice(end + 1);
    return "restart";
  }

  /** `n` and `N`. Without a next line both end the script, and the line is printed. */
  async #nextLine(adds: boolean): Promise<Outcome> {
    if (await this.#options.input.isAtEnd()) return { quit: 0, prints: true };
    if (!adds && !this.#options.quiet) this.#output.line(this.#space, this.#terminator);
    await this.#append();
    const line = await this.#options.input.next();
    if (!line) return { quit: 0, prints: adds };
    this.#space = adds ? this.#space + this.#options.terminator + line.text : line.text;
    this.#terminator = line.terminator;
    return "next";
  }

  #decoded(text: string): string {
    return this.#options.bytes ? toByteText(text) : text;
  }

  #contents(file: string): string | undefined {
    const { process, files } = this.#options;
    files.flush();
    const path = at(process, file);
    const node = process.fs.lookup(path);
    return node?.kind === "file" ? this.#decoded(bytesToText(process.fs.readFile(path))) : undefined;
  }

  /** A file that is not there is none. */
  async #printFile(file: string): Promise<void> {
    const { process } = this.#options;
    const text = file === "/dev/stdin" ? this.#decoded(await process.input.readAll()) : this.#contents(file);
    if (text === undefined || text === "") return;
    if (text.endsWith("\n")) this.#output.text(text);
    else this.#output.line(text, "");
  }

  #readLine(file: string): void {
    this.#appended.push(async () => {
      let reader = this.#readers.get(file);
      if (!reader) {
        let text = this.#contents(file) ?? "";
        reader = new LineSource(async () => {
          const all = text;
          text = "";
          return all;
        }, /\n/g);
        this.#readers.set(file, reader);
      }
      const line = await reader.next();
      if (line) this.#output.line(line.text, this.#options.terminator);
    });
  }

  /** `e command` prints what it says; a bare `e` runs the line, and has what it says in its place. */
  async #execute(command: string): Promise<Outcome> {
    const said = await this.#saidBy(command === "" ? this.#space : command);
    if (command === "") this.#space = said.replace(/\n$/, "");
    else this.#output.text(said);
    return "next";
  }

  async #saidBy(command: string): Promise<string> {
    this.#output.flush();
    let said = "";
    const stdout = (text: string): void => {
      said += text;
    };
    await this.#options.process.spawn(["sh", "-c", command], { stdout });
    return this.#decoded(said);
  }

  async #substitute(substitution: Substitution): Promise<Outcome> {
    const text = this.#replacedIn(this.#space, substitution);
    if (text === undefined) return "next";
    this.#space = text;
    this.#replaced = true;
    if (substitution.evaluate) this.#space = (await this.#saidBy(this.#space)).replace(/\n$/, "");
    if (substitution.print) this.#output.line(this.#space, this.#terminator);
    if (substitution.file !== undefined) this.#options.files.to(substitution.file).line(this.#space, this.#terminator);
    return "next";
  }

  /** The text with its matches replaced; nothing when there are none. */
  #replacedIn(text: string, { pattern, replacement, occurrence, global }: Substitution): string | undefined {
    let result = "";
    let from = 0;
    let seen = 0;
    let lastEnd = -1;
    for (const match of text.matchAll(this.#expression(pattern))) {
      // Behind a match there is no empty one.
      if (match[0] === "" && match.index === lastEnd) continue;
      lastEnd = match.index + match[0].length;
      if (++seen < occurrence) continue;
      result += text.slice(from, match.index) + replacementText(replacement, match, this.#changeCase);
      from = lastEnd;
      if (!global) break;
    }
    return seen < occurrence ? undefined : result + text.slice(from);
  }

  readonly #changeCase: ChangeCase = (text, to) => {
    const change = (letters: string): string => (to === "upper" ? letters.toUpperCase() : letters.toLowerCase());
    return text.replace(this.#options.bytes ? /[A-Za-z]+/g : /\p{L}+/gu, change);
  };
}
