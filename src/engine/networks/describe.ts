import type { EndpointSettings, NetworkInspect } from "../api.ts";
import { sortedMap } from "../go/sorted-map.ts";
import { goTime } from "../images/config.ts";
import { formatIpv4, formatSubnet } from "../kernel/network/address.ts";
import { formatIpv6, formatSubnet6 } from "../kernel/network/ipv6.ts";
import { isIpv6Config } from "./ipam6.ts";
import type { Endpoint, NetworkRecord } from "./records.ts";

/** A network as `docker network inspect` has it; a list leaves the containers out. */
export function describeNetwork(network: NetworkRecord, containers: boolean): NetworkInspect {
  const { pool, pool6 } = network;
  const chosen =
    pool && !network.ipam.some((config) => !isIpv6Config(config))
      ? [{ Subnet: formatSubnet(pool.subnet), ...(pool.gateway !== undefined && { Gateway: formatIpv4(pool.gateway) }) }]
      : [];
  const chosen6 =
    pool6 && !network.ipam.some(isIpv6Config) ? [{ Subnet: formatSubnet6(pool6.subnet), Gateway: formatIpv6(pool6.gateway) }] : [];
  return {
    Name: network.name,
    Id: network.id,
    Created: goTime(network.created),
    Scope: "local",
    Driver: network.driver,
    EnableIPv4: network.ipv4,
    EnableIPv6: network.ipv6,
    IPAM: {
      Driver: "default",
      Options: network.ipamOptions,
      Config: network.driver !== "bridge" && !network.configOnly ? (null as never) : [...network.ipam, ...chosen, ...chosen6],
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: network.configFrom },
    ConfigOnly: network.configOnly,
    Containers: containers
      ? sortedMap(Object.fromEntries([...network.endpoints.values()].map((endpoint) => [endpoint.containerId, describeMember(endpoint)])))
      : {},
    Options: sortedMap(network.options),
    Labels: sortedMap(network.labels),
  };
}

function describeMember({ containerName, id, mac, address, address6, network }: Endpoint): NetworkInspect["Containers"][string] {
  return {
    Name: containerName,
    EndpointID: id,
    MacAddress: mac,
    IPv4Address: address === undefined ? "" : `${formatIpv4(address)}/${network.pool?.subnet.prefix}`,
    IPv6Address: address6 === undefined ? "" : `${formatIpv6(address6)}/${network.pool6?.subnet.prefix}`,
  };
}

/** What came of a container's wish to be on a network. Fields in the order in which the API has them. */
export function describeEndpoint(asked: EndpointSettings, endpoint: Endpoint | undefined): EndpointSettings {
  const { pool, pool6 } = endpoint?.network ?? {};
  const gateway = pool && !endpoint?.network.internal && pool.gateway !== undefined ? formatIpv4(pool.gateway) : "";
  return {
    IPAMConfig: asked.IPAMConfig ?? null,
    Links: asked.Links ?? null,
    Aliases: asked.Aliases ?? null,
    // What was asked for stands there until the first end, which empties it.
    MacAddress: endpoint?.mac ?? (asked.NetworkID ? "" : (asked.MacAddress ?? "")),
    DriverOpts: sortedMap(asked.DriverOpts ?? null),
    GwPriority: asked.GwPriority ?? 0,
    NetworkID: endpoint?.network.id ?? asked.NetworkID ?? "",
    EndpointID: endpoint?.id ?? "",
    Gateway: gateway,
    IPAddress: endpoint?.address === undefined ? "" : formatIpv4(endpoint.address),
    IPPrefixLen: endpoint?.address === undefined ? 0 : (pool?.subnet.prefix ?? 0),
    IPv6Gateway: pool6 && !endpoint?.network.internal ? formatIpv6(pool6.gateway) : "",
    GlobalIPv6Address: endpoint?.address6 === undefined ? "" : formatIpv6(endpoint.address6),
    GlobalIPv6PrefixLen: endpoint?.address6 === undefined ? 0 : (pool6?.subnet.prefix ?? 0),
    DNSNames: endpoint && endpoint.dnsNames.length > 0 ? endpoint.dnsNames : (asked.DNSNames ?? null),
  };
}
