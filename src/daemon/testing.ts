/** A daemon on a socket, for tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { machineClock } from "../engine/clocks.ts";
import { directory } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { createDaemon } from "./daemon.ts";
import { listen } from "./node/listen.ts";
import { createHttpServer } from "./node/server.ts";

export interface TestDaemon {
  readonly socketPath: string;
  readonly faults: readonly unknown[];
  call(method: string, target: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  /** A connection as it is: what is written to it goes out byte for byte. */
  open(): Promise<Socket>;
  close(): Promise<void>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  json<T = Record<string, unknown>>(): T;
}

export async function startDaemon(): Promise<TestDaemon> {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-api-"));
  const socketPath = path.join(folder, "api.sock");
  const faults: unknown[] = [];
  const { engine } = createLab(directory(), machineClock());
  const server = createHttpServer(createDaemon({ engine, onFault: (error) => faults.push(error) }));
  const listening = await listen(server, { path: socketPath });
  return {
    socketPath,
    faults,
    call: (method, target, body, headers) => call(socketPath, method, target, body, headers),
    open: () =>
      new Promise((resolve, reject) => {
        const socket = connect(socketPath, () => resolve(socket));
        socket.once("error", reject);
      }),
    async close() {
      await listening.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function call(
  socketPath: string,
  method: string,
  target: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestAnswer> {
  const bytes =
    body instanceof Uint8Array
      ? body
      : body === undefined
        ? undefined
        : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const type = body === undefined ? {} : { "content-type": body instanceof Uint8Array ? "application/x-tar" : "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, method, path: target, headers: { ...type, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("latin1");
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(Buffer.from(text, "latin1").toString()),
        });
      });
    });
    sent.on("error", reject);
    sent.end(bytes);
  });
}

/** All that comes until the connection ends, or until `enough` of it is there. */
export function readAll(socket: Socket, enough: (text: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const settle = (): void => resolve(text);
    socket.on("data", (part: Buffer) => {
      text += part.toString("latin1");
      if (enough(text)) settle();
    });
    socket.once("end", settle);
    socket.once("close", settle);
    // A connection that is reset ends too; what came before it counts.
    socket.once("error", settle);
  });
}
