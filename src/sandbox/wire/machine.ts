import type { ListeningSocket, MachineInspect } from "../../engine/api.ts";

/** What `/drydock/machine` answers: the machine as far as a session may know it. */
export interface MachineFacts extends MachineInspect {
  /** Who listens, by the inode of a container's network namespace. */
  readonly listening: Readonly<Record<number, readonly ListeningSocket[]>>;
}
