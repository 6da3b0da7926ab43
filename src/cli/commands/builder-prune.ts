import { humanDuration } from "../../engine/go/human-duration.ts";
import type { BuildCacheRecord } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { filterMap } from "../confirm.ts";
import { CliError } from "../errors.ts";
import { parseBytes } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { goTime, humanSize } from "../format/units.ts";
import { forceFlag, mayPrune } from "../prune.ts";
import { askedBuilder } from "./buildx/default-builder.ts";
import { builderFlag, debugFlag } from "./shared-flags.ts";

export const builderPrune: Command = {
  paths: [
    ["builder", "prune"],
    ["buildx", "prune"],
  ],
  shownAs: "docker buildx prune",
  short: "Remove build cache",
  operands: "",
  hidesOptions: true,
  arity: { min: 0, max: 0 },
  flags: [
    { name: "all", short: "a", type: "bool", help: "Include internal/frontend images" },
    builderFlag,
    debugFlag,
    { name: "filter", type: "filter", help: "Provide filter values" },
    forceFlag,
    { name: "max-used-space", type: "bytes", help: "Maximum amount of disk space allowed to keep for cache" },
    { name: "min-free-space", type: "bytes", help: "Target amount of free disk space after pruning" },
    { name: "reserved-space", type: "bytes", help: "Amount of disk space always allowed to keep for cache" },
    {
      name: "keep-storage",
      type: "bytes",
      help: "Amount of disk space to keep for cache",
      hidden: true,
      deprecated: "keep-storage flag has been changed to reserved-space",
    },
    { name: "verbose", type: "bool", help: "Provide a more verbose output" },
  ],
  program: "buildx",
  completes: "none",
  readsInput: (flags) => !flags.bool("force"),
  run,
};

async function run(call: Call): Promise<number> {
  const { flags, context } = call;
  askedBuilder(flags, context.env);
  const all = flags.bool("all");
  const filters = filterMap(flags.list("filter"));
  checkUntil(flags.list("filter"));
  const warning = all ? "WARNING! This will remove all build cache." : "WARNING! This will remove all dangling build cache.";
  if (!(await mayPrune(call, `${warning} Are you sure you want to continue?`))) return 0;
  const keep = parseBytes(flags.text("reserved-space") || flags.text("keep-storage") || flags.text("max-used-space"));
  const before = new Map((await context.engine.buildCache()).map((record) => [record.ID, record]));
  const report = await context.engine.buildPrune({ all, filters, ...(keep === undefined ? {} : { keepStorage: keep }) });
  const records = (report.caches ?? []).flatMap((id) => before.get(id) ?? []);
  const now = context.clock.now();
  const rows = flags.bool("verbose") ? records.map((record) => prettyRecord(record, now)).join("") : prunedRows(records, now);
  context.stdout(`${rows}Total:\t${humanSize(report.spaceReclaimed)}\n`);
  return 0;
}

/** Buildx flushes the heading with the first row, aligned by tabs, and the others one by one. */
function prunedRows(records: readonly BuildCacheRecord[], now: number): string {
  if (records.length === 0) return "";
  const rows = records.map((record, i) => {
    const id = `${record.ID}${record.Mutable ? "*" : ""}`.padEnd(40);
    return `${id}\ttrue \t${i === 0 ? "\t" : ""}${humanSize(record.Size).padEnd(10)}\t${humanDuration(now - record.LastUsedAt)} ago\n`;
  });
  return `ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\n${rows.join("")}`;
}

/** As `--verbose` lists what went, labels followed by tabs. */
function prettyRecord(record: BuildCacheRecord, now: number): string {
  const [parent] = record.Parents ?? [];
  const rows: [string, string][] = [
    ["ID:\t", record.ID],
    ...(parent ? ([["Parent:\t", parent]] as [string, string][]) : []),
    ["Created at:", goTime(record.CreatedAt)],
    ["Mutable:", String(record.Mutable)],
    ["Reclaimable:", String(record.Reclaimable)],
    ["Shared:\t", String(record.Shared)],
    ["Size:\t", humanSize(record.Size)],
    ["Description:", record.Description],
    ["Usage count:", String(record.UsageCount)],
    ["Last used:", `${humanDuration(now - record.LastUsedAt)} ago`],
  ];
  return `${rows.map(([label, text]) => `${label}\t${text}\n`).join("")}\n`;
}

/** @throws CliError for an `until` that is no duration */
export function checkUntil(filters: readonly string[]): void {
  for (const until of filters.flatMap((text) => /^until=(.*)$/s.exec(text)?.[1] ?? [])) {
    if (!/^([\d.]+(ns|us|µs|ms|s|m|h))+$/.test(until))
      throw new CliError(`"until" filter expects a duration (e.g., '24h'): time: invalid duration ${goQuote(until)}`);
  }
}
