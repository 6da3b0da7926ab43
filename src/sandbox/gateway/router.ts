/** From a request of a session to its answer. What is not in the table of routes does not get to the engine. */
import { pipeline } from "node:stream/promises";
import { DaemonError, Refused } from "../policy/refusal.ts";
import type { Channel, RequestHead } from "../wire/channels.ts";
import type { Call, Reply, Route } from "./call.ts";
import { containerRoutes } from "./containers.ts";
import { imageRoutes } from "./images.ts";
import { networkRoutes } from "./networks.ts";
import { ownRoutes } from "./own-routes.ts";
import type { Session } from "./session.ts";
import { systemRoutes } from "./system.ts";
import { volumeRoutes } from "./volumes.ts";

const routes: readonly { readonly route: Route; readonly path: RegExp }[] = [
  ...[...systemRoutes, ...containerRoutes, ...imageRoutes, ...networkRoutes, ...volumeRoutes, ...ownRoutes],
].map((route) => ({ route, path: expressionOf(route.pattern) }));

/** An image's name may hold slashes; nothing else's may. */
function expressionOf(pattern: string): RegExp {
  const inside = pattern.startsWith("/images/") ? ".+" : "[^/]+";
  return new RegExp(`^${pattern.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${inside})`)}$`);
}

/** Answers on the channel; never rejects. */
export async function answer(session: Session, head: RequestHead, channel: Channel): Promise<void> {
  try {
    const reply = await route(session, head, channel).catch((error: unknown) => failure(error));
    channel.answer({ status: reply.status, headers: { ...reply.headers } });
    await Promise.all([send(reply, channel), receive(reply, channel)]);
    channel.end();
  } catch (error) {
    channel.abort(error instanceof Error ? error.message : String(error));
  }
}

async function route(session: Session, { method, target, upgrade = false, json }: RequestHead, channel: Channel): Promise<Reply> {
  const [rawPath = "", search = ""] = splitOnce(target, "?");
  const pathname = rawPath.replace(/^\/v\d+\.\d+(?=\/)/, "");
  for (const { route: each, path } of routes) {
    if (each.method !== method) continue;
    const match = path.exec(pathname);
    if (!match) continue;
    const parts = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)]);
    const query = new URLSearchParams(search);
    const call: Call = {
      session,
      method,
      json,
      path: Object.fromEntries(parts),
      query,
      body: channel.body(),
      upgrade,
      signal: channel.gone,
    };
    return each.handle(call);
  }
  throw new Refused("api", `${method} ${pathname} is not for sessions of this sandbox`);
}

function splitOnce(text: string, mark: string): readonly string[] {
  const cut = text.indexOf(mark);
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

/** Throws `DaemonError` 400. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new DaemonError(400, "invalid escape in the address");
  }
}

async function send({ body }: Reply, channel: Channel): Promise<void> {
  if (body === undefined) return;
  if (typeof body === "string") return channel.write(Buffer.from(body));
  for await (const piece of body) await channel.write(piece);
}

/** What the session sends on a connection that it took over; the end of it is the end of the container's input. */
async function receive({ socket }: Reply, channel: Channel): Promise<void> {
  if (!socket) return;
  const over = (): void => void socket.destroy();
  channel.gone.addEventListener("abort", over, { once: true });
  try {
    const input = pipeline(channel.body(), socket, { end: true });
    // The output's end is the conversation's, whatever the session still has to say.
    const ended = new Promise<void>((resolve) => {
      socket.once("end", resolve);
      socket.once("close", resolve);
      socket.once("error", () => resolve());
    });
    await Promise.race([ended, input.then(() => ended)]).catch(() => {});
  } finally {
    channel.gone.removeEventListener("abort", over);
    socket.destroy();
  }
}

function failure(error: unknown): Reply {
  const [status, message] = error instanceof DaemonError ? [error.status, error.message] : [500, `sandbox: ${(error as Error).message}`];
  return { status, body: JSON.stringify({ message }) };
}
