import { formatIpv4, parseIpv4 } from "../kernel/network/address.ts";
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
      const found = called(name).filter(({ address }) => address !== undefined);
      if (found.length === 0) return undefined;
      if (type !== "A") return { status: "NOERROR", answers: [] };
      const addresses = [...new Set(found.map(({ address }) => formatIpv4(address as number)))];
      const first = asked++ % addresses.length;
      return { status: "NOERROR", answers: [...addresses.slice(first), ...addresses.slice(0, first)] };
    },
  };
}

function isCalled({ dnsNames, network }: Endpoint, name: string): boolean {
  return dnsNames.some((own) => own.toLowerCase() === name || `${own}.${network.name}`.toLowerCase() === name);
}

function reversed(name: string): number | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
  return match ? parseIpv4(match.slice(1).reverse().join(".")) : undefined;
}
