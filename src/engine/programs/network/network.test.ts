import { beforeEach, expect, it } from "vitest";
import { TestEngine } from "../../containers/testing.ts";

let engine: TestEngine;
beforeEach(async () => {
  engine = new TestEngine();
  await engine.networkCreate({ Name: "n1" });
  await engine.run(["twait"], { name: "peer", host: { NetworkMode: "n1" } });
  await engine.run(["twait"], { name: "me", host: { NetworkMode: "n1" } });
});
const run = async (name: string, ...cmd: string[]) =>
  (await engine.exec(name, cmd)).output.replace(/([0-9a-f]{2}:){5}[0-9a-f]{2}/g, "<mac>");

it("ip shows interfaces, addresses and routes as busybox does", async () => {
  expect(await run("me", "ip", "addr")).toBe(
    [
      "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000",
      "    link/loopback <mac> brd <mac>",
      "    inet 127.0.0.1/8 scope host lo",
      "       valid_lft forever preferred_lft forever",
      "    inet6 ::1/128 scope host ",
      "       valid_lft forever preferred_lft forever",
      "2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue ",
      "    link/ether <mac> brd <mac>",
      "    inet 172.18.0.3/16 brd 172.18.255.255 scope global eth0",
      "       valid_lft forever preferred_lft forever",
      "",
    ].join("\n"),
  );
  expect(await run("me", "ip", "-o", "-4", "addr")).toBe(
    "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n2: eth0    inet 172.18.0.3/16 brd 172.18.255.255 scope global eth0\\       valid_lft forever preferred_lft forever\n",
  );
  expect(await run("me", "ip", "route")).toBe("default via 172.18.0.1 dev eth0 \n172.18.0.0/16 dev eth0 scope link  src 172.18.0.3 \n");
  expect((await run("me", "ip", "-o", "link")).split("\n")).toHaveLength(3);
});

it("nslookup asks Docker's name server", async () => {
  const head = "Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n";
  expect(await run("me", "nslookup", "peer")).toBe(
    `${head}Non-authoritative answer:\n\nNon-authoritative answer:\nName:\tpeer\nAddress: 172.18.0.2\n\n`,
  );
  expect(await run("me", "nslookup", "nosuch")).toBe(
    `${head}** server can't find nosuch: NXDOMAIN\n\n** server can't find nosuch: NXDOMAIN\n\n`,
  );
  expect(await run("me", "nslookup", "172.18.0.2")).toBe(`${head}Non-authoritative answer:\n2.0.18.172.in-addr.arpa\tname = peer.n1\n\n`);
  await engine.run(["twait"], { name: "alone", host: { NetworkMode: "none" } });
  expect(await run("alone", "nslookup", "peer")).toBe("nslookup: can't connect to remote host (192.168.65.7): Network is unreachable\n");
});

it("ping counts answers", async () => {
  expect(await run("me", "ping", "-c", "2", "peer")).toBe(
    "PING peer (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0 ttl=64 time=0.076 ms\n64 bytes from 172.18.0.2: seq=1 ttl=64 time=0.081 ms\n\n--- peer ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = 0.076/0.079/0.081 ms\n",
  );
  await engine.run(["twait"], { name: "plain" });
  expect(await run("plain", "ping", "-c1", "-W1", "172.18.0.2")).toBe(
    "PING 172.18.0.2 (172.18.0.2): 56 data bytes\n\n--- 172.18.0.2 ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss\n",
  );
  expect(await run("plain", "ping", "-c1", "peer")).toBe("ping: bad address 'peer'\n");
});
