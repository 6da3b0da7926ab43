/** Where a build reads from: its context on the host's disk, and its Dockerfile there or on standard input. */
import type { BuildRequest, DockerfileSource } from "../../engine/api.ts";
import { sha256Hex } from "../../engine/filesystem/digest.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import { ArchiveError, compressionOf, isTar, tarTree } from "../../engine/filesystem/untar.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { latin1ToBytes } from "../../engine/programs/shell/bytes.ts";
import type { DockerContext } from "../context.ts";
import { NotInLab } from "../errors.ts";
import { goQuote } from "../format/quote.ts";
import { absolute, baseName, clean, parentDirectory } from "../paths.ts";
import { buildError } from "./fields.ts";
import { buildTitle } from "./title.ts";

const emptyContext: DirectoryNode = { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };

export interface BuildSource extends Pick<BuildRequest, "context" | "archived" | "archiveDigest" | "dockerfile" | "place" | "title"> {
  /** The Dockerfile as checks name it: the path given, `stdin`. */
  readonly dockerfilePath: string;
}

/** True for what is fetched: a URL or a Git address. */
export function isRemote(operand: string): boolean {
  return /^(https?:\/\/|git:\/\/|github\.com\/)/.test(operand) || isSsh(operand);
}

/** True for a Git address that is reached with a key: `ssh://host/path`, `user@host:path`. */
export function isSsh(operand: string): boolean {
  return /^(ssh:\/\/|[\w-]+@[\w.-]+:)/.test(operand);
}

/**
 * Reads the context and the Dockerfile.
 * @param operand what was named on the command line: a path, a URL, or `-`
 * @param file the value of `--file`, empty when it was not given
 * @throws CliError in buildx's words
 */
export function readSource(operand: string, file: string, context: DockerContext): BuildSource {
  if (operand === "") throw buildError('please specify build context (e.g. "." for the current directory)');
  if (operand === "-") return readStdin(file, context);
  const directory = lookup(context, operand);
  if (directory?.kind === "directory") {
    const dockerfile = readDockerfile(operand, file, context);
    const dockerfilePath = file === "-" ? "stdin" : file || clean(`${operand}/Dockerfile`);
    const folder = clean(absolute(context.cwd, operand));
    const path = file === "" ? undefined : clean(absolute(context.cwd, file));
    const place = path === undefined ? folder : `${folder} ${path}`;
    const title = buildTitle(folder, file === "-" ? undefined : path);
    return { context: directory, dockerfile, dockerfilePath, place, title };
  }
  if (isRemote(operand)) {
    throw new NotInLab(
      `${operand} is not on this machine: the lab has no network, so a build context must be a directory, or come on standard input.`,
    );
  }
  throw buildError(`unable to prepare context: path ${goQuote(operand)} not found`);
}

/** A Dockerfile without a context, or a whole context as an archive. */
function readStdin(file: string, context: DockerContext): BuildSource {
  if (file === "-") throw buildError("invalid argument: can't use stdin for both build context and dockerfile");
  const bytes = latin1ToBytes(context.stdin);
  if (!isTar(bytes) && compressionOf(bytes) === "none") {
    if (file !== "" && bytes.length > 0) throw buildError("ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles");
    if (bytes.length === 0) return nothingToSend(file);
    return { context: emptyContext, dockerfile: { name: "Dockerfile", isInput: true, text: decode(bytes) }, dockerfilePath: "Dockerfile" };
  }
  const tree = unpackContext(bytes);
  const name = file || "Dockerfile";
  const disk = new WorkingTree(tree);
  const text = readText(disk, `/${name}`);
  const archiveDigest = `sha256:${sha256Hex(bytes)}`;
  return {
    context: tree,
    archived: true,
    archiveDigest,
    dockerfile: { name, ...(text === undefined ? {} : { text }) },
    dockerfilePath: name,
  };
}

/** Neither a context nor a Dockerfile. */
function nothingToSend(file: string): BuildSource {
  const name = baseName(clean(file || "Dockerfile"));
  return { context: emptyContext, dockerfile: { name, isUnsent: true }, dockerfilePath: name };
}

function unpackContext(bytes: Uint8Array): DirectoryNode {
  try {
    return tarTree(bytes);
  } catch (error) {
    if (error instanceof ArchiveError) throw buildError(`failed to solve: failed to read downloaded context: ${error.message}`);
    throw error;
  }
}

function readDockerfile(operand: string, file: string, context: DockerContext): DockerfileSource {
  if (file === "-") return { name: "Dockerfile", isInput: true, text: decode(latin1ToBytes(context.stdin)) };
  if (/^https?:\/\//.test(file)) throw new NotInLab(`${file} is not on this machine: the lab has no network to fetch a Dockerfile from.`);
  const path = clean(pathOf(file === "" ? `${operand}/Dockerfile` : file));
  const parent = file === "" ? undefined : badParent(context, path);
  if (parent !== undefined) throw buildError(parent);
  const folder = lookup(context, parentDirectory(path));
  if (folder?.kind !== "directory") return { name: baseName(path) };
  const name = existingName(folder, baseName(path));
  // Its folder is what the client sends from: no link leads out of it.
  const sent = new WorkingTree(folder);
  const at = `/${name}`;
  if (tryTo(() => sent.lookup(at))?.kind === "directory") return { name, isDirectory: true, leadsTo: sent.realpath(at).slice(1) };
  if (isLoop(sent, at)) return { name, isLoop: true };
  const text = readText(sent, at);
  const ignoreText = readText(sent, `${at}.dockerignore`);
  return { name, ...(text === undefined ? {} : { text }), ...(ignoreText === undefined ? {} : { ignoreText }) };
}

/** A path that ends in a slash is a folder with a Dockerfile of the folder's name: its base name is what it is without the slash. */
function pathOf(written: string): string {
  return /[^/]\/+$/.test(written) ? `${written}${baseName(clean(written))}` : written;
}

/** `dockerfile` stands in for a `Dockerfile` that is not there. */
function existingName({ entries }: DirectoryNode, name: string): string {
  return name === "Dockerfile" && !entries.has(name) && entries.has("dockerfile") ? "dockerfile" : name;
}

/** What is wrong with the first directory above `path` that is not there, as it was written. */
function badParent(context: DockerContext, path: string): string | undefined {
  const parts = parentDirectory(path).split("/");
  for (let i = 1; i <= parts.length; i++) {
    const part = parts.slice(0, i).join("/");
    if (part === "" || part === ".") continue;
    const node = lookup(context, part);
    if (!node) return `resolve : lstat ${part}: no such file or directory`;
    if (node.kind !== "directory") return `stat ${part}: not a directory`;
  }
  return undefined;
}

function lookup(context: DockerContext, path: string) {
  return tryTo(() => context.disk.lookup(absolute(context.cwd, path)));
}

function isLoop(disk: WorkingTree, path: string): boolean {
  try {
    disk.stat(path);
    return false;
  } catch (error) {
    return error instanceof FsError && error.code === "ELOOP";
  }
}

/** The text of a file, wherever links lead; undefined when none is there. */
export function readText(disk: WorkingTree, path: string): string | undefined {
  return tryTo(() => disk.lookup(path))?.kind === "file" ? decode(disk.readFile(path)) : undefined;
}

function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
