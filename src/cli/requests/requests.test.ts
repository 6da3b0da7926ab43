import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDaemon } from "../../daemon/daemon.ts";
import { listen, type Listening } from "../../daemon/node/listen.ts";
import { createHttpServer } from "../../daemon/node/server.ts";
import { Router } from "../../daemon/router.ts";
import { routes } from "../../daemon/routes/index.ts";
import type { Engine } from "../../engine/api.ts";
import { scaledClock } from "../../engine/clocks.ts";
import { directory } from "../../engine/filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import type { ApiRequest } from "./request.ts";
import { requests } from "./requests.ts";

/** Arguments for every method that is a request. */
const samples: { readonly [Name in keyof Engine]?: readonly unknown[] } = {
  containerCreate: [{ name: "web", Config: { Image: "nginx" }, HostConfig: { AutoRemove: true } }],
  containerStart: ["web"],
  containerStop: ["web", { signal: "INT", timeout: 3 }],
  containerRestart: ["web", { timeout: 1 }],
  containerKill: ["web", "TERM"],
  containerPause: ["web"],
  containerUnpause: ["web"],
  containerRemove: ["web", { force: true, volumes: true, link: false }],
  containerRename: ["web", "www"],
  containerUpdate: ["web", { Memory: 1000 }],
  containerWait: ["web", "removed"],
  containerList: [{ all: true, size: false, limit: 2, filters: { name: ["a", "b"] } }],
  containerInspect: ["web", { size: true }],
  containerLogs: ["web", { stdout: true, stderr: true, follow: true, timestamps: false, details: false, since: 5_000, tail: 7 }],
  containerAttach: ["web", { stdin: true, stdout: true, stderr: true, logs: true, detachKeys: "ctrl-a" }],
  containerResize: ["web", 24, 80],
  containerTop: ["web", "aux"],
  containerStats: ["web", { oneShot: true }],
  containerStatsStream: ["web"],
  containerChanges: ["web"],
  containerArchiveStat: ["web", "/etc"],
  containerArchiveGet: ["web", "/etc"],
  containerArchivePut: ["web", "/etc", new Uint8Array(), { noOverwriteDirNonDir: true, copyUIDGID: false }],
  containerCommit: ["web", { repo: "r", tag: "t", comment: "c", author: "a", pause: false, changes: ["CMD a", "USER b"] }],
  containerExport: ["web"],
  containerPrune: [{ until: ["1h"] }],
  execCreate: ["web", { Cmd: ["ls"], AttachStdout: true }],
  execStart: ["abc", { Detach: true }],
  execInspect: ["abc"],
  execResize: ["abc", 24, 80],
  classicBuild: [{ dockerfile: "D", tags: ["a", "b"], target: "t", noCache: true, pull: true, context: directory() }],
  imageList: [{ all: true, filters: { dangling: ["true"] } }],
  imageInspect: ["repo/nginx:alpine"],
  imageHistory: ["nginx"],
  imageTag: ["nginx", "localhost:5000/a:b"],
  imageRemove: ["nginx", { force: true, noPrune: true }],
  imagePrune: [{ filters: { until: ["1h"] } }],
  imageSave: [["a", "b"]],
  imageLoad: [new Uint8Array()],
  imageImport: [new Uint8Array(), { reference: "a:b", message: "m", changes: ["CMD a"] }],
  imagePull: ["localhost:5000/nginx:alpine", { platform: "linux/arm64" }],
  imagePush: ["localhost:5000/nginx:alpine", {}],
  imageSearch: ["redis", { limit: 3, filters: {} }],
  distributionInspect: ["nginx", {}],
  registryLogin: [{ username: "me", password: "s3cret", serveraddress: "localhost:5000" }],
  buildPrune: [{ all: true, filters: {}, keepStorage: 100 }],
  networkCreate: [{ Name: "back", Internal: true }],
  networkList: [{ driver: ["bridge"] }],
  networkInspect: ["back"],
  networkRemove: ["back"],
  networkConnect: ["back", "web", { Aliases: ["a"] }],
  networkDisconnect: ["back", "web", { force: true }],
  networkPrune: [{}],
  volumeCreate: [{ Name: "data" }],
  volumeList: [{ name: ["d"] }],
  volumeInspect: ["data"],
  volumeRemove: ["data", { force: true }],
  volumePrune: [{ all: ["true"] }],
  version: [],
  info: [],
  systemDf: [],
  events: [{ since: 5_000, until: 9_000, filters: { type: ["container"] } }],
};
/** These speak a protocol of their own on the connection. */
const others = new Set(["build"]);

test("every request has a sample here", () => {
  expect(Object.keys(samples).sort()).toEqual(
    Object.keys(requests)
      .filter((name) => !others.has(name))
      .sort(),
  );
});

const described = Object.entries(samples).map(([name, args]) => {
  const describeCall = (requests as Record<string, (...args: unknown[]) => ApiRequest>)[name] as (...args: unknown[]) => ApiRequest;
  return [name, args as readonly unknown[], describeCall(...(args as unknown[]))] as const;
});

