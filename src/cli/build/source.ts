/** Where a build reads from: its context on the host's disk, and its Dockerfile there or on standard input. */
import type { BuildRequest, DockerfileSource } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import type { DockerContext } from "../context.ts";
import { CliError, NotInLab } from "../errors.ts";
import { absolute, baseName, clean, parentDirectory } from "../paths.ts";

const emptyContext: DirectoryNode = { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };

/**
 * Reads the context and the Dockerfile.
 * @param operand what was named on the command line: a path, a URL, or `-`
 * @param file the value of `--file`, empty when it was not given
 * @throws CliError in buildx's words
 */
export function readSource(operand: string, file: string, context: DockerContext): Pick<BuildRequest, "context" | "dockerfile"> {
  if (operand === "-") {
    if (file === "-") throw new CliError("failed to build: invalid argument: can't use stdin for both build context and dockerfile");
    return { context: emptyContext, dockerfile: { name: file || "Dockerfile", text: dockerfileFromStdin(context) } };
  }
  if (operand === "") throw new CliError('failed to build: please specify build context (e.g. "." for the current directory)');
  if (/^(https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(operand)) {
    throw new NotInLab(
      `${operand} is not on this machine: the lab has no network, so a build context must be a directory, or a Dockerfile on standard input.`,
    );
  }
  const directory = lookup(context, operand);
  if (directory?.kind !== "directory")
    throw new CliError(`failed to build: unable to prepare context: path ${JSON.stringify(operand)} not found`);
  return { context: directory, dockerfile: readDockerfile(operand, file, context) };
}

function readDockerfile(operand: string, file: string, context: DockerContext): DockerfileSource {
  if (file === "-") return { name: "Dockerfile", text: fromLatin1(context.stdin) };
  const path = clean(file === "" ? `${operand}/Dockerfile` : file);
  const name = baseName(path);
  const missing = file === "" ? undefined : missingParent(context, path);
  if (missing !== undefined) throw new CliError(`failed to build: resolve : lstat ${missing}: no such file or directory`);
  const text = readText(context, path);
  const ignoreText = readText(context, `${path}.dockerignore`);
  return { name, ...(text === undefined ? {} : { text }), ...(ignoreText === undefined ? {} : { ignoreText }) };
}

/** The first directory above `path` that is not there, as it was written. */
function missingParent(context: DockerContext, path: string): string | undefined {
  const parts = parentDirectory(path).split("/");
  for (let i = 1; i <= parts.length; i++) {
    const part = parts.slice(0, i).join("/");
    if (part !== "" && part !== "." && !lookup(context, part)) return part;
  }
  return undefined;
}

function dockerfileFromStdin(context: DockerContext): string {
  const text = fromLatin1(context.stdin);
  // A tar stream has its magic at a fixed place; gzip has it at the start.
  if (context.stdin.slice(257, 262) === "ustar" || context.stdin.startsWith("\x1f\x8b")) {
    throw new NotInLab("a build context as an archive on standard input is not in the lab yet; name a directory instead.");
  }
  if (text === "") throw new CliError("failed to build: failed to solve: failed to read dockerfile: no local sources enabled");
  return text;
}

function lookup(context: DockerContext, path: string) {
  try {
    return context.disk.lookup(absolute(context.cwd, path));
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

function readText(context: DockerContext, path: string): string | undefined {
  const node = lookup(context, path);
  return node?.kind === "file"
    ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(context.disk.readFile(absolute(context.cwd, path)))
    : undefined;
}

function fromLatin1(bytes: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0) & 0xff));
}
