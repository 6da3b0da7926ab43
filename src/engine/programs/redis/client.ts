/**
 * A connection to a Redis server over the lab's network: what redis-cli uses, and what a driver of another language can be
 * built on.
 *
 *     const redis = await RedisClient.connect(process, { host: "cache", port: 6379 });
 *     const hits = await redis.call("INCR", "hits");
 *     redis.close();
 */
import { type Connection, SocketError } from "../../kernel/network/sockets.ts";
import { BrokenPipe } from "../../kernel/open-file.ts";
import { addressesOf, connectTo, hangUp } from "../network/calls.ts";
import type { Process } from "../program.ts";
import { encode, Reader, type Reply } from "./protocol.ts";

/** No connection came to be; the message is the reason alone: `Connection refused`. */
export class ConnectError extends Error {}

export class RedisClient {
  readonly #process: Process;
  readonly #connection: Connection;
  readonly #reader: Reader;

  private constructor(process: Process, connection: Connection) {
    this.#process = process;
    this.#connection = connection;
    this.#reader = new Reader(connection, process.signal);
  }

  /** Throws `ConnectError`. */
  static async connect(process: Process, { host, port }: { readonly host: string; readonly port: number }): Promise<RedisClient> {
    const addresses = addressesOf(process, host);
    const musl = process.fs.exists("/lib/ld-musl-x86_64.so.1");
    if (addresses === "unknown") throw new ConnectError(musl ? "Name does not resolve" : "Name or service not known");
    if (typeof addresses === "string") throw new ConnectError(musl ? "Try again" : "Temporary failure in name resolution");
    let last = "Connection refused";
    for (const address of addresses)
      try {
        return new RedisClient(process, await connectTo(process, { address, port }));
      } catch (error) {
        if (!(error instanceof SocketError)) throw error;
        last = error.message;
      }
    throw new ConnectError(last);
  }

  /** Sends a command and gives the reply; `undefined` when the server has gone. */
  async call(...words: readonly string[]): Promise<Reply | undefined> {
    try {
      this.#connection.write(encode(words));
    } catch (error) {
      if (error instanceof BrokenPipe) return undefined;
      throw error;
    }
    return this.next();
  }

  /** What the server sends next of itself: messages of channels. */
  next(): Promise<Reply | undefined> {
    return this.#reader.reply();
  }

  close(): void {
    hangUp(this.#process, this.#connection);
  }
}
