import type { StatsResponse } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { binarySize, goFixed, humanSize } from "../../format/units.ts";
import { tableFormat } from "../shared-flags.ts";

export const stats: Command = {
  paths: [["stats"], ["container", "stats"]],
  short: "Display a live stream of container(s) resource usage statistics",
  operands: "[CONTAINER...]",
  arity: { min: 0, max: Infinity },
  aliases: ["docker container stats", "docker stats"],
  flags: [
    { name: "all", short: "a", type: "bool", help: "Show all containers (default shows just running)" },
    tableFormat,
    { name: "no-stream", type: "bool", help: "Disable streaming stats and only pull the first result" },
    { name: "no-trunc", type: "bool", help: "Do not truncate output" },
  ],
  program: "docker",
  completes: "container",
  run,
};

interface Row {
  readonly container: string;
  readonly stats: StatsResponse;
}

async function run({ flags, args, context }: Call): Promise<number> {
  const read = async (): Promise<Row[]> => {
    const names = args.length > 0 ? args : (await context.engine.containerList({ all: flags.bool("all") })).map(({ Id }) => Id);
    return Promise.all(names.map(async (container) => ({ container, stats: await context.engine.containerStats(container) })));
  };
  const render = (rows: readonly Row[]): string =>
    renderListing({
      type: "*container.statsContext",
      columns: columnsOf(flags.bool("no-trunc")),
      rows,
      format: flags.text("format"),
      table: ["ID", "Name", "CPUPerc", "MemUsage", "MemPerc", "NetIO", "BlockIO", "PIDs"],
    });
  if (flags.bool("no-stream")) {
    context.stdout(render(await read()));
    return 0;
  }
  await stream(context, async () => render(await read()));
  return 0;
}

/** Every second, on a clean screen where there is one. */
async function stream(context: DockerContext, render: () => Promise<string>): Promise<void> {
  while (!context.signal.aborted) {
    const text = await render();
    context.stdout(context.terminal ? `\u001b[H${text.replaceAll("\n", "\u001b[K\n")}\u001b[J` : text);
    await context.clock.sleep(1000, context.signal);
  }
}

function columnsOf(whole: boolean): Column<Row>[] {
  return [
    { field: "Container", header: "CONTAINER", value: ({ container }) => container },
    { field: "Name", header: "NAME", value: ({ stats: { name } }) => name.replace(/^\//, "") || "--" },
    { field: "ID", header: "CONTAINER ID", value: ({ stats: { id } }) => (whole ? id : id.slice(0, 12)) },
    { field: "CPUPerc", header: "CPU %", value: ({ stats: one }) => `${goFixed(cpuPercent(one), 2)}%` },
    {
      field: "MemUsage",
      header: "MEM USAGE / LIMIT",
      value: ({ stats: one }) => `${binarySize(memory(one))} / ${binarySize(one.memory_stats.limit ?? 0)}`,
    },
    { field: "MemPerc", header: "MEM %", value: ({ stats: one }) => `${goFixed(memoryPercent(one), 2)}%` },
    { field: "NetIO", header: "NET I/O", value: ({ stats: one }) => network(one) },
    { field: "BlockIO", header: "BLOCK I/O", value: ({ stats: one }) => blocks(one) },
    { field: "PIDs", header: "PIDS", value: ({ stats: { pids_stats } }) => String(pids_stats.current ?? 0) },
  ];
}

function cpuPercent({ cpu_stats: now, precpu_stats: before }: StatsResponse): number {
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const total = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  return total > 0 && used > 0 ? (used / total) * (now.online_cpus ?? 1) * 100 : 0;
}

/** Page cache that can be dropped at once does not count. */
function memory({ memory_stats: { usage = 0, stats: detail } }: StatsResponse): number {
  const inactive = detail?.total_inactive_file ?? detail?.inactive_file ?? 0;
  return inactive < usage ? usage - inactive : usage;
}

function memoryPercent(stats: StatsResponse): number {
  const limit = stats.memory_stats.limit ?? 0;
  return limit > 0 ? (memory(stats) / limit) * 100 : 0;
}

function network({ networks }: StatsResponse): string {
  const all = Object.values(networks ?? {});
  const sum = (pick: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + pick(one), 0);
  const received = sum(({ rx_bytes }) => rx_bytes);
  const sent = sum(({ tx_bytes }) => tx_bytes);
  return `${humanSize(received, 3)} / ${humanSize(sent, 3)}`;
}

function blocks({ blkio_stats: { io_service_bytes_recursive: entries } }: StatsResponse): string {
  const sum = (letter: string): number =>
    (entries ?? []).filter(({ op }) => op.toLowerCase().startsWith(letter)).reduce((total, { value }) => total + value, 0);
  return `${humanSize(sum("r"), 3)} / ${humanSize(sum("w"), 3)}`;
}
