/** What the lab's small browser does: a GET from the host, as far as one page goes. */
import type { Machine } from "../engine/kernel/machine.ts";
import { SocketError } from "../engine/kernel/network/sockets.ts";
import { receive, send } from "../engine/programs/network/http/client.ts";
import { CutShort, type Header } from "../engine/programs/network/http/message.ts";

/** A page as it was answered, or why there is none. */
export type Page =
  | {
      readonly kind: "answer";
      /** `HTTP/1.1 200 OK` */
      readonly statusLine: string;
      readonly status: number;
      readonly headers: readonly Header[];
      /** As UTF-8; what is no text has replacement characters. */
      readonly body: string;
      /** The body was longer than what is shown. */
      readonly cut: boolean;
    }
  /** A sentence for the learner. */
  | { readonly kind: "none"; readonly why: string };

/** Bytes of a page that are shown. */
const mostBytes = 512 * 1024;
const loopback = 0x7f000001;
/** Stands before the host, and is no process of it. */
const browser = { pid: 0, program: "browser", cgroup: "" };

/**
 * Fetches `path` from a port of the machine. Redirects are not followed: they are to be seen. Rejects only with the signal's
 * reason.
 */
export async function browse(machine: Machine, port: number, path: string, signal: AbortSignal): Promise<Page> {
  try {
    const connection = (await machine.network.connect(machine.network.host, { address: loopback, port }, { signal, by: browser })).retain();
    try {
      const headers: readonly Header[] = [
        ["Host", `localhost:${port}`],
        ["User-Agent", "Drydock"],
        ["Accept", "text/html, */*"],
        ["Connection", "close"],
      ];
      send(connection, `GET ${encodeURI(path)} HTTP/1.1`, headers);
      const answer = await receive(connection, "GET", signal);
      if (answer === "garbage") return none(`What listens on port ${port} does not speak HTTP.`);
      if (!answer)
        return none(`Port ${port} took the connection and closed it without an answer. Perhaps nothing in the container listens there.`);
      const { bytes, cut } = await upTo(mostBytes, answer.body);
      const { statusLine, status } = answer;
      return { kind: "answer", statusLine, status, headers: answer.headers, body: new TextDecoder().decode(bytes), cut };
    } finally {
      connection.release();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SocketError)) throw error;
    if (error.code === "ECONNREFUSED") return none(`Connection refused: nothing listens on port ${port} of the host.`);
    return none(`${error.message}: port ${port} leads to a container, and what is behind it did not take the connection.`);
  }
}

function none(why: string): Page {
  return { kind: "none", why };
}

async function upTo(most: number, pieces: AsyncIterable<Uint8Array>): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const whole = new Uint8Array(most);
  let length = 0;
  try {
    for await (const piece of pieces) {
      whole.set(piece.subarray(0, most - length), length);
      length += piece.length;
      if (length > most) return { bytes: whole, cut: true };
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
  }
  return { bytes: whole.subarray(0, length), cut: false };
}
