import type { BuildCacheRecord } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { filterMap } from "../confirm.ts";
import { NotInLab } from "../errors.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing } from "../format/formatter.ts";
import { goTime, humanDuration, humanSize } from "../format/units.ts";
import { isMutable } from "./builder-prune.ts";
import { builderFlag, debugFlag } from "./shared-flags.ts";

export const builderDu: Command = {
  paths: [
    ["builder", "du"],
    ["buildx", "du"],
  ],
  shownAs: "docker buildx du",
  short: "Disk usage",
  operands: "",
  hidesOptions: true,
  arity: { min: 0, max: 0 },
  flags: [
    builderFlag,
    debugFlag,
    { name: "filter", type: "filter", help: "Provide filter values" },
    { name: "format", type: "string", help: "Format the output" },
    { name: "verbose", type: "bool", help: 'Shorthand for "--format=pretty"' },
  ],
  program: "buildx",
  completes: "none",
  run,
};

async function run({ flags, context }: Call): Promise<number> {
  const filters = filterMap(flags.list("filter"));
  for (const name of Object.keys(filters)) {
    if (name !== "type" && name !== "id")
      throw new NotInLab(`\`docker builder du --filter ${name}=…\` is not in the lab; \`type\` and \`id\` are.`);
  }
  const records = (await context.engine.buildCache())
    .filter((record) => (filters.type ?? [record.Type]).includes(record.Type) && (filters.id ?? [record.ID]).includes(record.ID))
    .toSorted((a, b) => a.Size - b.Size || (a.ID < b.ID ? -1 : 1));
  const now = context.clock.now();
  if (flags.bool("verbose") || flags.text("format") === "pretty") {
    context.stdout(records.map((record) => pretty(record, now)).join(""));
  } else {
    const table = ["ID", "Reclaimable", "Size", "LastUsedAt"];
    context.stdout(
      renderListing({ type: "*commands.diskusageContext", columns: columns(now), rows: records, format: flags.text("format"), table }),
    );
    if (flags.text("format") !== "") return 0;
  }
  if (Object.keys(filters).length === 0) context.stdout(totals(records));
  return 0;
}

function columns(now: number): Column<BuildCacheRecord>[] {
  return [
    { field: "ID", header: "ID", value: (record) => record.ID + (isMutable(record) ? "*" : "") },
    { field: "Reclaimable", header: "RECLAIMABLE", value: ({ InUse }) => String(!InUse) },
    { field: "Size", header: "SIZE", value: ({ Size, Shared }) => humanSize(Size) + (Shared ? "*" : "") },
    { field: "LastUsedAt", header: "LAST ACCESSED", value: ({ LastUsedAt }) => `${humanDuration(now - LastUsedAt)} ago` },
    { field: "CreatedAt", header: "CREATED AT", value: ({ CreatedAt }) => goTime(CreatedAt) },
    { field: "Description", header: "DESCRIPTION", value: ({ Description }) => Description },
    { field: "Shared", header: "SHARED", value: ({ Shared }) => String(Shared) },
    { field: "Type", header: "TYPE", value: ({ Type }) => Type },
    { field: "UsageCount", header: "USAGE", value: ({ UsageCount }) => String(UsageCount) },
  ];
}

function pretty(record: BuildCacheRecord, now: number): string {
  const rows: [string, string][] = [
    ["ID", record.ID],
    ["Created at", goTime(record.CreatedAt)],
    ["Mutable", String(isMutable(record))],
    ["Reclaimable", String(!record.InUse)],
    ["Shared", String(record.Shared)],
    ["Size", humanSize(record.Size)],
    ["Description", record.Description],
    ["Usage count", String(record.UsageCount)],
    ["Last used", `${humanDuration(now - record.LastUsedAt)} ago`],
    ["Type", record.Type],
  ];
  return `${rows.map(([label, text]) => `${`${label}:`.padEnd(14)}${text}\n`).join("")}\n`;
}

function totals(records: readonly BuildCacheRecord[]): string {
  const sum = (test: (record: BuildCacheRecord) => boolean): number => records.filter(test).reduce((total, { Size }) => total + Size, 0);
  const shared = sum(({ Shared }) => Shared);
  const lines = [
    ...(shared > 0 ? [`Shared:\t\t${humanSize(shared)}`, `Private:\t${humanSize(sum(({ Shared }) => !Shared))}`] : []),
    `Reclaimable:\t${humanSize(sum(({ InUse }) => !InUse))}`,
    `Total:\t\t${humanSize(sum(() => true))}`,
  ];
  return `${lines.join("\n")}\n`;
}
