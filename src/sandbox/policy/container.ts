/** What becomes of a request for a container. */
import { asFlag, asNumber, asSet, asText, asTexts, type FieldRule, type Fields, made, objectOf, saysNothing } from "./fields.ts";
import { hostConfigOf } from "./host-config.ts";
import { anonymousVolume, bindOf, type Mount, mountOf, ownLabels } from "./mounts.ts";
import { askedLabel } from "./names.ts";
import { endpointsOf, networkModeOf } from "./network.ts";
import { portsOf } from "./ports.ts";
import { DaemonError, Refused } from "./refusal.ts";
import type { World } from "./world.ts";

/** Nanoseconds between two looks at a container's health, at least: each is a process. */
const leastInterval = 500_000_000;

const nanoseconds: FieldRule = (value, name) => {
  const number = asNumber(value, name) as number;
  if (number > 0 && number < leastInterval) throw new Refused("limits", `${name} of a health check may be no less than 500ms`);
  return number;
};

const config: Readonly<Record<string, FieldRule>> = {
  Hostname: asText,
  Domainname: asText,
  User: asText,
  AttachStdin: asFlag,
  AttachStdout: asFlag,
  AttachStderr: asFlag,
  ExposedPorts: asSet,
  Tty: asFlag,
  OpenStdin: asFlag,
  StdinOnce: asFlag,
  Env: asTexts,
  Cmd: asTexts,
  Healthcheck: (value) =>
    made(
      value,
      { Test: asTexts, Interval: nanoseconds, Timeout: asNumber, StartPeriod: asNumber, StartInterval: nanoseconds, Retries: asNumber },
      "Healthcheck",
    ),
  ArgsEscaped: asFlag,
  Image: asText,
  Volumes: asSet,
  WorkingDir: asText,
  Entrypoint: asTexts,
  NetworkDisabled: asFlag,
  MacAddress: asText,
  Labels: ownLabels,
  StopSignal: asText,
  StopTimeout: asNumber,
  Shell: asTexts,
};

/** A body for the engine's `POST /containers/create`. `name` is the learner's, without a slash; empty when the engine makes one up. Throws `Refused`, or `DaemonError` in the daemon's words. */
export async function containerOf(name: string, body: unknown, world: World): Promise<Fields> {
  const { HostConfig, NetworkingConfig, ...rest } = objectOf(body, "the body");
  const own = made(rest, config, "the body");
  const asked = objectOf(HostConfig, "HostConfig");
  const host = await hostConfigOf(asked, world);
  if (saysNothing(own.Image)) throw new DaemonError(400, "no image specified");
  const image = await world.image(String(own.Image));
  const mounts = await mountsOf(own.Volumes, asked, image.config, world);
  const ports = portsOf(asked, own.ExposedPorts, image.config);
  const mode = await networkModeOf(asked.NetworkMode, world);
  const { EndpointsConfig } = made(NetworkingConfig, { EndpointsConfig: (value) => value }, "NetworkingConfig");
  const VolumesFrom = await volumesFrom(asked.VolumesFrom, world);
  const Labels = {
    ...objectOf(own.Labels, "Labels"),
    ...world.labels,
    [askedLabel]: JSON.stringify(remembered(asked, own, ports.shown, EndpointsConfig)),
  };
  const { Volumes: _, ...settings } = own;
  const health = seldomEnough(own.Healthcheck, image.config.Healthcheck);
  return {
    ...settings,
    ...(health && { Healthcheck: health }),
    Image: image.reference,
    Labels,
    ...(ports.exposed !== undefined && { ExposedPorts: ports.exposed }),
    HostConfig: {
      ...host,
      Mounts: mounts,
      ...(VolumesFrom && { VolumesFrom }),
      PortBindings: ports.bindings,
      NetworkMode: mode,
    },
    NetworkingConfig: {
      EndpointsConfig: withName(await endpointsOf(EndpointsConfig, asked, mode, world), isDefaultNetwork(asked) ? "" : name, mode),
    },
  };
}

