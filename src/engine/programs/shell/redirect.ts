import { FsError } from "../../filesystem/errors.ts";
import { FileOutput } from "../../kernel/file-output.ts";
import { namedPipeAt } from "../../kernel/named-pipe.ts";
import { GeneratedFile, type OpenFile } from "../../kernel/open-file.ts";
import { deviceOf, undrivenDevice } from "../../kernel/devices.ts";
import { mayOpenDevice, ProcessTree } from "../../kernel/process-tree.ts";
import { bytesToText } from "./bytes.ts";
import { expandParts, expandToText, expandWords } from "./expand.ts";
import { joinText } from "./fields.ts";
import type { Shell } from "./shell.ts";
import { ShellFailure } from "./signals.ts";
import type { HereDocument, Redirection, Word } from "./syntax.ts";
import { inputOf, outputTo, type Stream } from "./streams.ts";

/**
 * Runs `body` with the descriptors redirected. A failing redirection is said, and `body` not run.
 * @param failed gives the exit code in that case
 */
export async function withRedirections(
  shell: Shell,
  redirections: readonly Redirection[],
  body: () => Promise<number>,
  failed = (): number => shell.dialect.redirectionFailure,
): Promise<number> {
  if (redirections.length === 0) return body();
  const before = shell.descriptors;
  shell.descriptors = new Map(before);
  const pipes: OpenFile[] = [];
  try {
    if (!(await redirectAll(shell, redirections, pipes))) return failed();
    return await body();
  } finally {
    shell.descriptors = before;
    for (const pipe of pipes) pipe.release();
  }
}

/**
 * Redirects the shell itself (`exec >log`). False when one failed; that has been said.
 * @param pipes takes the named pipes that were opened, for the caller to release
 */
export async function redirectAll(shell: Shell, redirections: readonly Redirection[], pipes: OpenFile[]): Promise<boolean> {
  for (const redirection of redirections) {
    try {
      await redirect(shell, redirection, pipes);
    } catch (error) {
      // Whatever goes wrong in a here-document is a redirection that failed; in a file's name it ends the script.
      const isRedirection = redirection.target.type === "HereDoc";
      if (!(error instanceof ShellFailure) || !(isRedirection || ["create", "open"].includes(error.complaint.kind))) throw error;
      shell.complain(error.complaint);
      return false;
    }
  }
  return true;
}

/** Operators with a file's name behind them; behind the others stands a text or a descriptor. */
const namesFile = /^(<|<>|>|>>|>\||&>|&>>)$/;

async function redirect(shell: Shell, redirection: Redirection, pipes: OpenFile[]): Promise<void> {
  const { operator, target } = redirection;
  const { descriptors } = shell;
  const reads = operator.startsWith("<") && operator !== "<>";
  let fd = redirection.fd ?? (reads || operator === "<>" ? 0 : 1);
  if (redirection.fdVariable) {
    fd = Math.max(9, ...descriptors.keys()) + 1;
    shell.state.set(redirection.fdVariable, fd.toString());
  }
  if (target.type === "HereDoc") {
    const text = target.stripTabs ? stripTabs(await hereText(shell, target)) : await hereText(shell, target);
    descriptors.set(fd, inputOf(text));
    return;
  }
  const path = namesFile.test(operator) ? await targetText(shell, target) : "";
  const pipe = await openNamedPipe(shell, operator, path);
  if (pipe) {
    pipes.push(pipe.retain());
    if (operator.startsWith("&")) both(descriptors, pipe);
    else descriptors.set(fd, pipe);
    return;
  }
  switch (operator) {
    case "<<<":
      descriptors.set(fd, inputOf(`${await expandToText(shell, target)}\n`));
      return;
    case "<":
    case "<>":
      descriptors.set(fd, openInput(shell, path));
      return;
    case ">&":
    case "<&": {
      const source = await targetText(shell, target);
      if (source === "-") descriptors.delete(fd);
      else if (/^\d+-?$/.test(source)) duplicate(shell, fd, source);
      else if (operator === ">&") both(descriptors, openOutput(shell, source, false));
      else throw new ShellFailure({ kind: "open", path: source, reason: "ambiguous redirect" }, 1);
      return;
    }
    case "&>":
    case "&>>":
      both(descriptors, openOutput(shell, path, operator === "&>>"));
      return;
    default:
      descriptors.set(fd, openOutput(shell, path, operator === ">>", operator === ">"));
  }
}

/** With tabs stripped before anything is expanded, tabs that come out of a variable would stay; scripts don't notice. */
function stripTabs(text: string): string {
  return text.replace(/^\t+/gm, "");
}

