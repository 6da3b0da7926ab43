import { humanDuration } from "../../engine/go/human-duration.ts";
import type { HistoryRow } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import type { Column } from "../format/formatter.ts";
import { renderListing } from "../format/formatter.ts";
import { ellipsis, shortId } from "../format/ids.ts";
import { humanSize } from "../format/units.ts";
import { checkPlatform } from "../image-platform.ts";
import { tableFormat } from "./shared-flags.ts";

export const history: Command = {
  paths: [["history"], ["image", "history"]],
  short: "Show the history of an image",
  operands: "IMAGE",
  arity: { min: 1, max: 1 },
  aliases: ["docker image history", "docker history"],
  flags: [
    tableFormat,
    { name: "human", short: "H", type: "bool", default: "true", help: "Print sizes and dates in human readable format" },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
    {
      name: "platform",
      type: "string",
      help: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    { name: "quiet", short: "q", type: "bool", help: "Only show image IDs" },
  ],
  program: "docker",
  completes: "image",
  run,
};

/** Characters of CREATED BY that a table shows. */
const createdByWidth = 45;

async function run({ flags, args, context }: Call): Promise<number> {
  const reference = args[0] as string;
  const asked = flags.text("platform");
  if (asked !== "") checkPlatform(await context.engine.imageInspect(reference), reference, asked);
  const rows = await context.engine.imageHistory(reference);
  const whole = flags.bool("no-trunc");
  const human = flags.bool("human");
  const now = context.clock.now();
  const at = ({ Created }: HistoryRow): string => `${new Date(Created * 1000).toISOString().slice(0, 19)}Z`;
  const columns: Column<HistoryRow>[] = [
    { field: "ID", header: "IMAGE", value: ({ Id }) => (whole || !Id.startsWith("sha256:") ? Id : shortId(Id)) },
    {
      field: "CreatedSince",
      header: human ? "CREATED" : "CREATED AT",
      value: (row) => (!human ? at(row) : row.Created <= 0 ? "N/A" : `${humanDuration(now - row.Created * 1000)} ago`),
    },
    { field: "CreatedAt", header: "CREATED AT", value: at },
    {
      field: "CreatedBy",
      header: "CREATED BY",
      value: ({ CreatedBy }) => {
        const text = CreatedBy.replaceAll("\t", " ");
        return whole ? text : ellipsis(text, createdByWidth);
      },
    },
    { field: "Size", header: "SIZE", value: ({ Size }) => (human ? humanSize(Size, 3) : String(Size)) },
    { field: "Comment", header: "COMMENT", value: ({ Comment }) => Comment },
  ];
  const format = flags.text("format");
  context.stdout(
    renderListing({
      type: "*image.historyContext",
      columns,
      rows,
      format,
      table: ["ID", "CreatedSince", "CreatedBy", "Size", "Comment"],
      ...(flags.bool("quiet") ? { quiet: "ID" } : {}),
    }),
  );
  return 0;
}
