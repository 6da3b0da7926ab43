import type { Command } from "../../command.ts";
import { confirmed, filterMap } from "../../confirm.ts";
import { humanSize } from "../../format/units.ts";

export const containerPrune: Command = {
  paths: [["container", "prune"]],
  short: "Remove all stopped containers",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [
    { name: "filter", type: "filter", help: 'Provide filter values (e.g. "until=<timestamp>")' },
    { name: "force", short: "f", type: "bool", help: "Do not prompt for confirmation" },
  ],
  program: "docker",
  completes: "none",
  readsInput: (flags) => !flags.bool("force"),
  async run({ flags, context }) {
    const question = "WARNING! This will remove all stopped containers.\nAre you sure you want to continue?";
    if (!flags.bool("force") && !(await confirmed(question, context))) return 0;
    const { ContainersDeleted, SpaceReclaimed } = await context.engine.containerPrune(filterMap(flags.list("filter")));
    if (ContainersDeleted && ContainersDeleted.length > 0)
      context.stdout(`Deleted Containers:\n${ContainersDeleted.map((id) => `${id}\n`).join("")}\n`);
    context.stdout(`Total reclaimed space: ${humanSize(SpaceReclaimed)}\n`);
    return 0;
  },
};
