import type { EndpointSettings, NetworkInspect } from "../api.ts";
import { sortedMap } from "../go/sorted-map.ts";
import { goTime } from "../images/config.ts";
import { formatIpv4, formatSubnet } from "../kernel/network/address.ts";
import type { Endpoint, NetworkRecord } from "./records.ts";

/** A network as `docker network inspect` has it; a list leaves the containers out. */
export function describeNetwork(network: NetworkRecord, containers: boolean): NetworkInspect {
  const { pool } = network;
  const chosen = pool
    ? [{ Subnet: formatSubnet(pool.subnet), ...(pool.gateway !== undefined && { Gateway: formatIpv4(pool.gateway) }) }]
    : [];
  return {
    Name: network.name,
    Id: network.id,
    Created: goTime(network.created),
    Scope: "local",
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: network.ipv6,
    IPAM: {
      Driver: "default",
      Options: network.ipamOptions,
      Config: network.driver !== "bridge" ? (null as never) : network.ipam.length > 0 ? network.ipam : chosen,
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: "" },
    ConfigOnly: false,
    Containers: containers
      ? sortedMap(Object.fromEntries([...network.endpoints.values()].map((endpoint) => [endpoint.containerId, describeMember(endpoint)])))
      : {},
    Options: sortedMap(network.options),
    Labels: sortedMap(network.labels),
  };
}

function describeMember({ containerName, id, mac, address, network }: Endpoint): NetworkInspect["Containers"][string] {
  return {
    Name: containerName,
    EndpointID: id,
    MacAddress: mac,
    IPv4Address: address === undefined ? "" : `${formatIpv4(address)}/${network.pool?.subnet.prefix}`,
    IPv6Address: "",
  };
}

/** What came of a container's wish to be on a network. Fields in the order in which the API has them. */
export function describeEndpoint(asked: EndpointSettings, endpoint: Endpoint | undefined): EndpointSettings {
  const pool = endpoint?.network.pool;
  const gateway = pool && !endpoint.network.internal && pool.gateway !== undefined ? formatIpv4(pool.gateway) : "";
  return {
    IPAMConfig: asked.IPAMConfig ?? null,
    Links: asked.Links ?? null,
    Aliases: asked.Aliases ?? null,
    MacAddress: endpoint?.mac ?? "",
    DriverOpts: sortedMap(asked.DriverOpts ?? null),
    GwPriority: asked.GwPriority ?? 0,
    NetworkID: endpoint?.network.id ?? asked.NetworkID ?? "",
    EndpointID: endpoint?.id ?? "",
    Gateway: gateway,
    IPAddress: endpoint?.address === undefined ? "" : formatIpv4(endpoint.address),
    IPPrefixLen: endpoint?.address === undefined ? 0 : (pool?.subnet.prefix ?? 0),
    IPv6Gateway: "",
    GlobalIPv6Address: "",
    GlobalIPv6PrefixLen: 0,
    DNSNames: endpoint && endpoint.dnsNames.length > 0 ? endpoint.dnsNames : (asked.DNSNames ?? null),
  };
}
