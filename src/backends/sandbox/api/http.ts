/** Requests of the API, and their answers as the Engine interface has them. */
import { EngineError, type Filters } from "../../../engine/api.ts";
import { daemonMessage } from "../../../sandbox/wire/daemon-message.ts";
import type { ApiAnswer, ApiRequest, Transport } from "../transport.ts";

type Parameter = string | number | boolean | undefined | readonly string[];

/** A path and its query; parameters that are absent or false are left out. */
export function target(path: string, parameters: Readonly<Record<string, Parameter>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "object") for (const each of value) query.append(name, each);
    else query.set(name, value === true ? "1" : String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

export function filtersOf(filters: Filters | undefined): { readonly filters?: string } {
  return filters && Object.keys(filters).length > 0 ? { filters: JSON.stringify(filters) } : {};
}

/** A name as a part of a path. An image's may hold slashes. */
export function part(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}

export class Api {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Throws `EngineError` for an answer that is no success. */
  async open(request: ApiRequest): Promise<ApiAnswer> {
    const answer = await this.#transport.request(request);
    if (answer.status < 400) return answer;
    throw new EngineError(answer.status, daemonMessage(await text(answer.body)));
  }

  /** The status, once the body has come to its end. */
  async done(method: string, to: string, json?: unknown): Promise<number> {
    const answer = await this.open({ method, target: to, json });
    await text(answer.body);
    return answer.status;
  }

  async json<T>(method: string, to: string, json?: unknown, signal?: AbortSignal): Promise<T> {
    const answer = await this.open({ method, target: to, json, ...(signal && { signal }) });
    return JSON.parse(await text(answer.body)) as T;
  }

  async bytes(method: string, to: string): Promise<Uint8Array> {
    return bytesOf((await this.open({ method, target: to })).body);
  }

  /** JSON objects, one a line. */
  async *lines<T>(request: ApiRequest): AsyncGenerator<T> {
    yield* linesOf<T>((await this.open(request)).body);
  }
}

export async function* linesOf<T>(body: AsyncIterable<Uint8Array>): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of body) {
    const all = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = all.pop() ?? "";
    for (const line of all) if (line.trim() !== "") yield JSON.parse(line) as T;
  }
  if (rest.trim() !== "") yield JSON.parse(rest) as T;
}

export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

async function text(body: AsyncIterable<Uint8Array>): Promise<string> {
  return new TextDecoder().decode(await bytesOf(body));
}
