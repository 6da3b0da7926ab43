import type { Call, Command } from "../../command.ts";
import { attachUntilEnd } from "../../container/attached.ts";
import { startEach } from "../../container/start-each.ts";
import { CliError } from "../../errors.ts";

export const start: Command = {
  paths: [["start"], ["container", "start"]],
  short: "Start one or more stopped containers",
  operands: "CONTAINER [CONTAINER...]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker container start", "docker start"],
  flags: [
    { name: "attach", short: "a", type: "bool", help: "Attach STDOUT/STDERR and forward signals" },
    { name: "checkpoint", type: "string", help: "Restore from this checkpoint", hidden: true, isExperimental: true },
    { name: "checkpoint-dir", type: "string", help: "Use a custom checkpoint storage directory", hidden: true, isExperimental: true },
    { name: "detach-keys", type: "string", help: "Override the key sequence for detaching a container" },
    { name: "interactive", short: "i", type: "bool", help: "Attach container's STDIN" },
  ],
  program: "docker",
  completes: "container",
  run,
};

async function run(call: Call): Promise<number> {
  const { flags, args, context } = call;
  if (flags.bool("attach") || flags.bool("interactive")) return startAttached(call);
  await startEach(args, context);
  return 0;
}

async function startAttached({ flags, args, context }: Call): Promise<number> {
  const { engine } = context;
  if (args.length > 1) throw new CliError("you cannot start and attach multiple containers at once");
  const [name = ""] = args;
  const { Config, Id } = await engine.containerInspect(name);
  const code = await attachUntilEnd(
    Id,
    {
      streams: { stdin: flags.bool("interactive") && (Config.OpenStdin ?? false), stdout: true, stderr: true },
      tty: Config.Tty ?? false,
      until: "next-exit",
      proxiesSignals: true,
      start: async () => void (await engine.containerStart(Id)),
    },
    flags,
    context,
  );
  return code ?? 0;
}
