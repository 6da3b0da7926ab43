/** `ip link set`, `add` and `del`. */
import { macAddressFor } from "../../kernel/network/bridge.ts";
import type { NetworkInterface, NetworkStack } from "../../kernel/network/stack.ts";
import type { Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { answered, kernelAnswered, mayChange, refused } from "./answers.ts";
import { stackOf } from "./calls.ts";

const verbs = ["set", "add", "del", "delete"] as const;
type Verb = (typeof verbs)[number];

export function isLinkChange(verb: string): verb is Verb {
  return (verbs as readonly string[]).includes(verb);
}

/** @param words what follows the verb */
export function changeLink(process: Process, tool: Tool, verb: Verb, words: readonly string[]): number {
  if (verb === "set") return set(process, tool, words);
  if (verb === "add") return add(process, tool, words);
  const stack = stackOf(process);
  const name = words.filter((word) => word !== "dev")[0] ?? "";
  const device = stack.device(name);
  if (!device) return notFound(process, tool, name);
  if (!mayChange(process)) return refused(process, tool, "RTNETLINK answers");
  if (device.kind === "loopback") return kernelAnswered(process, tool, "Operation not supported");
  stack.remove(device);
  return 0;
}

/** The call that busybox makes for a word, which it names when it fails. */
const calls: Readonly<Record<string, string>> = { mtu: "SIOCSIFMTU", name: "SIOCSIFNAME", address: "SIOCSIFHWADDR" };
const switches = ["arp", "multicast", "promisc", "allmulticast"];

function notFound(process: Process, tool: Tool, name: string): number {
  return tool.gnu ? answered(process, `Cannot find device "${name}"`, 1) : tool.fail(`can't find device '${name}'`, 2);
}

/** Interfaces of the same namespace that a word after these names. */
const others = ["master", "nomaster", "netns"];

function set(process: Process, tool: Tool, args: readonly string[]): number {
  const stack = stackOf(process);
  const words = args.filter((word) => word !== "dev");
  const [name = ""] = words;
  const device = stack.device(name);
  if (!device && tool.gnu) return notFound(process, tool, name);
  const asked = new Map<string, string>();
  let up: boolean | undefined;
  for (let at = 1; at < words.length; at++) {
    const word = words[at] as string;
    if (word === "up" || word === "down") up = word === "up";
    else if (calls[word] !== undefined) asked.set(word, words[++at] ?? "");
    else if (switches.includes(word) || word === "qlen" || word === "txqueuelen") at++;
    else if (word === "master" && !stack.device(words[at + 1] ?? "")) return notFound(process, tool, words[at + 1] ?? "");
    else if (others.includes(word)) {
      process.stderr("drydock: ip link set does not plug or move interfaces in the lab; docker network connect does\n");
      return 1;
    } else if (tool.gnu) return answered(process, `Error: either "dev" is duplicate, or "${word}" is a garbage.`, 255);
    else return tool.fail(`either "dev" is duplicate, or "${word}" is garbage`, 2);
  }
  const mtu = asked.get("mtu");
  if (mtu !== undefined && !/^\d+$/.test(mtu))
    return tool.gnu
      ? answered(process, `Error: argument "${mtu}" is wrong: Invalid "mtu" value\n`, 255)
      : tool.fail(`invalid argument '${mtu}' to 'mtu'`, 2);
  const first = [...asked.keys()].map((word) => calls[word] as string)[0];
  if (!device) return tool.fail(`${first ?? "SIOCGIFFLAGS"}: No such device`, 2);
  if (!mayChange(process)) return refused(process, tool, first ?? "SIOCSIFFLAGS");
  return change(process, tool, stack, device, { mtu, name: asked.get("name"), mac: asked.get("address"), up });
}

interface Changes {
  readonly mtu: string | undefined;
  readonly name: string | undefined;
  readonly mac: string | undefined;
  readonly up: boolean | undefined;
}

function change(process: Process, tool: Tool, stack: NetworkStack, device: NetworkInterface, changes: Changes): number {
  const { mtu, name, mac, up } = changes;
  const failed = (call: string, problem: string): number =>
    tool.gnu ? kernelAnswered(process, tool, problem) : tool.fail(`${call}: ${problem}`, 2);
  if (name !== undefined && name !== device.name && stack.device(name)) return failed("SIOCSIFNAME", "File exists");
  if (name !== undefined) device.name = name;
  if (mac !== undefined) device.mac = mac.toLowerCase();
  // An Ethernet frame holds 68 octets at least; the loopback takes anything.
  if (mtu !== undefined && device.kind !== "loopback" && Number(mtu) < 68) return failed("SIOCSIFMTU", "Invalid argument");
  if (mtu !== undefined) device.mtu = Number(mtu);
  if (up === true) stack.setUp(device);
  if (up === false) device.up = false;
  return 0;
}

/** Kinds that a kernel knows and the lab does not. */
const otherKinds = ["veth", "bridge", "vlan", "macvlan", "ipvlan", "vxlan", "bond", "ifb", "gre", "sit", "vcan", "wireguard", "tun"];

function add(process: Process, tool: Tool, words: readonly string[]): number {
  const stack = stackOf(process);
  const kind = words.includes("type") ? words[words.indexOf("type") + 1] : undefined;
  const free = words.filter((word, at) => !["dev", "name", "type"].includes(word) && words[at - 1] !== "type");
  const name = free[0] ?? stack.freeName("dummy");
  if (!mayChange(process)) return refused(process, tool, "RTNETLINK answers");
  if (kind !== "dummy") {
    if (kind === undefined || !otherKinds.includes(kind))
      return tool.gnu ? answered(process, "Error: Unknown device type.") : kernelAnswered(process, tool, "Operation not supported");
    process.stderr(`drydock: ip link add makes interfaces of type dummy in the lab; docker network makes bridges and their like\n`);
    return 1;
  }
  if (stack.device(name)) return kernelAnswered(process, tool, "File exists");
  stack.add({ name, kind, mac: macAddressFor(`${kind} ${name}`), up: false });
  return 0;
}
