/** Connections that go wrong, and those that are taken over. */
import { existsSync } from "node:fs";
import { request } from "node:http";
import http2 from "node:http2";
import { createServer } from "node:net";
import { type Duplex, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { readAll, startDaemon, type TestDaemon } from "../testing.ts";
import { listen, parseAddress } from "./listen.ts";
import { createHttpServer } from "./server.ts";
import { writeAll } from "./streams.ts";

let daemon: TestDaemon;
beforeAll(async () => {
  daemon = await startDaemon();
});
afterAll(async () => {
  expect(daemon.faults).toEqual([]);
  await daemon.close();
});

async function run(name: string, ...command: string[]): Promise<void> {
  await daemon.call("POST", `/containers/create?name=${name}`, { Image: "alpine:3.20", Cmd: command, OpenStdin: true });
  expect((await daemon.call("POST", `/containers/${name}/start`)).status).toBe(204);
}

describe("connections", () => {
  it("answers a client that has closed its side already", async () => {
    const socket = await daemon.open();
    socket.end("GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n");
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 200 OK[^]*OK$/);
  });

  it("refuses what is no HTTP, and headers without end", async () => {
    const nonsense = await daemon.open();
    nonsense.write("hello?\r\n\r\n");
    expect(await readAll(nonsense)).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    const long = await daemon.open();
    long.write(`GET /_ping HTTP/1.1\r\nHost: d\r\nX: ${"x".repeat(2 * 1024 ** 2)}\r\n\r\n`);
    expect(await readAll(long)).toMatch(/^HTTP\/1\.1 431 /);
    expect((await daemon.call("GET", "/_ping")).status).toBe(200);
  });

  it("outlives a body that stops in the middle", async () => {
    const socket = await daemon.open();
    socket.write('POST /containers/create HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"Image":');
    socket.destroy();
    expect((await daemon.call("GET", "/containers/json?all=1")).json()).toEqual([]);
  });

  it("ends a stream when its client vanishes, and the container goes on", async () => {
    await run("talks", "sh", "-c", "while true; do echo tick; sleep 0.05; done");
    const socket = await daemon.open();
    socket.write("GET /containers/talks/logs?follow=1&stdout=1 HTTP/1.1\r\nHost: d\r\n\r\n");
    await readAll(socket, (text) => text.includes("tick"));
    socket.destroy();
    const { State } = (await daemon.call("GET", "/containers/talks/json")).json<{ State: { Running: boolean } }>();
    expect(State.Running).toBe(true);
    await daemon.call("DELETE", "/containers/talks?force=1");
  });

  it("a follow and an event stream end with their client's half of the connection", async () => {
    const socket = await daemon.open();
    socket.end("GET /events HTTP/1.1\r\nHost: d\r\n\r\n");
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
  });
});

