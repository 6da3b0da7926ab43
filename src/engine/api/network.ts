/** Networks as the Docker Engine API 1.51 tells them. */
import type { PortMap } from "./container-config.ts";
import type { Filters } from "./filters.ts";

export interface EndpointIpamConfig {
  readonly IPv4Address?: string;
  readonly IPv6Address?: string;
  readonly LinkLocalIPs?: readonly string[];
}

/** One container on one network. What is asked for and what came of it are in one record, as in the API. */
export interface EndpointSettings {
  readonly IPAMConfig?: EndpointIpamConfig | null;
  readonly Links?: readonly string[] | null;
  readonly Aliases?: readonly string[] | null;
  readonly MacAddress?: string;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly GwPriority?: number;
  readonly NetworkID?: string;
  readonly EndpointID?: string;
  readonly Gateway?: string;
  readonly IPAddress?: string;
  readonly IPPrefixLen?: number;
  readonly IPv6Gateway?: string;
  readonly GlobalIPv6Address?: string;
  readonly GlobalIPv6PrefixLen?: number;
  readonly DNSNames?: readonly string[] | null;
}

/** A container's networks; the fields below `EndpointID` repeat those of the default bridge, for old clients. */
export interface NetworkSettings {
  readonly Bridge: string;
  readonly SandboxID: string;
  readonly SandboxKey: string;
  readonly Ports: PortMap;
  readonly HairpinMode: boolean;
  readonly LinkLocalIPv6Address: string;
  readonly LinkLocalIPv6PrefixLen: number;
  readonly SecondaryIPAddresses: null;
  readonly SecondaryIPv6Addresses: null;
  readonly EndpointID: string;
  readonly Gateway: string;
  readonly GlobalIPv6Address: string;
  readonly GlobalIPv6PrefixLen: number;
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly IPv6Gateway: string;
  readonly MacAddress: string;
  readonly Networks: Readonly<Record<string, EndpointSettings>>;
}

export interface IpamConfig {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  /** Addresses that are taken, by name. */
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

export interface Ipam {
  readonly Driver: string;
  readonly Options: Readonly<Record<string, string>> | null;
  readonly Config: readonly IpamConfig[];
}

export interface NetworkInspect {
  readonly Name: string;
  readonly Id: string;
  readonly Created: string;
  readonly Scope: string;
  readonly Driver: string;
  readonly EnableIPv4: boolean;
  readonly EnableIPv6: boolean;
  readonly IPAM: Ipam;
  readonly Internal: boolean;
  readonly Attachable: boolean;
  readonly Ingress: boolean;
  readonly ConfigFrom: { readonly Network: string };
  readonly ConfigOnly: boolean;
  /** By container id. */
  readonly Containers: Readonly<
    Record<
      string,
      {
        readonly Name: string;
        readonly EndpointID: string;
        readonly MacAddress: string;
        readonly IPv4Address: string;
        readonly IPv6Address: string;
      }
    >
  >;
  readonly Options: Readonly<Record<string, string>> | null;
  readonly Labels: Readonly<Record<string, string>> | null;
}

export interface NetworkCreateRequest {
  readonly Name: string;
  readonly Driver?: string;
  readonly Scope?: string;
  readonly EnableIPv4?: boolean;
  readonly EnableIPv6?: boolean;
  readonly IPAM?: {
    readonly Driver?: string;
    readonly Options?: Readonly<Record<string, string>> | null;
    readonly Config?: readonly IpamConfig[] | null;
  };
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly Ingress?: boolean;
  readonly ConfigOnly?: boolean;
  readonly ConfigFrom?: { readonly Network: string };
  readonly Options?: Readonly<Record<string, string>> | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

export interface NetworkApi {
  networkCreate(request: NetworkCreateRequest): Promise<{ readonly Id: string; readonly Warning: string }>;
  /** `Containers` is empty in a list, as in the API. */
  networkList(filters?: Filters): Promise<NetworkInspect[]>;
  /** Name, id or the beginning of an id. Throws `EngineError` 404 `network … not found`. */
  networkInspect(network: string): Promise<NetworkInspect>;
  networkRemove(network: string): Promise<void>;
  networkConnect(network: string, container: string, settings?: EndpointSettings): Promise<void>;
  networkDisconnect(network: string, container: string, options?: { readonly force?: boolean }): Promise<void>;
  networkPrune(filters?: Filters): Promise<{ readonly NetworksDeleted: readonly string[] | null }>;
}
