/** The daemon on Node's HTTP server. */
import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Daemon } from "../daemon.ts";
import { type Answer, isRpcRefusal, isTakeover, type Request } from "../wire/message.ts";
import { connectionOf, splitUpgrade } from "./connection.ts";
import { refuseCalls } from "./rpc.ts";
import { signalOf, writeAll } from "./streams.ts";
import { asksForWebSocket, noHandshake, overWebSocket } from "./websocket.ts";

/** What Go's server takes as headers, in bytes. */
const maxHeaderSize = 1024 ** 2;

export function createHttpServer(daemon: Daemon): Server {
  const server = createServer({ maxHeaderSize, requestTimeout: 0, keepAliveTimeout: 0, noDelay: true });
  // A client that has closed its side still hears its answer.
  (server as Server & { httpAllowHalfOpen: boolean }).httpAllowHalfOpen = true;
  server.on("request", (request, response) => void serve(daemon, request, response));
  server.on("upgrade", (request, socket, head) => void serveUpgrade(daemon, request, socket, head));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return void socket.destroy();
    // What is still on its way is read and thrown away: a connection closed over it would take the answer along.
    socket.removeAllListeners("data");
    socket.on("data", () => {});
    const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${status}`);
  });
  return server;
}

function requestOf(message: IncomingMessage, body: AsyncIterable<Uint8Array>, signal: AbortSignal): Request {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  return { method: message.method ?? "GET", target: message.url ?? "/", headers, body, signal };
}

async function serve(daemon: Daemon, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { signal, release } = signalOf(message.socket);
  try {
    const reply = await daemon.handle(requestOf(message, message, signal));
    if (isTakeover(reply) && reply.webSocket) await send(noHandshake, response, signal);
    else if (isTakeover(reply)) {
      // An old client takes the connection over without saying so: what follows its headers is the stream, without chunks.
      response.setHeader("content-type", reply.contentType);
      response.removeHeader("transfer-encoding");
      response.flushHeaders();
      await reply.converse(connectionOf(response, message));
      response.end();
    } else if (!isRpcRefusal(reply)) await send(reply, response, signal);
  } catch {
    // Nobody is there to be told.
    response.destroy();
  } finally {
    release();
    // What is left of a body that nobody wanted must not block the next request.
    message.resume();
  }
}

/** As Go writes the names of headers. */
function capitalized(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value]),
  );
}

async function send({ status, headers = {}, body }: Answer, response: ServerResponse, signal: AbortSignal): Promise<void> {
  const whole = body === undefined || body instanceof Uint8Array;
  const length = whole && status !== 204 && status !== 304 && response.req.method !== "HEAD" ? { "Content-Length": body?.length ?? 0 } : {};
  response.writeHead(status, { ...capitalized(headers), ...length });
  if (whole) return void response.end(body);
  response.flushHeaders();
  await writeAll(body, response, signal);
  response.end();
}

/** A request that asks to speak something else on its connection: `tcp` for streams, as every client since 1.20 does. */
async function serveUpgrade(daemon: Daemon, message: IncomingMessage, socket: Duplex, head: Uint8Array): Promise<void> {
  socket.on("error", () => socket.destroy());
  const { body, input } = splitUpgrade(socket, head, Number(message.headers["content-length"] ?? 0));
  const { signal, release } = signalOf(socket);
  try {
    const asked = await daemon.handle(requestOf(message, body, signal));
    const reply = isTakeover(asked) && asked.webSocket && !asksForWebSocket(message) ? noHandshake : asked;
    const upgraded = `HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: ${message.headers.upgrade ?? "tcp"}\r\n`;
    if (isRpcRefusal(reply)) {
      socket.write(`${upgraded}\r\n`);
      refuseCalls(socket, reply.unimplemented);
      return;
    }
    if (isTakeover(reply) && reply.webSocket) return await overWebSocket(reply, message, socket);
    if (isTakeover(reply)) {
      socket.write(`${upgraded}Content-Type: ${reply.contentType}\r\n\r\n`);
      await reply.converse(connectionOf(socket, input));
      socket.end();
      return;
    }
    const response = new ServerResponse(message);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as never);
    response.on("finish", () => socket.end());
    await send(reply, response, signal);
  } catch {
    socket.destroy();
  } finally {
    release();
  }
}