describe("streams that are taken over", () => {
  const upgrade = "Connection: Upgrade\r\nUpgrade: tcp\r\n";

  it("attaches both ways; a client that has said all hears the rest", async () => {
    await daemon.call("POST", "/containers/create?name=both", {
      Image: "alpine:3.20",
      Cmd: ["sh", "-c", "cat; echo done >&2"],
      OpenStdin: true,
      StdinOnce: true,
    });
    const socket = await daemon.open();
    socket.write(`POST /v1.51/containers/both/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\nHost: d\r\n${upgrade}\r\n`);
    await readAll(socket, (text) => text.includes("\r\n\r\n"));
    await daemon.call("POST", "/containers/both/start");
    const rest = readAll(socket);
    socket.end("héllo\n");
    expect(await rest).toBe("\x01\0\0\0\0\0\0\x07h\xc3\xa9llo\n\x02\0\0\0\0\0\0\x05done\n");
  });

  it("says what it speaks: frames, or a terminal's bytes", async () => {
    for (const [tty, version, type] of [
      [false, "1.51", "application/vnd.docker.multiplexed-stream"],
      [false, "1.41", "application/vnd.docker.raw-stream"],
      [true, "1.51", "application/vnd.docker.raw-stream"],
    ] as const) {
      const { Id } = (await daemon.call("POST", "/containers/create", { Image: "alpine:3.20", Tty: tty })).json<{ Id: string }>();
      const socket = await daemon.open();
      socket.write(`POST /v${version}/containers/${Id}/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${upgrade}\r\n`);
      const head = await readAll(socket, (text) => text.includes("\r\n\r\n"));
      expect(head).toMatch(/^HTTP\/1\.1 101 UPGRADED\r\n/);
      expect(head).toContain(`Content-Type: ${type}\r\n`);
      socket.destroy();
    }
  });

  it("executes; the body comes before the stream, in one piece with it or not", async () => {
    await run("shell", "sleep", "100");
    for (const gap of [0, 20]) {
      const { Id } = (await daemon.call("POST", "/containers/shell/exec", { Cmd: ["cat"], AttachStdin: true, AttachStdout: true })).json<{
        Id: string;
      }>();
      const socket = await daemon.open();
      const head = `POST /exec/${Id}/start HTTP/1.1\r\nHost: d\r\n${upgrade}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{`;
      socket.write(gap === 0 ? `${head}}typed\n` : head);
      if (gap > 0) {
        await new Promise((resolve) => setTimeout(resolve, gap));
        socket.write("}typed\n");
      }
      socket.end();
      const [answer, stream] = (await readAll(socket)).split("\r\n\r\n");
      expect([answer?.split("\r\n")[0], stream]).toEqual(["HTTP/1.1 101 UPGRADED", "\x01\0\0\0\0\0\0\x06typed\n"]);
      expect((await daemon.call("GET", `/exec/${Id}/json`)).json()).toMatchObject({ Running: false, ExitCode: 0 });
    }
  });

  it("refuses as any other request when there is nothing to take over", async () => {
    const socket = await daemon.open();
    socket.write(`POST /containers/nope/attach?stream=1 HTTP/1.1\r\nHost: d\r\n${upgrade}\r\n`);
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 404 [^]*"No such container: nope"/);
  });

  it.each(["/session", "/grpc"])("tells BuildKit's client on %s, call by call, that its protocol is not spoken", async (path) => {
    const headers = { connection: "Upgrade", upgrade: "h2c" };
    const socket = await new Promise<Duplex>((resolve) => {
      const asked = request({ socketPath: daemon.socketPath, method: "POST", path, headers });
      asked.once("upgrade", (_, upgraded, head) => {
        upgraded.unshift(head);
        resolve(upgraded);
      });
      asked.end();
    });
    const client = http2.connect("http://d", { createConnection: () => socket });
    const call = client.request({
      ":method": "POST",
      ":path": "/moby.buildkit.v1.Control/ListWorkers",
      "content-type": "application/grpc",
    });
    const answer = await new Promise<http2.IncomingHttpHeaders>((resolve) => call.once("response", resolve));
    expect([answer["grpc-status"], decodeURIComponent(String(answer["grpc-message"]))]).toEqual([
      "12",
      expect.stringContaining("DOCKER_BUILDKIT=0"),
    ]);
    client.destroy();
  });
});

describe("slow readers", () => {
  it("takes no more than the reader has room for", async () => {
    let made = 0;
    let stopped = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          made++;
          yield new Uint8Array(1024);
        }
      } finally {
        stopped = true;
      }
    }
    // Takes one piece and never asks for another.
    const stuck = new Writable({ highWaterMark: 4096, write: () => {} });
    const leaving = new AbortController();
    const written = writeAll(endless(), stuck, leaving.signal);
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBeLessThan(10);
    stuck.destroy();
    await expect(written).rejects.toThrow("the connection is closed");
    expect(stopped).toBe(true);
  });

  it("lets a program that prints without end wait for who is attached and does not read", async () => {
    await daemon.call("POST", "/containers/create?name=yes", { Image: "alpine:3.20", Cmd: ["yes"] });
    const socket = await daemon.open();
    socket.pause();
    socket.write("POST /containers/yes/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await daemon.call("POST", "/containers/yes/start");
    const printed = async (): Promise<number> =>
      (await daemon.call("GET", "/containers/yes/logs?stdout=1&tail=1&timestamps=1")).text.length;
    await vi.waitFor(async () => expect(await printed()).toBeGreaterThan(0));
    // It still answers, and ends when it is told to.
    expect((await daemon.call("POST", "/containers/yes/kill")).status).toBe(204);
    socket.destroy();
  });
});

