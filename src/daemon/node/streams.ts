/** Writing no faster than somebody reads, and knowing when nobody does. */
import type { Duplex, Writable } from "node:stream";

/** Resolves when there is room for more. Rejects when the stream is closed. */
export async function write(stream: Writable, bytes: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.writableEnded) throw new Error("the connection is closed");
  if (stream.write(bytes)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (finish: () => void) => (): void => {
      stream.off("drain", drained);
      stream.off("close", closed);
      finish();
    };
    const drained = settle(resolve);
    const closed = settle(() => reject(new Error("the connection is closed")));
    stream.on("drain", drained);
    stream.on("close", closed);
  });
}

/** Writes what comes until it ends or `signal` aborts; then what makes it is told to stop. */
export async function writeAll(pieces: AsyncIterable<Uint8Array>, stream: Writable, signal: AbortSignal): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const over = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  try {
    for (;;) {
      // A piece that is there already goes out even to a client that has closed its side.
      const next = await Promise.race([iterator.next(), over]);
      if (!next || next.done) return;
      await write(stream, next.value);
    }
  } finally {
    // Not awaited: what makes the pieces may be waiting for one that never comes.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** Aborts when the client has closed its side or all of the connection, as Go's server has it. */
export function signalOf(socket: Duplex): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Error("the client closed the connection"));
  socket.on("end", abort);
  socket.on("close", abort);
  if (socket.destroyed) abort();
  return {
    signal: controller.signal,
    release() {
      socket.off("end", abort);
      socket.off("close", abort);
    },
  };
}
