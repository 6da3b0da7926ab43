/** `netstat`, `ss`, `ifconfig`, `route`: what a namespace has, in tables. */
import { broadcastOf, formatIpv4, subnetOf } from "../../kernel/network/address.ts";
import { formatIpv6, isLinkLocal } from "../../kernel/network/ipv6.ts";
import { embeddedServer } from "../../kernel/network/names.ts";
import { Connection, Listener } from "../../kernel/network/sockets.ts";
import type { NetworkInterface, Route } from "../../kernel/network/stack.ts";
import type { Applet, Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { stackOf } from "./calls.ts";
import { netToolsLines6 } from "./interfaces6.ts";
import { readOptions, showUsage } from "./usage.ts";

const netstatUsage = `netstat [-ral] [-tuwx] [-enWp]

Display networking information

	-r	Routing table
	-a	All sockets
	-l	Listening sockets
		Else: connected sockets
	-t	TCP sockets
	-u	UDP sockets
	-w	Raw sockets
	-x	Unix sockets
		Else: all socket types
	-e	Other/more information
	-n	Don't resolve names
	-W	Wide display
	-p	Show PID/program name for sockets`;

interface Row {
  readonly protocol: "tcp" | "udp";
  readonly local: string;
  readonly remote: string;
  readonly state: string;
  readonly owner: { readonly pid: number; readonly name: string } | undefined;
}

/** Every socket of the namespace, listeners first. Who owns one is told for processes the caller can see. */
function sockets(process: Process): Row[] {
  const stack = stackOf(process);
  const rows: Row[] = [];
  if (stack.nameServer) {
    const port = 35_000 + ((stack.interfaces.length * 467) % 900);
    for (const protocol of ["tcp", "udp"] as const)
      rows.push({
        protocol,
        local: `${embeddedServer}:${port + (protocol === "udp" ? 3 : 0)}`,
        remote: "0.0.0.0:*",
        state: protocol === "tcp" ? "LISTEN" : "",
        owner: undefined,
      });
  }
  const owners = ownersOf(process);
  for (const listener of stack.sockets.all()) {
    const { address, port } = listener.local;
    const any = address === 0;
    rows.push({
      protocol: listener.protocol,
      local: any ? `:::${port}` : `${formatIpv4(address)}:${port}`,
      remote: any ? ":::*" : "0.0.0.0:*",
      state: listener.protocol === "tcp" ? "LISTEN" : "",
      owner: owners.get(listener),
    });
  }
  for (const [file, owner] of owners) {
    if (!(file instanceof Connection)) continue;
    rows.push({ protocol: "tcp", local: end(file.local), remote: end(file.remote), state: "ESTABLISHED", owner });
  }
  return rows;
}

function end({ address, port }: { address: number; port: number }): string {
  return `${formatIpv4(address)}:${port}`;
}

function ownersOf(process: Process): Map<unknown, { pid: number; name: string }> {
  const owners = new Map<unknown, { pid: number; name: string }>();
  const { net, pid } = process.task.namespaces;
  for (const task of process.machine.processes.all()) {
    const number = task.pidIn(pid);
    if (task.namespaces.net !== net || number === undefined) continue;
    for (const file of task.descriptors.values())
      if ((file instanceof Listener || file instanceof Connection) && !owners.has(file)) owners.set(file, { pid: number, name: task.comm });
  }
  return owners;
}

export const netstat: Applet = (process, args, tool) => {
  const options = readOptions(
    process,
    tool,
    args,
    { short: "ralntuwxeWpi4", long: { listening: "l", all: "a", numeric: "n", tcp: "t", udp: "u", programs: "p", route: "r" } },
    netstatUsage,
  );
  if (typeof options === "number") return options;
  if (options.has("r")) return showRoutes(process, options.has("n"), true);
  const all = options.has("a");
  const listening = options.has("l");
  const kinds = ["t", "u", "w", "x"].some((kind) => options.has(kind));
  const wants = (kind: string): boolean => !kinds || options.has(kind);
  const title = all ? "servers and established" : listening ? "only servers" : "w/o servers";
  const programs = options.has("p");
  if (wants("t") || wants("u") || wants("w")) {
    process.stdout(`Active Internet connections (${title})\n`);
    process.stdout(
      `Proto Recv-Q Send-Q Local Address           Foreign Address         State       ${programs ? "PID/Program name    " : ""}\n`,
    );
  }
  for (const row of sockets(process)) {
    if (!wants(row.protocol === "tcp" ? "t" : "u")) continue;
    const waits = row.state !== "ESTABLISHED";
    if (!all && waits !== listening) continue;
    const owner = programs ? (row.owner ? `${row.owner.pid}/${row.owner.name}` : "-") : "";
    process.stdout(
      `${row.protocol.padEnd(5)}      0      0 ${row.local.padEnd(23)} ${row.remote.padEnd(23)} ${row.state.padEnd(11)} ${owner}\n`,
    );
  }
  if (wants("x"))
    process.stdout(
      `Active UNIX domain sockets (${title})\nProto RefCnt Flags       Type       State         I-Node ${programs ? "PID/Program name    " : ""}Path\n`,
    );
  return 0;
};

export const ss: Applet = (process, args, tool) => {
  const options = readOptions(
    process,
    tool,
    args,
    { short: "altunpH46xse", long: { listening: "l", all: "a", numeric: "n", tcp: "t", udp: "u", processes: "p", "no-header": "H" } },
    "ss [ OPTIONS ]",
  );
  if (typeof options === "number") return options;
  const several = options.has("t") === options.has("u");
  const cell = (local: string, remote: string): string => `${local.padStart(17)}${" ".repeat(5)}${remote.padStart(16)}`;
  if (!options.has("H"))
    process.stdout(`${several ? "Netid  " : ""}State   Recv-Q  Send-Q ${cell("Local Address:Port", "Peer Address:Port")} Process\n`);
  for (const row of sockets(process)) {
    if (!several && !options.has(row.protocol === "tcp" ? "t" : "u")) continue;
    const waits = row.state !== "ESTABLISHED";
    if (!options.has("a") && waits !== options.has("l")) continue;
    const state = row.state === "LISTEN" ? "LISTEN" : row.state === "" ? "UNCONN" : "ESTAB";
    const local = row.local.replace(/^:::/, "*:");
    const remote = row.remote.replace(/^:::/, "*:");
    const owner = options.has("p") && row.owner ? ` users:(("${row.owner.name}",pid=${row.owner.pid},fd=3))` : "";
    process.stdout(
      `${several ? row.protocol.padEnd(7) : ""}${state.padEnd(8)}${"0".padEnd(8)}${(state === "LISTEN" ? "511" : "0").padEnd(7)}${cell(local, remote)}${owner}\n`,
    );
  }
  return 0;
};

const routeUsage = `route [-ne] [-A inet[6]] [{add|del} [-net|-host] TARGET [netmask MASK]
	[gw ADDRESS] [metric N] [mss BYTES] [window BYTES] [irtt MSEC]
	[mod] [dyn] [reinstate] [[dev] IFACE]]

Show or edit kernel routing tables

	-n	Don't resolve names
	-e	Display other/more information
	-A	Select address family`;

export const route: Applet = (process, args, tool) => {
  const options = readOptions(process, tool, args, { short: "neA:" }, routeUsage);
  if (typeof options === "number") return options;
  if (options.operands.length === 0) return showRoutes(process, options.has("n"), options.has("e"));
  if (!["add", "del", "delete"].includes(options.operands[0] as string)) return showUsage(process, routeUsage);
  if (!process.task.credentials.effective.has("NET_ADMIN")) return tool.fail("SIOCADDRT: Operation not permitted");
  process.stderr("drydock: route only shows routes in the lab; `ip route` changes the default one\n");
  return 1;
};

function showRoutes(process: Process, numeric: boolean, extended: boolean): number {
  const columns = extended ? "Flags   MSS Window  irtt Iface" : "Flags Metric Ref    Use Iface";
  process.stdout(`Kernel IP routing table\nDestination     Gateway         Genmask         ${columns}\n`);
  for (const entry of stackOf(process).routes()) process.stdout(`${routeRow(entry, numeric, extended)}\n`);
  return 0;
}

function routeRow({ to, via, device }: Route, numeric: boolean, extended: boolean): string {
  const target = to ? formatIpv4(to.base) : numeric ? "0.0.0.0" : "default";
  const gateway = via !== undefined ? formatIpv4(via) : numeric ? "0.0.0.0" : "*";
  const flags = via !== undefined ? "UG" : "U";
  const rest = extended ? `${flags.padEnd(5)}     0 0          0 ${device.name}` : `${flags.padEnd(5)} 0      0        0 ${device.name}`;
  return `${target.padEnd(16)}${gateway.padEnd(16)}${mask(to?.prefix ?? 0).padEnd(16)}${rest}`;
}

function mask(prefix: number): string {
  return formatIpv4(prefix === 0 ? 0 : 2 ** 32 - 2 ** (32 - prefix));
}

const ifconfigUsage = "ifconfig [-a] [IFACE] [ADDRESS] [up|down]\n\nConfigure a network interface";

export const ifconfig: Applet = (process, args, tool) => {
  const all = args.includes("-a");
  const words = args.filter((word) => word !== "-a");
  const bad = words.find((word) => word.startsWith("-"));
  if (bad) {
    tool.fail(`invalid option -- '${bad[1] ?? ""}'`);
    return showUsage(process, ifconfigUsage);
  }
  const { interfaces } = stackOf(process);
  const [name, ...changes] = words;
  const chosen = interfaces.filter((device) => (name === undefined ? all || device.up : device.name === name));
  if (name !== undefined && chosen.length === 0) return tool.fail(`${name}: error fetching interface information: Device not found`);
  if (changes.length > 0) return change(process, tool, chosen[0] as NetworkInterface, changes);
  const sorted = [...chosen].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const device of sorted) process.stdout(tool.gnu ? netToolsBlock(device) : busyboxBlock(device));
  return 0;
};

