/**
 * The lab's side of a sandbox: a WebSocket that comes back by itself, and a link on it that loses nothing. What was asked while
 * the connection was away is asked when it is back.
 */
import { Channels } from "../../sandbox/wire/channels.ts";
import type { Hello, Welcome } from "../../sandbox/wire/hello.ts";
import { Link, type Wire } from "../../sandbox/wire/link.ts";
import type { ApiAnswer, ApiRequest, Transport } from "./transport.ts";

/** As much of a `WebSocket` as is used: a browser's, or one of `ws` in Node. */
export interface SocketLike {
  binaryType: string;
  send(data: string | Uint8Array): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** What leads back to a session. */
export interface SessionKey {
  readonly session: string;
  readonly secret: string;
}

export type ConnectionState = "connecting" | "open" | "away" | "over";

export interface ConnectionOptions {
  readonly openSocket: () => SocketLike;
  /** A token that opens a session, or the way back to one. */
  readonly key: { readonly token: string } | SessionKey;
  /** The connection went away, came back, or is over; `why` is a sentence for the learner. */
  readonly changed?: (state: ConnectionState, why: string) => void;
}

type Greeting = Exclude<Welcome, { refused: string }>;

/** Milliseconds before each new attempt; the last for all that follow. Given up after a minute and a half. */
const waits = [100, 300, 1000, 2000, 4000];
const mostAttempts = 24;

export class SandboxConnection implements Transport {
  readonly #options: ConnectionOptions;
  readonly #channels: Channels;
  readonly #link: Link;
  /** Resolves with what the gateway says of the session; rejects when it lets nobody in. */
  readonly welcome: Promise<Greeting>;
  #greeted!: (welcome: Greeting) => void;
  #refused!: (why: Error) => void;
  #key: Hello;
  #socket: SocketLike | undefined;
  #attempts = 0;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#key = options.key;
    this.#channels = new Channels((message) => this.#link.send(message));
    this.#link = new Link({ receive: (message) => this.#channels.take(message), broken: (why) => this.#end(why.message) });
    this.welcome = new Promise((resolve, reject) => {
      this.#greeted = resolve;
      this.#refused = reject;
    });
    this.welcome.catch(() => {});
    this.#connect();
  }

  async request({ method, target, json, bytes, upgrade, signal }: ApiRequest): Promise<ApiAnswer> {
    signal?.throwIfAborted();
    if (this.#over) throw new Error("the connection to the sandbox is over");
    const channel = this.#channels.open({ method, target, ...(json !== undefined && { json }), ...(upgrade && { upgrade }) });
    const abort = (): void => channel.abort("aborted");
    signal?.addEventListener("abort", abort, { once: true });
    try {
      if (!upgrade) {
        // The answer may come before all has been sent: a refusal does.
        void (bytes ? channel.write(bytes).then(() => channel.end()) : Promise.resolve(channel.end())).catch(() => {});
      }
      const { status, headers } = await channel.head;
      return { status, headers, body: channel.body(), write: (more) => channel.write(more), end: () => channel.end(), abort };
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  /** Cuts the connection as a bad network would; it comes back by itself. For tests. */
  cut(): void {
    this.#socket?.close();
  }

  close(): void {
    this.#end("closed");
  }

  #connect(): void {
    const socket = this.#options.openSocket();
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    const wire: Wire = { send: (bytes) => socket.send(bytes), close: () => socket.close() };
    let greeted = false;
    socket.onopen = () => socket.send(JSON.stringify(this.#key));
    socket.onmessage = ({ data }: { data: string | ArrayBuffer }) => {
      if (typeof data !== "string") this.#link.take(new Uint8Array(data));
      else if (!greeted) greeted = this.#greet(JSON.parse(data) as Welcome, wire);
    };
    socket.onerror = () => {};
    socket.onclose = () => {
      this.#link.detach(wire);
      if (this.#socket === socket) this.#again();
    };
  }

  #greet(welcome: Welcome, wire: Wire): boolean {
    if ("refused" in welcome) {
      if (welcome.final) this.#end(welcome.refused);
      else this.#refused(new Error(welcome.refused));
      return false;
    }
    const { session, secret, link, received } = welcome;
    this.#attempts = 0;
    this.#link.attach(wire, received);
    this.#comeBackTo({ session, secret }, link);
    this.#greeted(welcome);
    this.#options.changed?.("open", "");
    return true;
  }

  /** The words of the next greeting: `received` as it will be then. */
  #comeBackTo(key: SessionKey, number: number): void {
    const link = this.#link;
    this.#key = {
      ...key,
      link: {
        number,
        get received() {
          return link.received;
        },
      },
    };
  }

  #again(): void {
    if (this.#over) return;
    if (++this.#attempts > mostAttempts) {
      this.#end("the sandbox does not answer any more");
      return;
    }
    this.#options.changed?.("away", "The connection to the sandbox is away; it will be tried again.");
    this.#timer = setTimeout(() => this.#connect(), waits[Math.min(this.#attempts, waits.length) - 1]);
  }

  #end(why: string): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#link.close();
    this.#channels.abort(why);
    this.#socket?.close();
    this.#refused(new Error(why));
    this.#options.changed?.("over", why);
  }
}
