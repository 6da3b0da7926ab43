/** What is asked of networks, volumes and registries. */
import { boolean, list, map, string, struct } from "../wire/shape.ts";
import { endpointSettings } from "./container.ts";

const labels = map(string);

const ipamConfig = struct("network.IPAMConfig", { Subnet: string, IPRange: string, Gateway: string, AuxiliaryAddresses: labels });

export const networkCreateRequest = struct("network.CreateRequest", {
  Name: string,
  CheckDuplicate: boolean,
  Driver: string,
  Scope: string,
  EnableIPv4: boolean,
  EnableIPv6: boolean,
  IPAM: struct("network.IPAM", { Driver: string, Options: labels, Config: list(ipamConfig) }),
  Internal: boolean,
  Attachable: boolean,
  Ingress: boolean,
  ConfigOnly: boolean,
  ConfigFrom: struct("network.ConfigReference", { Network: string }),
  Options: labels,
  Labels: labels,
});

export const networkConnectRequest = struct("network.ConnectOptions", { Container: string, EndpointConfig: endpointSettings });
export const networkDisconnectRequest = struct("network.DisconnectOptions", { Container: string, Force: boolean });

export const volumeCreateRequest = struct("volume.CreateOptions", { Name: string, Driver: string, DriverOpts: labels, Labels: labels });

export const authConfig = struct("registry.AuthConfig", {
  username: string,
  password: string,
  auth: string,
  email: string,
  serveraddress: string,
  identitytoken: string,
  registrytoken: string,
});

export const swarmInitRequest = struct("swarm.InitRequest", { ListenAddr: string, AdvertiseAddr: string, ForceNewCluster: boolean });
export const swarmJoinRequest = struct("swarm.JoinRequest", {
  ListenAddr: string,
  AdvertiseAddr: string,
  RemoteAddrs: list(string),
  JoinToken: string,
});
