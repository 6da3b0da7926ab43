/** `docker cp`: files travel as a tar, renamed on the way when they arrive under another name. */
import { EngineError } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { Change } from "../../engine/filesystem/diff.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import { writeTar } from "../../engine/filesystem/tar.ts";
import { readTar, type TarEntry, unpack } from "../../engine/filesystem/untar.ts";
import type { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { sortedNames } from "../../engine/filesystem/walk.ts";
import { bytesToLatin1, latin1ToBytes } from "../../engine/programs/shell/bytes.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { goQuote } from "../format/quote.ts";
import { absolute, baseName, clean, parentDirectory } from "../paths.ts";

export interface CopyOptions {
  readonly followLink: boolean;
  readonly archive: boolean;
}

/** Go's bit for a directory in `ArchiveStat.mode`. */
const directoryMode = 2 ** 31;

/** `DIR/.` means what is in it, not the directory itself. */
const asksForContents = (path: string): boolean => path === "." || path.endsWith("/.");
const asksForDirectory = (path: string): boolean => path.endsWith("/") || asksForContents(path);

/** What stands at the destination. */
type Place = "directory" | "file" | "missing";

/**
 * Which directory the archive is unpacked in, and what its top entry is called there; an empty name stands for the contents
 * of a directory without the directory. @throws CliError
 */
function landing(sourceIsDirectory: boolean, source: string, destination: string, place: Place): { into: string; name: string } {
  const name = baseName(clean(source));
  if (place === "directory") return { into: destination, name: sourceIsDirectory && asksForContents(source) ? "" : name };
  if (place === "file") {
    if (sourceIsDirectory) throw new CliError("cannot copy directory");
    if (asksForDirectory(destination)) throw new CliError("not a directory");
    return { into: parentDirectory(destination), name: baseName(destination) };
  }
  if (!sourceIsDirectory && asksForDirectory(destination)) throw new CliError("no such directory");
  return { into: parentDirectory(destination.replace(/\/\.?$/, "")), name: baseName(destination.replace(/\/\.$/, "")) };
}

/** Bytes copied. @throws CliError, EngineError */
export async function copyOut(
  container: string,
  source: string,
  destination: string,
  options: CopyOptions,
  context: DockerContext,
): Promise<number> {
  const target = absolute(context.cwd, destination);
  // The client looks at the place before it asks for the files.
  const parent = parentDirectory(clean(target));
  if (!context.disk.exists(parent)) throw new CliError(`invalid output path: directory ${goQuote(parent)} does not exist`);
  const { stat, archive } = await context.engine.containerArchiveGet(container, await followed(container, source, options, context));
  const isDirectory = stat.mode >= directoryMode;
  const there = context.disk.lookup(target);
  if (there?.kind !== "directory" && target.startsWith("/dev/"))
    throw new CliError(`invalid output path: ${goQuote(destination)} must be a directory or a regular file: got a device`);
  const above = parentDirectory(target.replace(/\/\.?$/, ""));
  if (context.disk.lookup(above)?.kind === "file") throw new CliError(`stat ${target}: not a directory`);
  if (asksForDirectory(destination) && context.disk.lookup(clean(target))?.kind === "file")
    throw new CliError(`stat ${target}: not a directory`);
  const place: Place = there === undefined ? "missing" : there.kind === "directory" ? "directory" : "file";
  const { into, name } = landing(isDirectory, source, target, place);
  const entries = readTar(archive).map((entry) => renamed(entry, stat.name, name));
  unpack(
    context.disk,
    into,
    entries.map((entry) => owned(entry, context.disk, into)),
  );
  return archive.length;
}

/** @throws CliError, EngineError */
export async function copyIn(
  source: string,
  container: string,
  destination: string,
  options: CopyOptions,
  context: DockerContext,
): Promise<number> {
  const path = absolute(context.cwd, source);
  const node = sourceNode(context.disk, path, options.followLink || asksForDirectory(source));
  const isDirectory = node.kind === "directory";
  const { into, name } = landing(isDirectory, source, destination, await placeIn(container, destination, context));
  const archive = writeTar([...entriesOf(node, name)]);
  await context.engine.containerArchivePut(container, into, archive, { copyUIDGID: options.archive, noOverwriteDirNonDir: true });
  return archive.length;
}

export async function streamOut(container: string, source: string, context: DockerContext): Promise<void> {
  const { archive } = await context.engine.containerArchiveGet(container, source);
  context.stdout(bytesToLatin1(archive));
}

export async function streamIn(container: string, destination: string, options: CopyOptions, context: DockerContext): Promise<void> {
  if ((await placeIn(container, destination, context)) !== "directory")
    throw new CliError(`destination ${goQuote(`${container}:${destination}`)} must be a directory`);
  await context.engine.containerArchivePut(container, destination, latin1ToBytes(context.stdin), {
    copyUIDGID: options.archive,
    noOverwriteDirNonDir: true,
  });
}

async function followed(container: string, source: string, { followLink }: CopyOptions, { engine }: DockerContext): Promise<string> {
  if (!followLink) return source;
  const { linkTarget } = await engine.containerArchiveStat(container, source);
  if (linkTarget === "") return source;
  return linkTarget.startsWith("/") ? linkTarget : `${parentDirectory(source)}/${linkTarget}`;
}

/** Whatever the engine has against looking there, it says again when something is sent there. */
async function placeIn(container: string, path: string, { engine }: DockerContext): Promise<Place> {
  try {
    return (await engine.containerArchiveStat(container, path)).mode >= directoryMode ? "directory" : "file";
  } catch (error) {
    if (error instanceof EngineError) return "missing";
    throw error;
  }
}

function sourceNode(disk: WorkingTree, path: string, follow: boolean): Node {
  try {
    return disk.stat(path.replace(/\/\.?$/, "") || "/", { follow });
  } catch (error) {
    if (error instanceof FsError) throw new CliError(`lstat ${clean(path)}: ${error.reason.toLowerCase()}`);
    throw error;
  }
}

function* entriesOf(node: Node, path: string): Generator<Change> {
  if (path !== "") yield { path, kind: "added", node, size: node.kind === "file" ? node.content.size : 0, hidden: 0 };
  if (node.kind !== "directory") return;
  for (const name of sortedNames(node))
    yield* entriesOf((node as DirectoryNode).entries.get(name) as Node, path === "" ? name : `${path}/${name}`);
}

function renamed(entry: TarEntry, from: string, to: string): TarEntry {
  const top = from === "/" || from === "." ? "" : from;
  const rest = entry.path === top ? "" : entry.path.slice(top === "" ? 0 : top.length + 1);
  const path = [to, rest].filter((part) => part !== "").join("/");
  return { ...entry, path };
}

/** Files that leave a container belong to whoever copies them: `--archive` is about those that go into one. */
function owned(entry: TarEntry, disk: WorkingTree, into: string): TarEntry {
  const { uid, gid } = disk.attributes(into);
  return { ...entry, node: { ...entry.node, uid, gid } };
}
