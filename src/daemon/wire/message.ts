/** What goes over a connection, without any platform: an adapter for one makes requests of it and carries the replies out. */

export interface Request {
  readonly method: string;
  /** Path and query as they came: `/v1.51/containers/json?all=1`. */
  readonly target: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Aborts when the client is gone or will send nothing more. */
  readonly signal: AbortSignal;
}

export type Reply = Answer | Takeover | RpcRefusal;

/** A status, and a body that is there or comes piece by piece. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
}

/** The connection is no HTTP any more once the headers are sent: "hijacked", as the daemon calls it. */
export interface Takeover {
  readonly contentType: string;
  /** It wants the handshake of a WebSocket, and says everything in messages of this kind. */
  readonly webSocket?: "binary" | "text";
  /** Resolves when all is said; the connection is closed then. */
  converse(connection: Connection): Promise<void>;
}

/**
 * The client goes on in gRPC over HTTP/2 on this connection, and hears of each call that there is no such thing here. Refusing
 * the connection itself would make BuildKit's client look for a builder elsewhere.
 */
export interface RpcRefusal {
  readonly unimplemented: string;
}

export interface Connection {
  /** What the client sends, until it closes its side. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Resolves when there is room for more; rejects when the client is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Aborts when both sides are closed: nobody reads any more. */
  readonly gone: AbortSignal;
}

export function isTakeover(reply: Reply): reply is Takeover {
  return "converse" in reply;
}

export function isRpcRefusal(reply: Reply): reply is RpcRefusal {
  return "unimplemented" in reply;
}

const encoder = new TextEncoder();

/** A value as JSON, with the newline Go's encoder ends it with. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: jsonLine(value) };
}

export function jsonLine(value: unknown): Uint8Array {
  return encoder.encode(`${JSON.stringify(value)}\n`);
}

/** Docker's form of an error. */
export function problem(status: number, message: string): Answer {
  return json({ message }, status);
}

export const done: Answer = { status: 204 };
export const unchanged: Answer = { status: 304 };