function change(process: Process, tool: Tool, device: NetworkInterface, changes: readonly string[]): number {
  if (!process.task.credentials.effective.has("NET_ADMIN")) return tool.fail("SIOCSIFFLAGS: Operation not permitted");
  if (changes[0] === "up" || changes[0] === "down") device.up = changes[0] === "up";
  else process.stderr("drydock: ifconfig changes up and down in the lab; `ip addr add` gives an address\n");
  return 0;
}

function size(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  let [value, at] = [bytes, 0];
  for (; value >= 1024 && at < 3; at++) value /= 1024;
  return `${value.toFixed(1)} ${units[at]}`;
}

function busyboxBlock(device: NetworkInterface): string {
  const loopback = device.kind === "loopback";
  const lines = [loopback ? "Link encap:Local Loopback  " : `Link encap:Ethernet  HWaddr ${device.mac.toUpperCase()}  `];
  if (device.address) {
    const { address, prefix } = device.address;
    const broadcast = loopback ? "" : `  Bcast:${formatIpv4(broadcastOf(subnetOf(address, prefix)))}`;
    lines.push(`inet addr:${formatIpv4(address)}${broadcast}  Mask:${mask(prefix)}`);
  }
  for (const { address, prefix } of [...device.addresses6].reverse())
    lines.push(`inet6 addr: ${formatIpv6(address)}/${prefix} Scope:${loopback ? "Host" : isLinkLocal(address) ? "Link" : "Global"}`);
  lines.push(
    `${device.up ? "UP " : ""}${loopback ? "LOOPBACK RUNNING" : `BROADCAST ${device.up ? "RUNNING " : ""}MULTICAST`}  MTU:${device.mtu}  Metric:1`,
  );
  const { received, sent } = device;
  lines.push(`RX packets:${received.packets} errors:0 dropped:0 overruns:0 frame:0`);
  lines.push(`TX packets:${sent.packets} errors:0 dropped:0 overruns:0 carrier:0`);
  lines.push(`collisions:0 txqueuelen:${loopback ? "1000" : "0"} `);
  lines.push(`RX bytes:${received.bytes} (${size(received.bytes)})  TX bytes:${sent.bytes} (${size(sent.bytes)})`);
  return `${device.name.padEnd(9)} ${lines.join("\n          ")}\n\n`;
}

