/** What a program's attempt to reach somebody on a real network tells: from its output to the words that pictures have for it. */
import type { ConnectionObstacle, ConnectionWay, NetworkInspect, NetworkLookup, NetworkNamespaceView } from "../../../engine/api.ts";
import { contains, parseCidr, parseIpv4 } from "../../../engine/kernel/network/address.ts";

/** Prints where names come from, and what is found for `$1`. */
export const lookUpScript = `
echo hosts; cat /etc/hosts; echo resolv; cat /etc/resolv.conf; echo found
getent ahostsv4 "$1" 2>/dev/null || nslookup "$1" 2>/dev/null`;

/** Connects to `$1` at port `$2` and hangs up, with what the image has: nc of either kind, or bash. Ends with 125 where there is none. */
export const connectScript = `
if nc --help 2>&1 | grep -q -e '-z'; then nc -z -w 3 "$1" "$2"
elif command -v nc > /dev/null; then nc -w 3 "$1" "$2" -e true
elif command -v bash > /dev/null; then timeout 3 bash -c ': < "/dev/tcp/$0/$1"' "$1" "$2"
else exit 125; fi`;

/** Reads what `lookUpScript` printed. */
export function lookupOf(output: string, name: string): Pick<NetworkLookup, "asked" | "addresses"> {
  const [, hosts = "", resolv = "", found = ""] = /hosts\n([\s\S]*?)resolv\n([\s\S]*?)found\n([\s\S]*)/.exec(output) ?? [];
  const lines = hosts.split("\n").map((line) => line.trim().split(/\s+/));
  const known = lines.find(([address = "", ...names]) => parseIpv4(address) !== undefined && names.includes(name))?.[0];
  const server = /^nameserver\s+(\S+)/m.exec(resolv)?.[1];
  // What nslookup says before the first gap is who was asked.
  const answer = found.startsWith("Server:") ? found.slice(found.indexOf("\n\n")) : found;
  const addresses = known ? [known] : [...new Set(answer.match(/\b\d+\.\d+\.\d+\.\d+\b(?!:)/g) ?? [])];
  const place = known ? "/etc/hosts" : server;
  return { asked: place === undefined ? [] : [{ place, name, addresses }], addresses };
}

export type Outcome = "open" | "refused" | "no way" | "silence";

/** @param output what the program that tried printed */
export function outcomeOf(exitCode: number, output: string): Outcome {
  if (exitCode === 0) return "open";
  if (/refused/i.test(output)) return "refused";
  return /unreachable|no route/i.test(output) ? "no way" : "silence";
}

/** A connection that was tried, and where things stand. */
export interface Tried {
  readonly address: string;
  readonly port: number;
  /** Number of the network namespace it was tried in. */
  readonly from: number;
  readonly namespaces: readonly NetworkNamespaceView[];
  /** Those that the caller is on. */
  readonly networks: readonly NetworkInspect[];
}

/** The namespace that has the address, as seen from the caller. */
export function ownerOf({ address, from, namespaces }: Tried): NetworkNamespaceView | undefined {
  const own = namespaces.find(({ inode }) => inode === from);
  if (address.startsWith("127.")) return own;
  return namespaces.find(({ interfaces }) => interfaces.some((each) => each.address === address));
}

export function wayOf(tried: Tried): ConnectionWay {
  const owner = ownerOf(tried);
  if (owner) return owner.inode === tried.from ? "own namespace" : "same network";
  return isMachine(tried) ? "container to host" : "outside";
}

export function obstacleOf(tried: Tried, outcome: Exclude<Outcome, "open">): ConnectionObstacle {
  const owner = ownerOf(tried);
  const { port, networks } = tried;
  if (outcome === "refused" && owner) {
    const elsewhere = owner.listening.some((socket) => socket.port === port && socket.protocol === "tcp");
    return elsewhere ? "listens at another address" : "nobody listens";
  }
  if (outcome === "refused") return "nobody listens";
  if (networks.every(({ Internal }) => Internal)) return networks.length > 0 ? "internal network" : "no route";
  if (outcome === "no way") return isNear(tried) ? "nobody has the address" : "no route";
  if (owner && owner.inode !== tried.from && !isNear(tried)) return "another network";
  return isNear(tried) ? "nobody has the address" : "nobody answers outside";
}

/** The address is the machine's own on one of the caller's networks. */
function isMachine({ address, networks }: Tried): boolean {
  return networks.some(({ IPAM }) => IPAM.Config?.some(({ Gateway }) => Gateway?.split("/")[0] === address));
}

/** The address is one of a network that the caller is on. */
function isNear({ address, networks }: Tried): boolean {
  const wanted = parseIpv4(address);
  return networks.some(({ IPAM }) =>
    IPAM.Config?.some(({ Subnet }) => {
      const subnet = Subnet === undefined ? undefined : parseCidr(Subnet)?.subnet;
      return subnet !== undefined && wanted !== undefined && contains(subnet, wanted);
    }),
  );
}
