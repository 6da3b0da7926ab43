import type { SearchResult } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { filterMap } from "../../confirm.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { ellipsis } from "../../format/ids.ts";

export const search: Command = {
  paths: [["search"]],
  short: "Search Docker Hub for images",
  operands: "TERM",
  arity: { min: 1, max: 1 },
  flags: [
    { name: "filter", short: "f", type: "filter", help: "Filter output based on conditions provided" },
    { name: "format", type: "string", help: "Pretty-print search using a Go template" },
    { name: "limit", type: "int", help: "Max number of search results" },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
  ],
  program: "docker",
  completes: "none",
  run,
};

const columnsOf = (whole: boolean): readonly Column<SearchResult>[] => [
  { field: "Name", header: "NAME", value: ({ name }) => name },
  {
    field: "Description",
    header: "DESCRIPTION",
    value: ({ description }) => {
      const line = description.replace(/[\r\n]/g, " ");
      return whole ? line : ellipsis(line, 45);
    },
  },
  { field: "StarCount", header: "STARS", value: ({ star_count }) => String(star_count) },
  { field: "IsOfficial", header: "OFFICIAL", value: ({ is_official }) => (is_official ? "[OK]" : "") },
  { field: "IsAutomated", header: "AUTOMATED", value: ({ is_automated }) => (is_automated ? "[OK]" : "") },
];

async function run({ flags, args: [term = ""], context }: Call): Promise<number> {
  const rows = await context.engine.imageSearch(term, {
    limit: Number(flags.text("limit") || "0"),
    filters: filterMap(flags.list("filter")),
  });
  const format = flags.text("format");
  context.stdout(
    renderListing({
      type: "*formatter.searchContext",
      columns: columnsOf(flags.bool("no-trunc")),
      rows,
      format,
      table: ["Name", "Description", "StarCount", "IsOfficial"],
    }),
  );
  return 0;
}
