import { type ContainerCreateRequest, EngineError } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { attachUntilEnd } from "../../container/attached.ts";
import { createContainer, pullFlags } from "../../container/create.ts";
import { createRequest } from "../../container/create-config.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import type { FlagValues } from "../../flags/parse.ts";
import { checkPull, runFailure, withHelp } from "./create.ts";
import { createFlags } from "./create-flags.ts";

export const run: Command = {
  paths: [["run"], ["container", "run"]],
  short: "Create and run a new container from an image",
  operands: "IMAGE [COMMAND] [ARG...]",
  arity: { min: 1, max: Infinity },
  stopsAtOperand: true,
  aliases: ["docker container run", "docker run"],
  flags: [
    ...createFlags,
    ...pullFlags('Pull image before running ("always", "missing", "never")'),
    { name: "detach", short: "d", type: "bool", help: "Run container in background and print container ID" },
    { name: "detach-keys", type: "string", help: "Override the key sequence for detaching a container" },
    { name: "sig-proxy", type: "bool", default: "true", help: "Proxy received signals to the process" },
  ],
  program: "docker",
  completes: "image",
  run: runContainer,
};

async function runContainer({ flags, args, context }: Call): Promise<number> {
  const asked = withHelp("run", () => createRequest(flags, args, context));
  checkPull("run", flags);
  const detach = flags.bool("detach");
  if (detach && flags.has("attach")) throw new CliError("conflicting options: cannot specify both --attach and --detach");
  if (!detach && flags.bool("tty") && flags.bool("interactive") && !context.terminal?.stdin)
    throw new CliError("the input device is not a TTY");
  const request = detach ? detached(asked) : withTerminal(asked, context);
  try {
    const { Id } = await createContainer(request, flags, context);
    if (detach) {
      // The id is printed even when the start fails: the container is there.
      context.stdout(`${Id}\n`);
      await startAndLeave(Id, request, context);
      return 0;
    }
    return await runAttached(Id, request, flags, context);
  } catch (error) {
    throw runFailure(error);
  }
}

/** The client asks for the end of a container even where it leaves at once: it has to ask before the start. */
async function startAndLeave(id: string, { HostConfig }: ContainerCreateRequest, { engine, signal }: DockerContext): Promise<void> {
  const left = new AbortController();
  engine.containerWait(id, HostConfig?.AutoRemove ? "removed" : "next-exit", AbortSignal.any([signal, left.signal])).catch(() => {});
  try {
    await engine.containerStart(id);
  } finally {
    left.abort(new DOMException("The client has left.", "AbortError"));
  }
}

/** Nothing is attached to a container in the background. */
function detached(request: ContainerCreateRequest): ContainerCreateRequest {
  return { ...request, Config: { ...request.Config, AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false } };
}

function withTerminal(request: ContainerCreateRequest, { terminal }: DockerContext): ContainerCreateRequest {
  if (!terminal || !request.HostConfig) return request;
  return { ...request, HostConfig: { ...request.HostConfig, ConsoleSize: [terminal.rows, terminal.columns] } };
}

async function runAttached(id: string, { Config }: ContainerCreateRequest, flags: FlagValues, context: DockerContext): Promise<number> {
  const { engine } = context;
  const start = async (): Promise<void> => {
    try {
      await engine.containerStart(id);
    } catch (error) {
      if (error instanceof EngineError && flags.bool("rm")) await engine.containerRemove(id, { force: true }).catch(() => {});
      throw error;
    }
  };
  const code = await attachUntilEnd(
    id,
    {
      streams: { stdin: Config.AttachStdin ?? false, stdout: Config.AttachStdout ?? false, stderr: Config.AttachStderr ?? false },
      tty: Config.Tty ?? false,
      until: flags.bool("rm") ? "removed" : "next-exit",
      proxiesSignals: flags.bool("sig-proxy"),
      start,
    },
    flags,
    context,
  );
  return code ?? 0;
}
