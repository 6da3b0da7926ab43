/** `docker ps` and its filters. */
import { type ContainerListOptions, type ContainerSummary, EngineError, type Filters } from "../api.ts";
import {
  booleanFilter,
  matches,
  matchesExactly,
  matchesLabels,
  matchesPruneLabels,
  untilFilter,
  validateFilters,
} from "../events/filters.ts";
import type { Image } from "../images/image.ts";
import type { Daemon } from "./daemon.ts";
import { describeNetworks, describeSummary } from "./describe.ts";
import type { Container } from "./record.ts";

const known = [
  "ancestor",
  "before",
  "exited",
  "expose",
  "health",
  "id",
  "is-task",
  "isolation",
  "label",
  "name",
  "network",
  "publish",
  "since",
  "status",
  "volume",
];
const states = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];
const healths = ["none", "starting", "healthy", "unhealthy"];

/** Newest first. Throws `EngineError` for a filter that can't be. */
export function listContainers(daemon: Daemon, options: ContainerListOptions): ContainerSummary[] {
  const filters = options.filters ?? {};
  const wanted = selection(daemon, filters, options);
  const found: Container[] = [];
  const limit = options.limit && options.limit > 0 ? options.limit : undefined;
  for (const container of newestFirst(daemon)) {
    if (limit !== undefined && found.length === limit) break;
    if (wanted(container)) found.push(container);
  }
  return found.map((container) => describeSummary(daemon, container, options.size ?? false));
}

function newestFirst(daemon: Daemon): Container[] {
  return daemon.containers.all().reverse();
}

function selection(daemon: Daemon, filters: Filters, options: ContainerListOptions): (container: Container) => boolean {
  validateFilters(filters, known);
  const bad = (words: string, status = 400): never => {
    throw new EngineError(status, words);
  };
  const codes = (filters.exited ?? []).map((value) =>
    /^[-+]?\d+$/.test(value) ? Number(value) : bad(`invalid filter 'exited=${value}': strconv.Atoi: parsing "${value}": invalid syntax`),
  );
  for (const value of filters.status ?? [])
    if (!states.includes(value))
      bad(`invalid filter 'status=${value}': invalid value for state (${value}): must be one of ${states.join(", ")}`);
  const task = booleanFilter(filters, "is-task");
  for (const value of filters.health ?? [])
    if (!healths.includes(value))
      bad(`invalid filter 'health=${value}': invalid value for health (${value}): must be one of ${healths.join(", ")}`);
  const all = options.all || (filters.status?.length ?? 0) > 0 || (options.limit ?? 0) > 0;
  const order = daemon.containers.all();
  const place = (name: string | undefined): number | undefined =>
    name === undefined ? undefined : order.indexOf(daemon.containers.get(name));
  const before = place(filters.before?.at(-1));
  const since = place(filters.since?.at(-1));
  const images = filters.ancestor?.length ? ancestors(daemon, filters.ancestor) : undefined;
  const ports = { publish: portFilter("publish", filters), expose: portFilter("expose", filters) };
  return (container) => {
    const at = order.indexOf(container);
    return (
      (all || container.isRunning) &&
      (before === undefined || at < before) &&
      (since === undefined || at > since) &&
      (matches(filters, "name", container.name) || matches(filters, "name", `/${container.name}`)) &&
      (!filters.id?.length || filters.id.some((id) => container.id.startsWith(id) || matches({ id: [id] }, "id", container.id))) &&
      task !== true &&
      matchesLabels(filters, container.config.Labels) &&
      (codes.length === 0 || (!container.isRunning && container.startedAt !== 0 && codes.includes(container.exitCode))) &&
      matchesExactly(filters, "status", container.status) &&
      matchesExactly(filters, "health", container.health?.status ?? "none") &&
      matchesVolume(filters, container) &&
      (!images || images(container)) &&
      matchesNetwork(filters, container) &&
      matchesPorts(ports, daemon, container)
    );
  };
}

/** An image, and every image that was made from it: the daemon knows of those that a container of it became. */
function ancestors(daemon: Daemon, names: readonly string[]): (container: Container) => boolean {
  const ids = new Set(names.flatMap((name) => imageOf(daemon, name)?.id ?? []));
  return ({ image }) => {
    for (let at: Image | undefined = image; at; at = at.parent === undefined ? undefined : imageOf(daemon, at.parent))
      if (ids.has(at.id)) return true;
    return false;
  };
}

function imageOf({ images }: Daemon, name: string): Image | undefined {
  try {
    return images.get(name);
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

function matchesVolume(filters: Filters, { mounts }: Container): boolean {
  const values = filters.volume;
  return (
    !values?.length || values.some((value) => mounts.some(({ name, source, target }) => value === (name || source) || value === target))
  );
}

function matchesNetwork(filters: Filters, container: Container): boolean {
  const values = filters.network;
  if (!values?.length) return true;
  const networks = Object.entries(describeNetworks(container));
  return values.some((value) =>
    networks.some(([name, { NetworkID }]) => name === value || ((NetworkID ?? "").startsWith(value) && NetworkID !== "")),
  );
}

function portFilter(name: "publish" | "expose", filters: Filters): ReadonlySet<string> | undefined {
  const values = filters[name];
  if (!values?.length) return undefined;
  const wanted = new Set<string>();
  for (const value of values) {
    if (value.includes(":")) throw new EngineError(500, `filter for '${name}' should not contain ':': ${value}`);
    const [range = "", protocol = "tcp"] = value.split("/");
    const match = /^(\d+)(?:-(\d+))?$/.exec(range);
    if (!match)
      throw new EngineError(500, `error while looking up for ${name} ${value}: strconv.ParseUint: parsing "${range}": invalid syntax`);
    for (let port = Number(match[1]); port <= Number(match[2] ?? match[1]); port++) wanted.add(`${port}/${protocol}`);
  }
  return wanted;
}

function matchesPorts(
  ports: { publish: ReadonlySet<string> | undefined; expose: ReadonlySet<string> | undefined },
  daemon: Daemon,
  container: Container,
): boolean {
  if (!ports.publish && !ports.expose) return true;
  return describeSummary(daemon, container, false).Ports.some(
    ({ PublicPort, PrivatePort, Type }) =>
      (PublicPort !== undefined && ports.publish?.has(`${PublicPort}/${Type}`)) || ports.expose?.has(`${PrivatePort}/${Type}`),
  );
}

/** What a prune takes: everything that does not run. */
export function prunable(daemon: Daemon, filters: Filters): Container[] {
  validateFilters(filters, ["label", "label!", "until"]);
  const until = untilFilter(filters, daemon.clock.now());
  return newestFirst(daemon).filter(
    (container) =>
      !container.isRunning && matchesPruneLabels(filters, container.config.Labels) && (until === undefined || container.created < until),
  );
}
