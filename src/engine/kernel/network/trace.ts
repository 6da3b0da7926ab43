/** The last things that were asked of the network and what came of each: what a capture of packets and the firewall's counters tell on a real host. */
import type { ConnectionObstacle, ConnectionWay } from "../../api/network-trace.ts";
import type { NetworkStack } from "./stack.ts";
import type { Protocol } from "./sockets.ts";

/** Who asked. */
export interface Caller {
  /** On the host. */
  readonly pid: number;
  readonly program: string;
  /** Path of its control group, by which a container is known. */
  readonly cgroup: string;
}

/** One place where a name was looked for: `/etc/hosts`, or a server by its address. */
export interface LookedIn {
  readonly place: string;
  /** With the suffix of a search list. */
  readonly name: string;
  /** Empty when there is no such name there. */
  readonly addresses: readonly string[];
  /** The server can't be reached. */
  readonly silent?: boolean;
}

export interface TracedLookup {
  readonly kind: "lookup";
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: Caller | undefined;
  readonly stack: NetworkStack;
  readonly name: string;
  readonly asked: readonly LookedIn[];
  readonly addresses: readonly string[];
}

export interface TracedConnection {
  readonly kind: "connection";
  readonly id: number;
  readonly at: number;
  readonly by: Caller | undefined;
  readonly stack: NetworkStack;
  readonly protocol: Protocol | "icmp";
  /** As the caller named it. */
  readonly address: number;
  /** 0 for ICMP. */
  readonly port: number;
  readonly way?: ConnectionWay;
  readonly obstacle?: ConnectionObstacle;
  /** Where it got to, by an address there: its own, the target of a published port, a listener's that is another. */
  readonly reached?: { readonly stack: NetworkStack; readonly address: number; readonly port: number };
  /** It waits in vain still: packets are dropped, nobody says no. */
  waiting: boolean;
}

export type Traced = TracedLookup | TracedConnection;

/** How many are kept. */
const most = 96;

export class Trace {
  readonly #now: () => number;
  readonly #kept: Traced[] = [];
  #next = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  lookup(what: Omit<TracedLookup, "kind" | "id" | "at">): void {
    this.#keep({ kind: "lookup", id: this.#next++, at: this.#now(), ...what });
  }

  connection(what: Omit<TracedConnection, "kind" | "id" | "at">): TracedConnection {
    const made: TracedConnection = { kind: "connection", id: this.#next++, at: this.#now(), ...what };
    this.#keep(made);
    return made;
  }

  /** The oldest first. */
  all(): readonly Traced[] {
    return this.#kept;
  }

  #keep(made: Traced): void {
    this.#kept.push(made);
    if (this.#kept.length > most) this.#kept.shift();
  }
}
