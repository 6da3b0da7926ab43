/** Connections that are no HTTP any more. */
import type { Duplex, Writable } from "node:stream";
import type { Connection } from "../wire/message.ts";
import { write } from "./streams.ts";

/** @param input what the client sends */
export function connectionOf(stream: Writable, input: AsyncIterable<Uint8Array>): Connection {
  const gone = new AbortController();
  stream.once("close", () => gone.abort(new Error("the connection is closed")));
  if (stream.destroyed) gone.abort(new Error("the connection is closed"));
  return { input, gone: gone.signal, write: (bytes) => write(stream, bytes) };
}

/**
 * A request's body of `length` bytes and what comes after it, on a connection whose headers alone have been read. The body
 * has to be read first.
 * @param head what came in one piece with the headers
 */
export function splitUpgrade(
  socket: Duplex,
  head: Uint8Array,
  length: number,
): { readonly body: AsyncIterable<Uint8Array>; readonly input: AsyncIterable<Uint8Array> } {
  if (head.length > 0) socket.unshift(head);
  const pieces = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  let missing = Number.isFinite(length) ? length : 0;
  let rest: Uint8Array | undefined;
  async function* body(): AsyncGenerator<Uint8Array> {
    while (missing > 0) {
      const { done, value } = await pieces.next();
      if (done) return;
      const piece = value.subarray(0, missing);
      if (piece.length < value.length) rest = value.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }
  async function* input(): AsyncGenerator<Uint8Array> {
    for await (const _ of body());
    if (rest) yield rest;
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) return;
      yield value;
    }
  }
  return { body: body(), input: input() };
}
