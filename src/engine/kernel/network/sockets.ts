/** Sockets of one network namespace: who listens, and what a connection is. */
import { OpenFile } from "../open-file.ts";
import { pipe } from "../pipe.ts";
import { WaitQueue } from "../wait-queue.ts";

export type Protocol = "tcp" | "udp";

export type SocketErrorCode =
  | "ECONNREFUSED"
  | "ETIMEDOUT"
  | "EHOSTUNREACH"
  | "ENETUNREACH"
  | "EADDRINUSE"
  | "EADDRNOTAVAIL"
  | "EACCES"
  | "ECONNRESET";

const words: Record<SocketErrorCode, string> = {
  ECONNREFUSED: "Connection refused",
  ETIMEDOUT: "Connection timed out",
  EHOSTUNREACH: "No route to host",
  ENETUNREACH: "Network is unreachable",
  EADDRINUSE: "Address already in use",
  EADDRNOTAVAIL: "Cannot assign requested address",
  EACCES: "Permission denied",
  ECONNRESET: "Connection reset by peer",
};

/** A failed socket call, with the code a program would see. */
export class SocketError extends Error {
  readonly code: SocketErrorCode;
  constructor(code: SocketErrorCode) {
    super(words[code]);
    this.name = "SocketError";
    this.code = code;
  }
}

/** An address and a port; the address 0 stands for all of a machine's. */
export interface Endpoint {
  readonly address: number;
  readonly port: number;
}

let inodes = 50_000;

/**
 * One side of a connection, to be read and written like any file. The other side reads the end of it when this one is
 * closed or says `shutdown`.
 */
export class Connection extends OpenFile {
  override readonly readable = true;
  override readonly writable = true;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly #input: OpenFile;
  readonly #output: OpenFile;
  #open = true;
  /** Told how many bytes went out. */
  readonly #sent: (bytes: number) => void;
  readonly #closed: () => void;

  constructor(
    local: Endpoint,
    remote: Endpoint,
    input: OpenFile,
    output: OpenFile,
    sent: (bytes: number) => void,
    closed: () => void = () => {},
  ) {
    super(`socket:[${inodes++}]`);
    this.local = local;
    this.remote = remote;
    this.#input = input.retain();
    this.#output = output.retain();
    this.#sent = sent;
    this.#closed = closed;
  }

  protected override pull(signal?: AbortSignal): Promise<string> {
    return this.#input.read(signal);
  }
  /** Throws `BrokenPipe` when the other side is gone. */
  override write(text: string): void {
    this.#output.write(text);
    this.#sent(text.length);
  }
  override get full(): boolean {
    return this.#output.full;
  }
  override drained(signal?: AbortSignal): Promise<void> {
    return this.#output.drained(signal);
  }
  /** Nothing more will be written. */
  shutdown(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#output.release();
  }
  protected override closed(): void {
    this.shutdown();
    this.#input.release();
    this.#closed();
  }
}

/** Both sides of a connection. `sent` is told who sent how many bytes: 0 the one who called, 1 the one who was called. */
export function connectionPair(
  client: Endpoint,
  server: Endpoint,
  seenBy: { readonly client: Endpoint; readonly server: Endpoint },
  sent: (side: 0 | 1, bytes: number) => void,
): [client: Connection, server: Connection] {
  const up = pipe();
  const down = pipe();
  return [
    new Connection(client, seenBy.server, down.reader, up.writer, (bytes) => sent(0, bytes)),
    new Connection(server, seenBy.client, up.reader, down.writer, (bytes) => sent(1, bytes)),
  ];
}

/** A listening socket. */
export class Listener extends OpenFile {
  readonly protocol: Protocol;
  readonly local: Endpoint;
  readonly #backlog: Connection[] = [];
  readonly #accepting = new WaitQueue<Connection | undefined>();
  readonly #remove: () => void;
  #listening = true;
  /** Waited for before a connection is given out: whoever listens may be stopped or frozen. The caller is connected all the same. */
  held: (() => Promise<void>) | undefined;

  constructor(protocol: Protocol, local: Endpoint, remove: () => void) {
    super(`socket:[${inodes++}]`);
    this.protocol = protocol;
    this.local = local;
    this.#remove = remove;
  }

  /** The next connection; `undefined` when it was closed. Rejects with the signal's reason. */
  async accept(signal?: AbortSignal): Promise<Connection | undefined> {
    const ready = this.#backlog.shift() ?? (this.#listening ? await this.#accepting.wait(signal) : undefined);
    await this.held?.();
    return ready;
  }

  /** Called by the network. A connection nobody has accepted yet is open all the same. */
  offer(connection: Connection): void {
    if (!this.#accepting.wakeOne(connection)) this.#backlog.push(connection);
  }

  protected override closed(): void {
    this.#listening = false;
    this.#remove();
    for (const connection of this.#backlog.splice(0)) connection.retain().release();
    this.#accepting.wakeAll(undefined);
  }
}

/** Every listening socket of one namespace. */
export class SocketTable {
  readonly #listeners = new Set<Listener>();
  #ephemeral = 32_768;

  /**
   * Throws `SocketError` EADDRINUSE. Port 0 takes a free one. Whether the process may (ports below 1024) is for the caller
   * to know.
   */
  listen(protocol: Protocol, local: Endpoint): Listener {
    const port = local.port === 0 ? this.ephemeralPort(protocol) : local.port;
    if (this.find(protocol, { ...local, port }, true)) throw new SocketError("EADDRINUSE");
    const listener: Listener = new Listener(protocol, { address: local.address, port }, () => this.#listeners.delete(listener));
    this.#listeners.add(listener);
    return listener;
  }

  /** Who listens at `to`; with `claim`, whoever a new listener there would be in the way of. */
  find(protocol: Protocol, to: Endpoint, claim = false): Listener | undefined {
    for (const listener of this.#listeners) {
      const { address, port } = listener.local;
      if (listener.protocol !== protocol || port !== to.port) continue;
      if (address === 0 || address === to.address || (claim && to.address === 0)) return listener;
    }
    return undefined;
  }

  /** In the order they began to listen: `netstat -l`, `ss -l`. */
  all(): Listener[] {
    return [...this.#listeners];
  }

  ephemeralPort(protocol: Protocol = "tcp"): number {
    do this.#ephemeral = this.#ephemeral >= 60_999 ? 32_768 : this.#ephemeral + 1;
    while (this.find(protocol, { address: 0, port: this.#ephemeral }, true));
    return this.#ephemeral;
  }
}
