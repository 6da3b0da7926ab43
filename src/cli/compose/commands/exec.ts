import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedIndex, projectName } from "../open-stack.ts";
import { runningContainer } from "../stack/containers.ts";

export const exec: ComposeCommand = {
  name: "exec",
  short: "Execute a command in a running container",
  operands: "SERVICE COMMAND [ARGS...]",
  arity: { min: 2 },
  stopsAtOperand: true,
  flags: [
    { name: "detach", short: "d", type: "bool", help: "Detached mode: Run command in the background" },
    { name: "env", short: "e", type: "stringArray", help: "Set environment variables" },
    { name: "index", type: "int", help: "Index of the container if service has multiple replicas" },
    {
      name: "no-tty",
      short: "T",
      type: "bool",
      default: "true",
      help: "Disable pseudo-TTY allocation. By default 'docker compose exec' allocates a TTY.",
    },
    { name: "privileged", type: "bool", help: "Give extended privileges to the process" },
    { name: "user", short: "u", type: "string", help: "Run the command as this user" },
    { name: "workdir", short: "w", type: "string", help: "Path to workdir directory for this command" },
    { name: "interactive", short: "i", type: "bool", help: "Keep STDIN open even if not attached", hidden: true },
    { name: "tty", short: "t", type: "bool", help: "Allocate a pseudo-TTY", hidden: true },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const [service = "", ...command] = args;
    const found = await runningContainer(context.engine, await projectName(call), service, askedIndex(call));
    if (call.dryRun && !flags.bool("detach")) throw new ComposeProblem("interactive exec is not supported in dry-run mode");
    const withTty = context.terminal !== undefined && !flags.has("no-tty");
    const words = [
      ...(flags.bool("detach") ? ["--detach"] : ["--interactive"]),
      ...(withTty && !flags.bool("detach") ? ["--tty"] : []),
      ...flags.list("env").flatMap((pair) => ["--env", pair]),
      ...(flags.bool("privileged") ? ["--privileged"] : []),
      ...(flags.has("user") ? ["--user", flags.text("user")] : []),
      ...(flags.has("workdir") ? ["--workdir", flags.text("workdir")] : []),
    ];
    return call.docker(["exec", ...words, found.id, ...command], context);
  },
};
