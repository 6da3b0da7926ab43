/** The engine behind a gateway dies in the middle of things, and comes back. */
import assert from "node:assert/strict";
import { openSandbox, type SandboxNews } from "../../../src/backends/sandbox/open.ts";
import { catalogue } from "../../../content/catalogue/index.ts";
import { runStep } from "../../../src/engine/programs/step-runner.ts";
import { fromPaths } from "../../../src/engine/filesystem/build.ts";
import { createLab } from "../../../src/headless/lab.ts";
import { runLine } from "../../../src/headless/run-lines.ts";
import { LabSession } from "../../../src/shell/session.ts";
import { startEngine, type Started } from "../../live/engine.ts";
import { openGateway, openSocket, realClock } from "../lab.ts";
import { pause, type Trial } from "./trial.ts";

/** Waits until it is true; fails with the words after so many seconds. */
async function until(isTrue: () => boolean, words: string, seconds = 60): Promise<void> {
  for (let count = 0; count < seconds * 10; count++) {
    if (isTrue()) return;
    await pause(100);
  }
  assert.fail(words);
}

/** With an engine of its own: others use the one that all trials have. */
async function withOwnEngine(work: (engine: Started) => Promise<void>): Promise<void> {
  const engine = startEngine("-killed");
  assert.ok(typeof engine === "object", String(engine));
  const { DOCKER_HOST } = process.env;
  process.env.DOCKER_HOST = engine.environment.DOCKER_HOST;
  try {
    await work(engine);
  } finally {
    process.env.DOCKER_HOST = DOCKER_HOST;
    engine.stop();
  }
}

export const engineKilled: readonly Trial[] = [
  {
    name: "the engine is killed in the middle, and comes back",
    run: () =>
      withOwnEngine(async (engine) => {
        const gateway = await openGateway({ name: "killed-engine" });
        const news: SandboxNews[] = [];
        const sandbox = await openSandbox({
          key: { token: gateway.sessions.token() },
          openSocket: () => openSocket(gateway),
          images: catalogue,
          runStep,
          tell: (item) => news.push(item),
        });
        const session = new LabSession({
          engine: sandbox.engine,
          clock: realClock,
          workspace: fromPaths({ note: "ahoy\n" }, { uid: 1000, gid: 1000 }),
        });
        sandbox.join(session);
        const say = async (line: string) => {
          await sandbox.exchange().catch(() => {});
          return runLine(session, line);
        };
        const started = await say('docker run -d --name web -v "$PWD:/w" alpine:3.20 sh -c "cp /w/note /w/copy; sleep 600"');
        assert.equal(started.exitCode, 0, started.stderr);

        // Commands of several kinds are under way: one that waits, one that streams, one that runs in the container.
        const killed = pause(1500).then(() => engine.kill());
        const waited = await runLine(session, "docker wait web & docker logs -f web & docker exec web sleep 300; wait");
        await killed;
        assert.notEqual(waited.stderr, "", "commands that the engine left in the lurch say so");
        await until(() => news.some(({ kind }) => kind === "down"), "the gateway did not say that the engine is gone");
        const refused = await say("docker ps");
        assert.equal(refused.exitCode, 1);
        assert.match(refused.stderr, /the Docker Engine behind it does not answer/);
        const alive = async () =>
          ((await (await fetch(`http://127.0.0.1:${gateway.port}/drydock/engine`)).json()) as { alive: boolean }).alive;
        assert.equal(await alive(), false);

        // The simulator goes on with the files as they are: the page hands them to it.
        assert.equal((await say("cat note copy")).stdout, "ahoy\nahoy\n");
        const simulated = createLab(session.workspace);
        assert.equal((await runLine(simulated, 'docker run --rm -v "$PWD:/w" alpine:3.20 cat /w/note /w/copy')).stdout, "ahoy\nahoy\n");

        engine.again();
        for (let count = 0; count < 100 && !(await alive()); count++) await pause(100);
        assert.equal(await alive(), true);
        // The session is as the crash has left it: its container, its files, its limits.
        assert.match((await say("docker ps -a --format '{{.Names}}'")).stdout, /^web$/m);
        await say("docker rm -f web");
        const again = await say('docker run --rm -v "$PWD:/w" alpine:3.20 cat /w/note /w/copy');
        assert.equal(again.stdout, "ahoy\nahoy\n", again.stderr);
        sandbox.close();
        await gateway.close();
      }),
  },
];
