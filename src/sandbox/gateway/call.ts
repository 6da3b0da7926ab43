/** One request of a session, and what is answered. */
import type { Readable } from "node:stream";
import type { Duplex } from "node:stream";
import { textOf, type UpstreamAnswer, type UpstreamRequest } from "./upstream.ts";
import type { Session } from "./session.ts";

export interface Call {
  readonly session: Session;
  readonly method: string;
  /** Named parts of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly json: unknown;
  readonly body: AsyncIterable<Uint8Array>;
  readonly upgrade: boolean;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  /** What the session sends goes here from now on. */
  readonly socket?: Duplex;
}

export interface Route {
  readonly method: string;
  /** `/containers/{id}/json`; `{name}` of an image may hold slashes. */
  readonly pattern: string;
  handle(call: Call): Promise<Reply>;
}

/** Forwards, and shows the JSON that comes back as the session may see it. Errors of the engine are errors of the answer. */
export async function forward<T = never>(call: Call, request: UpstreamRequest, shown?: (value: T) => unknown): Promise<Reply> {
  const answer = await call.session.upstream.request({ signal: call.signal, ...request });
  return answered(call, answer, shown);
}

/** An answer of the engine's with the session's names in it. */
async function answered<T>({ session }: Call, answer: UpstreamAnswer, shown?: (value: T) => unknown): Promise<Reply> {
  const text = session.names.shown(await textOf(answer.body));
  const { status } = answer;
  if (text === "" || status >= 400 || !shown) return { status, ...(text !== "" && { body: text }) };
  return { status, body: JSON.stringify(shown(JSON.parse(text) as T)) };
}

/** Forwards, and hands on what comes as it comes. */
export async function stream(call: Call, request: UpstreamRequest): Promise<Reply> {
  const answer = await call.session.upstream.request({ signal: call.signal, ...request });
  if (answer.status >= 400) return answered(call, answer);
  const headers = kept(answer.headers);
  if (answer.socket) return { status: answer.status, headers, body: answer.socket as unknown as Readable, socket: answer.socket };
  return { status: answer.status, headers, body: answer.body };
}

/** Forwards, and hands on JSON line by line. `wanted` sees a line as the engine wrote it. */
export async function lines<T>(
  call: Call,
  request: UpstreamRequest,
  shown: (value: T) => unknown,
  wanted: (value: T) => boolean = () => true,
): Promise<Reply> {
  const answer = await call.session.upstream.request({ signal: call.signal, ...request });
  if (answer.status >= 400) return answered(call, answer);
  const { names } = call.session;
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const line of textLines(answer.body)) {
      if (!wanted(JSON.parse(line) as T)) continue;
      yield Buffer.from(`${JSON.stringify(shown(JSON.parse(names.shown(line)) as T))}\n`);
    }
  }
  return { status: answer.status, body: body() };
}

async function* textLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of body) {
    const all = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = all.pop() ?? "";
    for (const line of all) if (line.trim() !== "") yield line;
  }
  if (rest.trim() !== "") yield rest;
}

function kept(headers: UpstreamAnswer["headers"]): Record<string, string> {
  const names = ["content-type", "x-docker-container-path-stat"];
  return Object.fromEntries(names.flatMap((name) => (typeof headers[name] === "string" ? [[name, headers[name] as string]] : [])));
}

/** The parameters of a query that may go on, and nothing else. */
export function queryOf({ query }: Call, ...names: readonly string[]): string {
  const allowed = new URLSearchParams();
  for (const name of names) for (const value of query.getAll(name)) allowed.append(name, value);
  const text = allowed.toString();
  return text === "" ? "" : `?${text}`;
}
