/** Clients that do not keep to the protocol, and visitors who have no business here. */
import assert from "node:assert/strict";
import { request } from "node:http";
import { createConnection } from "node:net";
import type WebSocket from "ws";
import { SandboxConnection } from "../../../src/backends/sandbox/connection.ts";
import { fromPaths } from "../../../src/engine/filesystem/build.ts";
import { diffTrees } from "../../../src/engine/filesystem/diff.ts";
import { writeTar } from "../../../src/engine/filesystem/tar.ts";
import type { Gateway } from "../../../src/sandbox/gateway/gateway.ts";
import { connect, openSocket } from "../lab.ts";
import { ask, pause, started, type Trial } from "./trial.ts";

function visit(gateway: Gateway, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const upgrade = {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    };
    const asked = request({ host: "127.0.0.1", port: gateway.port, path: "/drydock/sandbox", headers: { ...upgrade, ...headers } });
    asked.once("response", ({ statusCode }) => resolve(statusCode ?? 0));
    asked.once("upgrade", (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.once("error", reject);
    asked.end();
  });
}

async function refusal(gateway: Gateway, key: object): Promise<string> {
  const connection = new SandboxConnection({ openSocket: () => openSocket(gateway), key: key as { token: string } });
  const why = await connection.welcome.then(
    () => "",
    (error: Error) => error.message,
  );
  connection.close();
  return why;
}

/** A socket that has said who it is, and now says whatever it likes. */
async function greeted(gateway: Gateway): Promise<{ socket: WebSocket; closed: Promise<void> }> {
  const socket = openSocket(gateway) as unknown as WebSocket;
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(JSON.stringify({ token: gateway.sessions.token() }));
  await new Promise((resolve) => socket.once("message", resolve));
  return { socket, closed };
}

const message = (number: number, payload: Uint8Array): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(number, 1);
  return Buffer.concat([head, payload]);
};

