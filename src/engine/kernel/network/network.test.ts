import { beforeEach, describe, expect, it } from "vitest";
import { virtualClock } from "../../clocks.ts";
import { fromPaths } from "../../filesystem/build.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { formatIpv4, isIp, overlaps, parseCidr, parseIpv4 } from "./address.ts";
import type { Bridge } from "./bridge.ts";
import { resolve, reverseName } from "./names.ts";
import { Network } from "./network.ts";
import { SocketError } from "./sockets.ts";
import { NetworkStack } from "./stack.ts";

const ip = (text: string): number => parseIpv4(text) as number;
const at = (text: string, port: number) => ({ address: ip(text), port });

describe("addresses", () => {
  it("reads and writes IPv4, and knows what is none", () => {
    expect(formatIpv4(ip("172.17.0.2"))).toBe("172.17.0.2");
    for (const bad of ["1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "a.b.c.d", ""]) expect(parseIpv4(bad)).toBeUndefined();
    expect(parseCidr("10.9.0.7/24")).toEqual({ subnet: { base: ip("10.9.0.0"), prefix: 24 }, address: ip("10.9.0.7") });
    expect(parseCidr("10.9.0.0/33")).toBeUndefined();
    const of = (text: string) => parseCidr(text)?.subnet as { base: number; prefix: number };
    expect(overlaps(of("172.18.0.0/16"), of("172.18.3.0/24"))).toBe(true);
    expect(overlaps(of("172.18.0.0/24"), of("172.18.1.0/24"))).toBe(false);
  });

  it("knows IPv6 when it sees it", () => {
    for (const good of ["::1", "fe80::1", "2001:db8::", "::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"]) expect(isIp(good)).toBe(true);
    for (const bad of ["1::2::3", "12345::", "1:2:3", "g::1", ":1"]) expect(isIp(bad)).toBe(false);
  });
});

describe("a machine's network", () => {
  let network: Network;
  let one: Bridge;
  let two: Bridge;
  let inside: Bridge;
  let web: NetworkStack;
  let peer: NetworkStack;
  let other: NetworkStack;
  let shut: NetworkStack;
  const clock = virtualClock();

  function stack(bridge: Bridge, address: string, gateway?: string): NetworkStack {
    const made = new NetworkStack();
    const device = network.plug(made, bridge, {
      name: made.freeName(),
      mac: "02:42:ac:12:00:02",
      address: { address: ip(address), prefix: 24 },
      hostName: `veth${address}`,
    });
    if (gateway) made.gateway = { address: ip(gateway), device };
    return made;
  }

  beforeEach(() => {
    network = new Network(clock);
    one = network.addBridge("br-one", { address: ip("172.18.0.1"), prefix: 24 });
    two = network.addBridge("br-two", { address: ip("172.18.1.1"), prefix: 24 });
    inside = network.addBridge("br-int", { address: ip("172.18.2.1"), prefix: 24 }, { internal: true });
    web = stack(one, "172.18.0.2", "172.18.0.1");
    peer = stack(one, "172.18.0.3", "172.18.0.1");
    other = stack(two, "172.18.1.2", "172.18.1.1");
    shut = stack(inside, "172.18.2.2");
    const listener = network.listen(web, { address: 0, port: 80 }).retain();
    void (async () => {
      for (let connection = await listener.accept(); connection; connection = await listener.accept()) {
        connection.retain();
        connection.write(`hello ${await connection.read()}`);
        connection.release();
      }
    })();
    network.published.add({ protocol: "tcp", address: 0, port: 8080, target: at("172.18.0.2", 80), bridge: one });
    network.published.add({ protocol: "tcp", address: ip("127.0.0.1"), port: 8081, target: at("172.18.0.2", 80), bridge: one });
  });

  const fetch = async (from: NetworkStack, address: string, port: number): Promise<string> => {
    const before = clock.now();
    try {
      const connection = (await network.connect(from, at(address, port))).retain();
      connection.write("you");
      const text = await connection.readAll();
      connection.release();
      return text;
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      return `${error.message} after ${Math.round((clock.now() - before) / 1000)} s`;
    }
  };

  const refused = "Connection refused after 0 s";
  const lost = "Connection timed out after 131 s";

  it("connects what is on one bridge", async () => {
    expect(await fetch(peer, "172.18.0.2", 80)).toBe("hello you");
    expect(await fetch(peer, "172.18.0.2", 81)).toBe(refused);
    expect(await fetch(peer, "172.18.0.77", 80)).toBe("No route to host after 3 s");
  });

  it("keeps localhost in its namespace", async () => {
    expect(await fetch(web, "127.0.0.1", 80)).toBe("hello you");
    expect(await fetch(web, "172.18.0.2", 80)).toBe("hello you");
    expect(await fetch(peer, "127.0.0.1", 80)).toBe(refused);
    expect(await fetch(network.host, "127.0.0.1", 80)).toBe(refused);
  });

  it("lets nothing through from one bridge to another", async () => {
    expect(await fetch(other, "172.18.0.2", 80)).toBe(lost);
    expect(await fetch(other, "8.8.8.8", 80)).toBe(lost);
  });

  it("has no way out of an internal network", async () => {
    expect(await fetch(shut, "172.18.0.2", 80)).toBe("Network is unreachable after 0 s");
    expect(await fetch(shut, "172.18.2.1", 80)).toBe(refused);
    expect(await fetch(peer, "172.18.2.2", 80)).toBe(lost);
    expect(await fetch(network.host, "172.18.2.2", 80)).toBe(refused);
  });

  it("publishes ports on the host, to the host and to the same bridge", async () => {
    expect(await fetch(network.host, "127.0.0.1", 8080)).toBe("hello you");
    expect(await fetch(network.host, "172.18.1.1", 8080)).toBe("hello you");
    expect(await fetch(network.host, "127.0.0.1", 8081)).toBe("hello you");
    expect(await fetch(network.host, "172.18.0.1", 8081)).toBe(refused);
    expect(await fetch(peer, "172.18.0.1", 8080)).toBe("hello you");
    expect(await fetch(peer, "172.18.0.1", 8081)).toBe(refused);
    expect(await fetch(other, "172.18.1.1", 8080)).toBe(lost);
    expect(await fetch(other, "172.18.0.1", 8080)).toBe(lost);
  });

  it.each([
    ["the loopback of the host", () => network.host, "127.0.0.1", "172.18.0.1"],
    ["another address of the host", () => network.host, "172.18.1.1", "172.18.1.1"],
    ["a container on the same bridge", () => peer, "172.18.0.1", "172.18.0.1"],
    ["a neighbour, past the port", () => peer, "172.18.0.2", "172.18.0.3"],
  ])("lets a server see who calls from %s", async (_, from, address, seen) => {
    const listener = network.listen(web, { address: 0, port: 81 }).retain();
    network.published.add({ protocol: "tcp", address: 0, port: 8082, target: at("172.18.0.2", 81), bridge: one });
    const called = listener.accept();
    const connection = await network.connect(from(), at(address, address === "172.18.0.2" ? 81 : 8082));
    const accepted = await called;
    expect(formatIpv4(accepted?.remote.address ?? 0)).toBe(seen);
    connection.retain().release();
    listener.release();
  });

  it("refuses at a published port behind which nobody listens", async () => {
    network.published.add({ protocol: "tcp", address: 0, port: 9000, target: at("172.18.0.2", 90), bridge: one });
    expect(await fetch(network.host, "127.0.0.1", 9000)).toBe(refused);
  });

  it("gives a port to one listener only", () => {
    expect(() => network.listen(web, { address: 0, port: 80 })).toThrow("Address already in use");
    expect(() => network.listen(web, at("127.0.0.1", 80))).toThrow("Address already in use");
    expect(() => network.listen(web, at("9.9.9.9", 81))).toThrow("Cannot assign requested address");
    expect(() => network.listen(network.host, { address: 0, port: 8080 })).toThrow("Address already in use");
    network.listen(web, { address: 0, port: 80 }, "udp");
    const first = network.listen(web, at("127.0.0.1", 81)).retain();
    network.listen(web, at("172.18.0.2", 81));
    first.release();
    network.listen(web, at("127.0.0.1", 81));
  });

  it("counts what goes over an interface", async () => {
    const [, device] = web.interfaces;
    await fetch(peer, "172.18.0.2", 80);
    expect(device?.received.bytes).toBeGreaterThan(60);
    expect(device?.sent.bytes).toBeGreaterThan(device?.received.bytes as number);
  });

  it("pings", () => {
    expect(network.ping(peer, ip("172.18.0.2"))).toBe("reply");
    expect(network.ping(peer, ip("172.18.0.1"))).toBe("reply");
    expect(network.ping(peer, ip("172.18.1.2"))).toBe("lost");
    expect(network.ping(shut, ip("8.8.8.8"))).toBe("unreachable");
    expect(network.ping(new NetworkStack(), ip("127.0.0.1"))).toBe("reply");
  });

  it("lists routes as ip does", () => {
    const device = network.plug(web, two, {
      name: web.freeName(),
      mac: "02:00:00:00:00:09",
      address: { address: ip("172.18.1.9"), prefix: 24 },
      hostName: "veth9",
    });
    expect(device.name).toBe("eth1");
    const shown = web
      .routes()
      .map(({ to, via, device }) => [to ? formatIpv4(to.base) : "default", via ? formatIpv4(via) : "link", device.name]);
    expect(shown).toEqual([
      ["default", "172.18.0.1", "eth0"],
      ["172.18.0.0", "link", "eth0"],
      ["172.18.1.0", "link", "eth1"],
    ]);
    network.unplug(web, device);
    expect(web.routes()).toHaveLength(2);
  });

  it("looks names up in hosts, then at the servers of resolv.conf", () => {
    const fs = new WorkingTree(
      fromPaths({
        "etc/hosts": "127.0.0.1 localhost\n10.0.0.1 db database # mine\n",
        "etc/resolv.conf": "nameserver 127.0.0.11\nsearch lan\noptions ndots:0\n",
      }),
    );
    web.nameServer = {
      forwarders: [],
      query: (name) => (name === "api" || name === "x.lan" ? { status: "NOERROR", answers: ["172.18.0.9"] } : undefined),
    };
    expect(resolve(network, web, fs, "1.2.3.4")).toEqual({ addresses: ["1.2.3.4"] });
    expect(resolve(network, web, fs, "Database")).toEqual({ addresses: ["10.0.0.1"] });
    expect(resolve(network, web, fs, "api")).toEqual({ addresses: ["172.18.0.9"] });
    expect(resolve(network, web, fs, "x")).toEqual({ addresses: ["172.18.0.9"] });
    expect(resolve(network, web, fs, "nosuch")).toEqual({ failure: "unknown" });
    fs.writeFile("/etc/resolv.conf", "nameserver 192.168.65.7\n");
    expect(resolve(network, web, fs, "api")).toEqual({ failure: "unknown" });
    expect(resolve(network, shut, fs, "api")).toEqual({ failure: "unreachable" });
    expect(reverseName("172.18.0.2")).toBe("2.0.18.172.in-addr.arpa");
  });
});
