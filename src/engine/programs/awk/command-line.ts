/** Awk's command line. */
import type { Dialect } from "./dialect.ts";

export interface CommandLine {
  /** Files to read the program from (`-f`), or the text itself. */
  readonly programs: readonly { readonly file?: string; readonly text?: string }[];
  /** `-v`, in order. */
  readonly assignments: readonly string[];
  readonly separator?: string;
  readonly operands: readonly string[];
}

/** A command line that can't be read; what is said, and whether the usage follows. */
export class CommandLineMistake extends Error {
  readonly usage: boolean;
  constructor(message: string, usage: boolean) {
    super(message);
    this.usage = usage;
  }
}

const long: Readonly<Record<string, string>> = {
  file: "f",
  "field-separator": "F",
  assign: "v",
  source: "e",
};

/** @throws CommandLineMistake */
export function readCommandLine(args: readonly string[], dialect: Dialect): CommandLine {
  const programs: { file?: string; text?: string }[] = [];
  const assignments: string[] = [];
  let separator: string | undefined;
  let index = 0;
  for (; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "--") {
      index++;
      break;
    }
    if (!word.startsWith("-") || word === "-") break;
    const [, name, value] = /^--([\w-]+)(?:=([^]*))?$/.exec(word) ?? [];
    const letter = name === undefined ? (word[1] as string) : dialect.name === "gawk" ? long[name] : undefined;
    if (letter === undefined) {
      if (dialect.name === "gawk" && isHarmless(word)) continue;
      throw unknown(word, dialect);
    }
    if (!"fFv".includes(letter) && !(letter === "e" && dialect.name !== "mawk")) {
      if (letter === "W" || (dialect.name === "gawk" && /^-[brcPsOnN]+$/.test(word))) {
        if (word === "-W") index++;
        continue;
      }
      throw unknown(word, dialect);
    }
    const attached = name === undefined ? word.slice(2) : (value ?? "");
    const given = attached !== "" || value !== undefined ? attached : args[++index];
    if (given === undefined) throw lacking(letter, dialect);
    if (letter === "f") programs.push({ file: given });
    else if (letter === "e") programs.push({ text: given });
    else if (letter === "F") separator = given;
    else assignments.push(given);
  }
  const operands = args.slice(index);
  if (programs.length === 0) {
    const text = operands.shift();
    if (text === undefined) throw new CommandLineMistake("", true);
    programs.push({ text });
  }
  return { programs, assignments, ...(separator !== undefined && { separator }), operands };
}

function isHarmless(word: string): boolean {
  return /^--(posix|traditional|re-interval|sandbox|characters-as-bytes|optimize|non-decimal-data|lint.*)$/.test(word);
}

function unknown(word: string, { name }: Dialect): CommandLineMistake {
  if (name === "mawk") return new CommandLineMistake(`not an option: ${word}`, false);
  if (name === "gawk") return new CommandLineMistake("", true);
  return new CommandLineMistake(word.startsWith("--") ? `unrecognized option: ${word.slice(2)}` : `unrecognized option: ${word[1]}`, true);
}

function lacking(letter: string, { name }: Dialect): CommandLineMistake {
  if (name === "mawk") return new CommandLineMistake(`option -${letter} lacks argument`, false);
  if (name === "gawk") return new CommandLineMistake(`option requires an argument -- ${letter}`, true);
  return new CommandLineMistake(`option requires an argument: ${letter}`, true);
}
