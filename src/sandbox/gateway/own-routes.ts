/** What the lab needs of a sandbox besides Docker's API: its files, its ports, its end. */
import { connect } from "node:net";
import path from "node:path/posix";
import { Readable } from "node:stream";
import { DaemonError, Refused } from "../policy/refusal.ts";
import { build } from "../build/build.ts";
import type { Call, Reply, Route } from "./call.ts";
import { machineFacts } from "./machine-facts.ts";
import { opaqueDirectories } from "./opaque.ts";
import { realPort } from "./ports.ts";

/** Bytes of a workspace. */
const mostWorkspace = 64 * 1024 * 1024;

export const ownRoutes: readonly Route[] = [
  {
    method: "PUT",
    pattern: "/drydock/workspace",
    handle: async ({ session, body }) => {
      await session.workspace.write(Readable.from(atMost(mostWorkspace, body)));
      return { status: 204 };
    },
  },
  {
    method: "GET",
    pattern: "/drydock/workspace",
    handle: async ({ session }) => {
      const answer = await session.workspace.read();
      return { status: answer.status, body: answer.body };
    },
  },
  {
    method: "POST",
    pattern: "/drydock/workspace/remove",
    handle: async (call) => {
      const paths = call.json;
      if (!Array.isArray(paths) || !paths.every((each) => typeof each === "string"))
        throw new DaemonError(400, "a list of paths is needed");
      for (const each of paths)
        if (each === "" || path.normalize(`/${each}`) !== `/${each}`)
          throw new Refused("binds", `${JSON.stringify(each)} is no path in the workspace`);
      if (paths.length > 0) await call.session.workspace.remove(paths);
      return { status: 204 };
    },
  },
  {
    method: "GET",
    pattern: "/drydock/notices",
    handle: async ({ session, signal }) => ({ status: 200, body: session.notices.stream(session, signal) }),
  },
  { method: "POST", pattern: "/drydock/connect", handle: connectTo },
  { method: "POST", pattern: "/drydock/build", handle: build },
  {
    method: "GET",
    pattern: "/drydock/machine",
    handle: async ({ session }) => ({ status: 200, body: session.names.shown(JSON.stringify(await machineFacts(session))) }),
  },
  {
    method: "GET",
    pattern: "/drydock/opaque/{id}",
    handle: async ({ session, path: { id = "" } }) => ({
      status: 200,
      body: JSON.stringify(await opaqueDirectories(session, await session.container(id))),
    }),
  },
];

/** A connection to a port that a container of the session has published. */
async function connectTo(call: Call): Promise<Reply> {
  const port = call.query.get("port") ?? "";
  if (!call.session.upstream.isLocal)
    throw new DaemonError(501, "sandbox: the engine is on another machine, whose ports are not reached from here");
  const socket = connect({ host: "127.0.0.1", port: await realPort(call.session, port) });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", (error) => reject(new DaemonError(502, `sandbox: port ${port}: ${error.message}`)));
  });
  call.signal.addEventListener("abort", () => socket.destroy(), { once: true });
  return { status: 101, body: socket, socket };
}

async function* atMost(most: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > most) throw new Refused("limits", `a workspace may have at most ${most / 1024 ** 2} MiB`);
    yield piece;
  }
}
