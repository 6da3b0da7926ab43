/** Text tools that just-bash has and that need nothing of ours but the files. */
import { Bash, defineCommand } from "just-bash/browser";
import { LabLimit } from "../../kernel/budget.ts";
import { bytesToText, latin1ToBytes, latin1ToText, textToLatin1 } from "../shell/bytes.ts";
import { worksByLine } from "./by-line.ts";
import { type RunSed, sedByNul } from "./nul-lines.ts";
import { readsInput, readsNothingElse, standardInput } from "./reads-input.ts";
import { WorkingTreeFs } from "../shell/working-tree-fs.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { type Applet, type Applets, at, type Tool } from "./applet.ts";

type CommandName = NonNullable<NonNullable<ConstructorParameters<typeof Bash>[0]>["commands"]>[number];

const generous = 100_000_000;
const limits = {
  maxCommandCount: generous,
  maxLoopIterations: generous,
  maxAwkIterations: 5_000_000,
  maxSedIterations: 5_000_000,
  maxExecutionTimeMs: 600_000,
};

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs one of just-bash's commands as a process of ours. Programs it starts itself (`find -exec`) are looked up in ours. */
async function borrow(process: Process, name: string, args: readonly string[], stdin: string, starts: readonly string[]): Promise<Answer> {
  const customCommands = starts.map((command) =>
    defineCommand(command, async (words, context) => {
      let stdout = "";
      let stderr = "";
      const exitCode = await process.spawn([command, ...words], {
        cwd: context.cwd,
        stdin: latin1ToText(context.stdin as unknown as string),
        stdout: (text) => {
          stdout += text;
        },
        stderr: (text) => {
          stderr += text;
        },
      });
      return { stdout: textToLatin1(stdout), stdoutKind: "bytes", stderr, exitCode };
    }),
  );
  const bash = new Bash({
    fs: new WorkingTreeFs(process.fs),
    cwd: process.cwd,
    commands: [name as CommandName],
    customCommands,
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

/** just-bash has GNU's words; busybox has its own for the commonest mistake. */
function inFlavour(text: string, tool: Tool, name: string): string {
  const named = text.replaceAll(new RegExp(`^(?:bash: )?${name}: `, "gm"), `${tool.name}: `);
  const own = tool.flavour === "busybox" ? busyboxWords.reduce((words, [theirs, ours]) => words.replace(theirs, ours), named) : named;
  return own.replace(
    /^(\w+): (?:cannot (?:open|access) )?'?(.+?)'?(?: for reading)?: no such file or directory$/gim,
    (_, applet: string, path: string) => {
      const words = (missing[applet] ?? { gnu: "%", busybox: "can't open '%'" })[tool.flavour];
      return `${applet}: ${words.replace("%", path)}: No such file or directory`;
    },
  );
}

/** What busybox says of a script or pattern it can't read. */
const busyboxWords: readonly (readonly [RegExp, string])[] = [
  [/^sed: invalid command: unterminated substitution.*$/m, "sed: unmatched '/'"],
  [/^sed: invalid command: (.)$/m, "sed: unsupported command $1"],
  [/^awk: .* at line (\d+):\d+$/m, "awk: cmd. line:$1: Unexpected token"],
];

/** What each tool says of a file that is not there. */
const missing: Readonly<Record<string, { readonly gnu: string; readonly busybox: string; readonly status?: number }>> = {
  sed: { gnu: "can't read %", busybox: "%", status: 2 },

  awk: { gnu: 'cannot open "%"', busybox: "%", status: 2 },
};

function borrowed(name: string, options: { starts?: (args: readonly string[]) => readonly string[] } = {}): Applet {
  return async (process, given, tool) => {
    const args = name === "awk" ? withProgram(process, given, tool) : given;
    if (typeof args === "number") return args;
    const bare = tool.gnu && args.length === 0 ? withoutArguments[name] : undefined;
    if (bare) {
      process.stderr(bare.text);
      return bare.status;
    }
    const words = spelledOut(process, name, args);
    if (name === "sed" && !tool.gnu && (await sedByNul(process, words, quietly(process)))) return 0;
    const result =
      readsInput(name, args) && readsNothingElse(name, args) && worksByLine(name, args)
        ? await streamed(process, name, words)
        : await borrow(process, name, words, await standardInput(process, name, args), options.starts?.(args) ?? []);
    if (result.stdout !== "") process.stdout(result.stdout);
    const endless = /(?:exceeded maximum iterations|iteration limit exceeded)\D*(\d+)/.exec(result.stderr)?.[1];
    if (endless !== undefined)
      throw new LabLimit(
        `drydock: ${tool.name} stopped after ${Number(endless).toLocaleString("en-US")} steps: this looks like an endless loop (a limit of the lab, not of Docker)`,
      );
    if (result.stderr !== "") process.stderr(inFlavour(result.stderr, tool, name));
    const absent = result.exitCode === 1 && /no such file or directory$/im.test(result.stderr);
    return absent && tool.gnu ? (missing[name]?.status ?? result.exitCode) : result.exitCode;
  };
}

/** What sed says of a text; nothing where it has something to complain about. */
const quietly =
  (process: Process): RunSed =>
  async (args, text) => {
    const { stdout, stderr, exitCode } = await borrow(process, "sed", args, text, []);
    return exitCode === 0 && stderr === "" ? stdout : undefined;
  };

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
    last = await borrow(process, name, args, piece, []);
    if (last.stderr !== "" || last.exitCode > 1) return last;
    process.stdout(last.stdout);
    await process.drained();
  }
  // Nothing to read: a mistake in the arguments is one all the same.
  return last ? { stdout: "", stderr: "", exitCode: last.exitCode } : borrow(process, name, args, "", []);
}

/** What GNU tools say to nothing at all. */
const withoutArguments: Readonly<Record<string, { readonly text: string; readonly status: number }>> = {
  sed: { text: "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n", status: 1 },
};

/** `awk -f program`: its text in place of the file's name. Complains and gives the exit code when there is no such file. */
function withProgram(process: Process, args: readonly string[], tool: Tool): readonly string[] | number {
  const options: string[] = [];
  const programs: string[] = [];
  let index = 0;
  for (; /^-./.test(args[index] ?? ""); index++) {
    const word = args[index] as string;
    if (word === "--") break;
    if (!word.startsWith("-f") && word !== "--file") {
      options.push(word, ...(/^-[Fv]$/.test(word) ? [args[++index] ?? ""] : []));
      continue;
    }
    const file = /^-f./.test(word) ? word.slice(2) : (args[++index] ?? "");
    try {
      programs.push(process.fs.readText(at(process, file)));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return tool.fail(tool.gnu ? `cannot open "${file}": ${error.reason}` : `can't open '${file}': ${error.reason}`, tool.gnu ? 2 : 1);
    }
  }
  return programs.length === 0 ? args : [...options, programs.join("\n"), ...args.slice(index)];
}

/** Bundled spellings that just-bash does not read: `paste -sd+`, and `sed -i.bak`, whose copies are made here. */
function spelledOut(process: Process, name: string, args: readonly string[]): readonly string[] {
  if (name === "sed" && args.some((word) => /^(-u|--unbuffered)$/.test(word)))
    return args.filter((word) => word !== "-u" && word !== "--unbuffered");
  if (name === "paste") {
    const words = args.flatMap((word) => (/^-sd/.test(word) ? ["-s", "-d", ...(word.length > 3 ? [word.slice(3)] : [])] : [word]));
    // Without files it reads standard input.
    return words.some((word, index) => (word === "-" || !word.startsWith("-")) && words[index - 1] !== "-d") ? words : [...words, "-"];
  }
  if (name === "sed" && args.some((word) => /^-[nErsz]*i|^--in-place/.test(word))) unlinkOperands(process, args);
  const suffix = name === "sed" ? args.map((word) => /^(?:-[nErsz]*i|--in-place=)([^=]+)$/.exec(word)?.[1]).find(Boolean) : undefined;
  if (suffix === undefined) return args;
  for (const word of args) {
    const path = at(process, word);
    const node = word.startsWith("-") ? undefined : process.fs.lookup(path);
    if (node?.kind === "file")
      process.fs.writeFile(
        suffix.includes("*") ? path.replace(/[^/]+$/, (base) => suffix.replaceAll("*", base)) : `${path}${suffix}`,
        node.content,
        { mode: node.mode },
      );
  }
  return args.map((word) => word.replace(/^(-[nErsz]*i)[^=]+$|^--in-place=.*$/, (_, short?: string) => short ?? "-i"));
}

/** `sed -i` puts another file in place of the one it read: other names keep what they had. */
function unlinkOperands(process: Process, args: readonly string[]): void {
  for (const word of args) {
    const path = at(process, word);
    const node = word.startsWith("-") ? undefined : process.fs.lookup(path, { follow: false });
    if (node?.kind === "file" && process.fs.hardLinks(path).length > 1) process.fs.put(path, node);
  }
}

const plain = [
  "column",
  "comm",
  "expand",
  "fold",
  "join",
  "jq",
  "nl",
  "paste",
  "rev",
  "rg",
  "sed",

  "strings",
  "tac",
  "tree",
  "unexpand",
  "file",
];

export const borrowedApplets: Applets = {
  ...Object.fromEntries(plain.map((name) => [name, borrowed(name)])),
};
