/** `docker buildx history ls`: the builds of the session, the newest first. */
import type { BuildView } from "../../../engine/api.ts";
import { humanDuration } from "../../../engine/go/human-duration.ts";
import { buildRef } from "../../build/build-ref.ts";
import type { Call, Command } from "../../command.ts";
import { CliError, NotInLab } from "../../errors.ts";
import { bool, flag } from "../../flags/declare.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { goQuote } from "../../format/quote.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";
import { askedBuilder } from "./default-builder.ts";
import { buildRecords } from "./records.ts";

export const buildxHistoryLs: Command = {
  paths: [
    ["buildx", "history", "ls"],
    ["builder", "history", "ls"],
  ],
  shownAs: "docker buildx history ls",
  short: "List build records",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [
    builderFlag,
    debugFlag,
    flag("stringArray", "filter", 'Provide filter values (e.g., "status=error")'),
    flag("string", "format", "Format the output", { default: "table" }),
    bool("local", "List records for current repository only"),
    bool("no-trunc", "Don't truncate output"),
  ],
  program: "buildx",
  completes: "none",
  run,
};

/** Letters of a name that a table shows. */
const nameWidth = 36;

async function run({ flags, context }: Call): Promise<number> {
  askedBuilder(flags, context.env);
  const filters = flags.list("filter").map(filterOf);
  if (flags.bool("local")) throw new NotInLab("what belongs to a Git repository is not told apart: leave --local out.");
  const format = flags.text("format");
  if (format === "json" || /\{\{\s*json\b/.test(format))
    throw new NotInLab("the lab's records have no numbers of steps, so there is no JSON.");
  const isTable = format === "table" || format.startsWith("table ");
  const short = isTable && !flags.bool("no-trunc");
  const now = context.clock.now();
  const columns: Column<BuildView>[] = [
    { field: "Ref", header: "BUILD ID", value: ({ number }) => buildRef(number) },
    { field: "Name", header: "NAME", value: ({ title = "" }) => (short ? trimmed(title) : title) },
    { field: "Status", header: "STATUS", value: (view) => statusOf(view) },
    { field: "CreatedAt", header: "CREATED AT", value: ({ beganAt = now }) => `${humanDuration(now - beganAt)} ago` },
    { field: "Duration", header: "DURATION", value: ({ durationMs = 0 }) => durationText(durationMs) },
    // Of Docker Desktop, where there is one.
    { field: "Link", header: "", value: () => "" },
  ];
  const rows = buildRecords(context).filter((view) => filters.every((passes) => passes(view)));
  const table = ["Ref", "Name", "Status", "CreatedAt", "Duration", "Link"];
  try {
    context.stdout(renderListing({ type: "*history.lsContext", columns, rows, format: format === "table" ? "" : format, table }));
  } catch (error) {
    throw error instanceof CliError ? new CliError(error.message) : error;
  }
  return 0;
}

function statusOf({ failure }: BuildView): string {
  if (!failure) return "Completed";
  return failure.message.startsWith("Canceled: ") ? "Canceled" : "Error";
}

type Test = (view: BuildView) => boolean;

/** `ref=…`, `status=error`, `status!=completed`. @throws CliError */
function filterOf(text: string): Test {
  const [, name = "", not = "", value = ""] = /^(.*?)(!?)=(.*)$/s.exec(text) ?? [];
  if (name === "") throw /[<>]/.test(text) ? inTime(text) : new CliError(`invalid filter ${goQuote(text)}`);
  if (/[<>]$/.test(name)) throw inTime(text);
  const own: Readonly<Record<string, (view: BuildView) => string>> = {
    ref: ({ number }) => buildRef(number),
    status: (view) => statusOf(view).toLowerCase(),
    repository: () => "",
  };
  const read = own[name];
  if (!read) throw new CliError(`unsupported filter ${goQuote(text)}`);
  return (view) => (read(view) === value) === (not === "");
}

function inTime(text: string): NotInLab {
  return new NotInLab(`${text}: records are not filtered by times in the lab; status and ref are there.`);
}

/** The end of a name that is too long: the beginning is what names have in common. */
function trimmed(name: string): string {
  return name.length <= nameWidth ? name : `..${name.slice(name.length - nameWidth + 2)}`;
}

/** `0.4s`, `2m  5s`, `1h  0m 30s`. */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const part = (value: number): string => String(value % 60).padStart(2);
  if (seconds < 60) return `${(ms / 1000).toFixed(1)}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m ${part(seconds)}s` : `${Math.floor(minutes / 60)}h ${part(minutes)}m ${part(seconds)}s`;
}