test.each(described)("%s: the daemon's route for the request asks the engine for the same", async (name, args, request) => {
  const heard: [string, readonly unknown[]][] = [];
  const engine = new Proxy({} as Engine, {
    get:
      (_, called: string) =>
      async (...given: unknown[]) => {
        heard.push([called, given]);
        if (called === "version") return { ApiVersion: "1.51", MinAPIVersion: "1.24", Version: "28", Os: "linux" };
        if (called === "containerInspect") return { Config: { Tty: false } };
        if (called === "execInspect") return { OpenStdin: false, ProcessConfig: { tty: false } };
        if (called === "containerChanges" || called.endsWith("List") || called === "imageLoad") return [];
        if (called === "registryLogin") return { Status: "", IdentityToken: "" };
        // Streams with nothing in them.
        if (/Logs|Stream|^events/.test(called)) return (async function* () {})();
        return {};
      },
  });
  const sent = new TextEncoder().encode(request.body === undefined ? "" : JSON.stringify(request.body));
  expect(new Router(routes).find(request.method, request.path.split("?")[0] as string)).toBeDefined();
  const reply = await createDaemon({ engine }).handle({
    method: request.method,
    target: `/v1.51${request.path}`,
    headers: request.body === undefined ? {} : { "content-type": "application/json" },
    body: (async function* () {
      yield sent;
    })(),
    signal: new AbortController().signal,
  });
  if ("status" in reply && reply.body && Symbol.asyncIterator in reply.body) await reply.body[Symbol.asyncIterator]().next();
  const call = heard.filter(([called]) => called === name).at(-1);
  expect(call, JSON.stringify([reply, heard.map(([called]) => called)])).toBeDefined();
  const wanted = args.map((argument) => expectation(argument, name));
  for (const [at, argument] of wanted.entries()) {
    if (argument instanceof Uint8Array) continue;
    if (typeof argument === "object" && argument !== null && !Array.isArray(argument)) expect(call?.[1][at]).toMatchObject(argument);
    else expect(call?.[1][at]).toEqual(argument);
  }
});

/** What of an argument is told by the request: a context is in the archive, a password is not shown. */
function expectation(argument: unknown, name: string): unknown {
  if (name === "classicBuild") return { dockerfile: "D", tags: ["a", "b"], target: "t", noCache: true, pull: true };
  if (name === "registryLogin") return { username: "me", serveraddress: "localhost:5000" };
  return argument;
}

const client = ["/usr/local/bin/docker", "/usr/bin/docker"].find((file) => existsSync(file));

describe.skipIf(!client)("a real client asks for the same", () => {
  const heard: string[] = [];
  let listening: Listening;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "drydock-requests-"));
    const daemon = createDaemon({ engine: createLab(directory(), scaledClock(0.05)).engine });
    const server = createHttpServer({
      handle(request) {
        heard.push(`${request.method} ${request.target.replace(/^\/v[\d.]+/, "")}`);
        return daemon.handle(request);
      },
    });
    listening = await listen(server, { path: path.join(folder, "api.sock") });
  });
  afterAll(async () => {
    await listening.close();
    rmSync(folder, { recursive: true });
  });

  const own = createLab(directory());

  test.each([
    "docker pull busybox:1.36",
    "docker network create back",
    "docker volume create data",
    "docker run -d --name web --network back -p 8080:80 nginx:alpine",
    "docker ps",
    "docker ps -a --filter name=web",
    "docker inspect web",
    "docker logs web",
    "docker exec web true",
    "docker network ls",
    "docker images",
    "docker stop -t 1 web",
    "docker start web",
    "docker pause web",
    "docker unpause web",
    "docker rm -f web",
    "docker network rm back",
    "docker volume rm data",
    "docker version",
    "docker info",
    "docker system df",
  ])("%s", { timeout: 60_000 }, async (line) => {
    heard.length = 0;
    await own.exec(line, { stdout: () => {}, stderr: () => {} });
    await new Promise<void>((resolve) => {
      execFile(client as string, line.split(" ").slice(1), { env: { ...process.env, DOCKER_HOST: `unix://${folder}/api.sock` } }, () =>
        resolve(),
      );
    });
    const command = own.apiCommands().at(-1);
    const told = command?.line === line ? command.calls.map(({ method, path: address }) => `${method} ${address}`) : [];
    expect(told.map(normal).sort()).toEqual(heard.map(normal).sort());
  });
});

/** Ids differ between the two engines; a query's order says nothing. */
function normal(request: string): string {
  const [address = "", query] = request.replace(/[0-9a-f]{64}/g, "ID").split("?");
  const parameters = [...new URLSearchParams(query)].map((pair) => pair.join("=")).sort();
  return parameters.length > 0 ? `${address}?${parameters.join("&")}` : address;
}
