/** What a network stack knows of its neighbours' Ethernet addresses: the table that ARP fills. */
import type { NetworkInterface } from "./stack.ts";

export interface Neighbour {
  readonly address: number;
  readonly device: NetworkInterface;
  /** `undefined` for one that was asked for and did not answer. */
  readonly mac: string | undefined;
  /** When it was last heard of, or asked for in vain. Milliseconds since the epoch. */
  readonly at: number;
}

/** A kernel asks three times, a second apart, before it gives up. */
const patience = 3_000;

export class NeighbourTable {
  readonly #all = new Map<string, Neighbour>();

  learn(neighbour: Neighbour): void {
    this.#all.set(`${neighbour.device.name} ${neighbour.address}`, neighbour);
  }

  /** Those of interfaces that are still there and up. */
  known(interfaces: readonly NetworkInterface[]): readonly Neighbour[] {
    return [...this.#all.values()].filter(({ device }) => device.up && interfaces.includes(device));
  }
}

/** As `ip neigh` names it. */
export function neighbourState({ mac, at }: Neighbour, now: number): "REACHABLE" | "INCOMPLETE" | "FAILED" {
  if (mac !== undefined) return "REACHABLE";
  return now - at < patience ? "INCOMPLETE" : "FAILED";
}
