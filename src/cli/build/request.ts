/** From the flags of `docker build` to what the engine is asked, with buildx's checks in buildx's order. */
import type { BuildRequest } from "../../engine/api.ts";
import { parseRaw } from "../../engine/images/reference.ts";
import type { DockerContext } from "../context.ts";
import { CliError, NotInLab } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBytes } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { parsePlatform } from "../platform.ts";
import { problemOf } from "../problem.ts";
import { asksAttestations, attestationsNotSupported, checkAnnotations } from "./attestations.ts";
import { checkCacheTargets, parseCaches, readCaches } from "./caches.ts";
import type { CallRequest } from "./call.ts";
import { parseCall } from "./call.ts";
import { buildError, notSupported, pairOf } from "./fields.ts";
import { hostOf, networkMode } from "./network.ts";
import { parseContextNames, readNamedContexts } from "./named-contexts.ts";
import type { FileOutput } from "./outputs.ts";
import { checkExporters, chooseOutputs, openOutputs, parseOutputs } from "./outputs.ts";
import { parseSecrets, readSecrets } from "./secrets.ts";
import { isSsh, readSource } from "./source.ts";
import { readSsh } from "./ssh.ts";
import { titleWithTarget } from "./title.ts";

export interface PreparedBuild {
  readonly request: BuildRequest;
  /** Where the engine's outputs go, in their order. */
  readonly outputs: readonly FileOutput[];
  /** What is called instead of building. */
  readonly call?: CallRequest;
  /** The Dockerfile as checks name it: the path given, `stdin`. */
  readonly dockerfilePath: string;
  /** What buildx says below the progress. */
  readonly notes: readonly string[];
  /** Names to be pushed once the image is there. */
  readonly pushes: readonly string[];
}

/** The flags as far as they can be judged by themselves; what is wrong here is told without `failed to build`. */
export interface ParsedBuild {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly call: CallRequest | undefined;
  /** The rest: reads files, and is what buildx does once it has a builder. @throws CliError, NotInLab */
  prepare(operand: string): PreparedBuild;
}

/** @throws CliError */
export function parseBuild(flags: FlagValues, context: DockerContext): ParsedBuild {
  const buildArgs = argsOf(flags.list("build-arg"), context.env);
  const labels = Object.fromEntries(flags.list("label").map((text) => withDefault(pairOf(text))));
  const epoch = context.env.get("SOURCE_DATE_EPOCH");
  if (epoch && buildArgs.SOURCE_DATE_EPOCH === undefined) buildArgs.SOURCE_DATE_EPOCH = epoch;
  const attests = asksAttestations(flags);
  const contexts = parseContextNames(flags.list("build-context"));
  const outputSpecs = parseOutputs(flags);
  const cacheFrom = parseCaches(flags.list("cache-from"), context.env);
  const cacheTo = parseCaches(flags.list("cache-to"), context.env);
  const secretSpecs = parseSecrets(flags.list("secret"));
  const call = parseCall(flags);

  const prepare = (operand: string): PreparedBuild => {
    const noCacheFilter = flags.list("no-cache-filter");
    if (flags.bool("no-cache") && noCacheFilter.length > 0)
      throw buildError("--no-cache and --no-cache-filter cannot currently be used together");
    const platforms = platformsOf(flags, context);
    const { secrets, unreadableSecrets } = readSecrets(secretSpecs, context);
    const ssh = readSsh(sshOf(flags, operand), context);
    const outputs = openOutputs(outputSpecs, flags, context);
    const annotations = checkAnnotations(flags.list("annotation"));
    checkEntitlements(flags.list("allow"));
    checkCacheTargets(cacheTo);
    if (attests) throw attestationsNotSupported();
    if (annotations.hasIndex && outputs.every(({ exporter }) => exporter.type === "image" || exporter.type === "docker"))
      throw buildError("index annotations not supported for single platform export");
    const tags = flags.list("tag");
    for (const tag of tags) {
      const problem = problemOf(() => parseRaw(tag));
      if (problem) throw buildError(`invalid tag ${goQuote(tag)}: ${problem}`);
    }
    const chosen = chooseOutputs(outputs, tags, platforms.length);
    const { dockerfilePath, title = "", ...source } = readSource(operand, flags.text("file"), context);
    const namedContexts = readNamedContexts(contexts, context);
    if (platforms.length > 1) throw notSupported("Multi-platform build", "build-multi-platform");
    const network = networkMode(flags.text("network"));
    const addHosts = flags.list("add-host").flatMap(hostOf);
    checkExporters(outputs);
    if (flags.list("allow").some((name) => name.startsWith("security.insecure")))
      throw buildError("failed to solve: granting entitlement security.insecure is not allowed by build daemon configuration");
    checkEpoch(buildArgs.SOURCE_DATE_EPOCH);
    const target = flags.text("target");
    const shmSize = parseBytes(flags.text("shm-size"));
    const cgroupParent = flags.text("cgroup-parent");
    const inlineCache = isTrue(buildArgs.BUILDKIT_INLINE_CACHE) ? [{ type: "inline", attributes: {} }] : [];
    const [platform] = platforms;
    const notes: string[] = [];
    const request: BuildRequest = {
      ...source,
      title: titleWithTarget(title, target),
      tags: chosen.tags,
      buildArgs,
      labels,
      noCache: flags.bool("no-cache"),
      noCacheFilter: noCacheFilter.flatMap((value) => value.split(",")),
      pull: flags.bool("pull"),
      network,
      addHosts,
      secrets,
      ...(Object.keys(unreadableSecrets).length > 0 ? { unreadableSecrets } : {}),
      ...(ssh.length > 0 ? { ssh } : {}),
      ...(shmSize ? { shmSize } : {}),
      ...(flags.has("ulimit") ? { ulimits: flags.list("ulimit") } : {}),
      ...(cgroupParent ? { cgroupParent } : {}),
      ...(contexts.size > 0 ? { namedContexts } : {}),
      ...(cacheFrom.length > 0 ? { cacheFrom: readCaches(cacheFrom, context, (line) => notes.push(line)) } : {}),
      ...(cacheTo.length + inlineCache.length > 0 ? { cacheTo: [...cacheTo, ...inlineCache] } : {}),
      ...(outputs.length > 0 ? { exporters: chosen.exporters } : {}),
      ...(target ? { target } : {}),
      ...(platform ? { platform } : {}),
    };
    return {
      request,
      dockerfilePath,
      notes,
      pushes: chosen.isPushed ? chosen.tags : [],
      outputs: chosen.files,
      ...(call ? { call } : {}),
    };
  };
  return { buildArgs, call, prepare };
}

