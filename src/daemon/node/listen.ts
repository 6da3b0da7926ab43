/** Where the API can be reached: a socket in the file system, or a port of this machine. */
import { chmodSync, existsSync, lstatSync, unlinkSync } from "node:fs";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { dirname } from "node:path";

/** An address that cannot be listened at; said to whoever asked for it. */
export class ListenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ListenError";
  }
}

export type Address = { readonly path: string } | { readonly host: string; readonly port: number };

const loopback = new Set(["127.0.0.1", "localhost", "::1"]);

/** `unix:///run/drydock.sock`, `tcp://127.0.0.1:2375`. Throws `ListenError`. */
export function parseAddress(text: string): Address {
  const path = /^unix:\/\/(\/.+)$/.exec(text)?.[1];
  if (path) return { path };
  const [, bracketed, plain, port = ""] = /^tcp:\/\/(?:\[([^\]]+)\]|([^:/]+)):(\d+)\/?$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? "";
  if (host === "" || Number(port) > 65535)
    throw new ListenError(`cannot listen at ${JSON.stringify(text)}: an address is unix:///PATH or tcp://127.0.0.1:PORT`);
  if (!loopback.has(host))
    throw new ListenError(`will not listen at ${host}: whoever reaches the API commands the engine, so only loopback is allowed`);
  return { host, port: Number(port) };
}

export interface Listening {
  /** Where clients find it; a port of 0 has become one that is free. */
  readonly address: string;
  /** Ends all connections and removes the socket. */
  close(): Promise<void>;
}

/** Throws `ListenError` when somebody listens there already, or the place cannot be used. */
export async function listen(server: Server, address: Address): Promise<Listening> {
  if ("path" in address) await clearPath(address.path);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(whyNot(error, address))));
    server.listen(address, resolve);
  });
  if ("path" in address) chmodSync(address.path, 0o660);
  return {
    address: nameOf(server, address),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function nameOf(server: Server, address: Address): string {
  if ("path" in address) return `unix://${address.path}`;
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : address.port;
  return `tcp://${address.host.includes(":") ? `[${address.host}]` : address.host}:${port}`;
}

/** Takes away a socket that was left behind. Throws `ListenError` when one is alive, or when it is something else. */
async function clearPath(path: string): Promise<void> {
  if (!existsSync(dirname(path))) throw new ListenError(`cannot listen at ${path}: there is no such folder`);
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there) return;
  if (!there.isSocket()) throw new ListenError(`cannot listen at ${path}: something that is no socket has this name`);
  if (await answers(path)) throw new ListenError(`cannot listen at ${path}: an engine is listening there already`);
  unlinkSync(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    const settle = (answer: boolean): void => {
      probe.destroy();
      resolve(answer);
    };
    probe.once("connect", () => settle(true));
    // Refused means that nobody is behind it; anything else, that somebody may be.
    probe.once("error", ({ code }: NodeJS.ErrnoException) => settle(code !== "ECONNREFUSED" && code !== "ENOENT"));
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException, address: Address): string {
  const where = "path" in address ? address.path : `${address.host}:${address.port}`;
  if (code === "EADDRINUSE") return `cannot listen at ${where}: something is listening there already`;
  if (code === "EACCES") return `cannot listen at ${where}: permission denied`;
  if (code === "EINVAL" || code === "ENAMETOOLONG") return `cannot listen at ${where}: the path is too long for a socket`;
  return `cannot listen at ${where}: ${message}`;
}
