/** `ip` of busybox and of iproute2: interfaces, addresses and routes of the process's own namespace. Looking, and a little changing. */
import { broadcastOf, formatIpv4, formatSubnet, parseCidr, parseIpv4, subnetOf } from "../../kernel/network/address.ts";
import {
  addressesOn,
  isSecondary,
  type InterfaceAddress,
  type NetworkInterface,
  type NetworkStack,
  type Route,
} from "../../kernel/network/stack.ts";
import type { Applet, Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { neighbourState } from "../../kernel/network/neighbours.ts";
import { stackOf } from "./calls.ts";
import { type AskedAddresses, isAsked, readAsked } from "./asked-addresses.ts";
import { addressLines6, routeLines6 } from "./interfaces6.ts";
import { answered, kernelAnswered, mayChange, refused, saidUnknown } from "./answers.ts";
import { changeLink, isLinkChange } from "./links.ts";
import { showUsage } from "./usage.ts";

const usage = `ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]

OPTIONS := -f[amily] inet|inet6|link | -o[neline]

ip addr add|del IFADDR dev IFACE | show|flush [dev IFACE] [to PREFIX]
ip route list|flush|add|del|change|append|replace|test ROUTE
ip link set IFACE [up|down] [arp on|off] [multicast on|off]
	[promisc on|off] [mtu NUM] [name NAME] [qlen NUM] [address MAC]
	[master IFACE | nomaster] [netns PID]
ip tunnel add|change|del|show [NAME]
	[mode ipip|gre|sit] [remote ADDR] [local ADDR] [ttl TTL]
ip neigh show|flush [to PREFIX] [dev DEV] [nud STATE]
ip rule [list] | add|del SELECTOR ACTION`;

interface Manner {
  readonly gnu: boolean;
  readonly oneLine: boolean;
  readonly brief: boolean;
  readonly family: "all" | "inet" | "inet6" | "link";
}

export const ip: Applet = (process, args, tool) => {
  let family: Manner["family"] = "all";
  let oneLine = false;
  let brief = false;
  let at = 0;
  for (; args[at]?.startsWith("-"); at++) {
    const word = (args[at] as string).replace(/^--?/, "");
    if (word === "4") family = "inet";
    else if (word === "6") family = "inet6";
    else if (word === "0") family = "link";
    else if ("oneline".startsWith(word)) oneLine = true;
    else if ("family".startsWith(word)) family = args[++at] as Manner["family"];
    else if (tool.gnu && (word === "br" || word === "brief")) brief = true;
    else if (tool.gnu && /^(s|stats|d|details|c|color|h)$/.test(word)) continue;
    else if (tool.gnu && word === "V") {
      process.stdout("ip utility, iproute2-6.1.0, libbpf 1.1.0\n");
      return 0;
    } else return tool.gnu ? saidUnknown(process, `Option "-${word}" is unknown, try "ip -help".`) : showUsage(process, usage);
  }
  const [object, ...rest] = args.slice(at);
  const manner: Manner = { gnu: tool.gnu, oneLine, brief, family };
  if (object === undefined) return showUsage(process, usage);
  if ("address".startsWith(object)) return addresses(process, tool, rest, manner);
  if ("link".startsWith(object)) return links(process, tool, rest, manner);
  if ("route".startsWith(object)) return routes(process, tool, rest, manner);
  if ("neighbour".startsWith(object) || "neighbor".startsWith(object)) return neighbours(process, rest, manner);
  if ("rule".startsWith(object)) {
    process.stdout(
      "0:\tfrom all lookup local \n32766:\tfrom all lookup main \n32767:\tfrom all lookup default \n".replaceAll(
        " \n",
        tool.gnu ? "\n" : " \n",
      ),
    );
    return 0;
  }
  return tool.gnu ? saidUnknown(process, `Object "${object}" is unknown, try "ip help".`) : showUsage(process, usage);
};

function neighbours(process: Process, args: readonly string[], { gnu }: Manner): number {
  const verb = args[0] ?? "show";
  if (!["show", "list", "dev"].some((known) => known.startsWith(verb))) {
    process.stderr("drydock: ip neigh only shows neighbours in the lab\n");
    return 1;
  }
  const only = args[args.indexOf("dev") + 1];
  const stack = stackOf(process);
  for (const neighbour of stack.neighbours.known(stack.interfaces)) {
    const { address, device, mac } = neighbour;
    if (args.includes("dev") && device.name !== only) continue;
    const state = neighbourState(neighbour, process.clock.now());
    // busybox counts who holds the entry and how often it was asked for.
    const counts = gnu
      ? ""
      : `${state === "FAILED" ? "" : " ref 1"} used 0/0/0 probes ${{ REACHABLE: 4, INCOMPLETE: 5, FAILED: 6 }[state]}`;
    process.stdout(`${formatIpv4(address)} dev ${device.name}${mac ? ` lladdr ${mac}` : " "}${counts} ${state}${gnu ? " " : ""}\n`);
  }
  return 0;
}

/** The interfaces that are asked for; the exit code when there is no such one. */
function chosen(process: Process, tool: Tool, { device: name }: AskedAddresses, missing: number): NetworkInterface[] | number {
  const all = stackOf(process).interfaces;
  if (name === undefined) return [...all];
  const device = all.find((candidate) => candidate.name === name);
  if (device) return [device];
  if (tool.gnu) return saidUnknown(process, `Device "${name}" does not exist.`);
  return tool.fail(`can't find device '${name}'`, missing);
}

function addresses(process: Process, tool: Tool, args: readonly string[], manner: Manner): number {
  const [verb, ...rest] = args;
  if (verb === "add" || verb === "del" || verb === "delete") {
    if (!mayChange(process)) return refused(process, tool, "RTNETLINK answers");
    const address = parseCidr(rest[0]?.includes("/") ? rest[0] : `${rest[0]}/32`);
    const device = stackOf(process).device(rest[rest.indexOf("dev") + 1] ?? "");
    if (!address || !device) return tool.fail(`can't find device '${rest[rest.indexOf("dev") + 1] ?? ""}'`);
    const problem = (verb === "add" ? addAddress : removeAddress)(device, { address: address.address, prefix: address.subnet.prefix });
    return problem === undefined ? 0 : kernelAnswered(process, tool, problem);
  }
  const asked = readAsked(args);
  if (typeof asked === "string") return tool.fail(asked);
  const devices = chosen(process, tool, asked, 1);
  if (typeof devices === "number") return devices;
  for (const device of devices) showAddresses(process, device, asked.within ? { ...manner, family: "inet" } : manner, asked);
  return 0;
}

/** Gives what the kernel answers when it can't be done. */
function addAddress(device: NetworkInterface, added: InterfaceAddress): string | undefined {
  if (addressesOn(device).some(({ address, prefix }) => address === added.address && prefix === added.prefix)) return "File exists";
  if (device.address) device.moreAddresses.push(added);
  else device.address = added;
  return undefined;
}

/** As `addAddress`. The next address takes the place of the first. */
function removeAddress(device: NetworkInterface, { address, prefix }: InterfaceAddress): string | undefined {
  const all = addressesOn(device);
  const rest = all.filter((own) => own.address !== address || own.prefix !== prefix);
  if (rest.length === all.length) return "Cannot assign requested address";
  [device.address] = rest;
  device.moreAddresses.splice(0, Number.POSITIVE_INFINITY, ...rest.slice(1));
  return undefined;
}

function showAddresses(process: Process, device: NetworkInterface, manner: Manner, asked: AskedAddresses): void {
  const { family, oneLine } = manner;
  const found: string[] = [];
  const loopback = device.kind === "loopback";
  const all = family === "all" || family === "inet" ? addressesOn(device) : [];
  for (const [index, { address, prefix }] of all.entries()) {
    if (!isAsked(asked, device.name, address)) continue;
    // The kernel's own are set with a broadcast address; one that was added by hand has none.
    const broadcast = loopback || index > 0 || device.kind === "dummy" ? "" : ` brd ${formatIpv4(broadcastOf(subnetOf(address, prefix)))}`;
    const role = isSecondary(all, index) ? "secondary " : "";
    found.push(`inet ${formatIpv4(address)}/${prefix}${broadcast} scope ${loopback ? "host" : "global"} ${role}${device.name}`);
  }
  if (asked.label === undefined && (family === "all" || family === "inet6"))
    found.push(...addressLines6(device, stackOf(process), manner.gnu));
  const lines = asked.scope === undefined ? found : found.filter((line) => line.includes(` scope ${asked.scope} `));
  if (manner.brief) {
    const words = lines.map((line) => line.split(" ")[1]).join(" ");
    process.stdout(`${nameOf(device).padEnd(16)} ${state(device).padEnd(14)} ${words} \n`);
    return;
  }
  const lifetime = "valid_lft forever preferred_lft forever";
  if (oneLine) {
    for (const line of lines) process.stdout(`${device.index}: ${device.name}    ${line}\\       ${lifetime}\n`);
    return;
  }
  if (lines.length === 0 && (family !== "all" || asked.label !== undefined)) return;
  showLink(process, device, manner, family === "all", family === "inet6" && !manner.gnu);
  for (const line of lines) process.stdout(`    ${line}\n       ${lifetime}\n`);
}

function links(process: Process, tool: Tool, args: readonly string[], manner: Manner): number {
  const [verb = "show", ...rest] = args;
  if (isLinkChange(verb)) return changeLink(process, tool, verb, rest);
  const asked = readAsked(args);
  if (typeof asked === "string") return tool.fail(asked);
  const devices = chosen(process, tool, asked, 2);
  if (typeof devices === "number") return devices;
  for (const device of devices) {
    if (manner.brief) process.stdout(`${nameOf(device).padEnd(16)} ${state(device).padEnd(14)} ${device.mac} <${flags(device)}> \n`);
    else showLink(process, device, manner, true);
  }
  return 0;
}

function nameOf({ name, peerIndex }: NetworkInterface): string {
  return peerIndex === undefined ? name : `${name}@if${peerIndex}`;
}

function state({ kind, up }: NetworkInterface): string {
  return !up ? "DOWN" : kind === "loopback" || kind === "dummy" ? "UNKNOWN" : "UP";
}

function flags({ kind, up, peerIndex }: NetworkInterface, gnu = true): string {
  const first = kind === "loopback" ? ["LOOPBACK"] : ["BROADCAST", kind === "dummy" ? "NOARP" : "MULTICAST"];
  const last = up ? ["UP", "LOWER_UP"] : [];
  return [...first, ...last, ...(!gnu && peerIndex !== undefined ? ["M-DOWN"] : [])].join(",");
}

function discipline({ kind, queued }: NetworkInterface): string {
  if (!queued) return "noop";
  return kind === "ethernet" ? "pfifo_fast" : "noqueue";
}

/** @param short as the kernel tells of a link when it is asked for IPv6 alone: without its queue */
function showLink(process: Process, device: NetworkInterface, { gnu, oneLine }: Manner, hardware: boolean, short = false): void {
  const loopback = device.kind === "loopback";
  const queue = loopback || device.kind === "dummy" ? "qlen 1000" : "";
  const tail = gnu ? `state ${state(device)} group default${queue === "" ? "" : ` ${queue}`}${oneLine ? "" : " "}`.trimEnd() : queue;
  const head = `${device.index}: ${nameOf(device)}: <${flags(device, gnu)}> mtu ${device.mtu} ${short ? "" : `qdisc ${discipline(device)} `}${tail}`;
  const broadcast = loopback ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
  const peer = gnu && device.peerIndex !== undefined ? " link-netnsid 0" : "";
  const link = `    link/${loopback ? "loopback" : "ether"} ${device.mac} brd ${broadcast}${peer}`;
  process.stdout(hardware ? `${head}${oneLine ? "\\" : "\n"}${link}\n` : `${head}\n`);
}

function routes(process: Process, tool: Tool, args: readonly string[], manner: Manner): number {
  const stack = stackOf(process);
  const [verb = "show", ...rest] = args;
  const after = (word: string): string | undefined => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined);
  if (verb === "get") {
    const address = parseIpv4(rest[0] ?? "");
    const route = address === undefined ? undefined : stack.route(address);
    if (address !== undefined && stack.owns(address)) process.stdout(`local ${rest[0]} dev lo  src ${rest[0]} \n`);
    else if (!route) return kernelAnswered(process, tool, "Network is unreachable");
    else {
      const via = route.via === undefined ? "" : ` via ${formatIpv4(route.via)}`;
      const source = route.source === undefined ? "" : ` src ${formatIpv4(route.source)} `;
      process.stdout(`${rest[0]}${via} dev ${route.device.name} ${source}${tool.gnu ? "uid 0 \n    cache " : ""}\n`);
    }
    return 0;
  }
  if (["add", "del", "delete", "change", "replace"].includes(verb)) {
    if (!mayChange(process)) return refused(process, tool, "RTNETLINK answers");
    if (rest[0] !== "default" && rest[0] !== "0.0.0.0/0") {
      process.stderr("drydock: ip route changes the default route alone in the lab\n");
      return 1;
    }
    if (verb.startsWith("del")) stack.gateway = undefined;
    else {
      const address = parseIpv4(after("via") ?? "");
      const device = address === undefined ? undefined : stack.route(address)?.device;
      if (address === undefined || !device)
        return tool.gnu
          ? answered(process, "Error: Nexthop has invalid gateway.")
          : kernelAnswered(process, tool, "Network is unreachable");
      if (verb === "add" && stack.gateway) return kernelAnswered(process, tool, "File exists");
      stack.gateway = { address, device };
    }
    return 0;
  }
  if (manner.family === "inet6") {
    for (const line of routeLines6(stack, tool.gnu)) process.stdout(`${line}\n`);
    return 0;
  }
  const [device, scope] = [after("dev"), after("scope")];
  if (!tool.gnu && after("table") === "local") {
    for (const line of localRoutes(stack)) process.stdout(`${line}\n`);
    return 0;
  }
  for (const route of stack.routes()) {
    const wanted = (!tool.gnu || !rest.includes("default") || !route.to) && (device === undefined || route.device.name === device);
    if (!wanted || (scope !== undefined && scope !== (route.via === undefined ? "link" : "global"))) continue;
    const line = routeLine(route, tool.gnu);
    process.stdout(`${scope === undefined ? line : line.replace("scope link ", "")}\n`);
  }
  return 0;
}

/** The kernel's own table, as busybox shows it: which addresses are the machine's, and whom a broadcast reaches. */
function localRoutes({ interfaces }: NetworkStack): string[] {
  return interfaces.flatMap((device) =>
    addressesOn(device).flatMap(({ address, prefix }) => {
      const [own, subnet] = [formatIpv4(address), subnetOf(address, prefix)];
      const line = (kind: string, to: string, scope: string): string => `${kind} ${to} dev ${device.name} scope ${scope}  src ${own} `;
      return [
        ...(device.kind === "loopback" ? [line("local", formatSubnet(subnet), "host")] : []),
        line("local", own, "host"),
        line("broadcast", formatIpv4(broadcastOf(subnet)), "link"),
      ];
    }),
  );
}

function routeLine({ to, via, device, source }: Route, gnu: boolean): string {
  const target = to ? formatSubnet(to) : "default";
  if (via !== undefined) return `${target} via ${formatIpv4(via)} dev ${device.name} `;
  const from = source === undefined ? "" : ` src ${formatIpv4(source)} `;
  return `${target} dev ${device.name} ${gnu ? "proto kernel " : ""}scope link ${gnu ? from.slice(1) : from}`;
}
