/** busybox's arp: who is known on the wire. */
import { formatIpv4 } from "../../kernel/network/address.ts";
import { query, resolverConfig, reverseName } from "../../kernel/network/names.ts";
import type { Neighbour } from "../../kernel/network/neighbours.ts";
import type { Applet } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { addressOf, stackOf } from "./calls.ts";
import { readOptions } from "./usage.ts";

const usage = `arp
[-vn]	[-H HWTYPE] [-i IF] -a [HOSTNAME]
[-v]		    [-i IF] -d HOSTNAME [pub]
[-v]	[-H HWTYPE] [-i IF] -s HOSTNAME HWADDR [temp]
[-v]	[-H HWTYPE] [-i IF] -s HOSTNAME HWADDR [netmask MASK] pub
[-v]	[-H HWTYPE] [-i IF] -Ds HOSTNAME IFACE [netmask MASK] pub

Manipulate ARP cache

	-a		Display (all) hosts
	-d		Delete ARP entry
	-s		Set new entry
	-v		Verbose
	-n		Don't resolve names
	-i IF		Network interface
	-D		Read HWADDR from IFACE
	-A,-p AF	Protocol family
	-H HWTYPE	Hardware address type`;

export const arp: Applet = (process, args, tool) => {
  const options = readOptions(process, tool, args, { short: "A:p:H:t:i:adnDsv" }, usage);
  if (typeof options === "number") return options;
  if (options.has("d") || options.has("s")) {
    if (!process.task.credentials.effective.has("NET_ADMIN"))
      return tool.fail(options.has("d") ? "SIOCDARP(priv): Operation not permitted" : "SIOCSARP: Operation not permitted");
    process.stderr("drydock: arp only shows neighbours in the lab\n");
    return 1;
  }
  const stack = stackOf(process);
  const all = stack.neighbours.known(stack.interfaces);
  const [host] = options.operands;
  const wanted = host === undefined ? undefined : addressOf(process, host);
  if (typeof wanted === "string") return tool.fail(`${host}: Host name lookup failure`);
  const device = options.value("i");
  const found = all.filter(
    (one) => (wanted === undefined || one.address === wanted) && (device === undefined || one.device.name === device),
  );
  for (const one of found) process.stdout(line(process, one, options.has("n")));
  if ((wanted !== undefined || device !== undefined) && found.length === 0 && all.length > 0)
    process.stdout(`No match found in ${all.length} entries\n`);
  return 0;
};

function line(process: Process, { address, device, mac }: Neighbour, numeric: boolean): string {
  const name = (numeric ? undefined : nameOf(process, formatIpv4(address))) ?? "?";
  return `${name} (${formatIpv4(address)}) at ${mac === undefined ? "<incomplete> " : `${mac} [ether] `} on ${device.name}\n`;
}

function nameOf(process: Process, address: string): string | undefined {
  const server = resolverConfig(process.fs).nameservers[0];
  const asked = reverseName(address);
  if (server === undefined || asked === undefined) return undefined;
  return query(process.machine.network, stackOf(process), server, asked, "PTR")?.answers[0];
}
