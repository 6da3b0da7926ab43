import { imageLines, imagePruneFilters, pruneCommand } from "../prune.ts";

export const imagePrune = pruneCommand({
  path: "image prune",
  short: "Remove unused images",
  flags: [
    { name: "all", short: "a", type: "bool", help: "Remove all unused images, not just dangling ones" },
    { name: "filter", type: "filter", help: 'Provide filter values (e.g. "until=<timestamp>")' },
  ],
  question: ({ flags }) =>
    flags.bool("all")
      ? "WARNING! This will remove all images without at least one container associated to them."
      : "WARNING! This will remove all dangling images.",
  async prune({ flags, context }) {
    const { deleted, spaceReclaimed } = await context.engine.imagePrune({ filters: imagePruneFilters(flags) });
    return [{ title: "Deleted Images", lines: imageLines(deleted), reclaimed: spaceReclaimed }];
  },
});
