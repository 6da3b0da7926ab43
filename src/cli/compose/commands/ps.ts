import { tableFormat } from "../../commands/shared-flags.ts";
import { goJson } from "../../format/json.ts";
import { type Column, renderListing } from "../../format/formatter.ts";
import { containerColumns, portsOf } from "../../container/summary.ts";
import { GoStruct, type Value } from "../../template/value.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { stackOrLabels } from "../open-stack.ts";
import { byName, containersOf, isRunning, type StackContainer } from "../stack/containers.ts";

export const ps: ComposeCommand = {
  name: "ps",
  short: "List containers",
  operands: "[SERVICE...]",
  flags: [
    { name: "all", short: "a", type: "bool", help: "Show all stopped containers (including those created by the run command)" },
    { name: "filter", type: "string", help: "Filter services by a property (supported filters: status)" },
    { name: "format", type: "string", default: "table", help: tableFormat.help },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
    { name: "orphans", type: "bool", default: "true", help: "Include orphaned services (not declared by project)" },
    { name: "quiet", short: "q", type: "bool", help: "Only display IDs" },
    { name: "services", type: "bool", help: "Display services" },
    {
      name: "status",
      type: "stringArray",
      help: "Filter services by status. Values: [paused | restarting | removing | running | dead | created | exited]",
    },
  ],
  run,
};

async function run(call: ComposeCall): Promise<number> {
  const { flags, args, context } = call;
  const statuses = [...flags.list("status"), ...statusFilter(flags.text("filter"))];
  const { name, stack } = await stackOrLabels(call, args);
  if (stack) for (const service of args) stack.required(service);
  const all = flags.bool("all");
  const rows = (await containersOf(context.engine, name))
    .filter((one) => all || statuses.length > 0 || (isRunning(one) && !one.oneOff))
    .filter((one) => statuses.length === 0 || statuses.includes(one.summary.State))
    .filter((one) => args.length === 0 || args.includes(one.service))
    .filter((one) => flags.bool("orphans") || !stack || stack.service(one.service) !== undefined)
    .sort(byName);
  if (flags.bool("quiet")) context.stdout(rows.map(({ id }) => `${id}\n`).join(""));
  else if (flags.bool("services")) context.stdout(`${[...new Set(rows.map(({ service }) => service))].join("\n")}\n`);
  else if (flags.text("format") === "json")
    context.stdout(rows.map((row) => `${goJson(asJson(row, name, context.clock.now()))}\n`).join(""));
  else
    context.stdout(
      renderListing({
        type: "*formatter.ContainerContext",
        columns: columns(context.clock.now(), flags.bool("no-trunc"), name),
        rows,
        format: flags.text("format"),
        labels: ({ summary }) => summary.Labels,
        table: ["Name", "Image", "Command", "Service", "RunningFor", "Status", "Ports"],
      }),
    );
  return 0;
}

function statusFilter(text: string): string[] {
  if (text === "") return [];
  const [key, value] = text.split("=");
  if (value === undefined) throw new ComposeProblem("arguments to --filter should be in form KEY=VAL");
  if (key !== "status") throw new ComposeProblem(`unknown filter ${key}`);
  return [value];
}

function columns(now: number, whole: boolean, project: string): Column<StackContainer, Value>[] {
  const shared = containerColumns(now, whole).map(
    ({ field, header, value }): Column<StackContainer> => ({
      field,
      header: withoutHeading.has(field) ? "<no value>" : header,
      value: ({ summary }) => value(summary),
    }),
  );
  return [
    ...shared,
    { field: "Name", header: "NAME", value: ({ name }) => name },
    { field: "Project", header: "PROJECT", value: () => project },
    { field: "Service", header: "SERVICE", value: ({ service }) => service },
    { field: "Health", header: "<no value>", value: healthOf },
    { field: "Publishers", header: "<no value>", value: (one) => publishers(one).map(publisherStruct) },
    { field: "ExitCode", header: "<no value>", value: (one) => String(exitCodeOf(one)) },
  ];
}

/** What Compose has no heading for, though docker has one. */
const withoutHeading: ReadonlySet<string> = new Set(["Names", "Mounts", "LocalVolumes", "Networks"]);

/** The ports, in Compose's own shape. */
function publishers({ summary }: StackContainer) {
  return summary.Ports.map(({ IP = "", PrivatePort, PublicPort = 0, Type }) => ({
    URL: IP,
    TargetPort: PrivatePort,
    PublishedPort: PublicPort,
    Protocol: Type,
  }));
}

function publisherStruct(publisher: ReturnType<typeof publishers>[number]): GoStruct {
  return new GoStruct("api.PortPublisher", publisher, publisher);
}

function healthOf({ summary: { Status } }: StackContainer): string {
  return /\((healthy|unhealthy|health: starting)\)/.exec(Status)?.[1]?.replace("health: ", "") ?? "";
}

function exitCodeOf({ summary: { Status } }: StackContainer): number {
  return Number(/^Exited \((\d+)\)/.exec(Status)?.[1] ?? 0);
}

/** Keys sorted, as Go prints a map. */
function asJson(row: StackContainer, project: string, now: number) {
  const cells = Object.fromEntries(containerColumns(now, false).map(({ field, value }) => [field, value(row.summary)]));
  return {
    Command: cells.Command,
    CreatedAt: cells.CreatedAt,
    ExitCode: exitCodeOf(row),
    Health: healthOf(row),
    ID: cells.ID,
    Image: cells.Image,
    Labels: cells.Labels,
    LocalVolumes: cells.LocalVolumes,
    Mounts: cells.Mounts,
    Name: row.name,
    Names: row.name,
    Networks: cells.Networks,
    Ports: portsOf(row.summary.Ports),
    Project: project,
    Publishers: publishers(row),
    RunningFor: cells.RunningFor,
    Service: row.service,
    Size: "0B",
    State: cells.State,
    Status: cells.Status,
  };
}
