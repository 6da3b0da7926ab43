/** A container's streams over a WebSocket, as a page attaches to them. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { createWebSocketStream, type WebSocket, WebSocketServer } from "ws";
import type { Connection, Takeover } from "../wire/message.ts";
import { connectionOf } from "./connection.ts";

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

/** What a request that is no handshake of a WebSocket is answered with. */
export const noHandshake = { status: 400, headers: { "content-type": "text/plain; charset=utf-8" }, body: new Uint8Array() };

export function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket";
}

/** Answers the handshake and talks until one side has had enough. What the handshake lacks is answered with 400. */
export async function overWebSocket(reply: Takeover, message: IncomingMessage, socket: Duplex): Promise<void> {
  // What came along with the headers is back in the socket by now.
  const socketOf = new Promise<WebSocket>((resolve, reject) => {
    socket.once("close", () => reject(new Error("the connection is closed")));
    sockets.handleUpgrade(message, socket, Buffer.alloc(0), resolve);
  });
  const webSocket = await socketOf;
  const stream = createWebSocketStream(webSocket);
  stream.on("error", () => stream.destroy());
  const { input, gone } = connectionOf(stream, stream);
  const binary = reply.webSocket === "binary";
  const connection: Connection = {
    input,
    gone,
    write: (bytes) =>
      new Promise((resolve, reject) => webSocket.send(bytes, { binary }, (problem) => (problem ? reject(problem) : resolve()))),
  };
  await reply.converse(connection);
  webSocket.close(1000);
}
