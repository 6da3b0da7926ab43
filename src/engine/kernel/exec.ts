/** What `execve` makes of an argv. */
import type { WorkingTree } from "../filesystem/working-tree.ts";
import { decodeExecutable } from "../programs/executable.ts";
import type { ExecutableDescriptor } from "../programs/program.ts";
import { bytesToText } from "../programs/shell/bytes.ts";
import { findExecutable } from "./find-executable.ts";

/** Why a program could not be started, in the kernel's terms. */
export type StartError =
  | { readonly kind: "not-found" | "permission-denied" | "is-directory" | "no-such-file"; readonly name: string }
  | { readonly kind: "no-interpreter"; readonly name: string; readonly interpreter: string }
  | { readonly kind: "not-a-program"; readonly name: string; readonly path: string };

/** A behaviour, and the argv it is started with: an interpreter's has the script in it. */
export interface Image {
  readonly argv: readonly string[];
  readonly descriptor: ExecutableDescriptor;
  /** The file that was named. */
  readonly path: string;
  /** The file that runs: the interpreter's, for a script. */
  readonly executable: string;
}

/** What the kernel would do with an argv: start a behaviour, or say why not. */
export type Start = Image | StartError;

const maxInterpreters = 5;

/** Looks a program up and reads its file, following `#!` lines, without running anything. */
export function resolveProgram(fs: WorkingTree, argv: readonly string[], path: string | undefined, cwd: string, depth = 0): Start {
  const name = argv[0] ?? "";
  const found = findExecutable(fs, name, path, cwd);
  if (found.kind !== "found") return { kind: found.kind, name };
  const descriptor = decodeExecutable(found.file.content);
  if (descriptor) {
    if (descriptor.loader && !fs.exists(descriptor.loader)) return { kind: "no-interpreter", name, interpreter: descriptor.loader };
    return { argv, descriptor, path: found.path, executable: found.path };
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
  return isStartError(start) ? { kind: "no-interpreter", name, interpreter } : { ...start, path: found.path };
}

export function isStartError(start: Start): start is StartError {
  return "kind" in start;
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

/** 126 for what is there but may not run, 127 for what is not. */
export function startErrorStatus(error: StartError): number {
  return error.kind === "permission-denied" || error.kind === "is-directory" || error.kind === "not-a-program" ? 126 : 127;
}
