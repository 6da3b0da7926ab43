/** Connections that drop, sessions that end, gateways that are killed. */
import assert from "node:assert/strict";
import { runLine } from "../../../src/headless/run-lines.ts";
import type { Gateway } from "../../../src/sandbox/gateway/gateway.ts";
import { connect, openGateway, openLab } from "../lab.ts";
import { ask, pause, started, type Trial } from "./trial.ts";

interface Things {
  readonly containers: number;
  readonly volumes: number;
  readonly networks: number;
  readonly images: number;
}

/** What of gateways of this name is in the engine. */
async function things(gateway: Gateway, name: string): Promise<Things> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`dev.drydock.gateway=${name}`] }));
  const count = async (target: string): Promise<number> => (await gateway.upstream.json<unknown[]>("GET", target)).length;
  const { Volumes } = await gateway.upstream.json<{ Volumes: unknown[] | null }>("GET", `/volumes?filters=${filters}`);
  return {
    containers: await count(`/containers/json?all=1&filters=${filters}`),
    networks: await count(`/networks?filters=${filters}`),
    images: await count(`/images/json?filters=${filters}`),
    volumes: Volumes?.length ?? 0,
  };
}

const nothing: Things = { containers: 0, networks: 0, images: 0, volumes: 0 };

async function fill(gateway: Gateway): Promise<void> {
  const { session } = await openLab(gateway);
  const lines = [
    "docker run -d --restart always -v data:/d -v /anonymous -v $PWD:/w alpine:3.20 sleep 600",
    "docker network create net; docker run -d --network net -p 80:80 alpine:3.20 sleep 600",
    "printf 'FROM alpine:3.20\\nRUN echo hi > /x\\n' > Dockerfile; docker build -q -t made .; docker commit $(docker ps -ql) two; docker tag alpine:3.20 three",
  ];
  for (const line of lines) {
    const { exitCode, stderr } = await runLine(session, line);
    assert.equal(exitCode, 0, stderr);
  }
}

export const ends: readonly Trial[] = [
  {
    name: "a connection that drops again and again loses nothing",
    async run(gateway) {
      const { session, connection } = await openLab(gateway);
      const script = "i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo line $i; usleep 5000; done";
      const cuts = setInterval(() => connection.cut(), 300);
      const { exitCode, stdout } = await runLine(session, `docker run --rm alpine:3.20 sh -c '${script}'`);
      clearInterval(cuts);
      assert.equal(exitCode, 0);
      assert.equal(stdout, Array.from({ length: 400 }, (_, index) => `line ${index + 1}\n`).join(""));
      const typed = await runLine(session, "seq 1 20000 | docker run -i --rm alpine:3.20 md5sum; seq 1 20000 | md5sum");
      const [real, own] = typed.stdout.trim().split("\n");
      assert.equal(real, own);
      connection.close();
    },
  },
  {
    name: "everything of a session goes when it ends",
    async run() {
      const gateway = await openGateway({ name: "ends" });
      await fill(gateway);
      assert.notDeepEqual(await things(gateway, "ends"), nothing);
      for (const session of [...gateway.sessions.all()]) await gateway.sessions.end(session);
      assert.deepEqual(await things(gateway, "ends"), nothing);
      assert.ok(
        !(await gateway.upstream.json<{ RepoTags: string[] }[]>("GET", "/images/json")).some(({ RepoTags }) =>
          RepoTags?.some((tag) => tag.includes("three")),
        ),
      );
      await gateway.close();
    },
  },
  {
    name: "what a killed gateway has left goes when the next one starts",
    async run() {
      const { spawn } = await import("node:child_process");
      const main = new URL("../../../src/sandbox/main.ts", import.meta.url).pathname;
      const child = spawn(process.execPath, [main, "--port", "0", "--name", "killed"], { stdio: ["ignore", "pipe", "inherit"] });
      const link = await new Promise<string>((resolve) => {
        let text = "";
        child.stdout.on("data", (bytes: Buffer) => {
          text += bytes.toString();
          const found = /http:\S+/.exec(text)?.[0];
          if (found) resolve(found);
        });
      });
      const { port, hash } = new URL(link);
      const fake = { port: Number(port), sessions: { token: () => hash.slice("#sandbox=".length) } };
      await fill(fake as unknown as Gateway);
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("exit", resolve));
      const next = await openGateway({ name: "killed" });
      assert.deepEqual(await things(next, "killed"), nothing);
      await next.close();
    },
  },
  {
    name: "a session that nobody comes back to ends by itself, and its place is free",
    async run() {
      const gateway = await openGateway({ name: "left", away: 0.02, sessions: 1 });
      const first = await connect(gateway);
      await started(first, ["sleep", "600"]);
      await assert.rejects(connect(gateway), /as many as this sandbox has room for/);
      first.close();
      for (let count = 0; count < 100 && gateway.sessions.count > 0; count++) await pause(100);
      const second = await connect(gateway);
      assert.equal((await ask(second, "GET", "/containers/json?all=1")).json.length, 0);
      second.close();
      await gateway.close();
      assert.deepEqual(await things(gateway, "left"), nothing);
    },
  },
];
