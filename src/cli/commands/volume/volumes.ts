/** `docker volume`: create, inspect, ls, prune, rm. */
import type { Volume } from "../../../engine/api.ts";
import { EngineError } from "../../../engine/api.ts";
import type { Command } from "../../command.ts";
import { filterMap } from "../../confirm.ts";
import { checkLabel } from "../../container/checks.ts";
import { each } from "../../container/each.ts";
import { labelsOf } from "../../container/summary.ts";
import { CliError } from "../../errors.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { humanSize } from "../../format/units.ts";
import { inspectNamed } from "../../inspect/inspect.ts";
import { inspectedObject } from "../../inspect/object-value.ts";
import { pruneCommand } from "../../prune.ts";
import { objectFormat, tableFormat } from "../shared-flags.ts";
import { pairsOf } from "../../flags/pairs.ts";

export const volumeCreate: Command = {
  paths: [["volume", "create"]],
  short: "Create a volume",
  operands: "[VOLUME]",
  arity: { min: 0, max: 1 },
  flags: [
    { name: "driver", short: "d", type: "string", default: "local", help: "Specify volume driver name" },
    { name: "label", type: "list", help: "Set metadata for a volume", check: checkLabel },
    { name: "name", type: "string", help: "Specify volume name", hidden: true },
    { name: "opt", short: "o", type: "map", default: "map[]", help: "Set driver specific options" },
  ],
  program: "docker",
  completes: "none",
  async run({ flags, args, context }) {
    if (args[0] !== undefined && flags.has("name"))
      throw new CliError("conflicting options: cannot specify a volume-name through both --name and as a positional arg");
    const { Name } = await context.engine.volumeCreate({
      Name: args[0] ?? flags.text("name"),
      Driver: flags.text("driver"),
      DriverOpts: pairsOf(flags.list("opt")),
      Labels: flags.has("label") ? pairsOf(flags.list("label")) : null,
    });
    context.stdout(`${Name}\n`);
    return 0;
  },
};

export const volumeInspect: Command = {
  paths: [["volume", "inspect"]],
  short: "Display detailed information on one or more volumes",
  operands: "VOLUME [VOLUME...]",
  arity: { min: 1, max: Infinity },
  flags: [objectFormat],
  program: "docker",
  completes: "volume",
  run: ({ flags, args, context }) =>
    inspectNamed(args, flags.text("format"), context, async (name) => ({
      ...inspectedObject("volume", await context.engine.volumeInspect(name)),
      // Only `docker inspect` asks for the JSON too.
      isKnownByFields: true,
    })),
};

export const volumeColumns: readonly Column<Volume>[] = [
  { field: "Name", header: "VOLUME NAME", value: ({ Name }) => Name },
  { field: "Driver", header: "DRIVER", value: ({ Driver }) => Driver },
  { field: "Scope", header: "SCOPE", value: ({ Scope }) => Scope },
  { field: "Mountpoint", header: "MOUNTPOINT", value: ({ Mountpoint }) => Mountpoint },
  { field: "Labels", header: "LABELS", value: ({ Labels }) => labelsOf(Labels) },
  { field: "Links", header: "LINKS", value: ({ UsageData }) => (UsageData ? String(UsageData.RefCount) : "N/A") },
  { field: "Size", header: "SIZE", value: ({ UsageData }) => (UsageData ? humanSize(UsageData.Size) : "N/A") },
  { field: "Availability", header: "AVAILABILITY", value: () => "N/A" },
  { field: "Group", header: "GROUP", value: () => "N/A" },
  { field: "Status", header: "STATUS", value: () => "N/A" },
];

export const volumeLs: Command = {
  paths: [
    ["volume", "ls"],
    ["volume", "list"],
  ],
  short: "List volumes",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker volume ls", "docker volume list"],
  flags: [
    { name: "filter", short: "f", type: "filter", help: 'Provide filter values (e.g. "dangling=true")' },
    tableFormat,
    { name: "quiet", short: "q", type: "bool", help: "Only display volume names" },
  ],
  program: "docker",
  completes: "none",
  async run({ flags, context }) {
    const { Volumes } = await context.engine.volumeList(filterMap(flags.list("filter")));
    const rows = [...Volumes].sort((a, b) => (a.Name < b.Name ? -1 : 1));
    const format = flags.text("format");
    context.stdout(
      renderListing({
        type: "*formatter.volumeContext",
        columns: volumeColumns,
        labels: ({ Labels }) => Labels,
        raw: [
          ["name", "Name"],
          ["driver", "Driver"],
        ],
        rows,
        format,
        table: ["Driver", "Name"],
        ...(flags.bool("quiet") ? { quiet: "Name" } : {}),
      }),
    );
    return 0;
  },
};

export const volumePrune = pruneCommand({
  path: "volume prune",
  short: "Remove unused local volumes",
  flags: [
    { name: "all", short: "a", type: "bool", help: "Remove all unused volumes, not just anonymous ones" },
    { name: "filter", type: "filter", help: 'Provide filter values (e.g. "label=<label>")' },
  ],
  question: ({ flags }) =>
    `WARNING! This will remove ${flags.bool("all") ? "all" : "anonymous"} local volumes not used by at least one container.`,
  async prune({ flags, context }) {
    const all = flags.bool("all");
    const filters = filterMap(flags.list("filter"));
    if (all && filters.all) throw new CliError("conflicting options: cannot specify both --all and --filter all=1");
    const { VolumesDeleted, SpaceReclaimed } = await context.engine.volumePrune(all ? { ...filters, all: ["true"] } : filters);
    return [{ title: "Deleted Volumes", lines: VolumesDeleted ?? [], reclaimed: SpaceReclaimed }];
  },
});

export const volumeRm: Command = {
  paths: [
    ["volume", "rm"],
    ["volume", "remove"],
  ],
  short: "Remove one or more volumes. You cannot remove a volume that is in use by a container.",
  operands: "VOLUME [VOLUME...]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker volume rm", "docker volume remove"],
  flags: [{ name: "force", short: "f", type: "bool", help: "Force the removal of one or more volumes" }],
  program: "docker",
  completes: "volume",
  run: ({ flags, args, context }) =>
    each(args, context, async (name) => {
      try {
        await context.engine.volumeRemove(name, { force: flags.bool("force") });
      } catch (error) {
        if (!(flags.bool("force") && error instanceof EngineError && error.status === 404)) throw error;
      }
    }),
};

/** There are cluster volumes only in a swarm. */
export const volumeUpdate: Command = {
  paths: [["volume", "update"]],
  short: "Update a volume (cluster volumes only)",
  operands: "[VOLUME]",
  arity: { min: 1, max: 1 },
  flags: [{ name: "availability", type: "string", default: "active", help: "Cluster Volume availability", hidden: true }],
  showsOptions: true,
  program: "docker",
  completes: "volume",
  async run({ args: [name = ""], context }) {
    await context.engine.volumeInspect(name).catch(() => {
      throw new CliError(`Error response from daemon: get ${name}: no such volume`);
    });
    throw new CliError("Can only update Cluster Volumes");
  },
};