describe("listening", () => {
  it.each([
    ["unix:///run/x.sock", { path: "/run/x.sock" }],
    ["tcp://127.0.0.1:2375", { host: "127.0.0.1", port: 2375 }],
    ["tcp://localhost:1", { host: "localhost", port: 1 }],
    ["tcp://[::1]:99", { host: "::1", port: 99 }],
  ])("%s", (text, address) => expect(parseAddress(text)).toEqual(address));

  it.each([
    "",
    "unix://",
    "unix://relative",
    "tcp://",
    "tcp://127.0.0.1",
    "tcp://127.0.0.1:x",
    "tcp://127.0.0.1:70000",
    "http://x:1",
    "npipe:////./x",
  ])("refuses %j", (text) => expect(() => parseAddress(text)).toThrow(/an address is unix:\/\/\/PATH or tcp:\/\/127\.0\.0\.1:PORT/));

  it("keeps to loopback", () => expect(() => parseAddress("tcp://0.0.0.0:2375")).toThrow(/only loopback/));

  it("leaves a live socket alone, takes over a dead one, and removes its own", async () => {
    const silent = { handle: () => Promise.reject(new Error("not asked")) };
    await expect(listen(createHttpServer(silent), { path: daemon.socketPath })).rejects.toThrow("an engine is listening there already");
    expect((await daemon.call("GET", "/_ping")).status).toBe(200);
    const path = `${daemon.socketPath}.dead`;
    const first = await listen(createHttpServer(silent), { path });
    await first.close();
    expect(existsSync(path)).toBe(false);
    await expect(listen(createHttpServer(silent), { path: "/nonexistent/x.sock" })).rejects.toThrow("there is no such folder");
    await expect(listen(createHttpServer(silent), { path: import.meta.filename })).rejects.toThrow("something that is no socket");
  });

  it("says that a port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const silent = { handle: () => Promise.reject(new Error("not asked")) };
    await expect(listen(createHttpServer(silent), { host: "127.0.0.1", port })).rejects.toThrow("something is listening there already");
    other.close();
  });
});

describe("attaching over a WebSocket", () => {
  const target = (name: string, query: string, version = "1.51"): string => `/v${version}/containers/${name}/attach/ws?${query}`;
  /** What comes until the daemon closes the connection; `say` is sent once it is open. */
  async function talk(path: string, say?: string): Promise<{ readonly text: string; readonly binary: boolean | undefined }> {
    const webSocket = new WebSocket(`ws+unix:${daemon.socketPath}:${path}`);
    let text = "";
    let binary: boolean | undefined;
    webSocket.on("open", () => say !== undefined && webSocket.send(say));
    webSocket.on("message", (piece: Buffer, isBinary) => {
      text += piece.toString();
      binary = isBinary;
    });
    await new Promise<void>((resolve, reject) => {
      webSocket.on("close", () => resolve());
      webSocket.on("error", reject);
    });
    return { text, binary };
  }

  it("carries both ways until the container ends", async () => {
    await run("page", "sh", "-c", "read word; echo heard $word; echo beside >&2");
    const all = "stream=1&stdin=1&stdout=1&stderr=1&logs=1";
    expect(await talk(target("page", all), "hello\n")).toEqual({ text: "heard hello\nbeside\n", binary: true });
  });

  it("shows what was printed before, and only the streams that are meant", async () => {
    await run("said", "sh", "-c", "echo one; echo two >&2");
    expect((await talk(target("said", "logs=1&stdout=1"))).text).toBe("one\n");
    expect(await talk(target("said", "logs=1", "1.27"))).toEqual({ text: "one\ntwo\n", binary: false });
  });

  it("refuses a container that is not there, and a request that is no handshake", async () => {
    await expect(talk(target("nope", "stream=1"))).rejects.toThrow("404");
    await run("plain", "true");
    expect((await daemon.call("GET", "/containers/plain/attach/ws?stream=1")).status).toBe(400);
    const socket = await daemon.open();
    socket.write(`GET ${target("plain", "stream=1")} HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`);
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
