/** RESP 2, the protocol of Redis: what goes over the connection in both directions. */
import type { OpenFile } from "../../kernel/open-file.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";

/** A status (`OK`) or an error, as against text. */
export interface Status {
  readonly status: string;
}
export interface Failure {
  readonly error: string;
}
/** What a command answers. `null` is nil; `"none"` no answer at all. */
export type Reply = string | number | null | Status | Failure | readonly Reply[] | { readonly nilArray: true };

export const ok: Status = { status: "OK" };

export function isFailure(reply: Reply): reply is Failure {
  return typeof reply === "object" && reply !== null && "error" in reply;
}

/** As text whose bytes are the protocol's. */
export function encode(reply: Reply): string {
  if (reply === null) return "$-1\r\n";
  if (typeof reply === "number") return `:${reply}\r\n`;
  if (typeof reply === "string") return `$${textToBytes(reply).length}\r\n${reply}\r\n`;
  if (Array.isArray(reply)) return `*${reply.length}\r\n${reply.map(encode).join("")}`;
  if ("nilArray" in reply) return "*-1\r\n";
  if ("error" in reply) return `-${reply.error}\r\n`;
  return `+${(reply as Status).status}\r\n`;
}

/** The other side does not speak the protocol. */
export class ProtocolError extends Error {}

/** No message is longer than this many bytes, or has more parts. */
const longest = 512 * 1024 * 1024;

/** Takes messages from a connection. */
export class Reader {
  readonly #file: OpenFile;
  readonly #signal: AbortSignal | undefined;
  #bytes: Uint8Array = new Uint8Array();

  constructor(file: OpenFile, signal?: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
  }

  /** Whether something is here that was not read yet. */
  get waiting(): boolean {
    return this.#bytes.length > 0;
  }

  async #more(): Promise<boolean> {
    const text = await this.#file.read(this.#signal);
    if (text === "") return false;
    const piece = textToBytes(text);
    const joined = new Uint8Array(this.#bytes.length + piece.length);
    joined.set(this.#bytes);
    joined.set(piece, this.#bytes.length);
    this.#bytes = joined;
    return true;
  }

  async #line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#bytes.indexOf(10);
      if (end >= 0) {
        const line = bytesToText(this.#bytes.subarray(0, end)).replace(/\r$/, "");
        this.#bytes = this.#bytes.subarray(end + 1);
        return line;
      }
      if (this.#bytes.length > 65_536) throw new ProtocolError("too big inline request");
      if (!(await this.#more())) return undefined;
    }
  }

  async #text(length: number): Promise<string | undefined> {
    while (this.#bytes.length < length + 2) if (!(await this.#more())) return undefined;
    const text = bytesToText(this.#bytes.subarray(0, length));
    this.#bytes = this.#bytes.subarray(length + 2);
    return text;
  }

  /** A command's words; `undefined` at the end. A line of plain words will do as well. Throws `ProtocolError`. */
  async command(): Promise<string[] | undefined> {
    const line = await this.#line();
    if (line === undefined) return undefined;
    if (!line.startsWith("*")) return splitWords(line) ?? [];
    const count = Number(line.slice(1));
    if (!Number.isInteger(count) || count > 1024 * 1024) throw new ProtocolError("invalid multibulk length");
    const words: string[] = [];
    for (let index = 0; index < count; index++) {
      const head = await this.#line();
      if (head === undefined) return undefined;
      if (!head.startsWith("$")) throw new ProtocolError(`expected '$', got '${head[0] ?? ""}'`);
      const length = Number(head.slice(1));
      if (!Number.isInteger(length) || length < 0 || length > longest) throw new ProtocolError("invalid bulk length");
      const text = await this.#text(length);
      if (text === undefined) return undefined;
      words.push(text);
    }
    return words;
  }

  /** A reply; `undefined` when the connection is at its end. */
  async reply(): Promise<Reply | undefined> {
    const line = await this.#line();
    if (line === undefined) return undefined;
    const rest = line.slice(1);
    switch (line[0]) {
      case "+":
        return { status: rest };
      case "-":
        return { error: rest };
      case ":":
        return Number(rest);
      case "$":
        return rest === "-1" ? null : await this.#text(Number(rest));
      case "*": {
        if (rest === "-1") return { nilArray: true };
        const items: Reply[] = [];
        for (let index = 0; index < Number(rest); index++) {
          const item = await this.reply();
          if (item === undefined) return undefined;
          items.push(item);
        }
        return items;
      }
      default:
        throw new ProtocolError(`unexpected reply ${JSON.stringify(line[0] ?? "")}`);
    }
  }
}

/** Words of a line as redis-cli reads them: quotes hold them together. `undefined` when a quote is not closed. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(line[at] ?? "")) at++;
    if (at >= line.length) return words;
    let word = "";
    while (at < line.length && !/\s/.test(line[at] as string)) {
      const quote = line[at];
      if (quote !== '"' && quote !== "'") {
        word += line[at++];
        continue;
      }
      at++;
      for (;;) {
        if (at >= line.length) return undefined;
        const character = line[at++] as string;
        if (character === quote) break;
        if (character !== "\\") word += character;
        else if (quote === "'") word += line[at] === "'" ? line[at++] : "\\";
        else word += escaped(line, at, (to) => (at = to));
      }
    }
    words.push(word);
  }
}

function escaped(line: string, at: number, moveTo: (at: number) => void): string {
  const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(at));
  if (hex) {
    moveTo(at + 3);
    return bytesToText(Uint8Array.of(Number.parseInt(hex[1] as string, 16)));
  }
  moveTo(at + 1);
  const character = line[at] ?? "";
  return ({ n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b" } as Record<string, string>)[character] ?? character;
}
