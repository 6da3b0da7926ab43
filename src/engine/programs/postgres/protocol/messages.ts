/** PostgreSQL's protocol 3.0: a type byte, a length, a body. Both sides of it, and what the server and psql read out of it. */
import type { OpenFile } from "../../../kernel/open-file.ts";
import { bytesToText, textToBytes } from "../../shell/bytes.ts";

export interface Message {
  /** One letter; empty for the first message of a connection, which has none. */
  readonly type: string;
  readonly body: Uint8Array;
}

/** A message longer than this is none. */
const longest = 256 * 1024 * 1024;

/** Joins pieces: text as it is, numbers as 32 bits, `int16` where it says so. */
export function bodyOf(...parts: readonly (string | number | Uint8Array | { readonly int16: number })[]): Uint8Array {
  return joined(
    parts.map((part) => {
      if (typeof part === "string") return textToBytes(part);
      if (part instanceof Uint8Array) return part;
      const bytes = new Uint8Array(typeof part === "number" ? 4 : 2);
      if (typeof part === "number") new DataView(bytes.buffer).setInt32(0, part);
      else new DataView(bytes.buffer).setInt16(0, part.int16);
      return bytes;
    }),
  );
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export function encode(type: string, body: Uint8Array = new Uint8Array()): Uint8Array {
  return joined([textToBytes(type), bodyOf(body.length + 4), body]);
}

/** Every whole message in `bytes`. */
export function decode(bytes: Uint8Array): Message[] {
  const messages: Message[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 1 + view.getUint32(at + 1);
    messages.push({ type: String.fromCharCode(bytes[at] as number), body: bytes.subarray(at + 5, end) });
    at = end;
  }
  return messages;
}

/** Takes messages from a connection. */
export class MessageReader {
  readonly #file: OpenFile;
  readonly #signal: AbortSignal | undefined;
  #bytes: Uint8Array = new Uint8Array();

  constructor(file: OpenFile, signal?: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
  }

  async #take(count: number): Promise<Uint8Array | undefined> {
    const pieces = [this.#bytes];
    let have = this.#bytes.length;
    while (have < count) {
      const text = await this.#file.read(this.#signal);
      if (text === "") return undefined;
      const piece = textToBytes(text);
      pieces.push(piece);
      have += piece.length;
    }
    const all = pieces.length === 1 ? this.#bytes : joined(pieces);
    this.#bytes = all.subarray(count);
    return all.subarray(0, count);
  }

  async #rest(type: string): Promise<Message | undefined> {
    const head = await this.#take(4);
    if (!head) return undefined;
    const length = new DataView(head.buffer, head.byteOffset, 4).getUint32(0) - 4;
    if (length < 0 || length > longest) return undefined;
    const body = await this.#take(length);
    return body && { type, body };
  }

  /** The next message; `undefined` when the connection is at its end, or does not speak the protocol. */
  async next(): Promise<Message | undefined> {
    const type = await this.#take(1);
    return type && this.#rest(String.fromCharCode(type[0] as number));
  }

  /** A connection's first message, which has no type. */
  first(): Promise<Message | undefined> {
    return this.#rest("");
  }
}

/** Reads a body from its beginning. */
class BodyReader {
  readonly #body: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(body: Uint8Array) {
    this.#body = body;
    this.#view = new DataView(body.buffer, body.byteOffset, body.length);
  }

  get done(): boolean {
    return this.#at >= this.#body.length;
  }
  int32(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4);
  }
  int16(): number {
    this.#at += 2;
    return this.#view.getInt16(this.#at - 2);
  }
  byte(): string {
    return String.fromCharCode(this.#body[this.#at++] as number);
  }
  /** Text that a zero byte ends. */
  text(): string {
    const end = this.#body.indexOf(0, this.#at);
    const text = bytesToText(this.#body.subarray(this.#at, end < 0 ? this.#body.length : end));
    this.#at = end < 0 ? this.#body.length : end + 1;
    return text;
  }
  bytes(length: number): Uint8Array {
    this.#at += length;
    return this.#body.subarray(this.#at - length, this.#at);
  }
}

/** The parameters of a connection's first message: user, database, application_name… */
export function startupParameters(body: Uint8Array): Map<string, string> {
  const reader = new BodyReader(body);
  reader.int32();
  const parameters = new Map<string, string>();
  for (let name = reader.text(); name !== ""; name = reader.text()) parameters.set(name, reader.text());
  return parameters;
}

/** What an error or a notice says, by the letters of the protocol: S severity, C code, M message, D detail, H hint, P position… */
export type Fields = Readonly<Partial<Record<string, string>>>;

export function fieldsOf(body: Uint8Array): Fields {
  const reader = new BodyReader(body);
  const fields: Record<string, string> = {};
  while (!reader.done) {
    const letter = reader.byte();
    if (letter === "\0") break;
    fields[letter] = reader.text();
  }
  return fields;
}

/** An error of the server's own making. */
export function errorMessage(severity: string, code: string, message: string, more: Fields = {}): Uint8Array {
  const fields = { S: severity, V: severity, C: code, M: message, ...more };
  return encode("E", bodyOf(...Object.entries(fields).map(([letter, text]) => `${letter}${text}\0`), "\0"));
}

export interface Column {
  readonly name: string;
  /** Object id of its type. */
  readonly type: number;
}

export function columnsOf(body: Uint8Array): Column[] {
  const reader = new BodyReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const name = reader.text();
    reader.int32();
    reader.int16();
    const type = reader.int32();
    reader.int16();
    reader.int32();
    reader.int16();
    return { name, type };
  });
}

/** A row's values as text; null is `null`. */
export function valuesOf(body: Uint8Array): (string | null)[] {
  const reader = new BodyReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const length = reader.int32();
    return length < 0 ? null : bytesToText(reader.bytes(length));
  });
}