function netToolsBlock(device: NetworkInterface): string {
  const loopback = device.kind === "loopback";
  const flags = `${loopback ? (device.up ? 73 : 8) : device.up ? 4163 : 4098}<${[device.up ? "UP" : "", loopback ? "LOOPBACK" : "BROADCAST", device.up ? "RUNNING" : "", loopback ? "" : "MULTICAST"].filter(Boolean).join(",")}>`;
  const lines = [`${device.name}: flags=${flags}  mtu ${device.mtu}`];
  if (device.address) {
    const { address, prefix } = device.address;
    const broadcast = loopback ? "" : `  broadcast ${formatIpv4(broadcastOf(subnetOf(address, prefix)))}`;
    lines.push(`inet ${formatIpv4(address)}  netmask ${mask(prefix)}${broadcast}`);
  }
  lines.push(...netToolsLines6(device));
  lines.push(loopback ? "loop  txqueuelen 1000  (Local Loopback)" : `ether ${device.mac}  txqueuelen 0  (Ethernet)`);
  for (const [name, { packets, bytes }, last] of [
    ["RX", device.received, "frame 0"],
    ["TX", device.sent, "carrier 0  collisions 0"],
  ] as const)
    lines.push(`${name} packets ${packets}  bytes ${bytes} (${size(bytes)})`, `${name} errors 0  dropped 0 overruns 0  ${last}`);
  return `${lines.join("\n        ")}\n\n`;
}
