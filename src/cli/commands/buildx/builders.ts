/** Commands about builders: there is one, so they confirm it, refuse another, or say that the lab makes none. */
import type { Call, Command } from "../../command.ts";
import { confirmed } from "../../confirm.ts";
import { CliError, NotInLab } from "../../errors.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import { goQuote } from "../../format/quote.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";
import { askedBuilder, builderName } from "./default-builder.ts";

function buildxCommand(
  name: string,
  draft: Pick<Command, "short" | "operands" | "arity" | "run"> & { readonly flags: readonly FlagSpec[]; readonly hidesOptions?: boolean },
): Command {
  return {
    paths: [
      ["buildx", name],
      ["builder", name],
    ],
    shownAs: `docker buildx ${name}`,
    program: "buildx",
    completes: "none",
    ...draft,
  };
}

const use = buildxCommand("use", {
  short: "Set the current builder instance",
  operands: "NAME",
  arity: { min: 0, max: 1 },
  flags: [
    builderFlag,
    debugFlag,
    { name: "default", type: "bool", help: "Set builder as default for current context" },
    { name: "global", type: "bool", help: "Builder persists context changes" },
  ],
  async run({ args }) {
    const [name = ""] = args;
    if (name === builderName) return 0;
    if (!/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name)) {
      const rule = `invalid name ${name}, name needs to start with a letter and may not contain symbols, except ._-`;
      throw new CliError(`failed to find instance ${goQuote(name)}: ${rule}`);
    }
    throw new CliError(
      `failed to find instance ${goQuote(name)}: open /home/dev/.docker/buildx/instances/${name}: no such file or directory`,
    );
  },
});

const rm = buildxCommand("rm", {
  short: "Remove one or more builder instances",
  operands: "[NAME...]",
  arity: { min: 0, max: Infinity },
  flags: [
    { name: "all-inactive", type: "bool", help: "Remove all inactive builders" },
    builderFlag,
    debugFlag,
    { name: "force", short: "f", type: "bool", help: "Do not prompt for confirmation" },
    { name: "keep-daemon", type: "bool", help: "Keep the BuildKit daemon running" },
    { name: "keep-state", type: "bool", help: "Keep BuildKit state" },
  ],
  async run({ flags, args, context }: Call) {
    if (flags.bool("all-inactive")) {
      const question = "WARNING! This will remove all builders that are not in running state. Are you sure you want to continue?";
      if (!flags.bool("force")) await confirmed(question, context);
      return 0;
    }
    for (const name of args.length > 0 ? args : [""]) {
      const problem =
        name === builderName || name === ""
          ? "context builder cannot be removed, run `docker context rm default` to remove this context"
          : `no builder ${goQuote(name)} found`;
      context.stderr(`failed to remove ${name}: ${problem}\n`);
    }
    throw new CliError("failed to remove one or more builders");
  },
});

const stop = buildxCommand("stop", {
  short: "Stop builder instance",
  operands: "[NAME]",
  hidesOptions: true,
  arity: { min: 0, max: 1 },
  flags: [builderFlag, debugFlag],
  async run({ flags, args, context }) {
    askedBuilder(flags, context.env, args[0]);
    return 0;
  },
});

const create = buildxCommand("create", {
  short: "Create a new builder instance",
  operands: "[CONTEXT|ENDPOINT]",
  arity: { min: 0, max: 1 },
  flags: [
    { name: "append", type: "bool", help: "Append a node to builder instead of changing it" },
    { name: "bootstrap", type: "bool", help: "Boot builder after creation" },
    { name: "buildkitd-config", type: "string", help: "BuildKit daemon config file" },
    { name: "buildkitd-flags", type: "string", help: "BuildKit daemon flags" },
    debugFlag,
    { name: "driver", type: "string", help: 'Driver to use (available: "docker-container", "kubernetes", "remote")' },
    { name: "driver-opt", type: "stringArray", help: "Options for the driver" },
    { name: "leave", type: "bool", help: "Remove a node from builder instead of changing it" },
    { name: "name", type: "string", help: "Builder instance name" },
    { name: "node", type: "string", help: "Create/modify node with given name" },
    { name: "platform", type: "stringArray", help: "Fixed platforms for current node" },
    { name: "use", type: "bool", help: "Set the current builder instance" },
  ],
  async run({ flags }) {
    const driver = flags.text("driver");
    if (driver === "docker") throw new CliError('additional instances of driver "docker" cannot be created');
    if (driver !== "" && !["docker-container", "kubernetes", "remote"].includes(driver))
      throw new CliError(`failed to find driver ${goQuote(driver)}`);
    throw new NotInLab("the lab has one builder, the engine's own, and makes no others: leave `docker buildx create` away.");
  },
});

export const builderCommands: readonly Command[] = [use, rm, stop, create];
