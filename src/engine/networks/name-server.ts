import { formatIpv4, parseIpv4 } from "../kernel/network/address.ts";
import { formatIpv6 } from "../kernel/network/ipv6.ts";
import type { DnsAnswer, NameServer, RecordType } from "../kernel/network/names.ts";
import type { Endpoint, Sandbox } from "./records.ts";

/**
 * Docker's own name server, as one container has it: it knows the names and aliases of everyone on the networks the container
 * is on, the default bridge left out. Of several under one name another one comes first each time.
 */
export function nameServerFor(sandbox: Sandbox, hasNames: (endpoint: Endpoint) => boolean): NameServer {
  let asked = 0;
  const own = (): Endpoint[] => sandbox.endpoints.filter(hasNames);
  const neighbours = (): Endpoint[] => own().flatMap(({ network }) => [...network.endpoints.values()]);
  const called = (name: string): Endpoint[] =>
    own().flatMap(({ network, links }) => [...network.endpoints.values()].filter((other) => isCalled(other, links.get(name) ?? name)));
  return {
    forwarders: sandbox.forwarders,
    query(name: string, type: RecordType): DnsAnswer | undefined {
      if (type === "PTR") {
        const address = reversed(name);
        const owner = neighbours().find((endpoint) => endpoint.address === address);
        return owner && { status: "NOERROR", answers: [`${owner.containerName}.${owner.network.name}`] };
      }
      const found = called(name).filter(({ address, address6 }) => address !== undefined || address6 !== undefined);
      if (found.length === 0) return undefined;
      const addresses = [...new Set(found.flatMap((endpoint) => recordsOf(endpoint, type)))];
      if (addresses.length === 0) return { status: "NOERROR", answers: [] };
      const first = asked++ % addresses.length;
      return { status: "NOERROR", answers: [...addresses.slice(first), ...addresses.slice(0, first)] };
    },
  };
}

function recordsOf({ address, address6 }: Endpoint, type: "A" | "AAAA"): string[] {
  if (type === "A") return address === undefined ? [] : [formatIpv4(address)];
  return address6 === undefined ? [] : [formatIpv6(address6)];
}

function isCalled({ dnsNames, network }: Endpoint, name: string): boolean {
  return dnsNames.some((own) => own.toLowerCase() === name || `${own}.${network.name}`.toLowerCase() === name);
}

function reversed(name: string): number | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
  return match ? parseIpv4(match.slice(1).reverse().join(".")) : undefined;
}
