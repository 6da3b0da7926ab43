/** Networks that are only a description for others: `docker network create --config-only` and `--config-from`. */
import { EngineError, type NetworkCreateRequest } from "../api.ts";
import type { NetworkRecord } from "./records.ts";

const fail = (status: number, words: string): never => {
  throw new EngineError(status, words);
};

/**
 * What is to be made, with what another network describes.
 * @param find the network that is named
 * @throws EngineError for what does not go together
 */
export function withConfiguration(request: NetworkCreateRequest, find: (name: string) => NetworkRecord | undefined): NetworkCreateRequest {
  const { ConfigOnly, Internal, Attachable, Ingress, Scope, IPAM, Options, Labels } = request;
  const from = request.ConfigFrom?.Network;
  if (ConfigOnly && (Internal || Attachable || Ingress || Scope))
    fail(
      403,
      "configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.",
    );
  if (!from) return request;
  if (ConfigOnly) fail(403, "a configuration network cannot depend on another configuration network");
  const source = find(from);
  if (!source?.configOnly) return fail(404, `configuration network ${JSON.stringify(from)} does not exist`);
  const own = (IPAM?.Config ?? []).length > 0 || [Options, Labels, IPAM?.Options].some((map) => Object.keys(map ?? {}).length > 0);
  if (own) fail(403, "user specified configurations are not supported if the network depends on a configuration network");
  return {
    ...request,
    IPAM: { Driver: "default", Options: {}, ...(source.ipamOptions && { Options: source.ipamOptions }), Config: source.ipam },
    Options: source.options ?? {},
    Labels: source.labels ?? {},
    EnableIPv6: source.ipv6,
  };
}

/** @throws EngineError 403 while another network is made as this one describes */
export function requireUndescribed(network: NetworkRecord, all: readonly NetworkRecord[]): void {
  if (network.configOnly && all.some(({ configFrom }) => configFrom === network.name))
    fail(403, `error while removing network: configuration network ${JSON.stringify(network.name)} is in use`);
}
