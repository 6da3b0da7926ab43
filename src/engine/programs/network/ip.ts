/** `ip addr`, `ip link` and `ip route`, of the network namespace it runs in. */
import { broadcastOf, formatIpv4, formatSubnet, subnetOf } from "../../kernel/network/address.ts";
import type { NetworkInterface, NetworkStack, Route } from "../../kernel/network/stack.ts";
import type { Applet } from "../coreutils/applet.ts";

const objects = ["address", "link", "route"] as const;
type Ip = (typeof objects)[number];

export const ip: Applet = (process, args, tool) => {
  const options = args.filter((word) => word.startsWith("-"));
  const words = args.filter((word) => !word.startsWith("-"));
  const [given = "", command = "show", ...rest] = words;
  const object = given === "" ? undefined : objects.find((name) => name.startsWith(given));
  if (!object) {
    if (given === "")
      process.stderr(
        tool.gnu
          ? "Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n"
          : "BusyBox v1.37.0 multi-call binary.\n\nUsage: ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]\n",
      );
    else if (tool.gnu) process.stderr(`Object "${given}" is unknown, try "ip help".\n`);
    else process.stderr(`ip: invalid argument '${given}' to 'ip'\n`);
    return 1;
  }
  if (!"show".startsWith(command) && !"list".startsWith(command)) {
    process.stderr(
      `drydock: ip ${object} ${command}: the lab's ip shows addresses, links and routes; docker network connect and disconnect change them\n`,
    );
    return 1;
  }
  const { stack } = process.task.namespaces.net;
  const wanted = rest.filter((word) => word !== "dev").at(-1);
  if (wanted !== undefined && object !== "route" && !stack.device(wanted)) {
    process.stderr(tool.gnu ? `Device "${wanted}" does not exist.\n` : `ip: can't find device '${wanted}'\n`);
    return 1;
  }
  const has = (option: string): boolean => options.some((word) => word === option || word === `-${option.slice(1)}`);
  const shown = stack.interfaces.filter(({ name }) => wanted === undefined || name === wanted);
  const look = { gnu: tool.gnu, oneLine: has("-o") || has("-oneline"), four: has("-4"), six: has("-6") };
  process.stdout(object === "route" ? routes(stack, look.gnu) : shown.map((device) => shownAs(device, object, look)).join(""));
  return 0;
};

interface Look {
  readonly gnu: boolean;
  readonly oneLine: boolean;
  readonly four: boolean;
  readonly six: boolean;
}

function shownAs(device: NetworkInterface, object: Exclude<Ip, "route">, look: Look): string {
  const addresses = object === "address" ? addressesOf(device, look) : [];
  const lines = addresses.map((line) => [line, "valid_lft forever preferred_lft forever"] as const);
  if (object === "address" && look.oneLine) {
    return lines.map(([line, life]) => `${device.index}: ${device.name}    ${line}\\       ${life}\n`).join("");
  }
  if (object === "address" && (look.four || look.six) && addresses.length === 0) return "";
  const hardware = device.kind === "loopback" ? "link/loopback" : "link/ether";
  const broadcast = device.kind === "loopback" ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
  const netns = look.gnu && device.kind === "veth" && device.peerIndex !== undefined ? " link-netnsid 0" : "";
  const link = `    ${hardware} ${device.mac} brd ${broadcast}${netns}`;
  const head = headOf(device, look.gnu);
  if (look.oneLine) return `${head}\\${link}\n`;
  const only = object === "address" && (look.four || look.six) ? [] : [link];
  return [head, ...only, ...lines.flatMap(([line, life]) => [`    ${line}`, `       ${life}`]), ""].join("\n");
}

function headOf({ index, name, kind, mtu, up, peerIndex }: NetworkInterface, gnu: boolean): string {
  const peer = peerIndex === undefined ? "" : `@if${peerIndex}`;
  const type = kind === "loopback" ? "LOOPBACK" : "BROADCAST,MULTICAST";
  const flags = `<${type}${up ? ",UP,LOWER_UP" : ""}${!gnu && kind === "veth" ? ",M-DOWN" : ""}>`;
  const queue = kind === "loopback" ? " qlen 1000" : "";
  if (!gnu) return `${index}: ${name}${peer}: ${flags} mtu ${mtu} qdisc noqueue${queue === "" ? " " : queue}`;
  const state = kind === "loopback" ? "UNKNOWN" : up ? "UP" : "DOWN";
  return `${index}: ${name}${peer}: ${flags} mtu ${mtu} qdisc noqueue state ${state} group default${queue === "" ? " " : queue}`;
}

function addressesOf({ address, kind, name }: NetworkInterface, { gnu, four, six }: Look): string[] {
  if (!address) return [];
  const lines: string[] = [];
  const subnet = subnetOf(address.address, address.prefix);
  const broadcast = kind === "loopback" ? "" : ` brd ${formatIpv4(broadcastOf(subnet))}`;
  const scope = kind === "loopback" ? "host" : "global";
  if (!six) lines.push(`inet ${formatIpv4(address.address)}/${address.prefix}${broadcast} scope ${scope} ${name}`);
  if (kind === "loopback" && !four) lines.push(`inet6 ::1/128 scope host ${gnu ? "noprefixroute " : ""}`);
  return lines;
}

function routes(stack: NetworkStack, gnu: boolean): string {
  return stack
    .routes()
    .map((route) => `${routeOf(route, gnu)}\n`)
    .join("");
}

function routeOf({ to, via, device, source }: Route, gnu: boolean): string {
  const head = to ? formatSubnet(to) : "default";
  const way = via === undefined ? "" : ` via ${formatIpv4(via)}`;
  if (!to) return `${head}${way} dev ${device.name} `;
  const own = source === undefined ? "" : formatIpv4(source);
  return gnu ? `${head} dev ${device.name} proto kernel scope link src ${own} ` : `${head} dev ${device.name} scope link  src ${own} `;
}
