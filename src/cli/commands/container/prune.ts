import { filterMap } from "../../confirm.ts";
import { pruneCommand } from "../../prune.ts";

export const containerPrune = pruneCommand({
  path: "container prune",
  short: "Remove all stopped containers",
  flags: [{ name: "filter", type: "filter", help: 'Provide filter values (e.g. "until=<timestamp>")' }],
  question: () => "WARNING! This will remove all stopped containers.",
  async prune({ flags, context }) {
    const { ContainersDeleted, SpaceReclaimed } = await context.engine.containerPrune(filterMap(flags.list("filter")));
    return [{ title: "Deleted Containers", lines: ContainersDeleted ?? [], reclaimed: SpaceReclaimed }];
  },
});
