import type { ContainerSummary } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { filterMap } from "../../confirm.ts";
import { containerColumns } from "../../container/summary.ts";
import { type Listing, renderListing, tryTemplate } from "../../format/formatter.ts";
import { tableFormat } from "../shared-flags.ts";

export const ps: Command = {
  paths: [["ps"], ["container", "ls"], ["container", "list"], ["container", "ps"]],
  short: "List containers",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker container ls", "docker container list", "docker container ps", "docker ps"],
  flags: [
    { name: "all", short: "a", type: "bool", help: "Show all containers (default shows just running)" },
    { name: "filter", short: "f", type: "filter", help: "Filter output based on conditions provided" },
    tableFormat,
    { name: "last", short: "n", type: "int", default: "-1", help: "Show n last created containers (includes all states)" },
    { name: "latest", short: "l", type: "bool", help: "Show the latest created container (includes all states)" },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
    { name: "quiet", short: "q", type: "bool", help: "Only display container IDs" },
    { name: "size", short: "s", type: "bool", help: "Display total file sizes" },
  ],
  program: "docker",
  completes: "none",
  run,
};

const raw = [
  ["container_id", "ID"],
  ["image", "Image"],
  ["command", "Command"],
  ["created_at", "CreatedAt"],
  ["state", "State"],
  ["status", "Status"],
  ["names", "Names"],
  ["labels", "Labels"],
  ["ports", "Ports"],
] as const;

/** A container of which nothing is known. */
const nothing: ContainerSummary = {
  Id: "",
  Names: [],
  Image: "",
  ImageID: "sha256:",
  Command: "",
  Created: 0,
  Ports: [],
  Labels: {},
  State: "created",
  Status: "",
  HostConfig: { NetworkMode: "" },
  NetworkSettings: { Networks: {} },
  Mounts: [],
};

async function run({ flags, context }: Call): Promise<number> {
  const format = flags.text("format");
  const described: Pick<Listing<ContainerSummary>, "type" | "columns" | "labels"> = {
    type: "*formatter.ContainerContext",
    columns: containerColumns(context.clock.now(), flags.bool("no-trunc")),
    labels: ({ Labels }) => Labels,
  };
  if (format !== "") tryTemplate(format, described, nothing);
  const last = Number(flags.text("last"));
  const limit = flags.bool("latest") && last === -1 ? 1 : last;
  const size = flags.bool("size") || (!flags.has("size") && /\.Size\b|\bjson\s+\.\s*\}/.test(format));
  const rows = await context.engine.containerList({
    all: flags.bool("all") || limit > 0,
    ...(limit > 0 ? { limit } : {}),
    size,
    filters: filterMap(flags.list("filter")),
  });
  context.stdout(
    renderListing({
      ...described,
      raw: [...raw, ...(flags.bool("size") ? ([["size", "Size"]] as const) : [])],
      rows,
      format,
      table: ["ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names", ...(flags.bool("size") ? ["Size"] : [])],
      ...(flags.bool("quiet") ? { quiet: "ID" } : {}),
    }),
  );
  return 0;
}
