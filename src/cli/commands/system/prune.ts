import type { Call } from "../../command.ts";
import { filterMap } from "../../confirm.ts";
import { CliError } from "../../errors.ts";
import { imageLines, imagePruneFilters, pruneCommand, type Pruned } from "../../prune.ts";

export const systemPrune = pruneCommand({
  path: "system prune",
  short: "Remove unused data",
  flags: [
    { name: "all", short: "a", type: "bool", help: "Remove all unused images not just dangling ones" },
    { name: "filter", type: "filter", help: 'Provide filter values (e.g. "label=<key>=<value>")' },
    { name: "volumes", type: "bool", help: "Prune anonymous volumes" },
  ],
  question,
  prune,
});

function question({ flags }: Call): string {
  const all = flags.bool("all");
  const volumes = flags.bool("volumes");
  const given = flags.list("filter");
  if (volumes && given.some((filter) => filter.startsWith("until=")))
    throw new CliError('ERROR: The "until" filter is not supported with "--volumes"');
  const what = [
    "all stopped containers",
    "all networks not used by at least one container",
    ...(volumes ? ["all anonymous volumes not used by at least one container"] : []),
    all ? "all images without at least one container associated to them" : "all dangling images",
    all ? "all build cache" : "unused build cache",
  ];
  const filtered =
    given.length > 0 ? `\n\n  Items to be pruned will be filtered with:\n${given.map((filter) => `  - ${filter}\n`).join("")}` : "";
  return `WARNING! This will remove:\n${what.map((line) => `  - ${line}\n`).join("")}${filtered}`;
}

/** One kind after the other: what a container used may go once the container has. */
async function prune({ flags, context: { engine } }: Call): Promise<Pruned[]> {
  const all = flags.bool("all");
  const filters = filterMap(flags.list("filter"));
  const containers = await engine.containerPrune(filters);
  const networks = await engine.networkPrune(filters);
  const volumes = flags.bool("volumes") ? await engine.volumePrune(filters) : undefined;
  const images = await engine.imagePrune({ filters: imagePruneFilters(flags) });
  // The daemon's build cache has no labels, and takes no notice of a filter by one.
  const { label: _with, "label!": _without, ...cacheFilters } = filters;
  const cache = await engine.buildPrune({ all, filters: cacheFilters });
  return [
    { title: "Deleted Containers", lines: containers.ContainersDeleted ?? [], reclaimed: containers.SpaceReclaimed },
    { title: "Deleted Networks", lines: networks.NetworksDeleted ?? [] },
    { title: "Deleted Volumes", lines: volumes?.VolumesDeleted ?? [], reclaimed: volumes?.SpaceReclaimed ?? 0 },
    { title: "Deleted Images", lines: imageLines(images.deleted), reclaimed: images.spaceReclaimed },
    { title: "Deleted build cache objects", lines: cache.caches ?? [], reclaimed: cache.spaceReclaimed },
  ];
}
