/** What every program that fetches pages does: connect, ask, read the head of the answer. */
import type { Connection } from "../../../kernel/network/sockets.ts";
import { BrokenPipe } from "../../../kernel/open-file.ts";
import type { Process } from "../../program.ts";
import { ByteReader, type Head, type Header, headText, readBody, readHead } from "./message.ts";

export interface Answer {
  /** `HTTP/1.1 200 OK` */
  readonly statusLine: string;
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: AsyncGenerator<Uint8Array, void, void>;
}

/** Sends a request. `body` is text that may carry any bytes (`shell/bytes.ts`). */
export function send(connection: Connection, requestLine: string, headers: readonly Header[], body = ""): void {
  try {
    connection.write(headText(requestLine, headers) + body);
  } catch (error) {
    // What the other side said before it hung up can still be read.
    if (!(error instanceof BrokenPipe)) throw error;
  }
}

/**
 * Reads an answer's head; its body is there to be read. `undefined` when the connection ends without one, `"garbage"` when it is
 * not HTTP.
 */
export async function receive(connection: Connection, method: string, signal: AbortSignal): Promise<Answer | "garbage" | undefined> {
  const reader = new ByteReader(connection, signal);
  for (;;) {
    const head: Head | undefined = await readHead(reader);
    if (!head) return undefined;
    const match = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(head.startLine);
    if (!match) return "garbage";
    const status = Number(match[1]);
    if (status >= 100 && status < 200) continue;
    const empty = method === "HEAD" || status === 204 || status === 304;
    return { statusLine: head.startLine, status, headers: head.headers, body: empty ? nothing() : readBody(reader, head.headers, true) };
  }
}

async function* nothing(): AsyncGenerator<Uint8Array, void, void> {}

/** Whether a page can be had without TLS; the lab's servers speak none, and the learner is told. */
export function sayNoTls(process: Process): void {
  process.stderr("drydock: the lab's servers speak HTTP without TLS; ask for http:// instead\n");
}
