import { FsError } from "../../filesystem/errors.ts";
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { decodeExecutable } from "../executable.ts";
import type { ExecutableDescriptor, Process, ProgramRegistry, SpawnOptions } from "../program.ts";
import { groupsOf } from "../../kernel/accounts.ts";
import { budgetOf, programCost } from "../../kernel/budget.ts";
import { bytesToText, latin1ToBytes } from "./bytes.ts";
import { findExecutable } from "../../kernel/find-executable.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";

/** A process before it runs: all that `Process` is, without the means to start others. */
export interface ProcessSpec extends Omit<Process, "spawn"> {
  readonly umask?: number;
  /** Mounts that may not be written to. */
  readonly readOnly?: readonly string[];
}

/** Why a program could not be started, in the kernel's terms. */
export type StartError =
  | { readonly kind: "not-found" | "permission-denied" | "is-directory" | "no-such-file"; readonly name: string }
  | { readonly kind: "no-interpreter"; readonly name: string; readonly interpreter: string }
  | { readonly kind: "not-a-program"; readonly name: string; readonly path: string };

/** What the kernel would do with an argv: start a behaviour, or say why not. */
export type Start =
  | { readonly argv: readonly string[]; readonly descriptor: ExecutableDescriptor /** The file that was named. */; readonly path: string }
  | StartError;

const maxInterpreters = 5;
const maxDepth = 120;
const depths = new WeakMap<WorkingTree, number>();

/** Looks a program up and reads its file, following `#!` lines, without running anything. */
export function resolveProgram(fs: WorkingTree, argv: readonly string[], path: string | undefined, cwd: string, depth = 0): Start {
  const name = argv[0] ?? "";
  const found = findExecutable(fs, name, path, cwd);
  if (found.kind !== "found") return { kind: found.kind, name };
  const descriptor = decodeExecutable(found.file.content);
  if (descriptor) {
    if (descriptor.loader && !fs.exists(descriptor.loader)) return { kind: "no-interpreter", name, interpreter: descriptor.loader };
    return { argv, descriptor, path: found.path };
  }
  const head = bytesToText(found.file.content.bytes.subarray(0, 256));
  const line = /^#![ \t]*([^\n]*)/.exec(head)?.[1];
  if (line === undefined) return { kind: "not-a-program", name, path: found.path };
  const [, interpreter = "", argument] = /^([^ \t]*)[ \t]*(.*?)[ \t]*$/s.exec(line) ?? [];
  if (interpreter === "" || depth >= maxInterpreters) return { kind: "not-a-program", name, path: found.path };
  // A carriage return belongs to the name: `/bin/sh\r` is no file.
  const script = name.includes("/") ? name : found.path;
  const next = [interpreter, ...(argument ? [argument] : []), script, ...argv.slice(1)];
  const start = resolveProgram(fs, next, undefined, cwd, depth + 1);
  return "descriptor" in start ? { ...start, path: found.path } : { kind: "no-interpreter", name, interpreter };
}

export function isStartError(start: Start): start is StartError {
  return "kind" in start;
}

/**
 * Runs a program to its end and gives its exit code. A program that can't be started says so in the words of a shell (127,
 * or 126 when it is there but may not run). Rejects only when `signal` aborts, or with `LabLimit`.
 */
export async function runProcess(spec: ProcessSpec, registry: ProgramRegistry): Promise<number> {
  const start = resolveProgram(spec.fs, spec.argv, spec.env.get("PATH"), spec.cwd);
  if (isStartError(start)) {
    spec.stderr(`${startErrorText(start)}\n`);
    return startErrorStatus(start);
  }
  return runStarted(spec, start, registry);
}

