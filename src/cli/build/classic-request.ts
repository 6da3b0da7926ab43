/** From the flags of the classic `docker build` to what the engine is asked, with that client's checks and words. */
import type { BuildRequest, ClassicBuildRequest } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBytes } from "../flags/values.ts";
import { absolute, clean } from "../paths.ts";
import { pairOf } from "./fields.ts";
import { hostOf } from "./network.ts";
import { argsOf, withDefault } from "./request.ts";
import { type BuildSource, isRemote, readSource, readText } from "./source.ts";

/** @throws CliError */
export function classicRequest(flags: FlagValues, operand: string, context: DockerContext): ClassicBuildRequest {
  const source = readClassicSource(operand, flags.text("file"), context);
  const target = flags.text("target");
  const platform = flags.text("platform") || context.env.get("DOCKER_DEFAULT_PLATFORM");
  const shmSize = parseBytes(flags.text("shm-size"));
  const memory = parseBytes(flags.text("memory"));
  return {
    ...sentFiles(source),
    tags: flags.list("tag"),
    buildArgs: argsOf(flags.list("build-arg"), context.env),
    labels: Object.fromEntries(flags.list("label").map((text) => withDefault(pairOf(text)))),
    noCache: flags.bool("no-cache"),
    pull: flags.bool("pull"),
    remove: flags.bool("rm"),
    forceRemove: flags.bool("force-rm"),
    networkMode: flags.text("network"),
    extraHosts: flags.list("add-host").flatMap(hostOf),
    ...(target && { target }),
    ...(platform && { platform }),
    ...(shmSize && { shmSize }),
    ...(memory && { memory }),
  };
}

/** What the classic builder knows of a request that was made for BuildKit. */
export function asClassic(request: BuildRequest): ClassicBuildRequest {
  const { tags, target, buildArgs, labels, noCache, pull, platform, network, addHosts, shmSize } = request;
  return {
    ...sentFiles(request),
    ...(tags && { tags }),
    ...(target && { target }),
    ...(buildArgs && { buildArgs }),
    ...(labels && { labels }),
    ...(noCache && { noCache }),
    ...(pull && { pull }),
    ...(platform && { platform }),
    ...(network && { networkMode: network }),
    ...(addHosts && { extraHosts: addHosts }),
    ...(shmSize && { shmSize }),
  };
}

/** The Dockerfile travels in the context, wherever it came from. */
function sentFiles({
  context,
  dockerfile,
}: Pick<BuildRequest, "context" | "dockerfile">): Pick<ClassicBuildRequest, "context" | "dockerfile"> {
  const tree = new WorkingTree(context);
  const path = `/${dockerfile.name}`;
  if (dockerfile.text !== undefined) {
    // A link that leads out of the context leads nowhere in it.
    if (!tree.exists(path)) tree.remove(path, { force: true });
    tree.writeFile(path, dockerfile.text, { parents: true });
  }
  return { context: tree.root, dockerfile: dockerfile.name };
}

function readClassicSource(operand: string, file: string, context: DockerContext): BuildSource {
  const fail = (problem: string): CliError => new CliError(`unable to prepare context: ${problem}`);
  const place = clean(absolute(context.cwd, operand));
  const isPath = operand !== "-" && operand !== "" && !isRemote(operand);
  if (isPath && isFile(place, context)) throw fail(`context must be a directory: ${place}`);
  const source = readAsBuildx(operand, file, context);
  const { isDirectory, isLoop, text } = source.dockerfile;
  if (isPath && text === undefined && !isDirectory && !isLoop) {
    const path = file === "" ? `${place}/Dockerfile` : clean(absolute(context.cwd, file));
    // This client reads it itself, wherever a link leads.
    const read = readText(context.disk, path);
    if (read !== undefined) return { ...source, dockerfile: { ...source.dockerfile, text: read } };
    throw fail(`unable to evaluate symlinks in Dockerfile path: lstat ${path}: no such file or directory`);
  }
  return source;
}

/** Both clients say the same of what cannot be read, but for buildx's words before it. */
function readAsBuildx(operand: string, file: string, context: DockerContext): BuildSource {
  try {
    return readSource(operand, file, context);
  } catch (error) {
    if (error instanceof CliError && error.message.startsWith("failed to build: "))
      throw new CliError(error.message.slice("failed to build: ".length), error.code);
    throw error;
  }
}

function isFile(path: string, { disk }: DockerContext): boolean {
  try {
    return disk.lookup(path)?.kind === "file";
  } catch (error) {
    if (error instanceof FsError) return false;
    throw error;
  }
}