async function hereText(shell: Shell, here: HereDocument): Promise<string> {
  return here.quoted ? expandToText(shell, here.content) : joinText(await expandParts(shell, here.content.parts, true));
}

function both(descriptors: Map<number, Stream>, stream: Stream): void {
  descriptors.set(1, stream);
  descriptors.set(2, stream);
}

async function targetText(shell: Shell, word: Word): Promise<string> {
  if (shell.dialect.name !== "bash") return expandToText(shell, word);
  const words = await expandWords(shell, [word]);
  const only = words[0];
  if (words.length === 1 && only !== undefined) return only;
  throw new ShellFailure({ kind: "open", path: words.join(" "), reason: "ambiguous redirect" }, 1);
}

function duplicate(shell: Shell, fd: number, source: string): void {
  const number = Number.parseInt(source, 10);
  const stream = shell.descriptors.get(number);
  if (!stream) throw new ShellFailure({ kind: "open", path: source, reason: "Bad file descriptor" }, 1);
  shell.descriptors.set(fd, stream);
  if (source.endsWith("-")) shell.descriptors.delete(number);
}

/** The named pipe of that name, if it is one: the shell waits until the other side is there. */
async function openNamedPipe(shell: Shell, operator: string, target: string): Promise<OpenFile | undefined> {
  if (target === "") return undefined;
  const path = shell.path(target);
  const { fs } = shell.process;
  const pipe = namedPipeAt(fs, path);
  const kind = operator.startsWith("<") ? "open" : "create";
  if (pipe && !mayOpenDevice(fs, path, kind === "open" ? 4 : 2)) throw failure(kind, target, new FsError("EACCES", path));
  if (operator === "<>") return pipe?.openForBoth(path);
  return operator === "<" ? pipe?.openForReading(path, shell.signal) : pipe?.openForWriting(path, shell.signal);
}

/** A shell with `ulimit -n` descriptors open can't open another. */
function requireFreeDescriptor(shell: Shell, kind: "open" | "create", path: string): void {
  if (shell.descriptors.size >= shell.process.task.limits.nofile.soft)
    throw new ShellFailure({ kind, path, reason: "Too many open files" }, 1);
}

function openInput(shell: Shell, target: string): Stream {
  requireFreeDescriptor(shell, "open", target);
  if (target === "") throw new ShellFailure({ kind: "open", path: "", reason: "No such file or directory" }, 1);
  const path = shell.path(target);
  const { fs } = shell.process;
  const device = deviceOf(fs, path);
  if (device === "/dev/stdin" || device === "/dev/tty") return shell.descriptors.get(0) ?? inputOf("");
  try {
    if (device === "/dev/zero" || device === "/dev/urandom" || device === "/dev/random") {
      if (!mayOpenDevice(fs, path, 4)) throw new FsError("EACCES", path);
      return new GeneratedFile(device, () => bytesToText(fs.readFile(device)));
    }
    const node = fs.stat(path);
    if (node.kind === "directory") return inputOf("", path);
    return inputOf(bytesToText(fs.readFile(path)), path);
  } catch (error) {
    throw failure("open", target, error);
  }
}

function openOutput(shell: Shell, target: string, append: boolean, mayClobber = true): Stream {
  requireFreeDescriptor(shell, "create", target);
  if (target === "") throw new ShellFailure({ kind: "create", path: "", reason: "No such file or directory" }, 1);
  const path = shell.path(target);
  const { fs } = shell.process;
  const device = deviceOf(fs, path);
  if (device === "/dev/stdout" || device === "/dev/tty") return shell.descriptors.get(1) ?? outputTo(() => {});
  if (device === "/dev/stderr") return shell.descriptors.get(2) ?? outputTo(() => {});
  try {
    if (device && device !== undrivenDevice) {
      if (!mayOpenDevice(fs, path, 2)) throw new FsError("EACCES", path);
      return outputTo(device === "/dev/full" ? fullDevice : () => {}, device);
    }
    if (!append && mayClobber && shell.state.options.noclobber && fs.lookup(path)?.kind === "file") {
      throw new ShellFailure(
        { kind: "create", path: target, reason: shell.dialect.name === "bash" ? "cannot overwrite existing file" : "File exists" },
        1,
      );
    }
    if (append) fs.appendFile(path, "");
    else fs.writeFile(path, "");
  } catch (error) {
    throw failure("create", target, error);
  }
  return new FileOutput(fs instanceof ProcessTree ? fs.storage : fs, path, { appends: append });
}

function fullDevice(): void {
  throw new FsError("ENOSPC", "");
}

function failure(kind: "open" | "create", path: string, error: unknown): unknown {
  return error instanceof FsError ? new ShellFailure({ kind, path, reason: error.reason }, 1) : error;
}