/** Runs what `resolveProgram` found. */
export async function runStarted(spec: ProcessSpec, start: Exclude<Start, StartError>, registry: ProgramRegistry): Promise<number> {
  const { descriptor } = start;
  const missing = descriptor.libraries?.find((library) => !spec.fs.exists(library));
  if (missing !== undefined) {
    spec.stderr(libraryMissing(spec.argv[0] ?? "", missing, descriptor.loader));
    return 127;
  }
  const program = registry.get(descriptor.program);
  if (!program) {
    spec.stderr(`drydock: ${spec.argv[0]}: the lab knows that this program is there, but not yet how it behaves\n`);
    return 127;
  }
  spec.signal.throwIfAborted();
  const process = makeProcess({ ...spec, argv: start.argv }, registry);
  try {
    return (await program(process, descriptor)) & 0xff;
  } catch (error) {
    if (error instanceof FsError) {
      spec.stderr(`${baseName(spec.argv[0] ?? "")}: ${error.path}: ${error.reason}\n`);
      return 1;
    }
    throw error;
  }
}

/** A process with its own view of the file system, able to start others. */
export function makeProcess(spec: ProcessSpec, registry: ProgramRegistry): Process {
  const parent = spec.fs instanceof ProcessTree ? spec.fs : undefined;
  const fs = new ProcessTree(spec.fs, {
    uid: spec.uid,
    gid: spec.gid,
    groups: groupsOf(spec.fs, spec.uid),
    umask: spec.umask ?? parent?.umask ?? 0o022,
    readOnly: spec.readOnly ?? parent?.readOnly ?? [],
    devices: {
      readInput: () => latin1ToBytes(spec.stdin),
      writeOutput: (bytes) => spec.stdout(bytesToText(bytes)),
      writeError: (bytes) => spec.stderr(bytesToText(bytes)),
    },
  });
  const depth = (parent ? (depths.get(parent) ?? 0) : 0) + 1;
  depths.set(fs, depth);
  const process: Process = {
    fs,
    argv: spec.argv,
    env: spec.env,
    cwd: spec.cwd,
    uid: spec.uid,
    gid: spec.gid,
    hostname: spec.hostname,
    stdin: spec.stdin,
    clock: spec.clock,
    signal: spec.signal,
    network: spec.network,
    terminal: spec.terminal,
    stdout: (text) => spec.stdout(text),
    stderr: (text) => spec.stderr(text),
    spawn: async (argv, options = {}) => {
      if (depth > maxDepth) {
        spec.stderr(`${argv[0]}: Resource temporarily unavailable\n`);
        return 126;
      }
      await budgetOf(spec.signal).tick(programCost);
      return runProcess(childOf(process, argv, options), registry);
    },
  };
  return process;
}

function childOf(process: Process, argv: readonly string[], options: SpawnOptions): ProcessSpec {
  // Who gives the streams and says nothing of a terminal has taken them for something else.
  const inherited = process.terminal && (options.stdout ? { ...process.terminal, stdout: false } : process.terminal);
  const terminal = options.terminal === undefined ? inherited : (options.terminal ?? undefined);
  return {
    fs: process.fs,
    argv,
    env: options.env ?? process.env,
    cwd: options.cwd ?? process.cwd,
    uid: options.uid ?? process.uid,
    gid: options.gid ?? process.gid,
    hostname: process.hostname,
    stdin: options.stdin ?? process.stdin,
    clock: options.clock ?? process.clock,
    signal: options.signal ?? process.signal,
    network: process.network,
    terminal,
    stdout: options.stdout ?? process.stdout,
    stderr: options.stderr ?? process.stderr,
  };
}

export function startErrorText(error: StartError): string {
  switch (error.kind) {
    case "not-found":
      return `${error.name}: not found`;
    case "permission-denied":
      return `${error.name}: Permission denied`;
    case "is-directory":
      return `${error.name}: Is a directory`;
    case "not-a-program":
      return `${error.name}: Exec format error`;
    default:
      return `exec ${error.name}: no such file or directory`;
  }
}

export function startErrorStatus(error: StartError): number {
  return error.kind === "permission-denied" || error.kind === "is-directory" || error.kind === "not-a-program" ? 126 : 127;
}

function libraryMissing(program: string, library: string, loader: string | undefined): string {
  const name = baseName(library);
  if (loader?.includes("musl")) return `Error loading shared library ${name}: No such file or directory (needed by ${program})\n`;
  return `${program}: error while loading shared libraries: ${name}: cannot open shared object file: No such file or directory\n`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
