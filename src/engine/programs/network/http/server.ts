/** What every program that serves pages does: take connections, read requests. */
import type { Connection, Listener } from "../../../kernel/network/sockets.ts";
import { BrokenPipe } from "../../../kernel/open-file.ts";
import type { Process } from "../../program.ts";
import { hangUp } from "../calls.ts";
import { type ByteReader, type Header, readBody, readHead, wholeBody } from "./message.ts";

export interface Request {
  /** `GET / HTTP/1.1`, as it came. */
  readonly line: string;
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** `HTTP/1.1`; empty in a request of one word and a path. */
  readonly protocol: string;
  readonly headers: readonly Header[];
  body(): Promise<Uint8Array>;
}

/**
 * Serves every connection that comes, each on its own, until the listener is closed or the process ends.
 * @param converse does the talking; the connection is closed when it resolves. A client that has gone ends it.
 */
export async function serve(process: Process, listener: Listener, converse: (connection: Connection) => Promise<void>): Promise<void> {
  for (;;) {
    const connection = await listener.accept(process.signal);
    if (!connection) return;
    process.task.open(connection);
    void converse(connection)
      .catch((error: unknown) => {
        if (process.signal.aborted || error instanceof BrokenPipe) return;
        process.task.scope.fail(error instanceof Error ? error : new Error(String(error)), process.machine.processes.all());
      })
      .finally(() => hangUp(process, connection));
  }
}

/** The next request; `undefined` when the client has gone, `"bad"` when its first line is none. For `patient` see `readHead`. */
export async function readRequest(reader: ByteReader, patient = false): Promise<Request | "bad" | undefined> {
  const head = await readHead(reader, patient);
  if (!head) return undefined;
  const match = /^([A-Za-z]+) (\S+)(?: (HTTP\/\d\.\d))?$/.exec(head.startLine);
  if (!match) return "bad";
  const [, method = "", target = "", protocol = ""] = match;
  const { headers } = head;
  return { line: head.startLine, method, target, protocol, headers, body: () => wholeBody(readBody(reader, headers, false)) };
}

/** A path with its `%41`s read; `undefined` when one of them is none. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
