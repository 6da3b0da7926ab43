/** Names: `/etc/hosts`, `/etc/resolv.conf`, and the name servers a process can reach. */
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { formatIpv4, isIp, parseIpv4 } from "./address.ts";
import type { Network } from "./network.ts";
import type { NetworkStack } from "./stack.ts";
import type { Caller, LookedIn } from "./trace.ts";

export type RecordType = "A" | "AAAA" | "PTR";

export interface DnsAnswer {
  readonly status: "NOERROR" | "NXDOMAIN" | "SERVFAIL";
  /** Addresses, or names for PTR. */
  readonly answers: readonly string[];
  /** The server's own, not one it asked. */
  readonly authoritative?: boolean;
}

/** Answers questions about names. `undefined` says that it does not know and somebody else is to be asked. */
export interface NameServer {
  query(name: string, type: RecordType): DnsAnswer | undefined;
  /** Whom it asks in its turn; none on a network without a way out. */
  readonly forwarders: readonly string[];
}

/** Where Docker's own name server listens in every container on a network of its own. */
export const embeddedServer = "127.0.0.11";

export interface ResolverConfig {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
}

/** Reads `/etc/resolv.conf`; without one, the machine itself is asked. */
export function resolverConfig(fs: WorkingTree): ResolverConfig {
  const config = { nameservers: [] as string[], search: [] as string[], ndots: 1 };
  for (const line of linesOf(fs, "/etc/resolv.conf")) {
    const [key, ...values] = line.trim().split(/\s+/);
    if (key === "nameserver" && values[0]) config.nameservers.push(values[0]);
    else if (key === "search" || key === "domain") config.search = values;
    else if (key === "options") {
      for (const option of values) if (option.startsWith("ndots:")) config.ndots = Number(option.slice(6)) || 0;
    }
  }
  return config.nameservers.length > 0 ? config : { ...config, nameservers: ["127.0.0.1"] };
}

/** Addresses that `/etc/hosts` gives a name, in its order. */
function hostsEntries(fs: WorkingTree, name: string): string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (const line of linesOf(fs, "/etc/hosts")) {
    const [address, ...names] = line.replace(/#.*$/, "").trim().split(/\s+/);
    if (address && names.some((other) => other.toLowerCase() === wanted)) found.push(address);
  }
  return found;
}

export type Resolution =
  | { readonly addresses: readonly string[] }
  /** `unknown`: no such name. `unreachable`: no name server answered. */
  | { readonly failure: "unknown" | "unreachable" };

/**
 * `getaddrinfo` for one version: numbers as they are, then `/etc/hosts`, then the name servers of `/etc/resolv.conf` with its search
 * list.
 * @param fs the root of whoever asks
 */
export function resolve(
  network: Network,
  stack: NetworkStack,
  fs: WorkingTree,
  name: string,
  by?: Caller,
  type: "A" | "AAAA" = "A",
): Resolution {
  if (isIp(name)) return { addresses: [name] };
  const asked: LookedIn[] = [];
  const found = lookUp(network, stack, fs, name, type, asked);
  network.trace.lookup({ by, stack, name, asked, addresses: "addresses" in found ? found.addresses : [] });
  return found;
}

/** @param asked gets where the name was looked for, in order */
function lookUp(network: Network, stack: NetworkStack, fs: WorkingTree, name: string, type: "A" | "AAAA", asked: LookedIn[]): Resolution {
  const fromFile = hostsEntries(fs, name).filter((address) => (parseIpv4(address) !== undefined) === (type === "A"));
  if (fromFile.length > 0) {
    asked.push({ place: "/etc/hosts", name, addresses: fromFile });
    return { addresses: fromFile };
  }
  if (name === "localhost" || name.endsWith(".localhost")) return { addresses: [type === "A" ? "127.0.0.1" : "::1"] };
  const { nameservers, search, ndots } = resolverConfig(fs);
  const whole = name.endsWith(".");
  const dots = name.split(".").length - 1;
  const suffixed = whole ? [] : search.map((domain) => `${name}.${domain}`);
  const candidates = whole ? [name.slice(0, -1)] : dots >= ndots ? [name, ...suffixed] : [...suffixed, name];
  let reached = false;
  for (const candidate of candidates) {
    for (const server of nameservers) {
      const answer = query(network, stack, server, candidate, type);
      asked.push({ place: server, name: candidate, addresses: answer?.answers ?? [], ...(!answer && { silent: true }) });
      if (!answer) continue;
      reached = true;
      if (answer.answers.length > 0) return { addresses: answer.answers };
      break;
    }
  }
  return { failure: reached ? "unknown" : "unreachable" };
}

/** Asks one name server. `undefined` when it can't be reached or does not answer. */
export function query(network: Network, stack: NetworkStack, server: string, name: string, type: RecordType): DnsAnswer | undefined {
  const address = parseIpv4(server);
  if (address === undefined) return undefined;
  if (server === embeddedServer && stack.nameServer) {
    const own = stack.nameServer.query(name.replace(/\.$/, "").toLowerCase(), type);
    if (own) return own;
    for (const forwarder of stack.nameServer.forwarders) {
      const answer = network.upstream(network.host, forwarder, name, type);
      if (answer) return answer;
    }
    // A name without dots is never asked for outside.
    return { status: name.includes(".") && stack.nameServer.forwarders.length > 0 ? "SERVFAIL" : "NXDOMAIN", answers: [] };
  }
  return network.upstream(stack, server, name, type);
}

/** `2.0.18.172.in-addr.arpa`; `undefined` when the text is no IPv4 address. */
export function reverseName(address: string): string | undefined {
  const value = parseIpv4(address);
  return value === undefined ? undefined : `${formatIpv4(value).split(".").reverse().join(".")}.in-addr.arpa`;
}

function linesOf(fs: WorkingTree, path: string): string[] {
  return fs.lookup(path)?.kind === "file" ? fs.readText(path).split("\n") : [];
}
