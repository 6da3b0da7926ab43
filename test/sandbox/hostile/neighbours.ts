/** One session's world from another's. */
import { readlinkSync } from "node:fs";
import assert from "node:assert/strict";
import { fromPaths } from "../../../src/engine/filesystem/build.ts";
import { runLine } from "../../../src/headless/run-lines.ts";
import { connect, openLab } from "../lab.ts";
import { gatherNamespaces } from "../../../src/views/namespaces.ts";
import { gatherNetworks } from "../../../src/views/networks.ts";
import { gatherOverlay } from "../../../src/views/overlay.ts";
import { ask, ran, started, type Trial } from "./trial.ts";

const owner = { uid: 1000, gid: 1000 };

export const neighbours: readonly Trial[] = [
  {
    name: "names, ids, volumes, networks, images and commands of another session",
    async run(gateway) {
      const [own, other] = [await connect(gateway), await connect(gateway)];
      const id = await started(other, ["sleep", "60"], { HostConfig: { Binds: ["data:/d"] } }, "web");
      await ask(other, "POST", "/networks/create", { Name: "net" });
      await ask(other, "POST", "/images/alpine:3.20/tag?repo=mine&tag=1");
      const exec = (await ask(other, "POST", `/containers/${id}/exec`, { Cmd: ["id"] })).json.Id as string;
      const session = (await other.welcome).session;
      const names = ["web", id, id.slice(0, 12), id.slice(0, 4), `${session}-web`, `/${session}-web`, `${session}.workspace`];
      for (const name of names)
        for (const [method, action, body] of [
          ["GET", "/json"],
          ["POST", "/start"],
          ["POST", "/kill"],
          ["DELETE", "?force=1"],
          ["GET", "/logs?stdout=1"],
          ["GET", "/archive?path=/etc"],
          ["GET", "/export"],
          ["POST", "/exec", { Cmd: ["id"] }],
          ["POST", "/update", {}],
          ["POST", "/rename?name=x"],
        ] as const) {
          const answer = await ask(own, method, `/containers/${encodeURIComponent(name)}${action}`, body);
          assert.equal(answer.status, 404, `${method} ${name}${action}: ${answer.text}`);
        }
      for (const target of [`/exec/${exec}/json`, "/networks/net", `/networks/${session}-net`, `/volumes/data`, `/volumes/${session}-data`])
        assert.equal((await ask(own, "GET", target)).status, 404, target);
      assert.equal((await ask(own, "POST", `/exec/${exec}/start`, {})).status, 404);
      for (const name of ["mine:1", `${session}/mine:1`]) assert.equal((await ask(own, "GET", `/images/${name}/json`)).status, 404, name);
      for (const HostConfig of [
        { PidMode: `container:${id}` },
        { IpcMode: `container:${id}` },
        { NetworkMode: `container:web` },
        { VolumesFrom: [id] },
        { NetworkMode: `${session}-net` },
        { Links: [`${session}-web:x`] },
      ]) {
        const answer = await ask(own, "POST", "/containers/create", { Image: "alpine:3.20", HostConfig });
        assert.ok([400, 404].includes(answer.status), JSON.stringify(HostConfig) + answer.text);
      }
      // A volume of the same name is another volume.
      const there = await ran(own, "ls /d | wc -l; touch /d/mine", { HostConfig: { Binds: [`data:/d`, `${session}-data:/e`] } });
      assert.equal(there.code, 0);
      assert.deepEqual((await ask(own, "GET", "/containers/json?all=1")).json, []);
      assert.equal((await ask(other, "GET", "/containers/json?all=1")).json.length, 1);
      const images = (await ask(own, "GET", "/images/json")).text;
      assert.ok(!images.includes("mine") && !images.includes(session));
      own.close();
      other.close();
    },
  },
  {
    name: "the pictures of namespaces, networks and overlays are the real machine's, and tells of nobody else",
    async run(gateway) {
      const [one, other] = [await openLab(gateway), await openLab(gateway)];
      const run = "docker run -d --name web --memory 32m --cpus 0.5 --pids-limit 20 --hostname box alpine:3.20 sleep";
      assert.equal((await runLine(one.session, `${run} 601`)).exitCode, 0);
      assert.equal((await runLine(other.session, `${run} 602`)).exitCode, 0);
      const view = await gatherNamespaces(one.engine, { question: "ps" });
      const [room] = view.rooms;
      assert.equal(view.rooms.length, 1);
      assert.deepEqual(
        room?.processes.map(({ pidInside, command }) => [pidInside, command]),
        [[1, "sleep 601"]],
      );
      const [pid] = room?.processes.map((process) => process.pid) ?? [];
      assert.equal((await runLine(one.session, "docker inspect -f '{{.State.Pid}}' web")).stdout, `${pid}\n`);
      assert.equal(room?.namespaces?.pid, Number(/\d+/.exec(readlinkSync(`/proc/${pid}/ns/pid`))?.[0]));
      for (const kind of ["mnt", "net", "pid", "uts", "ipc"] as const)
        assert.notEqual(room?.namespaces?.[kind], view.host.namespaces[kind]);
      assert.equal(room?.namespaces?.time, view.host.namespaces.time);
      assert.equal(room?.meters.memory.limit, 32 * 1024 ** 2);
      assert.equal(room?.meters.pids.limit, 20);
      assert.equal(room?.meters.cpu.limit, 0.5);
      assert.match(view.inside?.lines.map(({ text }) => text).join("\n") ?? "", /^ *1 root +sleep 601$/m);
      assert.ok(view.outside.lines.some(({ text, other: inside }) => text === `${pid} root sleep 601` && inside === "1"));
      assert.doesNotMatch(JSON.stringify(view), /sleep 602/);
      await runLine(one.session, "docker exec web sh -c 'echo hi > /new; rm /etc/group; httpd -p 7000'");
      const { shown } = await gatherOverlay(one.engine, { toggled: [], whole: [] });
      assert.deepEqual(shown?.own, { added: 1, copied: 0, hidden: 1, bytes: 3 });
      const { rooms, host } = await gatherNetworks(one.engine);
      assert.deepEqual(
        rooms.map(({ listening }) => listening.map(({ port }) => port)),
        [[7000]],
      );
      assert.deepEqual(host.listening, []);
      const { inside, outside } = await gatherNamespaces(one.engine, { question: "hostname" });
      assert.equal(inside?.lines[0]?.text, "box");
      assert.match(outside.lines[0]?.text ?? "", /^drydock: /);
      for (const { connection } of [one, other]) connection.close();
    },
  },
  {
    name: "a directory that was made anew is opaque in the picture of overlays",
    async run(gateway) {
      const { engine, session, connection } = await openLab(gateway);
      await runLine(session, "docker run -d --name web nginx:alpine sleep 600");
      await runLine(
        session,
        "docker exec web sh -c 'rm -r /var/www && mkdir /var/www && echo a > /var/www/own; rm -r /srv; echo b > /new'",
      );
      const { upper } = await engine.containerOverlay("web");
      const told = upper.map(({ path, kind, opaque }) => `${kind}${opaque ? " opaque" : ""} ${path}`);
      assert.deepEqual(told, ["file new", "whiteout srv", "directory var", "directory opaque var/www", "file var/www/own"]);
      // Emptied and kept, it is not: what was in it has whiteouts.
      await runLine(session, "docker run -d --name kept nginx:alpine sleep 600; docker exec kept rm /var/www/index.html");
      const kept = (await engine.containerOverlay("kept")).upper.map(({ path, kind, opaque }) => [path, kind, opaque]);
      assert.deepEqual(kept.slice(1), [
        ["var/www", "directory", undefined],
        ["var/www/index.html", "whiteout", undefined],
      ]);
      connection.close();
    },
  },
  {
    name: "requests in the picture of networks are really sent, and drawn",
    async run(gateway) {
      const { engine, session, connection } = await openLab(gateway);
      const say = async (line: string) => (await runLine(session, line)).stdout;
      await say("docker network create net; docker network create other");
      await say("docker run -d --name web --network net -p 8080:80 alpine:3.20 httpd -f -p 80");
      await say(
        "docker run -d --name near --network net alpine:3.20 sleep 600; docker run -d --name far --network other alpine:3.20 sleep 600",
      );
      assert.match(await say("knock --from near web:80"), /near asks 127\.0\.0\.11 for web: [\d.]+\n.*: open, same network\n$/);
      assert.match(await say("knock --from near web:81"), /: refused, nobody listens\n$/);
      assert.match(await say("knock --from far web:80"), /for web: no such name\n$/);
      const address = (await say("docker inspect -f '{{.NetworkSettings.Networks.net.IPAddress}}' web")).trim();
      assert.match(await say(`knock --from far ${address}:80`), /: no answer, another network/);
      assert.match(await say("knock localhost:8080"), /: open, published port/);
      assert.match(await say("knock localhost:8081"), /: refused, nobody listens/);
      const other = await runLine(session, "knock example.org:80");
      assert.match(other.stderr, /drydock: from the machine itself/);
      const { requests } = await gatherNetworks(engine);
      assert.deepEqual(
        requests.map(({ from, name, obstacle, way, over }) => [typeof from === "object" ? from.room : from, name, way ?? obstacle, over]),
        [
          ["host", undefined, "nobody listens", undefined],
          ["host", undefined, "published port", "net"],
          ["far", undefined, "another network", undefined],
          ["far", "web", "no such name", undefined],
          ["near", "web", "nobody listens", "net"],
          ["near", "web", "same network", "net"],
        ],
      );
      connection.close();
    },
  },
  {
    name: "events and disk usage tell of nobody else",
    async run(gateway) {
      const [own, other] = [await connect(gateway), await connect(gateway)];
      const since = Math.floor(Date.now() / 1000) - 1;
      await started(other, ["true"], { HostConfig: { Binds: ["secret-volume:/d"] } }, "secret-name");
      await ask(other, "POST", "/networks/create", { Name: "secret-net" });
      await started(own, ["true"], {}, "mine");
      const until = Math.ceil(Date.now() / 1000) + 1;
      const events = await ask(own, "GET", `/events?since=${since}&until=${until}`);
      assert.ok(events.text.includes('"name":"mine"'));
      assert.ok(!events.text.includes("secret") && !events.text.includes("dev.drydock"), events.text);
      assert.ok(!(await ask(own, "GET", "/system/df")).text.includes("secret"));
      assert.equal((await ask(own, "GET", "/info")).json.Containers, 1);
      own.close();
      other.close();
    },
  },
  {
    name: "no way over the network from one session's containers to another's",
    async run(gateway) {
      const [own, other] = [await connect(gateway), await connect(gateway)];
      const server = ["sh", "-c", "while true; do echo here | nc -l -p 7000; done"];
      const id = await started(other, server, {}, "server");
      const address = Object.values<{ IPAddress: string }>(
        (await ask(other, "GET", `/containers/${id}/json`)).json.NetworkSettings.Networks,
      )[0]?.IPAddress;
      assert.match(address ?? "", /^\d+\./);
      const near = await ran(other, `echo | timeout 3 nc ${address} 7000`);
      assert.match(near.out, /here/);
      const far = await ran(own, `echo | timeout 3 nc ${address} 7000; nslookup server`);
      assert.doesNotMatch(far.out, /here/);
      own.close();
      other.close();
    },
  },
  {
    name: "links and .. in the workspace lead nowhere",
    async run(gateway) {
      const { session, connection } = await openLab(gateway, fromPaths({ "sub/f.txt": "mine\n" }, owner));
      const say = async (line: string) => await runLine(session, line);
      await say("ln -s / root; ln -s /etc/shadow shadow; ln -s ../../../../.. up; ln -s /var/run/docker.sock sock");
      for (const source of ["root", "root/etc", "shadow", "up", "sock", "sub/../root/etc"]) {
        const { exitCode, stdout, stderr } = await say(
          `docker run --rm -v "$PWD/${source}:/x" alpine:3.20 sh -c 'ls /x | head -3; cat /x'`,
        );
        assert.notEqual(exitCode, 0, `${source}: ${stdout}${stderr}`);
        assert.doesNotMatch(stdout, /shadow|root:|passwd/);
      }
      // A link that a container puts there is no better.
      await say(`docker run --rm -v "$PWD:/w" alpine:3.20 sh -c 'rm -rf /w/sub && ln -s /etc /w/sub'`);
      const swapped = await say(`docker run --rm -v "$PWD/sub:/x" alpine:3.20 cat /x/shadow`);
      assert.notEqual(swapped.exitCode, 0);
      const copied = await say("cat shadow; cat sub/shadow");
      assert.doesNotMatch(copied.stdout, /root:/);
      connection.close();
    },
  },
  {
    name: "what a session has published is on this machine's own address",
    async run(gateway) {
      const connection = await connect(gateway);
      const HostConfig = { PortBindings: { "80/tcp": [{ HostIp: "0.0.0.0", HostPort: "8088" }] }, PublishAllPorts: true };
      const id = await started(connection, ["sleep", "60"], { HostConfig, ExposedPorts: { "80/tcp": {}, "81/tcp": {} } });
      const real = await gateway.upstream.json<{ NetworkSettings: { Ports: Record<string, { HostIp: string }[]> } }>(
        "GET",
        `/containers/${id}/json`,
      );
      const bindings = Object.values(real.NetworkSettings.Ports).flat();
      assert.equal(bindings.length, 2);
      for (const { HostIp } of bindings) assert.equal(HostIp, "127.0.0.1");
      connection.close();
    },
  },
];