export const wire: readonly Trial[] = [
  {
    name: "tokens: guessed, used twice, too old, and secrets of others",
    async run(gateway) {
      assert.match(await refusal(gateway, { token: "guessed" }), /does not open a session/);
      const token = gateway.sessions.token();
      const first = new SandboxConnection({ openSocket: () => openSocket(gateway), key: { token } });
      const { session, secret } = await first.welcome;
      assert.match(await refusal(gateway, { token }), /does not open a session/);
      assert.match(await refusal(gateway, { session, secret: "guessed" }), /no such session/);
      assert.match(await refusal(gateway, { session, secret: secret.replace(/./, (c) => (c === "a" ? "b" : "a")) }), /no such session/);
      const other = await connect(gateway);
      const link = (await other.welcome).link;
      assert.match(await refusal(gateway, { session, secret, link: { number: link, received: 0 } }), /away for too long/);
      first.close();
      other.close();
    },
  },
  {
    name: "a foreign origin, no origin, and a name that was made to lead here",
    async run(gateway) {
      const Host = `127.0.0.1:${gateway.port}`;
      assert.equal(await visit(gateway, { Host, Origin: `http://${Host}` }), 101);
      assert.equal(await visit(gateway, { Host, Origin: "https://evil.example" }), 403);
      assert.equal(await visit(gateway, { Host, Origin: "null" }), 403);
      assert.equal(await visit(gateway, { Host }), 403);
      assert.equal(await visit(gateway, { Host: `evil.example:${gateway.port}`, Origin: `http://evil.example:${gateway.port}` }), 403);
      assert.equal(await visit(gateway, { Host: "127.0.0.1:1", Origin: "http://127.0.0.1:1" }), 403);
      const page = await new Promise<number>((resolve) =>
        request({ host: "127.0.0.1", port: gateway.port, headers: { Host: "evil.example" } }, ({ statusCode }) =>
          resolve(statusCode ?? 0),
        ).end(),
      );
      assert.equal(page, 403);
    },
  },
  {
    name: "malformed and oversized frames end the connection that sent them, and no other",
    async run(gateway) {
      const steady = await connect(gateway);
      const open = (id: number, head: string): Buffer => {
        const body = Buffer.from(head);
        const bytes = Buffer.alloc(5);
        bytes.writeUInt32BE(id, 0);
        bytes[4] = 1;
        return Buffer.concat([bytes, body]);
      };
      const frames: readonly Buffer[] = [
        Buffer.from([]),
        Buffer.from([9, 0, 0, 0, 1]),
        Buffer.from([0, 0]),
        message(7, Buffer.from("out of order")),
        message(1, Buffer.from("?")),
        message(1, open(1, "{nonsense")),
        message(1, open(1, JSON.stringify({ method: "GET" }))),
        message(1, open(1, JSON.stringify({ method: "get /x", target: "/" }))),
        message(1, Buffer.alloc(1024 * 1024)),
        Buffer.from([1, 255, 255, 255, 255]),
      ];
      for (const [index, frame] of frames.entries()) {
        const { socket, closed } = await greeted(gateway);
        socket.send(frame);
        if (index === 8 || index === 4) socket.send(message(2, Buffer.alloc(3)));
        await Promise.race([closed, pause(5000).then(() => assert.fail(`frame ${index} was taken`))]);
      }
      const huge = await greeted(gateway);
      huge.socket.on("error", () => {});
      huge.socket.send(Buffer.alloc(4 * 1024 * 1024));
      await huge.closed;
      const stranger = openSocket(gateway) as unknown as WebSocket;
      stranger.on("open", () => stranger.send(Buffer.from("binary first")));
      await new Promise((resolve) => stranger.once("close", resolve));
      assert.equal((await ask(steady, "GET", "/containers/json")).status, 200);
      steady.close();
    },
  },
  {
    name: "more conversations than a link may have, and heads without end",
    async run(gateway) {
      const { socket, closed } = await greeted(gateway);
      for (let count = 1; count <= 400; count++) {
        const head = Buffer.from(JSON.stringify({ method: "GET", target: "/events" }));
        const bytes = Buffer.alloc(5);
        bytes.writeUInt32BE(count, 0);
        bytes[4] = 1;
        socket.send(message(count, Buffer.concat([bytes, head])));
      }
      await closed;
    },
  },
  {
    name: "clients that say nothing, and a request that comes a letter at a time",
    async run(gateway) {
      const steady = await connect(gateway);
      const silent = Array.from({ length: 300 }, () => {
        const socket = openSocket(gateway) as unknown as WebSocket;
        // Those that are too many are refused at once.
        socket.on("error", () => {});
        return new Promise<void>((resolve) => socket.once("close", () => resolve()));
      });
      const slow = new Promise<void>((resolve) => {
        const socket = createConnection({ host: "127.0.0.1", port: gateway.port });
        const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}\r\nX: ${"x".repeat(1000)}`;
        let sent = 0;
        const letters = setInterval(() => socket.write(head[sent++] ?? "x"), 200);
        socket.on("error", () => {});
        socket.once("close", () => {
          clearInterval(letters);
          resolve();
        });
      });
      assert.equal((await ask(steady, "GET", "/containers/json")).status, 200);
      const late = pause(20_000).then(() => assert.fail("somebody who has nothing to say was waited for"));
      await Promise.race([Promise.all([...silent, slow]), late]);
      assert.equal((await ask(steady, "GET", "/containers/json")).status, 200);
      steady.close();
    },
  },
  {
    name: "uploads without end: the workspace takes what it may, and memory stays flat",
    async run(gateway) {
      const connection = await connect(gateway);
      const big = fromPaths({ "workspace/big": new Uint8Array(96 * 1024 ** 2).fill(120) }, { uid: 1000, gid: 1000 });
      const bytes = writeTar(diffTrees(undefined, big));
      const before = process.memoryUsage().rss;
      const answer = await connection
        .request({ method: "PUT", target: "/drydock/workspace", bytes })
        .then(({ status }) => status)
        .catch(() => 0);
      assert.notEqual(answer, 204);
      const grown = (process.memoryUsage().rss - before) / 1024 ** 2;
      assert.ok(grown < 100, `the gateway and its client grew by ${grown.toFixed(0)} MiB`);
      assert.equal((await ask(connection, "GET", "/containers/json")).status, 200);
      connection.close();
    },
  },
  {
    name: "a client that does not read: memory stays flat",
    async run(gateway) {
      const connection = await connect(gateway);
      const id = await started(connection, ["yes", "0123456789012345678901234567890123456789"]);
      const before = process.memoryUsage().rss;
      // Read by nobody: each stops at its window. The engine lets who attaches later wait for who came first.
      const unread = (method: string, target: string, upgrade: boolean): void =>
        void connection.request({ method, target, upgrade }).catch(() => {});
      for (let count = 0; count < 10; count++) {
        unread("POST", `/containers/${id}/attach?stream=1&stdout=1`, true);
        unread("GET", `/containers/${id}/logs?stdout=1&follow=1`, false);
      }
      await pause(4000);
      const grown = (process.memoryUsage().rss - before) / 1024 ** 2;
      assert.ok(grown < 150, `the gateway and its client grew by ${grown.toFixed(0)} MiB`);
      assert.equal((await ask(connection, "GET", "/containers/json")).status, 200);
      connection.close();
    },
  },
];
