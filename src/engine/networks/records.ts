/** What the daemon keeps of networks, of containers on them, and of the network namespace of one container. */
import type { EndpointIpamConfig, IpamConfig, PortMap } from "../api.ts";
import type { Bridge } from "../kernel/network/bridge.ts";
import type { PublishedPort } from "../kernel/network/network.ts";
import type { NetworkInterface, NetworkStack } from "../kernel/network/stack.ts";
import type { AddressPool } from "./ipam.ts";
import type { Ipv6Pool } from "./ipam6.ts";

export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly driver: "bridge" | "host" | "null";
  /** Only a description that others are made from. */
  readonly configOnly: boolean;
  /** The name of the network it was described by; empty when it was not. */
  readonly configFrom: string;
  readonly ipv4: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ipv6: boolean;
  /** As asked for; empty when the daemon chose. */
  readonly ipam: readonly IpamConfig[];
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  readonly labels: Readonly<Record<string, string>> | null;
  /** Of bridge networks. */
  readonly bridge: Bridge | undefined;
  readonly pool: AddressPool | undefined;
  readonly pool6: Ipv6Pool | undefined;
  /** By the container's id, in the order they came. */
  readonly endpoints: Map<string, Endpoint>;
}

/** A running container on a network. */
export interface Endpoint {
  readonly id: string;
  readonly network: NetworkRecord;
  readonly containerId: string;
  readonly containerName: string;
  readonly mac: string;
  readonly address: number | undefined;
  readonly address6: bigint | undefined;
  /** By which others on the network find it. */
  readonly dnsNames: readonly string[];
  /** Names that only this container knows others by. */
  readonly links: ReadonlyMap<string, string>;
  readonly device: NetworkInterface | undefined;
  readonly gatewayPriority: number;
  published: readonly PublishedPort[];
}

/** The network namespace of a container, while it runs. */
export interface Sandbox {
  readonly id: string;
  readonly containerId: string;
  /** Changes with `docker rename`. */
  containerName: string;
  /** The host's own for `--network host`. */
  readonly stack: NetworkStack;
  readonly endpoints: Endpoint[];
  /** What is to be published once it is on a network that can. */
  readonly ports: readonly PortRequest[];
  /** What came of it. */
  published: PortMap;
  /** Whom Docker's name server asks for what it does not know. */
  readonly forwarders: readonly string[];
}

/** One port of a container to publish. */
export interface PortRequest {
  readonly protocol: "tcp" | "udp";
  /** The container's. */
  readonly port: number;
  /** Empty for every address of the host. */
  readonly hostIp: string;
  /** 0 and 0 for any that is free. */
  readonly from: number;
  readonly to: number;
}

/** What a container asks of one network. */
export interface EndpointRequest {
  readonly ipam: EndpointIpamConfig | undefined;
  readonly mac: string;
  readonly dnsNames: readonly string[];
  readonly links: ReadonlyMap<string, string>;
  readonly gatewayPriority: number;
}
