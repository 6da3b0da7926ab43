import type { Command } from "../../command.ts";
import { inspectedObject } from "../../inspect/object-value.ts";
import { inspectNamed } from "../../inspect/inspect.ts";
import { objectFormat } from "../shared-flags.ts";

export const containerInspect: Command = {
  paths: [["container", "inspect"]],
  short: "Display detailed information on one or more containers",
  operands: "CONTAINER [CONTAINER...]",
  arity: { min: 1, max: Infinity },
  flags: [objectFormat, { name: "size", short: "s", type: "bool", help: "Display total file sizes" }],
  program: "docker",
  completes: "container",
  run: ({ flags, args, context }) =>
    inspectNamed(args, flags.text("format"), context, async (name) =>
      inspectedObject("container", await context.engine.containerInspect(name, { size: flags.bool("size") })),
    ),
};
