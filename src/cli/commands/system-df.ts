import type { Engine } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { NotInLab } from "../errors.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing } from "../format/formatter.ts";
import { humanSize } from "../format/units.ts";
import { tableFormat } from "./shared-flags.ts";

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
  if (flags.bool("verbose"))
    throw new NotInLab("`docker system df -v` is not in the lab yet; `docker images` and `docker builder du` tell the same.");
  const cache = await context.engine.buildCache();
  const sum = (records: typeof cache): number => records.reduce((total, { Size }) => total + Size, 0);
  const own = cache.filter(({ Shared }) => !Shared);
  const { count, size } = await imageUsage(context.engine);
  const rows: Usage[] = [
    { type: "Images", total: count, active: 0, size, reclaimable: size, percent: true },
    { type: "Containers", total: 0, active: 0, size: 0, reclaimable: 0, percent: true },
    { type: "Local Volumes", total: 0, active: 0, size: 0, reclaimable: 0, percent: true },
    {
      type: "Build Cache",
      total: cache.length,
      active: cache.filter(({ InUse }) => InUse).length,
      size: sum(own),
      reclaimable: sum(own.filter(({ InUse }) => !InUse)),
      percent: false,
    },
  ];
  const table = ["Type", "TotalCount", "Active", "Size", "Reclaimable"];
  context.stdout(renderListing({ type: "*formatter.diskUsageImagesContext", columns, rows, format: flags.text("format"), table }));
  return 0;
}

/** Layers that several images share weigh once. */
async function imageUsage(engine: Engine): Promise<{ count: number; size: number }> {
  const images = await engine.imageList({ all: true });
  const layers = new Map<string, number>();
  for (const { Id } of images) {
    for (const { digest, size } of (await engine.imageFilesystem(Id)).layers) layers.set(digest, size);
  }
  return { count: images.length, size: [...layers.values()].reduce((total, size) => total + size, 0) };
}
