/** From the flags of `docker build` to what the engine is asked. */
import type { BuildRequest } from "../../engine/api.ts";
import { parseRaw } from "../../engine/images/reference.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { goQuote } from "../format/quote.ts";
import { problemOf } from "../reference-problem.ts";
import { readSecrets } from "./secrets.ts";
import { readSource } from "./source.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** @throws CliError in buildx's words, NotInLab for what the lab cannot do */
export function buildRequest(flags: FlagValues, operand: string, context: DockerContext): BuildRequest {
  refuseUnsupported(flags);
  if (flags.bool("no-cache") && flags.list("no-cache-filter").length > 0)
    throw new CliError("failed to build: --no-cache and --no-cache-filter cannot currently be used together");
  const secretSpecs = flags.list("secret");
  const network = networkMode(flags.text("network"));
  const platform = platformOf(flags.list("platform"));
  const addHosts = flags.list("add-host").map(host);
  const source = readSource(operand, flags.text("file"), context);
  const tags = flags.list("tag");
  for (const tag of tags) {
    const problem = problemOf(() => parseRaw(tag));
    if (problem) throw new CliError(`failed to build: invalid tag ${goQuote(tag)}: ${problem}`);
  }
  const target = flags.text("target");
  return {
    ...source,
    tags,
    buildArgs: buildArgs(flags.list("build-arg"), context.env),
    labels: pairs(flags.list("label")),
    noCache: flags.bool("no-cache"),
    noCacheFilter: flags.list("no-cache-filter").flatMap((value) => value.split(",")),
    pull: flags.bool("pull"),
    network,
    addHosts,
    secrets: readSecrets(secretSpecs, context),
    ...(target ? { target } : {}),
    ...(platform ? { platform } : {}),
  };
}

/** `KEY=value`; a bare `KEY` takes its value from the environment and is left out when it has none there. */
function buildArgs(given: readonly string[], env: ReadonlyMap<string, string>): Record<string, string> {
  const args: Record<string, string> = Object.create(null);
  for (const text of given) {
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? env.get(name) : text.slice(equals + 1);
    if (value !== undefined) args[name] = value;
  }
  return { ...args };
}

function pairs(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const equals = text.indexOf("=");
      return equals < 0 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

function networkMode(text: string): "default" | "none" | "host" {
  if (text === "" || text === "default") return "default";
  if (text === "none" || text === "host") return text;
  throw new CliError(
    `failed to build: network mode ${JSON.stringify(text)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`,
  );
}

const systems = new Set(["linux", "windows", "darwin", "freebsd"]);
const machines = new Set([
  "amd64",
  "x86_64",
  "x86-64",
  "arm64",
  "aarch64",
  "arm",
  "armhf",
  "386",
  "i386",
  "ppc64le",
  "s390x",
  "riscv64",
  "mips64le",
  "loong64",
]);

function platformOf(given: readonly string[]): string | undefined {
  const platforms = given.flatMap((value) => value.split(","));
  for (const platform of platforms) {
    const [os = "", arch] = platform.split("/");
    const isKnown = arch === undefined ? systems.has(os) || machines.has(os) : systems.has(os) && machines.has(arch);
    if (!isKnown)
      throw new CliError(`failed to build: ${JSON.stringify(platform)}: unknown operating system or architecture: invalid argument`);
  }
  if (platforms.length > 1) {
    throw new CliError(
      "failed to build: Multi-platform build is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/build-multi-platform/",
    );
  }
  const [only] = platforms;
  return only !== undefined && !only.includes("/") && systems.has(only) ? `${only}/amd64` : only;
}

function host(text: string): string {
  const match = /^([^:=]+)[:=](.+)$/.exec(text);
  if (!match) throw new CliError(`failed to build: invalid host ${text}`);
  return `${match[1]}=${match[2]}`;
}
