/** `--output`: where a build's result goes, and the files that are written for it. */
import type { BuildExporter, BuildOutput } from "../../engine/api.ts";
import { directory } from "../../engine/filesystem/build.ts";
import { diffTrees } from "../../engine/filesystem/diff.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import { writeTar } from "../../engine/filesystem/tar.ts";
import type { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { bytesToText } from "../../engine/programs/shell/bytes.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBool } from "../flags/values.ts";
import { absolute, clean, parentDirectory } from "../paths.ts";
import { buildError, fieldsOf, notSupported } from "./fields.ts";

/** One `--output` as it was written. */
export interface OutputSpec {
  readonly type: string;
  readonly destination: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What the engine makes, and where the client puts it. */
export interface Output {
  readonly exporter: BuildExporter;
  /** A path on the host's disk, `-` for standard output; absent when the result stays in the engine. */
  readonly destination?: string;
}

/** An output that the client writes down. */
export type FileOutput = Output & { readonly destination: string };

/** @throws CliError for a value without a type */
export function parseOutputs(flags: FlagValues): OutputSpec[] {
  const specs = flags
    .list("output")
    .filter((text) => text !== "")
    .map(parseOutput);
  if (flags.text("iidfile") !== "" && specs.some(({ type }) => type === "local" || type === "tar"))
    throw new CliError("local and tar exporters are incompatible with image ID file");
  return specs;
}

function parseOutput(text: string): OutputSpec {
  if (text === "-") return { type: "tar", destination: "-", attributes: {} };
  if (!text.includes(",") && !text.startsWith("type=")) return { type: "local", destination: text, attributes: {} };
  const { type = "", dest: destination = "", ...attributes } = Object.fromEntries(fieldsOf(text));
  if (type === "") throw new CliError("type is required for output");
  return { type, destination, attributes };
}

/**
 * Opens the places where the result goes, as buildx does before it builds: a file that cannot be made is an error now.
 * @throws CliError in buildx's words
 */
export function openOutputs(specs: readonly OutputSpec[], flags: FlagValues, context: DockerContext): Output[] {
  const outputs = specs.map((spec) => openOutput(spec, context));
  if (flags.bool("push")) {
    const images = outputs.filter(({ exporter }) => exporter.type === "image");
    if (images.length > 0) for (const image of images) Object.assign(image.exporter.attributes ?? {}, { push: "true" });
    else outputs.push({ exporter: { type: "image", attributes: { push: "true" } } });
  }
  if (flags.bool("load") && !outputs.some(({ exporter, destination }) => exporter.type === "docker" && destination === undefined))
    outputs.push({ exporter: { type: "docker", attributes: {} } });
  return outputs;
}

function openOutput({ type, destination, attributes }: OutputSpec, context: DockerContext): Output {
  switch (type) {
    case "local":
      return { exporter: { type, attributes }, destination: openDirectory(destination, context) };
    case "tar":
      return { exporter: { type, attributes }, destination: openFile(type, destination || "-", context) };
    case "oci":
    case "docker": {
      const to = type === "oci" ? destination || "-" : destination;
      const exporter: BuildExporter = { type, attributes: { ...attributes } };
      return to === "" ? { exporter } : { exporter, destination: openFile(type, to, context) };
    }
    case "registry":
      return { exporter: { type: "image", attributes: { ...attributes, push: "true" } } };
    case "image":
    case "cacheonly":
      return { exporter: { type, attributes: { ...attributes } } };
    default:
      throw buildError(`failed to solve: exporter ${JSON.stringify(type)} could not be found`);
  }
}

function openDirectory(path: string, context: DockerContext): string {
  if (path === "") throw buildError("dest is required for local exporter");
  if (path === "-") throw buildError("dest cannot be stdout for local exporter");
  const kind = kindOf(path, context);
  if (kind !== undefined && kind !== "directory") throw buildError(`destination directory ${path} is a file`);
  return path;
}

function openFile(type: string, path: string, context: DockerContext): string {
  if (path === "-") {
    if (context.terminal && context.terminal.stdout !== false)
      throw buildError(`dest file is required for ${type} exporter. refusing to write to console`);
    return path;
  }
  if (kindOf(path, context) === "directory") throw buildError(`destination file ${path} is a directory`);
  try {
    context.disk.writeFile(absolute(context.cwd, path), "");
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw buildError(`failed to open open ${path}: ${error.reason.toLowerCase()}`);
  }
  return path;
}

function kindOf(path: string, context: DockerContext): Node["kind"] | undefined {
  try {
    return context.disk.lookup(absolute(context.cwd, path))?.kind;
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

export interface ChosenOutputs {
  /** What the engine is asked for. */
  readonly exporters: readonly BuildExporter[];
  /** Where those that make something for the client put it. */
  readonly files: readonly FileOutput[];
  /** The names that the image gets. */
  readonly tags: readonly string[];
  readonly isPushed: boolean;
}

/**
 * What the engine is asked to make: however many images are asked for, it is one, with all their names.
 * @throws CliError where the docker driver refuses
 */
export function chooseOutputs(outputs: readonly Output[], tags: readonly string[]): ChosenOutputs {
  const pushed = outputs.find(({ exporter }) => parseBool(exporter.attributes?.push ?? "") === true);
  if (pushed && tags.length === 0 && !pushed.exporter.attributes?.name) throw buildError("tag is needed when pushing to registry");
  for (const { exporter, destination } of outputs) {
    if (exporter.type === "oci") throw notSupported("OCI exporter", "build-exporters");
    if (exporter.type === "docker" && destination !== undefined) throw notSupported("Docker exporter", "build-exporters");
  }
  const isImage = ({ exporter: { type } }: Output): boolean => type === "image" || type === "docker";
  const images = outputs.filter(isImage);
  const exporters = outputs
    .filter((output) => !isImage(output) || output === images[0])
    .map((output): BuildExporter => (isImage(output) ? { ...output.exporter, type: "image" } : output.exporter));
  const files = outputs.flatMap((output) => (output.destination === undefined ? [] : [{ ...output, destination: output.destination }]));
  const given = images.flatMap(({ exporter }) => (exporter.attributes?.name ?? "").split(",")).filter((name) => name !== "");
  return { exporters, files, tags: tags.length > 0 ? tags : given, isPushed: pushed !== undefined };
}

/** Writes down what came out of the engine: a directory, a tar, or bytes to standard output. */
export function writeOutput(made: BuildOutput, { exporter, destination }: FileOutput, context: DockerContext): void {
  const { disk } = context;
  const path = absolute(context.cwd, destination);
  if (made.kind === "tree" && exporter.type === "local") {
    const { uid, gid } = disk.stat(context.cwd);
    for (const each of missingAbove(path, disk)) disk.mkdir(each, { mode: 0o700, uid, gid });
    const isSplit = parseBool(exporter.attributes?.["platform-split"] ?? "") === true;
    merge(isSplit ? directory({ [platform]: moved(made.tree) }) : made.tree, path, disk, { uid, gid });
    return;
  }
  const bytes = made.kind === "archive" ? made.bytes : writeTar(diffTrees(undefined, made.tree));
  if (destination === "-") context.stdout(bytesToText(bytes));
  else disk.writeFile(path, bytes);
}

/** The directory that a result is put into when it is to lie apart from other platforms'. */
const platform = "linux_amd64";

/** The tree as it is sent with its directory above it: absolute links lead into that. */
function moved(tree: DirectoryNode): DirectoryNode {
  const entries = [...tree.entries].map(([name, node]): [string, Node] => {
    if (node.kind === "directory") return [name, moved(node)];
    const isAbsolute = node.kind === "symlink" && node.target.startsWith("/");
    return [name, isAbsolute ? { ...node, target: clean(`/${platform}${node.target}`) } : node];
  });
  return { ...tree, entries: new Map(entries) };
}

/** The directories on the way to `path`, itself included, that are not there; the uppermost first. */
function missingAbove(path: string, disk: WorkingTree): string[] {
  return disk.exists(path) ? [] : [...missingAbove(parentDirectory(path), disk), path];
}

/** Lays the tree over what is there, as the user's own files; those of the same name are replaced, others stay. */
function merge(tree: DirectoryNode, at: string, disk: WorkingTree, owner: { readonly uid: number; readonly gid: number }): void {
  for (const [name, node] of tree.entries) {
    const path = `${at}/${name}`;
    const isThere = node.kind === "directory" && disk.lookup(path, { follow: false })?.kind === "directory";
    if (!isThere) disk.remove(path, { recursive: true, force: true });
    if (node.kind !== "directory") disk.put(path, { ...node, ...owner });
    else {
      if (!isThere) disk.mkdir(path, { mode: node.mode, ...owner });
      merge(node, path, disk, owner);
    }
  }
}
