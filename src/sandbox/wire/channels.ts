/**
 * Many conversations on one link. Each has a window in either direction: who reads slowly slows its own conversation down,
 * and nobody has to keep more than the windows hold.
 */
import { ProtocolError } from "./protocol-error.ts";

export interface RequestHead {
  readonly method: string;
  /** Path and query, without a version. */
  readonly target: string;
  /** The connection is to be taken over: what follows goes both ways, as it is. */
  readonly upgrade?: boolean;
  /** A body that is JSON. Any other comes after the head, piece by piece. */
  readonly json?: unknown;
}

export interface ResponseHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const types = { open: 1, head: 2, data: 3, end: 4, abort: 5, credit: 6 } as const;
type Type = (typeof types)[keyof typeof types];

/** Bytes that may be on their way in one direction of one conversation. */
const windowSize = 256 * 1024;
/** The largest piece that is sent at once. */
const pieceSize = 32 * 1024;
/** Conversations that one link may have open. */
const mostChannels = 128;
/** Bytes of what a request begins with. */
const mostHead = 1024 * 1024;
const header = 5;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Channels {
  readonly #send: (message: Uint8Array) => void;
  readonly #opened: ((channel: Channel, head: RequestHead) => void) | undefined;
  readonly #channels = new Map<number, Channel>();
  #next = 1;

  /** @param opened the other side begins a conversation; absent where it may not */
  constructor(send: (message: Uint8Array) => void, opened?: (channel: Channel, head: RequestHead) => void) {
    this.#send = send;
    this.#opened = opened;
  }

  open(head: RequestHead): Channel {
    const channel = this.#add(this.#next++);
    channel.post(types.open, json(head));
    return channel;
  }

  /** A message from the link. Throws `ProtocolError`. */
  take(message: Uint8Array): void {
    if (message.length < header) throw new ProtocolError("a message is too short");
    const id = new DataView(message.buffer, message.byteOffset, message.byteLength).getUint32(0);
    const type = message[4] as Type;
    const body = message.subarray(header);
    if (type === types.open) {
      if (!this.#opened || this.#channels.has(id)) throw new ProtocolError("a conversation begins out of turn");
      if (this.#channels.size >= mostChannels) throw new ProtocolError("too many conversations at once");
      const head = readRequest(body);
      this.#opened(this.#add(id), head);
      return;
    }
    // What was on its way when we ended the conversation means nothing any more.
    this.#channels.get(id)?.take(type, body);
  }

  /** All conversations end. */
  abort(why: string): void {
    for (const channel of [...this.#channels.values()]) channel.lose(why);
    this.#channels.clear();
  }

  #add(id: number): Channel {
    const channel = new Channel(
      (type, body) => {
        const message = new Uint8Array(header + body.length);
        new DataView(message.buffer).setUint32(0, id);
        message[4] = type;
        message.set(body, header);
        this.#send(message);
      },
      () => this.#channels.delete(id),
    );
    this.#channels.set(id, channel);
    return channel;
  }
}

/** One conversation. `body` gives what the other side sends; reading it makes room for more. */
export class Channel {
  readonly post: (type: Type, body: Uint8Array) => void;
  /** What the other side answers; rejects when it ends the conversation before. */
  readonly head: Promise<ResponseHead>;
  readonly #over: () => void;
  #answer!: (head: ResponseHead) => void;
  #fail!: (why: Error) => void;
  readonly #queue: Uint8Array[] = [];
  #queued = 0;
  #room = windowSize;
  #unread = 0;
  #ended = false;
  #endSent = false;
  #problem: Error | undefined;
  #wakeReader: () => void = () => {};
  #wakeWriter: () => void = () => {};
  readonly #gone = new AbortController();

  constructor(post: (type: Type, body: Uint8Array) => void, over: () => void) {
    this.post = post;
    this.#over = over;
    this.head = new Promise((answer, fail) => {
      this.#answer = answer;
      this.#fail = fail;
    });
    this.head.catch(() => {});
  }

  /** Aborts when the conversation is called off, by whichever side, or lost. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  answer(head: ResponseHead): void {
    this.post(types.head, json(head));
  }

  /** Resolves when there is room for more. Rejects when the conversation is over. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      while (this.#room <= 0 && !this.#problem)
        await new Promise<void>((wake) => {
          this.#wakeWriter = wake;
        });
      if (this.#problem) throw this.#problem;
      const piece = bytes.subarray(at, at + Math.min(pieceSize, this.#room));
      this.#room -= piece.length;
      this.post(types.data, piece);
      at += piece.length;
    }
  }

  /** Nothing more will be sent. */
  end(): void {
    if (this.#endSent || this.#problem) return;
    this.#endSent = true;
    this.post(types.end, new Uint8Array());
    this.#settle();
  }

  /** Calls the conversation off. */
  abort(why: string): void {
    if (this.#problem || (this.#ended && this.#endSent)) return;
    this.post(types.abort, encoder.encode(why));
    this.lose(why);
  }

  /** It is over without a word to the other side. */
  lose(why: string): void {
    if (this.#problem) return;
    this.#problem = new Error(why);
    this.#queue.length = 0;
    this.#fail(this.#problem);
    this.#wakeReader();
    this.#wakeWriter();
    this.#gone.abort(this.#problem);
    this.#over();
  }

  async *body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = this.#queue.shift();
      if (piece) {
        this.#queued -= piece.length;
        this.#unread += piece.length;
        // Half a window at a time: a word for each piece would be as many messages again.
        if (this.#unread >= windowSize / 2) {
          this.post(types.credit, number(this.#unread));
          this.#unread = 0;
        }
        yield piece;
      } else if (this.#problem) throw this.#problem;
      else if (this.#ended) return;
      else
        await new Promise<void>((wake) => {
          this.#wakeReader = wake;
        });
    }
  }

  /** Throws `ProtocolError`. */
  take(type: Type, body: Uint8Array): void {
    switch (type) {
      case types.head:
        this.#answer(readResponse(body));
        return;
      case types.data:
        this.#queued += body.length;
        if (this.#ended || this.#queued > windowSize) throw new ProtocolError("more was sent than there is room for");
        this.#queue.push(body);
        this.#wakeReader();
        return;
      case types.end:
        this.#ended = true;
        this.#wakeReader();
        this.#settle();
        return;
      case types.abort:
        this.lose(decoder.decode(body) || "the other side called it off");
        return;
      case types.credit:
        if (body.length !== 4) throw new ProtocolError("a credit is malformed");
        this.#room += new DataView(body.buffer, body.byteOffset, 4).getUint32(0);
        if (this.#room > windowSize) throw new ProtocolError("a credit is more than was sent");
        this.#wakeWriter();
        return;
      default:
        throw new ProtocolError("a message is of no known type");
    }
  }

  #settle(): void {
    if (this.#ended && this.#endSent) this.#over();
  }
}

function json(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function readObject(body: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(body));
  } catch {
    throw new ProtocolError("a head is no JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ProtocolError("a head is no object");
  return value as Record<string, unknown>;
}

function readRequest(body: Uint8Array): RequestHead {
  if (body.length > mostHead) throw new ProtocolError("a request's head is too long");
  const { method, target, upgrade, json: sent } = readObject(body);
  if (typeof method !== "string" || !/^[A-Z]{3,7}$/.test(method)) throw new ProtocolError("a request has no method");
  if (typeof target !== "string" || !target.startsWith("/")) throw new ProtocolError("a request has no target");
  return { method, target, ...(upgrade === true && { upgrade }), ...(sent !== undefined && { json: sent }) };
}

function readResponse(body: Uint8Array): ResponseHead {
  const { status, headers } = readObject(body);
  if (typeof status !== "number" || typeof headers !== "object" || headers === null) throw new ProtocolError("an answer has no status");
  return { status, headers: headers as Record<string, string> };
}
