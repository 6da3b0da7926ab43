/** What the daemon keeps of one container. */
import type { ContainerConfig, ContainerStatus, EndpointSettings, HealthcheckResult, HealthStatus } from "../api.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { Overlay } from "../kernel/overlay.ts";
import type { Image } from "../images/image.ts";
import type { Task } from "../kernel/task.ts";
import type { Sandbox } from "../networks/records.ts";
import type { FullHostConfig } from "./host-config.ts";
import type { LogBuffer } from "./log-buffer.ts";
import type { MountPlan } from "./mount-spec.ts";
import { RestartManager } from "./restart-policy.ts";
import type { StandardStreams } from "./streams.ts";

/** A mount of a container: the plan, with the volume it came to. */
export interface ContainerMount extends MountPlan {
  /** Made up by the daemon: goes with `docker rm -v`. */
  readonly anonymous: boolean;
  /** What a mount of an image shows; the image may go. */
  readonly files?: DirectoryNode;
}

/** What a container can be told by while it runs. */
export interface Running {
  readonly init: Task;
  readonly streams: StandardStreams;
  readonly sandbox: Sandbox | undefined;
  /** Ends what belongs to this run: the health monitor, execs. */
  readonly over: AbortController;
  /** The root as it is mounted. */
  readonly root: WorkingTree;
}

export interface Health {
  status: HealthStatus;
  failingStreak: number;
  log: HealthcheckResult[];
}

export interface ContainerParts {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly config: ContainerConfig;
  readonly hostConfig: FullHostConfig;
  readonly image: Image;
  /** The image's files with what the daemon puts beside them. */
  readonly lower: DirectoryNode;
  readonly log: LogBuffer;
  readonly now: () => number;
}

export class Container {
  readonly id: string;
  /** Without a slash. */
  name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  config: ContainerConfig;
  hostConfig: FullHostConfig;
  readonly image: Image;
  readonly lower: DirectoryNode;
  /** Its own layer over `lower`: what it sees as `/` without anything mounted. */
  readonly files: Overlay;
  mounts: ContainerMount[] = [];
  readonly log: LogBuffer;
  /** By name of the network, what it asks for. */
  readonly networks = new Map<string, EndpointSettings>();
  restartManager: RestartManager;

  running: Running | undefined;
  /** A container that waits to be started again counts as running. */
  restarting = false;
  paused = false;
  dead = false;
  removing = false;
  oomKilled = false;
  exitCode = 0;
  error = "";
  /** Milliseconds since the epoch; 0 for never. */
  startedAt = 0;
  finishedAt = 0;
  restartCount = 0;
  health: Health | undefined;
  stoppedByHand = false;
  restartedByHand = false;
  /** A `docker stop` waits for it. */
  stopping = false;
  readonly execIds = new Set<string>();
  /** Variables that its links gave it when it started. */
  links: readonly string[] = [];
  /** Numbers of its terminals: it has a /dev/pts of its own. */
  readonly terminals = new Set<number>();
  /** The files of /etc that the daemon writes for it. */
  readonly etc: { hosts: WorkingTree; hostname: WorkingTree; resolv: WorkingTree };
  /** For `--ipc shareable`: its /dev/shm. */
  sharedMemory: WorkingTree | undefined;
  readonly #waiting: { readonly condition: "stopped" | "exit" | "removed"; readonly wake: () => void }[] = [];

  constructor(parts: ContainerParts) {
    this.id = parts.id;
    this.name = parts.name;
    this.created = parts.created;
    this.config = parts.config;
    this.hostConfig = parts.hostConfig;
    this.image = parts.image;
    this.lower = parts.lower;
    this.files = new Overlay([...parts.image.layers.map(({ root }) => root), parts.lower], { now: parts.now });
    const { now } = parts;
    this.etc = {
      hosts: new WorkingTree(undefined, { now }),
      hostname: new WorkingTree(undefined, { now }),
      resolv: new WorkingTree(undefined, { now }),
    };
    this.log = parts.log;
    this.restartManager = new RestartManager(parts.hostConfig.RestartPolicy);
  }

  get isRunning(): boolean {
    return this.running !== undefined || this.restarting;
  }
  get shortId(): string {
    return this.id.slice(0, 12);
  }
  get status(): ContainerStatus {
    if (this.isRunning) return this.paused ? "paused" : this.restarting ? "restarting" : "running";
    if (this.removing) return "removing";
    if (this.dead) return "dead";
    return this.startedAt === 0 ? "created" : "exited";
  }

  /** What it runs: entrypoint and command. */
  get argv(): string[] {
    return [...(this.config.Entrypoint ?? []), ...(this.config.Cmd ?? [])];
  }

  /**
   * Resolves when it is not running (at once, when it isn't), when it ends the next time, or when it is gone.
   * Rejects with the signal's reason.
   */
  wait(condition: "stopped" | "exit" | "removed", signal?: AbortSignal): Promise<void> {
    if (condition === "stopped" && !this.isRunning) return Promise.resolve();
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = (): void => {
        const at = this.#waiting.indexOf(entry);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const entry = { condition, wake };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.push(entry);
    });
  }

  /** It ended; `final` when it does not start again by itself. */
  tellExit(final: boolean): void {
    this.#tell((condition) => condition === "exit" || (final && condition === "stopped"));
  }
  tellRemoved(): void {
    this.#tell(() => true);
  }
  #tell(due: (condition: "stopped" | "exit" | "removed") => boolean): void {
    const ready = this.#waiting.filter(({ condition }) => due(condition));
    for (const entry of ready) this.#waiting.splice(this.#waiting.indexOf(entry), 1);
    for (const { wake } of ready) wake();
  }
}
