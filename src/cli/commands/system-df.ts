import type { DiskUsage } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing } from "../format/formatter.ts";
import { humanSize } from "../format/units.ts";
import { tableFormat } from "./shared-flags.ts";
import { verboseUsage } from "./system-df-verbose.ts";

export const systemDf: Command = {
  paths: [["system", "df"]],
  short: "Show docker disk usage",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [tableFormat, { name: "verbose", short: "v", type: "bool", help: "Show detailed information on space usage" }],
  program: "docker",
  completes: "none",
  run,
};

interface Usage {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Whether the part that can be reclaimed is told in percent as well. */
  readonly percent: boolean;
}

const columns: readonly Column<Usage>[] = [
  { field: "Type", header: "TYPE", value: ({ type }) => type },
  { field: "TotalCount", header: "TOTAL", value: ({ total }) => String(total) },
  { field: "Active", header: "ACTIVE", value: ({ active }) => String(active) },
  { field: "Size", header: "SIZE", value: ({ size }) => humanSize(size) },
  {
    field: "Reclaimable",
    header: "RECLAIMABLE",
    value: ({ size, reclaimable, percent }) =>
      percent && size > 0 ? `${humanSize(reclaimable)} (${Math.floor((reclaimable * 100) / size)}%)` : humanSize(reclaimable),
  },
];

async function run({ flags, context }: Call): Promise<number> {
  const usage = await context.engine.systemDf();
  const format = flags.text("format");
  if (flags.bool("verbose")) {
    context.stdout(verboseUsage(usage, format, context.clock.now()));
    return 0;
  }
  const table = ["Type", "TotalCount", "Active", "Size", "Reclaimable"];
  context.stdout(renderListing({ type: "*formatter.diskUsageImagesContext", columns, rows: rowsOf(usage), format, table }));
  return 0;
}

function total<Item>(items: readonly Item[], size: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + size(item), 0);
}

/** Layers that several images share weigh once; what is used by nothing can be had back. */
function rowsOf({ LayersSize, Images, Containers, Volumes, BuildCache }: DiskUsage): Usage[] {
  const used = Images.filter((image) => image.Containers > 0);
  const alive = Containers.filter(({ State }) => ["running", "paused", "restarting"].includes(State));
  const written = (containers: DiskUsage["Containers"]): number => total(containers, ({ SizeRw = 0 }) => SizeRw);
  const mounted = Volumes.filter(({ UsageData }) => (UsageData?.RefCount ?? 0) > 0);
  const held = (volumes: DiskUsage["Volumes"]): number => total(volumes, ({ UsageData }) => UsageData?.Size ?? 0);
  const own = BuildCache.filter(({ Shared }) => !Shared);
  return [
    {
      type: "Images",
      total: Images.length,
      active: used.length,
      size: LayersSize,
      reclaimable: LayersSize - total(used, ({ Size, SharedSize }) => Size - SharedSize),
      percent: true,
    },
    {
      type: "Containers",
      total: Containers.length,
      active: alive.length,
      size: written(Containers),
      reclaimable: written(Containers) - written(alive),
      percent: true,
    },
    {
      type: "Local Volumes",
      total: Volumes.length,
      active: mounted.length,
      size: held(Volumes),
      reclaimable: held(Volumes) - held(mounted),
      percent: true,
    },
    {
      type: "Build Cache",
      total: BuildCache.length,
      active: BuildCache.filter(({ InUse }) => InUse).length,
      size: total(own, ({ Size }) => Size),
      reclaimable: total(
        own.filter(({ InUse }) => !InUse),
        ({ Size }) => Size,
      ),
      percent: false,
    },
  ];
}
