/** Which engine a command line is for. The lab has one; whoever asks for another is told that nobody answers there. */
import type { Engine } from "../engine/api.ts";
import { contextNamed, currentContext, labEndpoint } from "./commands/context/stored.ts";
import type { DockerContext } from "./context.ts";
import { refusingEmptyNames } from "./empty-names.ts";
import { CliError, labLine } from "./errors.ts";
import type { FlagValues } from "./flags/parse.ts";

const here: readonly string[] = [labEndpoint, "unix:///run/docker.sock"];

/**
 * The context as `--host`, `--context`, the environment and what is in use make it.
 * @throws CliError for endpoints and contexts that are none
 */
export function reached(flags: FlagValues, context: DockerContext): DockerContext {
  const asked = withFlags(flags, context);
  const endpoint = endpointOf(asked);
  const engine = here.includes(endpoint) ? asked.engine : unreachable(asked.engine, endpoint);
  return { ...asked, engine: refusingEmptyNames(engine) };
}

/** `-H` counts as DOCKER_HOST does, and `--context` takes its place. */
function withFlags(flags: FlagValues, context: DockerContext): DockerContext {
  const [host, another] = flags.list("host");
  const named = flags.text("context");
  if (host !== undefined && named !== "") throw new CliError("conflicting options: cannot specify both --host and --context");
  if (another !== undefined) throw notInitialized("Specify only one -H");
  if (host === undefined && named === "") return context;
  const env = new Map(context.env);
  if (host === undefined) env.delete("DOCKER_HOST");
  env.set(host === undefined ? "DOCKER_CONTEXT" : "DOCKER_HOST", host ?? named);
  return { ...context, env };
}

function notInitialized(problem: string): CliError {
  return new CliError(`Failed to initialize: unable to resolve docker endpoint: ${problem}`);
}

/** Where the engine of a command is to be found: of an address without a protocol by TCP, and without a port at 2375. */
function endpointOf(context: DockerContext): string {
  const name = currentContext(context);
  let host: string;
  try {
    host = contextNamed(name, context).Endpoints.docker.Host || labEndpoint;
  } catch (error) {
    if (error instanceof CliError) throw notInitialized(error.message);
    throw error;
  }
  const [, protocol = "tcp", address = ""] = /^(?:([a-z]+):\/\/)?(.*)$/.exec(host) ?? [];
  if (!["tcp", "unix", "npipe", "fd", "ssh"].includes(protocol)) throw notInitialized(`invalid bind address format: ${host}`);
  if (protocol !== "tcp") return host;
  return `tcp://${/:\d+$/.test(address) ? address : `${address}:2375`}`;
}

/** An engine that never answers. */
function unreachable(engine: Engine, endpoint: string): Engine {
  const words = `Cannot connect to the Docker daemon at ${endpoint}. Is the docker daemon running?`;
  const elsewhere = !/^(unix|npipe|fd):|^tcp:\/\/(127\.|localhost|\[?::1)/.test(endpoint);
  const hint = labLine(`the lab is one machine, whose engine listens at ${labEndpoint}; \`docker context use default\` leads back to it.`);
  const refuse = async (): Promise<never> => {
    throw new CliError(elsewhere ? `${words}\n${hint}` : words);
  };
  return new Proxy(engine, { get: () => refuse });
}
