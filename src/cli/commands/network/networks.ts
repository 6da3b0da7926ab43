/** `docker network`: connect, disconnect, inspect, ls, prune, rm. */
import type { NetworkInspect } from "../../../engine/api.ts";
import { EngineError } from "../../../engine/api.ts";
import type { Command } from "../../command.ts";
import { filterMap } from "../../confirm.ts";
import { endpointOf } from "../../container/create-config.ts";
import { checkLink } from "../../container/checks.ts";
import { labelsOf } from "../../container/summary.ts";
import { CliError } from "../../errors.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { inspectNamed } from "../../inspect/inspect.ts";
import { inspectedObject } from "../../inspect/object-value.ts";
import { pruneCommand } from "../../prune.ts";
import { pairsOf } from "../../flags/pairs.ts";
import { objectFormat, tableFormat } from "../shared-flags.ts";

export const networkConnect: Command = {
  paths: [["network", "connect"]],
  short: "Connect a container to a network",
  operands: "NETWORK CONTAINER",
  arity: { min: 2, max: 2 },
  flags: [
    { name: "alias", type: "strings", help: "Add network-scoped alias for the container" },
    { name: "driver-opt", type: "strings", help: "driver options for the network" },
    { name: "gw-priority", type: "int", help: "Highest gw-priority provides the default gateway. Accepts positive and negative values." },
    { name: "ip", type: "string", help: 'IPv4 address (e.g., "172.30.100.104")' },
    { name: "ip6", type: "string", help: 'IPv6 address (e.g., "2001:db8::33")' },
    { name: "link", type: "list", help: "Add link to another container", check: checkLink },
    { name: "link-local-ip", type: "strings", help: "Add a link-local address for the container" },
  ],
  program: "docker",
  completes: "network",
  async run({ flags, args, context }) {
    const [network = "", container = ""] = args;
    const aliases = flags.list("alias");
    const driverOptions = driverOptionsOf(flags.list("driver-opt"));
    const endpoint = endpointOf({
      target: network,
      aliases,
      driverOptions,
      links: flags.list("link"),
      linkLocalIps: flags.list("link-local-ip"),
      ...(flags.has("ip") ? { ip: flags.text("ip") } : {}),
      ...(flags.has("ip6") ? { ip6: flags.text("ip6") } : {}),
      ...(flags.has("gw-priority") ? { gatewayPriority: Number(flags.text("gw-priority")) } : {}),
    });
    // Unlike `run`, it says that there are no aliases, options and addresses.
    await context.engine.networkConnect(network, container, {
      ...endpoint,
      IPAMConfig: endpoint.IPAMConfig ?? {},
      Aliases: aliases,
      DriverOpts: driverOptions,
    });
    return 0;
  },
};

/** @throws CliError */
function driverOptionsOf(options: readonly string[]): Record<string, string> {
  if (options.some((option) => !/^\s*[^\s=][^=]*=/.test(option))) throw new CliError("invalid key/value pair format in driver options");
  return Object.fromEntries(Object.entries(pairsOf(options)).map(([key, value]) => [key.trim(), value.trim()]));
}

export const networkDisconnect: Command = {
  paths: [["network", "disconnect"]],
  short: "Disconnect a container from a network",
  operands: "NETWORK CONTAINER",
  arity: { min: 2, max: 2 },
  flags: [{ name: "force", short: "f", type: "bool", help: "Force the container to disconnect from a network" }],
  program: "docker",
  completes: "network",
  async run({ flags, args, context }) {
    await context.engine.networkDisconnect(args[0] as string, args[1] as string, { force: flags.bool("force") });
    return 0;
  },
};

export const networkInspect: Command = {
  paths: [["network", "inspect"]],
  short: "Display detailed information on one or more networks",
  operands: "NETWORK [NETWORK...]",
  arity: { min: 1, max: Infinity },
  flags: [objectFormat, { name: "verbose", short: "v", type: "bool", help: "Verbose output for diagnostics" }],
  program: "docker",
  completes: "network",
  run: ({ flags, args, context }) =>
    inspectNamed(args, flags.text("format"), context, async (name) =>
      inspectedObject("network", await context.engine.networkInspect(name)),
    ),
};

