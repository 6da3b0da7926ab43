import type { Call, Command } from "../../command.ts";
import { checkEnv } from "../../container/checks.ts";
import { environmentOf } from "../../container/environment.ts";
import { follow } from "../../container/streams.ts";
import { CliError } from "../../errors.ts";

export const exec: Command = {
  paths: [["exec"], ["container", "exec"]],
  short: "Execute a command in a running container",
  operands: "CONTAINER COMMAND [ARG...]",
  arity: { min: 2, max: Infinity },
  stopsAtOperand: true,
  aliases: ["docker container exec", "docker exec"],
  flags: [
    { name: "detach", short: "d", type: "bool", help: "Detached mode: run command in the background" },
    { name: "detach-keys", type: "string", help: "Override the key sequence for detaching a container" },
    { name: "env", short: "e", type: "list", help: "Set environment variables", check: checkEnv },
    { name: "env-file", type: "list", help: "Read in a file of environment variables" },
    { name: "interactive", short: "i", type: "bool", help: "Keep STDIN open even if not attached" },
    { name: "privileged", type: "bool", help: "Give extended privileges to the command" },
    { name: "tty", short: "t", type: "bool", help: "Allocate a pseudo-TTY" },
    { name: "user", short: "u", type: "string", help: 'Username or UID (format: "<name|uid>[:<group|gid>]")' },
    { name: "workdir", short: "w", type: "string", help: "Working directory inside the container" },
  ],
  program: "docker",
  completes: "container",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const [container = "", ...command] = args;
  const { engine } = context;
  const detach = flags.bool("detach");
  const interactive = flags.bool("interactive");
  const tty = flags.bool("tty");
  const environment = environmentOf(context, flags.list("env-file"), flags.list("env"));
  // Asked first, so that a name that is not there is not hidden by what the client refuses itself.
  await engine.containerInspect(container);
  if (!detach && tty && interactive && !context.terminal?.stdin) throw new CliError("the input device is not a TTY");
  const size = context.terminal ? { ConsoleSize: [context.terminal.rows, context.terminal.columns] as const } : {};
  const { Id } = await engine.execCreate(container, {
    User: flags.text("user"),
    Privileged: flags.bool("privileged"),
    Tty: tty,
    AttachStdin: !detach && interactive,
    AttachStdout: !detach,
    AttachStderr: !detach,
    DetachKeys: flags.text("detach-keys"),
    Env: environment.length > 0 ? environment : null,
    WorkingDir: flags.text("workdir"),
    Cmd: command,
    ...size,
  });
  const attachment = await engine.execStart(Id, { Detach: detach, Tty: tty, ...size });
  if (detach) return 0;
  const resize = tty ? (rows: number, columns: number) => engine.execResize(Id, rows, columns) : undefined;
  if (await follow(attachment, context, { input: interactive, resize })) return 0;
  const { ExitCode } = await engine.execInspect(Id);
  return ExitCode ?? 0;
}
