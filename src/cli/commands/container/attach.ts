import type { Call, Command } from "../../command.ts";
import { attachUntilEnd } from "../../container/attached.ts";
import { CliError } from "../../errors.ts";

export const attach: Command = {
  paths: [["attach"], ["container", "attach"]],
  short: "Attach local standard input, output, and error streams to a running container",
  operands: "CONTAINER",
  arity: { min: 1, max: 1 },
  aliases: ["docker container attach", "docker attach"],
  flags: [
    { name: "detach-keys", type: "string", help: "Override the key sequence for detaching a container" },
    { name: "no-stdin", type: "bool", help: "Do not attach STDIN" },
    { name: "sig-proxy", type: "bool", default: "true", help: "Proxy all received signals to the process" },
  ],
  program: "docker",
  completes: "container",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const { engine } = context;
  const { Id, State, Config } = await engine.containerInspect(args[0] as string);
  if (!State.Running) throw new CliError("You cannot attach to a stopped container, start it first");
  if (State.Paused) throw new CliError("You cannot attach to a paused container, unpause it first");
  if (State.Restarting) throw new CliError("You cannot attach to a restarting container, wait until it is running");
  const input = !flags.bool("no-stdin") && (Config.OpenStdin ?? false);
  if (Config.Tty && input && !context.terminal?.stdin) throw new CliError("the input device is not a TTY");
  const code = await attachUntilEnd(
    Id,
    {
      streams: { stdin: input, stdout: true, stderr: true },
      tty: Config.Tty ?? false,
      until: "not-running",
      proxiesSignals: flags.bool("sig-proxy"),
    },
    flags,
    context,
  );
  if (code === undefined) context.stdout("read escape sequence\n");
  return code ?? 0;
}
