/** Commands that change the state of containers by name: stop, restart, kill, pause, unpause, wait, rename. */
import { EngineError } from "../../../engine/api.ts";
import type { Command } from "../../command.ts";
import { each, eachAtOnce } from "../../container/each.ts";
import { CliError } from "../../errors.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import type { FlagValues } from "../../flags/parse.ts";

const stopFlags: readonly FlagSpec[] = [
  { name: "signal", short: "s", type: "string", help: "Signal to send to the container" },
  { name: "timeout", short: "t", type: "int", help: "Seconds to wait before killing the container" },
  {
    name: "time",
    type: "int",
    help: "Seconds to wait before killing the container (deprecated: use --timeout)",
    hidden: true,
    deprecated: "use --timeout instead",
  },
];

function stopOptions(flags: FlagValues): { signal?: string; timeout?: number } {
  const name = flags.has("timeout") ? "timeout" : flags.has("time") ? "time" : undefined;
  if (flags.has("timeout") && flags.has("time")) throw new CliError("conflicting options: cannot specify both --timeout and --time");
  return { ...(flags.has("signal") ? { signal: flags.text("signal") } : {}), ...(name ? { timeout: Number(flags.text(name)) } : {}) };
}

const many = { operands: "CONTAINER [CONTAINER...]", arity: { min: 1, max: Infinity }, program: "docker", completes: "container" } as const;

const both = (name: string): Pick<Command, "paths" | "aliases"> => ({
  paths: [[name], ["container", name]],
  aliases: [`docker container ${name}`, `docker ${name}`],
});

export const stop: Command = {
  ...both("stop"),
  ...many,
  short: "Stop one or more running containers",
  flags: stopFlags,
  run: ({ args, context, flags }) => eachAtOnce(args, context, (name) => context.engine.containerStop(name, stopOptions(flags))),
};

export const restart: Command = {
  ...both("restart"),
  ...many,
  short: "Restart one or more containers",
  flags: stopFlags,
  run: ({ args, context, flags }) => each(args, context, (name) => context.engine.containerRestart(name, stopOptions(flags))),
};

export const kill: Command = {
  ...both("kill"),
  ...many,
  short: "Kill one or more running containers",
  flags: [{ name: "signal", short: "s", type: "string", help: "Signal to send to the container" }],
  run: ({ args, context, flags }) =>
    eachAtOnce(args, context, (name) => context.engine.containerKill(name, flags.has("signal") ? flags.text("signal") : undefined)),
};

export const pause: Command = {
  ...both("pause"),
  ...many,
  short: "Pause all processes within one or more containers",
  flags: [],
  run: ({ args, context }) => eachAtOnce(args, context, (name) => context.engine.containerPause(name)),
};

export const unpause: Command = {
  ...both("unpause"),
  ...many,
  short: "Unpause all processes within one or more containers",
  flags: [],
  run: ({ args, context }) => eachAtOnce(args, context, (name) => context.engine.containerUnpause(name)),
};

export const wait: Command = {
  ...both("wait"),
  ...many,
  short: "Block until one or more containers stop, then print their exit codes",
  flags: [],
  async run({ args, context }) {
    const errors: string[] = [];
    for (const name of args) {
      try {
        const { StatusCode } = await context.engine.containerWait(name, "not-running", context.signal);
        context.stdout(`${StatusCode}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        errors.push(`Error response from daemon: ${error.message}`);
      }
    }
    if (errors.length > 0) context.stderr(`${errors.join("\n")}\n`);
    return errors.length > 0 ? 1 : 0;
  },
};

export const rename: Command = {
  ...both("rename"),
  short: "Rename a container",
  operands: "CONTAINER NEW_NAME",
  arity: { min: 2, max: 2 },
  program: "docker",
  completes: "container",
  flags: [],
  async run({ args, context }) {
    const [from = "", to = ""] = args.map((name) => name.trim());
    if (from === "" || to === "") throw new CliError("Error: Neither old nor new names may be empty");
    try {
      await context.engine.containerRename(from, to);
      return 0;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new CliError(`Error response from daemon: ${error.message}\nError: failed to rename container named ${from}`);
    }
  },
};

export const rm: Command = {
  paths: [["rm"], ["container", "rm"], ["container", "remove"]],
  aliases: ["docker container rm", "docker container remove", "docker rm"],
  ...many,
  short: "Remove one or more containers",
  flags: [
    { name: "force", short: "f", type: "bool", help: "Force the removal of a running container (uses SIGKILL)" },
    { name: "link", short: "l", type: "bool", help: "Remove the specified link" },
    { name: "volumes", short: "v", type: "bool", help: "Remove anonymous volumes associated with the container" },
  ],
  /** With `--force` a container that is not there is told, but is no failure. */
  async run({ args, context, flags }) {
    const force = flags.bool("force");
    const lines: string[] = [];
    let failed = false;
    const options = { force, link: flags.bool("link"), volumes: flags.bool("volumes") };
    const names = args.map((given) => given.replace(/^\/+|\/+$/g, ""));
    if (names.includes("")) throw new CliError("container name cannot be empty");
    // All at once: the same name twice finds the first at work.
    const begun = names.map((name) => context.engine.containerRemove(name, options));
    for (const one of begun) one.catch(() => {});
    for (const [index, given] of args.entries()) {
      try {
        await begun[index];
        context.stdout(`${given}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        failed ||= !(force && error.status === 404);
        lines.push(`Error response from daemon: ${error.message}`);
      }
    }
    if (lines.length > 0) context.stderr(`${lines.join("\n")}\n`);
    return failed ? 1 : 0;
  },
};
