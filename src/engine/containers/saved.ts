/**
 * A daemon as data, and back. Files, settings, logs and states last; processes can't be frozen: after a reload it is as after
 * a daemon that was killed. What its restart policy would start again starts again, everything else that ran has exited with
 * 255. A copy for the grader starts all that ran.
 */
import type { ContainerConfig, EndpointSettings } from "../api.ts";
import { SnapshotError } from "../filesystem/bytes.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import type { Image } from "../images/image.ts";
import type { SavedNetwork } from "../networks/store.ts";
import type { SavedVolume } from "../volumes/store.ts";
import type { Daemon } from "./daemon.ts";
import type { FullHostConfig } from "./host-config.ts";
import { LogBuffer } from "./log-buffer.ts";
import { logSettings } from "./log-settings.ts";
import { Container, type ContainerMount, type Health } from "./record.ts";
import { startContainer } from "./start.ts";

interface SavedContainer {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly config: ContainerConfig;
  readonly hostConfig: FullHostConfig;
  readonly image: Image;
  readonly lower: DirectoryNode;
  readonly files: DirectoryNode;
  /** Directories of its own layer that hide those below; absent where it was saved by an older lab. */
  readonly opaque?: readonly string[];
  readonly mounts: readonly ContainerMount[];
  readonly networks: readonly (readonly [string, EndpointSettings])[];
  readonly log: ReturnType<LogBuffer["save"]>;
  readonly ran: boolean;
  /** The host's pid of its PID 1, while it runs. */
  readonly pid?: number;
  readonly state: Pick<
    Container,
    "dead" | "oomKilled" | "exitCode" | "error" | "startedAt" | "finishedAt" | "restartCount" | "stoppedByHand"
  > & { readonly health: Health | null };
}

export interface SavedDaemon {
  readonly containers: readonly SavedContainer[];
  readonly networks: readonly SavedNetwork[];
  readonly volumes: readonly SavedVolume[];
  readonly counts: Daemon["counts"];
  readonly made: { readonly networks: number; readonly volumes: number };
}

export function saveDaemon(daemon: Daemon): SavedDaemon {
  const { containers, networks, volumes, counts } = daemon;
  return {
    containers: containers.all().map(saveContainer),
    networks: networks.save(),
    volumes: volumes.save(),
    counts: { ...counts },
    made: { networks: networks.made, volumes: volumes.made },
  };
}

function saveContainer(container: Container): SavedContainer {
  const { id, name, created, config, hostConfig, image, lower, files, mounts, networks, log } = container;
  const { dead, oomKilled, exitCode, error, startedAt, finishedAt, restartCount, stoppedByHand, health } = container;
  const pid = container.running?.init.pid;
  return {
    id,
    name,
    created,
    config,
    hostConfig,
    image: { ...image, layers: image.layers.map(({ diffId, chainId, size, root }) => ({ diffId, chainId, size, root })) },
    lower,
    files: files.root,
    opaque: files.opaque,
    mounts,
    networks: [...networks],
    log: log.save(),
    ran: container.isRunning,
    ...(pid !== undefined && { pid }),
    state: { dead, oomKilled, exitCode, error, startedAt, finishedAt, restartCount, stoppedByHand, health: health ?? null },
  };
}

/** Ends everything that runs and takes the daemon's wires out of its machine: another daemon comes. */
export function shutDown(daemon: Daemon): void {
  for (const container of daemon.containers.all()) {
    container.restartManager.cancel();
    container.restarting = false;
    const run = container.running;
    container.running = undefined;
    if (!run) continue;
    run.over.abort();
    if (run.sandbox) daemon.sandboxes.release(run.sandbox);
    daemon.machine.processes.killAll(run.init.cgroup);
    run.init.cgroup.remove();
    run.streams.close();
  }
  for (const { bridge } of daemon.networks.all()) if (bridge) daemon.machine.network.removeBridge(bridge);
}

/** Throws `SnapshotError` for what is no saved daemon. */
export function checkSaved(saved: SavedDaemon): void {
  const whole = [saved?.containers, saved?.networks, saved?.volumes].every(Array.isArray) && saved.counts && saved.made;
  if (!whole) throw new SnapshotError("a part of the daemon is missing");
  for (const { id, name, files, lower, image } of saved.containers) {
    if (typeof id !== "string" || typeof name !== "string" || files?.kind !== "directory" || lower?.kind !== "directory" || !image)
      throw new SnapshotError("a container is not whole");
  }
}

/** A container that ran when it was saved, and the pid that it had. */
export interface Stopped {
  readonly container: Container;
  readonly pid?: number;
}

/**
 * Fills a daemon that has nothing yet. Nothing runs in it until `startStopped`.
 * @param imageOf the store's image of that id, when it has it
 * @returns what ran, in the order in which it was made
 */
export function restoreDaemon(daemon: Daemon, saved: SavedDaemon, imageOf: (id: string) => Image | undefined): readonly Stopped[] {
  daemon.networks.restore(saved.networks, saved.made.networks);
  daemon.volumes.restore(saved.volumes, saved.made.volumes);
  Object.assign(daemon.counts, saved.counts);
  const restored = saved.containers.map((entry) => [entry, restoreContainer(daemon, entry, imageOf)] as const);
  return restored.flatMap(([{ ran, pid }, container]) => {
    if (!ran) return [];
    container.exitCode = 255;
    container.finishedAt = daemon.clock.now();
    return [{ container, ...(pid !== undefined && { pid }) }];
  });
}

/** Which containers come back after the daemon was gone: those whose restart policy says so, or, in a copy, all. */
export type Again = "all" | "by policy";

/**
 * Starts what `restoreDaemon` found. With `all`, each first process has the pid on the host that it had.
 * @returns those that stay as they are
 */
export function startStopped(daemon: Daemon, stopped: readonly Stopped[], again: Again): readonly Container[] {
  const left: Container[] = [];
  const { pid: pids } = daemon.machine.initial;
  for (const { container, pid } of stopped) {
    const delay = container.restartManager.next(255, container.stoppedByHand, 0);
    if (again === "by policy" && delay === undefined) {
      left.push(container);
      continue;
    }
    if (again === "all" && pid !== undefined) pids.lastPid = pid - 1;
    startAgain(daemon, container);
  }
  if (again === "all") pids.lastPid = Math.max(pids.lastPid, ...stopped.map(({ pid = 0 }) => pid));
  return left;
}

function restoreContainer(daemon: Daemon, saved: SavedContainer, imageOf: (id: string) => Image | undefined): Container {
  const now = (): number => daemon.clock.now();
  const { id, name, created, config, hostConfig, lower } = saved;
  const image = imageOf(saved.image.id) ?? saved.image;
  const log = new LogBuffer(now, { settings: logSettings(hostConfig, { id, name, config, image }) });
  log.restore(saved.log);
  const container = new Container({
    id,
    name,
    created,
    config,
    hostConfig,
    image,
    lower,
    log,
    now,
  });
  container.files.reset(saved.files, saved.opaque);
  container.mounts = [...saved.mounts];
  for (const [network, settings] of saved.networks) container.networks.set(network, settings);
  const { health, ...state } = saved.state;
  Object.assign(container, state, health && { health });
  for (const mount of container.mounts) if (mount.type === "volume") daemon.volumes.find(mount.name)?.users.add(id);
  daemon.containers.add(container);
  return container;
}

function startAgain(daemon: Daemon, container: Container): void {
  try {
    startContainer(daemon, container);
  } catch {
    // It says why in its state.
  }
}
