/** Networks: a session has its own, its `bridge` among them, and `none`. */
import { asFlag, asMap, asNumber, asText, asTexts, dropped, type Fields, made, objectOf, oneOf, refused, saysNothing } from "./fields.ts";
import { ownLabels } from "./mounts.ts";
import { DaemonError, Refused } from "./refusal.ts";
import type { World } from "./world.ts";

/** Throws `Refused`, or `DaemonError` 404. */
export async function networkModeOf(value: unknown, world: World): Promise<string> {
  const mode = saysNothing(value) ? "bridge" : (asText(value, "NetworkMode") as string);
  if (mode === "none") return mode;
  if (mode === "host") throw new Refused("host-namespaces", "the machine's own network cannot be joined (--network host)");
  if (mode.startsWith("container:"))
    return `container:${await joined(world, mode.slice("container:".length), "joining network namespace of container: ")}`;
  return world.network(mode === "default" ? "bridge" : mode);
}

/** The container whose namespace is joined. That there is none is the request's mistake, not its object's. */
export async function joined(world: World, name: string, words: string): Promise<string> {
  try {
    return await world.container(name);
  } catch (error) {
    throw error instanceof DaemonError && error.status === 404 ? new DaemonError(400, words + error.message) : error;
  }
}

/** The endpoints of a new container. Its name is known on its networks as the learner gave it. */
export async function endpointsOf(value: unknown, asked: Fields, mode: string, world: World): Promise<Record<string, unknown>> {
  const endpoints: Record<string, unknown> = {};
  for (const [name, settings] of Object.entries(objectOf(value, "EndpointsConfig"))) {
    if (name === "host") throw new Refused("host-namespaces", "the machine's own network cannot be joined (--network host)");
    const id = name === "none" ? name : await world.network(name === "default" ? "bridge" : name);
    endpoints[id] = await endpointOf(settings, world);
  }
  const Links = saysNothing(asked.Links) ? [] : await linksOf(asked.Links, world);
  if (Links.length > 0) {
    const there = objectOf(endpoints[mode], "an endpoint");
    endpoints[mode] = { ...there, Links: [...((there.Links as string[] | undefined) ?? []), ...Links] };
  }
  return endpoints;
}

export async function endpointOf(value: unknown, world: World): Promise<Record<string, unknown>> {
  const endpoint = made(
    value,
    {
      IPAMConfig: (config) => made(config, { IPv4Address: asText, IPv6Address: asText, LinkLocalIPs: asTexts }, "IPAMConfig"),
      Links: asTexts,
      Aliases: asTexts,
      MacAddress: asText,
      GwPriority: asNumber,
      DNSNames: dropped,
      DriverOpts: refused("networks", "options for a network's driver are not allowed"),
      ...Object.fromEntries(
        ["NetworkID", "EndpointID", "Gateway", "IPAddress", "IPPrefixLen", "IPv6Gateway", "GlobalIPv6Address", "GlobalIPv6PrefixLen"].map(
          (name) => [name, dropped],
        ),
      ),
    },
    "an endpoint",
  );
  if (endpoint.Links !== undefined) endpoint.Links = await linksOf(endpoint.Links, world);
  return endpoint;
}

/** A body for `POST /networks/create`. */
export function networkOf(body: unknown, world: World): Fields {
  const network = made(
    body,
    {
      Name: asText,
      CheckDuplicate: dropped,
      Driver: (driver) => {
        if (driver === "bridge") return driver;
        if (!["host", "null", "macvlan", "ipvlan", "overlay"].includes(String(driver)))
          throw new DaemonError(404, `plugin "${driver}" not found`);
        throw new Refused("networks", "networks may have no driver but bridge");
      },
      Scope: oneOf("networks", "networks reach no further than this machine", "local"),
      EnableIPv4: asFlag,
      EnableIPv6: asFlag,
      IPAM: (ipam) =>
        made(
          ipam,
          {
            Driver: oneOf("networks", "the driver of addresses cannot be chosen", "default"),
            Options: refused("networks", "options for the driver of addresses are not allowed"),
            Config: (list) => subnetsOf(list),
          },
          "IPAM",
        ),
      Internal: asFlag,
      Attachable: asFlag,
      Ingress: refused("networks", "networks of a swarm are not allowed"),
      ConfigOnly: refused("networks", "networks made of other networks are not allowed"),
      ConfigFrom: (from) =>
        made(from, { Network: refused("networks", "networks made of other networks are not allowed") }, "ConfigFrom") && undefined,
      Options: (options, name) => {
        for (const option of Object.keys(asMap(options, name) as object))
          if (!["com.docker.network.bridge.enable_icc", "com.docker.network.driver.mtu"].includes(option))
            throw new Refused("networks", `the network option ${JSON.stringify(option)} is not allowed`);
        return options;
      },
      Labels: ownLabels,
    },
    "the body",
  );
  const name = String(network.Name ?? "");
  if (["bridge", "host", "none", "default"].includes(name))
    throw new DaemonError(403, `operation is not permitted on predefined ${name} network`);
  return {
    ...network,
    Name: name === "" ? "" : world.names.real(name),
    Options: { ...objectOf(network.Options, "Options"), ...loopbackOnly },
    Labels: { ...objectOf(network.Labels, "Labels"), ...world.labels },
  };
}

/** A published port that names no address is this machine's own. */
export const loopbackOnly = { "com.docker.network.bridge.host_binding_ipv4": "127.0.0.1" } as const;

/** Addresses that are for private use: a network may not shadow anything that somebody else has. */
const privateRange = /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|fd)/;

function subnetsOf(list: unknown): unknown {
  if (!Array.isArray(list)) throw new DaemonError(400, "invalid JSON: Config must be a list");
  return list.map((each) => {
    const config = made(each, { Subnet: asText, IPRange: asText, Gateway: asText, AuxiliaryAddresses: asMap }, "an address pool");
    const subnet = String(config.Subnet ?? "");
    // What is no subnet at all the engine says in its own words.
    if (/^[0-9a-f.:]+\/\d+$/i.test(subnet) && (!privateRange.test(subnet) || Number(subnet.split("/")[1]) < 16))
      throw new Refused("networks", `the subnet ${subnet} is not a private one of at most 65,536 addresses`);
    return config;
  });
}

async function linksOf(value: unknown, world: World): Promise<string[]> {
  const links: string[] = [];
  for (const link of asTexts(value, "Links") as string[]) {
    const [name = "", alias = name] = link.split(":");
    links.push(`${await world.container(name)}:${alias}`);
  }
  return links;
}
