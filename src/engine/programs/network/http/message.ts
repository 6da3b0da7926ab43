/** HTTP/1.1 as it goes over a connection: heads, bodies of a known length, in chunks, or to the end. */
import type { OpenFile } from "../../../kernel/open-file.ts";
import { bytesToText, textToBytes } from "../../shell/bytes.ts";

/** A header and its value, as they were written. */
export type Header = readonly [name: string, value: string];

/** The first line and the headers of a message. */
export interface Head {
  readonly startLine: string;
  readonly headers: readonly Header[];
}

/** The connection ended before the message did. */
export class CutShort extends Error {
  /** Bytes of the body that did come. */
  readonly received: number;
  constructor(received = 0) {
    super("the connection ended before the message did");
    this.received = received;
  }
}

/** Reads a connection by bytes. */
export class ByteReader {
  readonly #file: OpenFile;
  readonly #signal: AbortSignal | undefined;
  #bytes: Uint8Array = new Uint8Array();
  #ended = false;

  constructor(file: OpenFile, signal?: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const text = await this.#file.read(this.#signal);
    if (text === "") {
      this.#ended = true;
      return false;
    }
    const piece = textToBytes(text);
    if (this.#bytes.length === 0) this.#bytes = piece;
    else {
      const joined = new Uint8Array(this.#bytes.length + piece.length);
      joined.set(this.#bytes);
      joined.set(piece, this.#bytes.length);
      this.#bytes = joined;
    }
    return true;
  }

  /** A line without its end; `undefined` at the end of the connection. */
  async line(limit = 65_536): Promise<string | undefined> {
    for (;;) {
      const end = this.#bytes.indexOf(10);
      if (end >= 0) {
        const line = bytesToText(this.#take(end + 1)).slice(0, -1);
        return line.endsWith("\r") ? line.slice(0, -1) : line;
      }
      if (this.#bytes.length > limit || !(await this.#more())) return undefined;
    }
  }

  /** At most so many bytes, as soon as there are any; none at the end. */
  async some(limit = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    if (this.#bytes.length === 0) await this.#more();
    return this.#take(Math.min(limit, this.#bytes.length));
  }

  #take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
}

/**
 * A head; `undefined` when the connection ends before it is complete.
 * @param patient the end of what is sent is the end of the head as well
 */
export async function readHead(reader: ByteReader, patient = false): Promise<Head | undefined> {
  const startLine = await reader.line();
  if (startLine === undefined) return undefined;
  const headers: Header[] = [];
  for (;;) {
    const line = await reader.line();
    if (line === undefined && !patient) return undefined;
    if (line === undefined || line === "") return { startLine, headers };
    const colon = line.indexOf(":");
    if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
}

/** The value of a header, by its name in any case. */
export function header(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1];
}

/**
 * The pieces of a body, as they come. Throws `CutShort`.
 * @param toEnd a body without a length lasts as long as the connection: so it is with responses
 */
export async function* readBody(reader: ByteReader, headers: readonly Header[], toEnd: boolean): AsyncGenerator<Uint8Array, void, void> {
  if (/\bchunked\b/i.test(header(headers, "transfer-encoding") ?? "")) {
    yield* readChunks(reader);
    return;
  }
  const length = header(headers, "content-length");
  if (length === undefined && !toEnd) return;
  let left = length === undefined ? Number.POSITIVE_INFINITY : Number(length);
  let received = 0;
  while (left > 0) {
    const piece = await reader.some(left);
    if (piece.length === 0) {
      if (left === Number.POSITIVE_INFINITY) return;
      throw new CutShort(received);
    }
    left -= piece.length;
    received += piece.length;
    yield piece;
  }
}

async function* readChunks(reader: ByteReader): AsyncGenerator<Uint8Array, void, void> {
  let received = 0;
  for (;;) {
    const line = await reader.line();
    const size = Number.parseInt(line ?? "", 16);
    if (Number.isNaN(size)) throw new CutShort(received);
    if (size === 0) break;
    for (let left = size; left > 0; ) {
      const piece = await reader.some(left);
      if (piece.length === 0) throw new CutShort(received);
      left -= piece.length;
      received += piece.length;
      yield piece;
    }
    await reader.line();
  }
  // Trailers, which nobody wants, up to an empty line.
  for (let line = await reader.line(); line; line = await reader.line());
}

/** All pieces of a body as one. */
export async function wholeBody(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A head as text, its empty line included. */
export function headText(startLine: string, headers: readonly Header[]): string {
  return `${startLine}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}

/** `Sat, 21 Nov 2026 06:18:27 GMT` */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
