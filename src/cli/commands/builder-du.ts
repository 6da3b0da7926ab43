import { humanDuration } from "../../engine/go/human-duration.ts";
import type { BuildCacheRecord } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { CliError } from "../errors.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing } from "../format/formatter.ts";
import { goJson } from "../format/json.ts";
import { goTime, humanSize } from "../format/units.ts";
import { checkUntil } from "./builder-prune.ts";
import { askedBuilder } from "./buildx/default-builder.ts";
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
  askedBuilder(flags, context.env);
  const given = flags.list("filter").filter((text) => text !== "");
  checkUntil(given);
  const filters = given.filter((text) => !text.startsWith("until="));
  const isPretty = flags.bool("verbose") || flags.text("format") === "pretty";
  if (flags.bool("verbose") && flags.has("format")) throw new CliError("--format and --verbose cannot be used together");
  const records = (await context.engine.buildCache())
    .filter((record) => filters.every((filter) => passes(record, filter)))
    .toSorted((a, b) => a.Size - b.Size || (a.ID < b.ID ? -1 : 1));
  const now = context.clock.now();
  const format = isPretty ? "" : flags.text("format");
  if (format === "json" || /^\{\{\s*json \.\s*\}\}$/.test(format)) {
    context.stdout(records.map((record) => `${goJson(recordJson(record, now))}\n`).join(""));
    return 0;
  }
  if (isPretty) context.stdout(records.map((record) => pretty(record, now)).join(""));
  else {
    const isTable = format === "" || format.startsWith("table");
    const table = ["ID", "Reclaimable", "Size", "LastUsedAt"];
    context.stdout(renderListing({ type: "*commands.diskusageContext", columns: columns(now, isTable), rows: records, format, table }));
  }
  if (filters.length === 0 && (isPretty || format === "" || format === "table")) context.stdout(totals(records));
  return 0;
}

/** `type=regular`, `id=…`, `description~=echo`. What BuildKit does not know of a record is equal to nothing. */
function passes(record: BuildCacheRecord, filter: string): boolean {
  const equals = filter.indexOf("=");
  const isPattern = filter[equals - 1] === "~";
  const name = filter.slice(0, isPattern ? equals - 1 : equals);
  const value = filter.slice(equals + 1);
  const own = name === "id" ? record.ID : name === "type" ? record.Type : name === "description" ? record.Description : undefined;
  if (own === undefined) return false;
  return isPattern ? new RegExp(value).test(own) : own === value;
}

function columns(now: number, isTable: boolean): Column<BuildCacheRecord>[] {
  const mark = (text: string, marked: boolean): string => text + (isTable && marked ? "*" : "");
  return [
    { field: "ID", header: "ID", value: ({ ID, Mutable }) => mark(ID, Mutable) },
    { field: "Parents", header: "PARENTS", value: ({ Parents }) => (Parents ?? []).join(",") },
    { field: "Mutable", header: "MUTABLE", value: ({ Mutable }) => String(Mutable) },
    { field: "Reclaimable", header: "RECLAIMABLE", value: ({ Reclaimable }) => String(Reclaimable) },
    { field: "Size", header: "SIZE", value: ({ Size, Shared }) => mark(humanSize(Size), Shared) },
    { field: "LastUsedAt", header: "LAST ACCESSED", value: ({ LastUsedAt }) => `${humanDuration(now - LastUsedAt)} ago` },
    { field: "CreatedAt", header: "CREATED AT", value: ({ CreatedAt }) => goTime(CreatedAt) },
    { field: "Description", header: "DESCRIPTION", value: ({ Description }) => Description },
    { field: "Shared", header: "SHARED", value: ({ Shared }) => String(Shared) },
    { field: "Type", header: "TYPE", value: ({ Type }) => Type },
    { field: "UsageCount", header: "USAGE COUNT", value: ({ UsageCount }) => String(UsageCount) },
  ];
}

function recordJson(record: BuildCacheRecord, now: number): object {
  const { CreatedAt, Description, ID, LastUsedAt, Mutable, Parents, Reclaimable, Shared, Size, Type, UsageCount } = record;
  return {
    CreatedAt: goTime(CreatedAt),
    Description,
    ID,
    LastUsedAt: `${humanDuration(now - LastUsedAt)} ago`,
    Mutable,
    Parents: Parents && Parents.length > 0 ? Parents : null,
    Reclaimable,
    Shared,
    Size: humanSize(Size),
    Type,
    UsageCount,
  };
}

function pretty(record: BuildCacheRecord, now: number): string {
  const row = ([label, text]: readonly [string, string]): string => `${`${label}:`.padEnd(14)}${text}\n`;
  const parents = (record.Parents ?? []).map((parent) => ` - ${parent}\n`).join("");
  const rows: [string, string][] = [
    ["Created at", goTime(record.CreatedAt)],
    ["Mutable", String(record.Mutable)],
    ["Reclaimable", String(record.Reclaimable)],
    ["Shared", String(record.Shared)],
    ["Size", humanSize(record.Size)],
    ["Description", record.Description],
    ["Usage count", String(record.UsageCount)],
    ["Last used", `${humanDuration(now - record.LastUsedAt)} ago`],
    ["Type", record.Type],
  ];
  return `${row(["ID", record.ID])}${parents && `Parents:\n${parents}`}${rows.map(row).join("")}\n`;
}

function totals(records: readonly BuildCacheRecord[]): string {
  const sum = (test: (record: BuildCacheRecord) => boolean): number => records.filter(test).reduce((total, { Size }) => total + Size, 0);
  const shared = sum(({ Shared }) => Shared);
  const lines = [
    ...(shared > 0 ? [`Shared:\t\t${humanSize(shared)}`, `Private:\t${humanSize(sum(({ Shared }) => !Shared))}`] : []),
    `Reclaimable:\t${humanSize(sum(({ Reclaimable }) => Reclaimable))}`,
    `Total:\t\t${humanSize(sum(() => true))}`,
  ];
  return `${lines.join("\n")}\n`;
}