/** How a container's health is looked at, where the image has it done more often than a session may: what is not given is the image's. */
function seldomEnough(given: unknown, image: unknown): Fields | undefined {
  const own = objectOf(given, "Healthcheck");
  const raised = Object.entries(objectOf(image, "Healthcheck")).filter(
    ([name, value]) => /^(Start)?Interval$/.test(name) && saysNothing(own[name]) && Number(value) > 0 && Number(value) < leastInterval,
  );
  if (raised.length === 0) return given === undefined ? undefined : own;
  return { ...own, ...Object.fromEntries(raised.map(([name]) => [name, leastInterval])) };
}

/** What an answer shows in the place of what the sandbox made of it. */
function remembered(asked: Fields, { Image, Volumes }: Fields, PortBindings: Fields, endpoints: unknown): Fields {
  const names = ["Memory", "MemorySwap", "MemoryReservation", "NanoCpus", "PidsLimit", "Ulimits", "Binds", "Mounts", "NetworkMode"];
  const kept = Object.fromEntries([...names, "VolumesFrom", "LogConfig", "PublishAllPorts"].map((name) => [name, asked[name] ?? null]));
  const aliases = Object.entries(objectOf(endpoints, "EndpointsConfig")).map(([network, settings]) => [
    network,
    objectOf(settings, "an endpoint").Aliases ?? [],
  ]);
  return { Image, Volumes: Volumes ?? null, Aliases: Object.fromEntries(aliases), HostConfig: { ...kept, PortBindings } };
}

/** Docker's default network knows no names. */
function isDefaultNetwork({ NetworkMode }: Fields): boolean {
  return saysNothing(NetworkMode) || NetworkMode === "default" || NetworkMode === "bridge";
}

/** On its networks a container is found by the name that the learner gave it: in the engine it has another. */
function withName(endpoints: Readonly<Record<string, unknown>>, name: string, mode: string): Fields {
  if (mode === "none" || mode.startsWith("container:")) return endpoints;
  const all: Fields = Object.keys(endpoints).length === 0 ? { [mode]: {} } : endpoints;
  if (name === "") return all;
  const named = Object.entries(all).map(([network, settings]) => {
    const endpoint = objectOf(settings, "an endpoint");
    return [network, { ...endpoint, Aliases: [...((endpoint.Aliases as string[] | undefined) ?? []), name] }];
  });
  return Object.fromEntries(named);
}

async function mountsOf(volumes: unknown, asked: Fields, image: Fields, world: World): Promise<readonly Mount[]> {
  const mounts: Mount[] = [];
  for (const bind of (saysNothing(asked.Binds) ? [] : asTexts(asked.Binds, "Binds")) as string[]) mounts.push(await bindOf(bind, world));
  const given = asked.Mounts ?? [];
  if (!Array.isArray(given)) throw new DaemonError(400, "invalid JSON: Mounts must be a list");
  for (const each of given) mounts.push(await mountOf(each, world));
  const targets = new Set([...mounts.map(({ Target }) => Target), ...Object.keys(objectOf(asked.Tmpfs, "Tmpfs"))]);
  for (const path of [...Object.keys(objectOf(volumes, "Volumes")), ...Object.keys(objectOf(image.Volumes, "Volumes"))]) {
    const target = path.startsWith("/") ? path : `/${path}`;
    if (targets.has(target)) continue;
    targets.add(target);
    mounts.push(anonymousVolume(target, world));
  }
  return mounts;
}

async function volumesFrom(value: unknown, world: World): Promise<readonly string[] | undefined> {
  if (saysNothing(value)) return undefined;
  const sources: string[] = [];
  for (const each of asTexts(value, "VolumesFrom") as string[]) {
    const [name = "", mode = ""] = each.split(":");
    if (!["", "ro", "rw"].includes(mode)) throw new DaemonError(400, `invalid mode: ${mode}`);
    sources.push((await world.container(name)) + (mode && `:${mode}`));
  }
  return sources;
}
