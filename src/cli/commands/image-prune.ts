import type { Call, Command } from "../command.ts";
import { confirmed, filterMap } from "../confirm.ts";
import { humanSize } from "../format/units.ts";

export const imagePrune: Command = {
  paths: [["image", "prune"]],
  short: "Remove unused images",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [
    { name: "all", short: "a", type: "bool", help: "Remove all unused images, not just dangling ones" },
    { name: "filter", type: "filter", help: 'Provide filter values (e.g. "until=<timestamp>")' },
    { name: "force", short: "f", type: "bool", help: "Do not prompt for confirmation" },
  ],
  program: "docker",
  completes: "none",
  readsInput: (flags) => !flags.bool("force"),
  run,
};

const warnings = {
  all: "WARNING! This will remove all images without at least one container associated to them.",
  dangling: "WARNING! This will remove all dangling images.",
};

async function run({ flags, context }: Call): Promise<number> {
  const all = flags.bool("all");
  if (!flags.bool("force") && !(await confirmed(`${all ? warnings.all : warnings.dangling}\nAre you sure you want to continue?`, context)))
    return 0;
  const { deleted, spaceReclaimed } = await context.engine.imagePrune({ all, filters: filterMap(flags.list("filter")) });
  if (deleted.length > 0) {
    const lines = deleted.map(({ Untagged, Deleted }) => (Deleted ? `deleted: ${Deleted}\n` : `untagged: ${Untagged}\n`));
    context.stdout(`Deleted Images:\n${lines.join("")}\n`);
  }
  context.stdout(`Total reclaimed space: ${humanSize(spaceReclaimed)}\n`);
  return 0;
}
