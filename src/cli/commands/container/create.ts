import { EngineError } from "../../../engine/api.ts";
import { NoStream } from "../../container/attached.ts";
import { createContainer, pullFlags } from "../../container/create.ts";
import { createRequest } from "../../container/create-config.ts";
import type { Call, Command } from "../../command.ts";
import type { FlagValues } from "../../flags/parse.ts";
import { CliError } from "../../errors.ts";
import { createFlags } from "./create-flags.ts";

export const create: Command = {
  paths: [["create"], ["container", "create"]],
  short: "Create a new container",
  operands: "IMAGE [COMMAND] [ARG...]",
  arity: { min: 1, max: Infinity },
  stopsAtOperand: true,
  aliases: ["docker container create", "docker create"],
  flags: [...createFlags, ...pullFlags('Pull image before creating ("always", "|missing", "never")')],
  program: "docker",
  completes: "image",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const request = withHelp("create", () => createRequest(flags, args, context));
  checkPull("create", flags);
  const { Id } = await createContainer(request, flags, context);
  context.stdout(`${Id}\n`);
  return 0;
}

/** A mistake in the options of `docker run` or `docker create`: the client names itself and points to the help. */
export function withHelp<T>(command: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw helpful(command, error.message);
  }
}

/** @throws CliError */
export function checkPull(command: string, flags: FlagValues): void {
  const pull = flags.text("pull");
  if (!["always", "missing", "never", ""].includes(pull))
    throw helpful(command, `invalid pull option: '${pull}': must be one of "always", "missing" or "never"`);
}

function helpful(command: string, message: string, code = 125): CliError {
  return new CliError(`docker: ${message}\n\nRun 'docker ${command} --help' for more information`, code);
}

/** The daemon's refusal as `docker run` prints it. Programs that are missing or may not run have exit codes of their own. */
export function runFailure(error: unknown): unknown {
  if (error instanceof NoStream) return error;
  if (error instanceof CliError) return helpful("run", error.message, /no such file or directory/.test(error.message) ? 127 : 125);
  if (!(error instanceof EngineError)) return error;
  const { message } = error;
  const code = /executable file not found|no such file or directory|system cannot find the file specified/.test(message)
    ? 127
    : isStart(message) && /permission denied|is a directory/.test(message)
      ? 126
      : 125;
  return helpful("run", `Error response from daemon: ${message}`, code);
}

function isStart(message: string): boolean {
  return /OCI runtime|failed to create task|starting container/.test(message);
}
