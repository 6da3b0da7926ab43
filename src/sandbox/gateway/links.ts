/** The links of the sessions: from a connection's first word to requests that are answered. */
import type { WebSocket } from "ws";
import { Refused } from "../policy/refusal.ts";
import { Channels } from "../wire/channels.ts";
import { type Hello, readHello, type Welcome } from "../wire/hello.ts";
import { Link, type Wire } from "../wire/link.ts";
import { ProtocolError } from "../wire/protocol-error.ts";
import { answer } from "./router.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Milliseconds that a new connection has to say who it is, and that a link waits for its connection to come back. */
const patience = { hello: 5000, link: 60_000 } as const;
/** Links that one session may have: the lab's own, the one it grades with, and another tab's. */
const mostLinks = 6;
/** Bytes that may wait for a client that does not take them. */
const mostUnheard = 8 * 1024 * 1024;

interface Held {
  readonly session: Session;
  readonly link: Link;
  readonly channels: Channels;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Links {
  readonly #sessions: Sessions;
  readonly #engine: string;
  readonly #held = new Map<number, Held>();
  #next = 1;

  /** @param engine what the engine is called */
  constructor(sessions: Sessions, engine: string) {
    this.#sessions = sessions;
    this.#engine = engine;
  }

  /** A connection whose place and origin have been found in order. */
  accept(socket: WebSocket): void {
    const timer = setTimeout(() => socket.terminate(), patience.hello);
    socket.on("error", () => socket.terminate());
    socket.once("message", (data: Buffer, isBinary: boolean) => {
      clearTimeout(timer);
      try {
        if (isBinary) throw new ProtocolError("the first message is no text");
        this.#greet(socket, readHello(data.toString("utf8")));
      } catch (error) {
        const final = !(error instanceof Refused && error.rule === "limits");
        const refused: Welcome = { refused: (error as Error).message, final };
        socket.send(JSON.stringify(refused));
        socket.close(1008);
      }
    });
    socket.once("close", () => clearTimeout(timer));
  }

  /** All links of a session end. */
  drop(session: Session, why: string): void {
    for (const [number, held] of this.#held) if (held.session === session) this.#drop(number, why);
  }

  #greet(socket: WebSocket, hello: Hello): void {
    const session = "token" in hello ? this.#sessions.open(hello.token) : this.#sessions.find(hello.session, hello.secret);
    if (!session)
      throw new ProtocolError("there is no such session any more: it was left for too long, was ended, or the sandbox was started anew");
    const back = "token" in hello ? undefined : hello.link;
    const number = back?.number ?? this.#open(session);
    const held = this.#held.get(number);
    if (!held || held.session !== session) throw new ProtocolError("the connection was away for too long");
    clearTimeout(held.timer);
    this.#sessions.occupied(session);
    const { secret, limits, id } = session;
    const welcome: Welcome = { session: id, secret, link: number, received: held.link.received, engine: this.#engine, limits };
    socket.send(JSON.stringify(welcome));
    const wire: Wire = { send: (bytes) => socket.send(bytes), close: () => socket.close() };
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) held.link.take(data);
      else socket.close(1003);
    });
    socket.once("close", () => this.#away(number, wire));
    held.link.attach(wire, back?.received ?? 0);
  }

  #open(session: Session): number {
    const own = [...this.#held.values()].filter((held) => held.session === session);
    if (own.length >= mostLinks) throw new Refused("limits", `a session may have ${mostLinks} connections`);
    const number = this.#next++;
    const channels = new Channels(
      (message) => link.send(message),
      (channel, head) => void answer(session, head, channel),
    );
    const link = new Link({ receive: (message) => channels.take(message), broken: (why) => this.#drop(number, why.message), mostUnheard });
    this.#held.set(number, { session, link, channels, timer: undefined });
    return number;
  }

  #away(number: number, wire: Wire): void {
    const held = this.#held.get(number);
    if (!held) return;
    held.link.detach(wire);
    if (held.link.isConnected) return;
    clearTimeout(held.timer);
    held.timer = setTimeout(() => this.#drop(number, "the connection was away for too long"), patience.link);
    const connected = [...this.#held.values()].some((other) => other.session === held.session && other.link.isConnected);
    if (!connected) this.#sessions.deserted(held.session);
  }

  #drop(number: number, why: string): void {
    const held = this.#held.get(number);
    if (!held) return;
    clearTimeout(held.timer);
    this.#held.delete(number);
    held.channels.abort(why);
    held.link.close();
  }
}
