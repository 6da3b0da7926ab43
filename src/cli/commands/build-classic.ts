/** `docker build` without BuildKit: the client's own command, with flags of its own. */
import { parseReference } from "../../engine/images/reference.ts";
import { isIp } from "../../engine/kernel/network/address.ts";
import { buildClassic } from "../build/classic.ts";
import { classicRequest } from "../build/classic-request.ts";
import { clearImageId, writeImageId } from "../build/result-files.ts";
import type { Call, Command } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { bool, flag } from "../flags/declare.ts";
import type { FlagSpec } from "../flags/flag.ts";
import { parseBool } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { problemOf } from "../problem.ts";

const flags: readonly FlagSpec[] = [
  flag("list", "add-host", 'Add a custom host-to-IP mapping ("host:ip")', { check: hostProblem }),
  flag("list", "build-arg", "Set build-time variables"),
  flag("strings", "cache-from", "Images to consider as cache sources"),
  flag("string", "cgroup-parent", 'Set the parent cgroup for the "RUN" instructions during build'),
  bool("compress", "Compress the build context using gzip"),
  flag("int", "cpu-period", "Limit the CPU CFS (Completely Fair Scheduler) period"),
  flag("int", "cpu-quota", "Limit the CPU CFS (Completely Fair Scheduler) quota"),
  flag("int", "cpu-shares", "CPU shares (relative weight)", { short: "c" }),
  flag("string", "cpuset-cpus", "CPUs in which to allow execution (0-3, 0,1)"),
  flag("string", "cpuset-mems", "MEMs in which to allow execution (0-3, 0,1)"),
  flag("bool", "disable-content-trust", "Skip image verification", { default: "true" }),
  flag("string", "file", 'Name of the Dockerfile (Default is "PATH/Dockerfile")', { short: "f" }),
  bool("force-rm", "Always remove intermediate containers"),
  flag("string", "iidfile", "Write the image ID to the file"),
  flag("string", "isolation", "Container isolation technology"),
  flag("list", "label", "Set metadata for an image"),
  flag("bytes", "memory", "Memory limit", { short: "m" }),
  flag("bytes", "memory-swap", "Swap limit equal to memory plus swap: -1 to enable unlimited swap", { takesMinusOne: true }),
  flag("string", "network", "Set the networking mode for the RUN instructions during build", { default: "default" }),
  bool("no-cache", "Do not use cache when building the image"),
  flag("string", "platform", "Set platform if server is multi-platform capable"),
  bool("pull", "Always attempt to pull a newer version of the image"),
  bool("quiet", "Suppress the build output and print image ID on success", "q"),
  flag("bool", "rm", "Remove intermediate containers after a successful build", { default: "true" }),
  flag("strings", "security-opt", "Security options"),
  flag("bytes", "shm-size", 'Size of "/dev/shm"'),
  flag("bool", "squash", "Squash newly built layers into a single new layer", { hidden: true, isExperimental: true }),
  flag("list", "tag", 'Name and optionally a tag in the "name:tag" format', {
    short: "t",
    check: (text) => problemOf(() => parseReference(text)),
  }),
  flag("string", "target", "Set the target build stage to build."),
  flag("ulimit", "ulimit", "Ulimit options", { default: "[]" }),
];

const classicBuild: Command = {
  paths: [["image", "build"], ["build"], ["builder", "build"]],
  short: "Build an image from a Dockerfile",
  operands: "PATH | URL | -",
  arity: { min: 1, max: 1 },
  aliases: ["docker image build", "docker build", "docker builder build"],
  flags,
  program: "docker",
  completes: "directory",
  readsInput: (values, args) => args.includes("-") || values.text("file") === "-",
  run,
};

async function run({ flags: given, args, context }: Call): Promise<number> {
  const request = classicRequest(given, args[0] as string, context);
  const iidfile = given.text("iidfile");
  clearImageId(iidfile, context);
  const { code, imageId } = await buildClassic(request, given.bool("quiet"), context);
  if (iidfile && imageId) writeImageId(iidfile, imageId, context);
  return code;
}

/** The classic builder where the environment asks for it, with Docker's note about it; buildx by its own name stays. @throws CliError */
export function insteadOfBuildx({ env, stderr }: DockerContext, path: readonly string[]): Command | undefined {
  const asked = env.get("DOCKER_BUILDKIT");
  if (!asked || path[0] === "buildx") return undefined;
  const on = parseBool(asked);
  if (on) return undefined;
  if (on === undefined)
    throw new CliError(
      `DOCKER_BUILDKIT environment variable expects boolean value: strconv.ParseBool: parsing ${goQuote(asked)}: invalid syntax`,
    );
  stderr(
    "DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n            environment-variable.\n\n",
  );
  return classicBuild;
}

function hostProblem(text: string): string | undefined {
  const [, name = "", address = ""] = /^([^:=]*)[:=](.*)$/s.exec(text) ?? [];
  if (name === "") return `bad format for add-host: ${goQuote(text)}`;
  return address === "host-gateway" || isIp(address.replace(/^\[(.*)\]$/, "$1"))
    ? undefined
    : `invalid IP address in add-host: ${goQuote(address)}`;
}
