/** Creating a container: the image comes first, from the engine or from a registry. */
import { type ContainerCreateRequest, type ContainerCreateResponse, EngineError } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import { parseReference } from "../../engine/images/reference.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagSpec } from "../flags/flag.ts";
import type { FlagValues } from "../flags/parse.ts";
import { absolute } from "../paths.ts";
import { parsePlatform } from "../platform.ts";
import { problemOf } from "../problem.ts";
import { pullImage } from "./pull.ts";

/** What `run` and `create` have beside the settings of the container. */
export function pullFlags(pullHelp: string): FlagSpec[] {
  return [
    { name: "pull", type: "string", default: "missing", help: pullHelp, values: ["always", "missing", "never"] },
    { name: "quiet", short: "q", type: "bool", help: "Suppress the pull output" },
  ];
}

/**
 * Creates it, pulling the image when it is missing (or always), and writes `--cidfile`.
 * @throws CliError, EngineError
 */
export async function createContainer(
  request: ContainerCreateRequest,
  flags: FlagValues,
  context: DockerContext,
): Promise<ContainerCreateResponse> {
  const cidFile = flags.text("cidfile");
  if (cidFile !== "" && context.disk.exists(absolute(context.cwd, cidFile)))
    throw new CliError(`container ID file found, make sure the other container isn't running or delete ${cidFile}`);
  if (cidFile !== "") openIdFile(cidFile, context);
  const image = request.Config.Image ?? "";
  const platform = flags.text("platform");
  if (platform !== "") parsePlatform(platform, (wrong) => new CliError(`error parsing specified platform: ${wrong}`));
  const ask = { ...request, ...(flags.has("name") ? { name: flags.text("name") } : {}), ...(platform === "" ? {} : { platform }) };
  const quiet = flags.bool("quiet");
  const problem = referenceProblem(image);
  if (problem) throw new CliError(problem);
  if (flags.text("pull") === "always") await pullImage(image, context, { quiet, platform, output: "stderr" });
  let created: ContainerCreateResponse;
  try {
    created = await context.engine.containerCreate(ask);
  } catch (error) {
    // Whatever the daemon did not find, the client takes it for the image.
    if (!(error instanceof EngineError) || error.status !== 404 || flags.text("pull") !== "missing") throw error;
    if (!quiet) context.stderr(`Unable to find image '${withTag(image)}' locally\n`);
    await pullImage(image, context, { quiet, platform, output: "stderr" });
    created = await context.engine.containerCreate(ask);
  }
  if (cidFile !== "") context.disk.writeFile(absolute(context.cwd, cidFile), created.Id);
  for (const warning of created.Warnings) context.stderr(`WARNING: ${warning}\n`);
  return created;
}

/** @throws CliError where no file can be made */
function openIdFile(path: string, { disk, cwd }: DockerContext): void {
  try {
    disk.writeFile(absolute(cwd, path), "");
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError(`failed to create the container ID file: open ${path}: ${error.reason.toLowerCase()}`);
  }
}

/** `nginx` as `nginx:latest`; an id or a digest as it is. */
function withTag(image: string): string {
  return /@|:[^/]*$/.test(image) ? image : `${image}:latest`;
}

/** An id is no name, and is left to the engine. */
function referenceProblem(image: string): string | undefined {
  return /^(sha256:)?[0-9a-f]{64}$/.test(image) ? undefined : problemOf(() => parseReference(image));
}
