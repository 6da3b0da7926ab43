/**
 * The network as it is and as it was used. The lab's own extension of the API, for its pictures; a real host tells the same
 * by `/proc/<pid>/net`, `ss` in each namespace, and a capture on its bridges.
 */

/** A network namespace that somebody is in. */
export interface NetworkNamespaceView {
  /** As `readlink /proc/<pid>/ns/net` numbers it. */
  readonly inode: number;
  readonly host: boolean;
  /** Ids of the running containers in it. */
  readonly containers: readonly string[];
  /** But for the loopback. */
  readonly interfaces: readonly { readonly name: string; readonly address?: string; readonly prefix?: number; readonly bridge?: string }[];
  readonly listening: readonly ListeningSocket[];
  /** As the first container's `/etc/resolv.conf` has them. */
  readonly nameServers: readonly string[];
}

export interface ListeningSocket {
  readonly protocol: "tcp" | "udp";
  /** `0.0.0.0` for all. */
  readonly address: string;
  readonly port: number;
  /** On the host; absent when whoever listens can't be told. */
  readonly pid?: number;
  readonly program?: string;
}

/** Who used the network. */
export interface NetworkCaller {
  /** On the host; 0 for what is no process of it. */
  readonly pid: number;
  readonly program: string;
  /** Id of the container it is in. */
  readonly container?: string;
}

/** Which way a connection went that came about. */
export type ConnectionWay = "own namespace" | "same network" | "host to container" | "container to host" | "published port" | "outside";

/** Why one did not. */
export type ConnectionObstacle =
  | "nobody listens"
  | "listens at another address"
  | "nobody listens behind the port"
  | "published at another address"
  | "another network"
  | "another network's port"
  | "internal network"
  | "neighbours kept apart"
  | "nobody has the address"
  | "no route"
  | "nobody answers outside";

export interface NetworkLookup {
  readonly kind: "lookup";
  /** Counts up. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly caller?: NetworkCaller;
  readonly namespace: number;
  readonly name: string;
  /** Where it was looked for, in order: `/etc/hosts` or a server by its address. */
  readonly asked: readonly {
    readonly place: string;
    readonly name: string;
    readonly addresses: readonly string[];
    /** No answer came. */
    readonly silent?: boolean;
  }[];
  /** Empty when there is no such name. */
  readonly addresses: readonly string[];
}

export interface NetworkConnection {
  readonly kind: "connection";
  readonly id: number;
  readonly at: number;
  readonly caller?: NetworkCaller;
  readonly namespace: number;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly address: string;
  /** 0 for ICMP. */
  readonly port: number;
  /** One of the two is there. */
  readonly way?: ConnectionWay;
  readonly obstacle?: ConnectionObstacle;
  /** As far as it got: a namespace, and an address and port there. */
  readonly reached?: { readonly namespace: number; readonly address: string; readonly port: number };
  /** Nobody says no; the caller waits in vain. */
  readonly waiting: boolean;
}

export type NetworkTraceEntry = NetworkLookup | NetworkConnection;

export interface NetworkProbe {
  /** Name or id of a running container; the host when absent. */
  readonly from?: string;
  /** A name or an address. */
  readonly to: string;
  readonly port: number;
  readonly protocol?: "tcp" | "udp";
  readonly signal?: AbortSignal;
}

export interface NetworkTraceApi {
  /** The host's first, then by container. */
  networkNamespaces(): Promise<readonly NetworkNamespaceView[]>;
  /** The last lookups and connections, the oldest first; about a hundred. */
  networkTrace(): Promise<readonly NetworkTraceEntry[]>;
  /**
   * Looks a name up and connects as a program in a container would, then hangs up. Waits at most three seconds for an answer.
   * Returns what the trace has of it. Throws `EngineError` 404 and 409 for a container that is not there or does not run.
   */
  networkProbe(probe: NetworkProbe): Promise<readonly NetworkTraceEntry[]>;
}