const columnsOf = (whole: boolean): readonly Column<NetworkInspect>[] => [
  { field: "ID", header: "NETWORK ID", value: ({ Id }) => (whole ? Id : Id.slice(0, 12)) },
  { field: "Name", header: "NAME", value: ({ Name }) => Name },
  { field: "Driver", header: "DRIVER", value: ({ Driver }) => Driver },
  { field: "Scope", header: "SCOPE", value: ({ Scope }) => Scope },
  { field: "IPv4", header: "IPV4", value: ({ EnableIPv4 }) => String(EnableIPv4) },
  { field: "IPv6", header: "IPV6", value: ({ EnableIPv6 }) => String(EnableIPv6) },
  { field: "Internal", header: "INTERNAL", value: ({ Internal }) => String(Internal) },
  { field: "Labels", header: "LABELS", value: ({ Labels }) => labelsOf(Labels) },
  { field: "CreatedAt", header: "CREATED AT", value: ({ Created }) => Created.replace(/^(\S+?)T([\d:.]+)Z$/, "$1 $2 +0000 UTC") },
];

export const networkLs: Command = {
  paths: [
    ["network", "ls"],
    ["network", "list"],
  ],
  short: "List networks",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker network ls", "docker network list"],
  flags: [
    { name: "filter", short: "f", type: "filter", help: 'Provide filter values (e.g. "driver=bridge")' },
    tableFormat,
    { name: "no-trunc", type: "bool", help: "Do not truncate the output" },
    { name: "quiet", short: "q", type: "bool", help: "Only display network IDs" },
  ],
  program: "docker",
  completes: "none",
  async run({ flags, context }) {
    const rows = await context.engine.networkList(filterMap(flags.list("filter")));
    rows.sort((a, b) => (a.Name < b.Name ? -1 : 1));
    context.stdout(
      renderListing({
        type: "*network.networkContext",
        columns: columnsOf(flags.bool("no-trunc")),
        labels: ({ Labels }) => Labels,
        raw: [
          ["network_id", "ID"],
          ["name", "Name"],
          ["driver", "Driver"],
          ["scope", "Scope"],
        ],
        rows,
        format: flags.text("format"),
        table: ["ID", "Name", "Driver", "Scope"],
        ...(flags.bool("quiet") ? { quiet: "ID" } : {}),
      }),
    );
    return 0;
  },
};

export const networkPrune = pruneCommand({
  path: "network prune",
  short: "Remove all unused networks",
  flags: [{ name: "filter", type: "filter", help: 'Provide filter values (e.g. "until=<timestamp>")' }],
  question: () => "WARNING! This will remove all custom networks not used by at least one container.",
  async prune({ flags, context }) {
    const { NetworksDeleted } = await context.engine.networkPrune(filterMap(flags.list("filter")));
    return [{ title: "Deleted Networks", lines: NetworksDeleted ?? [] }];
  },
});

export const networkRm: Command = {
  paths: [
    ["network", "rm"],
    ["network", "remove"],
  ],
  short: "Remove one or more networks",
  operands: "NETWORK [NETWORK...]",
  arity: { min: 1, max: Infinity },
  aliases: ["docker network rm", "docker network remove"],
  // The client has this flag, but its usage line says nothing of options.
  hidesOptions: true,
  flags: [{ name: "force", short: "f", type: "bool", help: "Do not error if the network does not exist" }],
  program: "docker",
  completes: "network",
  async run({ flags, args, context }) {
    let failed = false;
    for (const name of args) {
      try {
        // The client looks first whether it is a swarm's own, and takes no for an answer.
        await context.engine.networkInspect(name).catch(unlessEngineError);
        await context.engine.networkRemove(name);
        context.stdout(`${name}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        if (flags.bool("force") && error.status === 404) continue;
        context.stderr(`Error response from daemon: ${error.message}\n`);
        failed = true;
      }
    }
    // The client prints its own status where others say nothing more.
    if (failed) throw new CliError("exit status 1");
    return 0;
  },
};

function unlessEngineError(error: unknown): void {
  if (!(error instanceof EngineError)) throw error;
}