/** A context that Git fetches over SSH has the agent without asking. */
function sshOf(flags: FlagValues, operand: string): string[] {
  return flags.has("ssh") || !isSsh(operand) ? flags.list("ssh") : ["default"];
}

function isTrue(text: string | undefined): boolean {
  return text !== undefined && ["1", "t", "true"].includes(text.toLowerCase());
}

/** A bare `KEY` takes its value from the environment and is left out when it has none there. */
export function argsOf(given: readonly string[], env: ReadonlyMap<string, string>): Record<string, string> {
  const args: Record<string, string> = Object.create(null);
  for (const text of given) {
    const [name, own] = pairOf(text);
    const value = own ?? env.get(name);
    if (value !== undefined) args[name] = value;
  }
  return { ...args };
}

export function withDefault([name, value = ""]: [string, string | undefined]): [string, string] {
  return [name, value];
}

function platformsOf(flags: FlagValues, { env }: DockerContext): string[] {
  const preset = env.get("DOCKER_DEFAULT_PLATFORM");
  const given = flags.has("platform") ? flags.list("platform") : preset ? [preset] : [];
  return given.flatMap((value) => value.split(",")).map((text) => parsePlatform(text, buildError));
}

function checkEntitlements(names: readonly string[]): void {
  for (const name of names.filter((text) => text !== "")) {
    if (!["network.host", "security.insecure", "device"].includes(name.split("=")[0] ?? ""))
      throw buildError(`unknown entitlement ${name}`);
    if (name.startsWith("device")) throw new NotInLab("a build step in the lab has no devices.");
  }
}

/** @throws CliError for a time that is no number of seconds */
function checkEpoch(text: string | undefined): void {
  if (text !== undefined && text !== "" && !/^[+-]?\d+$/.test(text))
    throw buildError(`failed to solve: invalid SOURCE_DATE_EPOCH: ${text}: strconv.ParseInt: parsing ${goQuote(text)}: invalid syntax`);
}

/** There is one builder. @throws CliError for any other */
export function checkBuilder(flags: FlagValues, env: ReadonlyMap<string, string>): void {
  const name = flags.has("builder") ? flags.text("builder") : (env.get("BUILDX_BUILDER") ?? "");
  if (name !== "" && name !== "default") throw new CliError(`no builder ${goQuote(name)} found`);
}
