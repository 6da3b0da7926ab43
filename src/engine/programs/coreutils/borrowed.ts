/** Text tools that just-bash has and that need nothing of ours but the files. */
import { Bash } from "just-bash/browser";
import { bytesToText, latin1ToBytes, textToLatin1 } from "../shell/bytes.ts";
import { worksByLine } from "./by-line.ts";
import { readsInput, readsNothingElse, standardInput } from "./reads-input.ts";
import { endless } from "../steps.ts";
import { WorkingTreeFs } from "../shell/working-tree-fs.ts";
import type { Process } from "../program.ts";
import type { Applet, Applets, Tool } from "./applet.ts";

type CommandName = NonNullable<NonNullable<ConstructorParameters<typeof Bash>[0]>["commands"]>[number];

const generous = 100_000_000;
const limits = {
  maxCommandCount: generous,
  maxLoopIterations: generous,
  maxExecutionTimeMs: 600_000,
};

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs one of just-bash's commands as a process of ours. */
async function borrow(process: Process, name: string, args: readonly string[], stdin: string): Promise<Answer> {
  const bash = new Bash({
    fs: new WorkingTreeFs(process.fs),
    cwd: process.cwd,
    commands: [name as CommandName],
    executionLimits: limits,
    defenseInDepth: false,
    processInfo: { uid: process.uid, gid: process.gid },
  });
  const result = await bash.exec(name, {
    args: [...args],
    stdin: textToLatin1(stdin),
    stdinKind: "bytes",
    cwd: process.cwd,
    env: Object.fromEntries(process.env),
    replaceEnv: true,
    signal: process.signal,
  });
  process.signal.throwIfAborted();
  const stdout =
    result.stdoutKind === "bytes" || result.stdoutEncoding === "binary" ? bytesToText(latin1ToBytes(result.stdout)) : result.stdout;
  return { stdout, stderr: result.stderr, exitCode: result.exitCode };
}

/** just-bash has words of its own for a file that is not there, and calls a tool by the name it knows. */
function inFlavour(text: string, tool: Tool, name: string): string {
  const named = text.replaceAll(new RegExp(`^(?:bash: )?${name}: `, "gm"), `${tool.name}: `);
  return named.replace(
    /^(\w+): (?:cannot (?:open|access) )?'?(.+?)'?(?: for reading)?: no such file or directory$/gim,
    (_, applet: string, path: string) =>
      `${applet}: ${tool.gnu || name === "paste" ? path : `can't open '${path}'`}: No such file or directory`,
  );
}

function borrowed(name: string): Applet {
  return async (process, args, tool) => {
    const words = spelledOut(name, args);
    const result =
      readsInput(name, args) && readsNothingElse(name, args) && worksByLine(name)
        ? await streamed(process, name, words)
        : await borrow(process, name, words, await standardInput(process, name, args));
    if (result.stdout !== "") process.stdout(result.stdout);
    const steps = /(?:exceeded maximum iterations|iteration limit exceeded)\D*(\d+)/.exec(result.stderr)?.[1];
    if (steps !== undefined) throw endless(tool.name, Number(steps));
    if (result.stderr !== "") process.stderr(inFlavour(result.stderr, tool, name));
    return result.exitCode;
  };
}

/** Whole lines as they come; what stands behind the last newline waits for more. */
async function* wholeLines(process: Process): AsyncGenerator<string> {
  let rest = "";
  for (let piece = await process.input.read(); piece !== ""; piece = await process.input.read()) {
    const end = piece.lastIndexOf("\n") + 1;
    if (end === 0) rest += piece;
    else {
      yield rest + piece.slice(0, end);
      rest = piece.slice(end);
    }
  }
  if (rest !== "") yield rest;
}

/** Has a tool look at its input piece by piece, and print about each before it waits for the next. Gives what is left to say. */
async function streamed(process: Process, name: string, args: readonly string[]): Promise<Answer> {
  let last: Answer | undefined;
  for await (const piece of wholeLines(process)) {
    last = await borrow(process, name, args, piece);
    if (last.stderr !== "" || last.exitCode > 1) return last;
    process.stdout(last.stdout);
    await process.drained();
  }
  // Nothing to read: a mistake in the arguments is one all the same.
  return last ? { stdout: "", stderr: "", exitCode: last.exitCode } : borrow(process, name, args, "");
}

/** `paste -sd+` in the spelling that just-bash reads. */
function spelledOut(name: string, args: readonly string[]): readonly string[] {
  if (name !== "paste") return args;
  const words = args.flatMap((word) => (/^-sd/.test(word) ? ["-s", "-d", ...(word.length > 3 ? [word.slice(3)] : [])] : [word]));
  // Without files it reads standard input.
  return words.some((word, index) => (word === "-" || !word.startsWith("-")) && words[index - 1] !== "-d") ? words : [...words, "-"];
}

const plain = ["column", "expand", "fold", "join", "jq", "nl", "paste", "rg", "strings", "tree", "unexpand", "file"];

export const borrowedApplets: Applets = Object.fromEntries(plain.map((name) => [name, borrowed(name)]));
