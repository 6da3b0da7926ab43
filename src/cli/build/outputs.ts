/** `--output`: where a build's result goes, and the files that are written for it. */
import type { BuildExporter, BuildOutput } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { Node } from "../../engine/filesystem/node.ts";
import { bytesToText } from "../../engine/programs/shell/bytes.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBool } from "../flags/values.ts";
import { absolute } from "../paths.ts";
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
  /** A type that the engine does not know; it says so when it is asked. */
  readonly unknown?: string;
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
      return { exporter: { type: "cacheonly", attributes: {} }, unknown: type };
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

/** The daemon's first look at a build. @throws CliError for a type of output that it has not */
export function checkExporters(outputs: readonly Output[]): void {
  for (const { unknown } of outputs)
    if (unknown !== undefined) throw buildError(`failed to solve: exporter ${JSON.stringify(unknown)} could not be found`);
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
 * @param platforms how many it is made for
 * @throws CliError where the docker driver refuses
 */
export function chooseOutputs(outputs: readonly Output[], tags: readonly string[], platforms: number): ChosenOutputs {
  const pushed = outputs.find(({ exporter }) => parseBool(exporter.attributes?.push ?? "") === true);
  if (pushed && tags.length === 0 && !pushed.exporter.attributes?.name) throw buildError("tag is needed when pushing to registry");
  for (const { exporter, destination } of outputs) {
    if (exporter.type === "oci") throw notSupported("OCI exporter", "build-exporters");
    if (exporter.type === "docker" && platforms > 1) throw buildError(oneManifest(destination));
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

function oneManifest(destination: string | undefined): string {
  if (destination === undefined) return "docker exporter does not currently support exporting manifest lists";
  return "docker exporter does not support exporting manifest lists, use the oci exporter instead";
}

/** Writes an archive that came out of the engine into its file, or to standard output. A tree was received while it was made. */
export function writeOutput(made: BuildOutput, { destination }: FileOutput, context: DockerContext): void {
  if (made.kind === "tree") return;
  if (destination === "-") context.stdout(bytesToText(made.bytes));
  else context.disk.writeFile(absolute(context.cwd, destination), made.bytes);
}
