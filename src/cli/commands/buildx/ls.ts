import type { Call, Command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { goJson } from "../../format/json.ts";
import { debugFlag } from "../shared-flags.ts";
import { buildkitVersion, builderName, garbageRules, labels, platforms } from "./default-builder.ts";

export const buildxLs: Command = {
  paths: [
    ["buildx", "ls"],
    ["builder", "ls"],
  ],
  shownAs: "docker buildx ls",
  short: "List builder instances",
  operands: "",
  hidesOptions: true,
  arity: { min: 0, max: 0, counts: true },
  flags: [
    debugFlag,
    { name: "format", type: "string", default: "table", help: "Format the output" },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
  ],
  program: "buildx",
  completes: "none",
  run,
};

/** A builder, or the one machine behind it. */
interface Row {
  readonly isNode: boolean;
}

async function run({ flags, context }: Call): Promise<number> {
  const format = flags.text("format");
  if (format === "json") {
    context.stdout(`${goJson(json)}\n`);
    return 0;
  }
  const isTable = format === "table" || format.startsWith("table ");
  const short = isTable && !flags.bool("no-trunc");
  const columns: Column<Row>[] = [
    { field: "Name", header: "NAME/NODE", value: ({ isNode }) => label(builderName, isNode, isTable, "*") },
    { field: "DriverEndpoint", header: "DRIVER/ENDPOINT", value: ({ isNode }) => label(isNode ? "default" : "docker", isNode, isTable) },
    { field: "LastActivity", header: "LAST ACTIVITY", value: () => "" },
    { field: "Status", header: "STATUS", value: ({ isNode }) => (isNode ? "running" : "") },
    { field: "Buildkit", header: "BUILDKIT", value: ({ isNode }) => (isNode ? buildkitVersion : "") },
    { field: "Platforms", header: "PLATFORMS", value: ({ isNode }) => (isNode ? platformText(short) : "") },
    { field: "Error", header: "ERROR", value: () => "" },
  ];
  const rows = [{ isNode: false }, { isNode: true }];
  const table = ["Name", "DriverEndpoint", "Status", "Buildkit", "Platforms"];
  try {
    context.stdout(renderListing({ type: "*commands.lsContext", columns, rows, format: format === "table" ? "" : format, table }));
  } catch (error) {
    throw error instanceof CliError ? new CliError(error.message) : error;
  }
  return 0;
}

/** In a table a machine stands below its builder, and the current builder is marked. */
function label(name: string, isNode: boolean, isTable: boolean, mark = ""): string {
  if (!isTable) return name;
  return isNode ? ` \\_ ${name}` : name + mark;
}

/** Variants of one machine are counted, not listed. */
function platformText(short: boolean): string {
  return short
    ? `linux/amd64 (+${platforms.filter((name) => name.startsWith("linux/amd64/")).length + 1}), linux/386`
    : platforms.join(", ");
}

const json = {
  Current: true,
  Driver: "docker",
  Dynamic: false,
  Name: builderName,
  Nodes: [
    {
      Endpoint: "default",
      GCPolicy: garbageRules.map(({ all, filter, keepDuration, maxUsedSpace, minFreeSpace, reservedSpace }) => ({
        all,
        filter,
        keepDuration,
        maxUsedSpace,
        minFreeSpace,
        reservedSpace,
      })),
      IDs: ["e84ce654-a905-4b7d-abc0-2e5accdc345b"],
      Labels: labels,
      Name: builderName,
      Platforms: platforms,
      Status: "running",
      Version: buildkitVersion,
    },
  ],
};
