/** What the parts of the container half share. */
import type { Clock } from "../clock.ts";
import type { EventLog } from "../events/event-log.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import type { Image } from "../images/image.ts";
import type { Machine } from "../kernel/machine.ts";
import type { Sandboxes } from "../networks/sandboxes.ts";
import type { NetworkStore } from "../networks/store.ts";
import type { VolumeStore } from "../volumes/store.ts";
import type { ExecRecord } from "./exec-record.ts";
import type { Container } from "./record.ts";
import type { ContainerRegistry } from "./registry.ts";
import type { SystemTrees } from "./runtime/system-trees.ts";

/** What is needed of the image store. */
export interface ContainerImages {
  /** Throws `EngineError` 404. */
  get(reference: string): Image;
  /** Puts an image in, under a name when there is one. */
  add(image: Image, tags?: readonly string[]): void;
  /** Names of an image in the short form. */
  tagsOf(id: string): readonly string[];
}

export interface Daemon {
  readonly machine: Machine;
  readonly clock: Clock;
  /** The clock of what containers do by themselves. */
  readonly background: Clock;
  readonly containers: ContainerRegistry;
  readonly images: ContainerImages;
  readonly networks: NetworkStore;
  readonly sandboxes: Sandboxes;
  readonly volumes: VolumeStore;
  readonly events: EventLog;
  readonly system: SystemTrees;
  readonly execs: Map<string, ExecRecord>;
  /** How many of a kind were made, for ids. */
  readonly counts: { containers: number; names: number; execs: number };
}

/** 64 hexadecimal digits, the same each run. */
export function inventId(kind: string, count: number): string {
  return sha256Hex(`${kind} ${count}`);
}

/** Tells of something that happened to a container. */
export function tell(daemon: Daemon, container: Container, action: string, attributes: Readonly<Record<string, string>> = {}): void {
  const { Labels, Image: image = "" } = container.config;
  daemon.events.emit("container", action, container.id, { ...Labels, image, name: container.name, ...attributes });
}

/** True when `promise` came first, false when the time was up; `undefined` waits for ever. */
export async function within(clock: Clock, ms: number | undefined, promise: Promise<unknown>): Promise<boolean> {
  if (ms === undefined) {
    await promise;
    return true;
  }
  const over = new AbortController();
  const asleep = clock.sleep(ms, over.signal).then(
    () => false,
    () => true,
  );
  const first = await Promise.race([promise.then(() => true), asleep]);
  over.abort();
  return first;
}
