import { beforeEach, describe, expect, it } from "vitest";
import type { EndpointSettings } from "../api.ts";
import { formatIpv4, parseIpv4 } from "../kernel/network/address.ts";
import { query, resolve } from "../kernel/network/names.ts";
import { SocketError } from "../kernel/network/sockets.ts";
import type { NetworkStack } from "../kernel/network/stack.ts";
import { failure, TestEngine } from "./testing.ts";

let engine: TestEngine;
beforeEach(() => {
  engine = new TestEngine();
});

const serve = (name: string, host = {}, text = name, config = {}) => engine.run(["tserve", "80", text], { name, host, config });
const stack = (name: string): NetworkStack => engine.daemon.containers.get(name).running?.init.namespaces.net.stack as NetworkStack;
const fetch = async (from: NetworkStack, host: string, port = 80, fs = engine.machine.disk): Promise<string> => {
  const found = resolve(engine.machine.network, from, fs, host);
  if ("failure" in found) return `bad address: ${found.failure}`;
  try {
    const connection = (
      await engine.machine.network.connect(from, { address: parseIpv4(found.addresses[0] as string) as number, port })
    ).retain();
    const text = await connection.readAll();
    connection.release();
    return text.trim();
  } catch (error) {
    if (error instanceof SocketError) return error.message;
    throw error;
  }
};
const from = (name: string, host: string, port = 80) =>
  fetch(stack(name), host, port, engine.daemon.containers.get(name).running?.root as never);
const fromHost = (host: string, port: number) => fetch(engine.machine.network.host, host, port);
const addressOf = async (name: string, network = "bridge") =>
  (await engine.containerInspect(name)).NetworkSettings.Networks[network]?.IPAddress as string;
const network = (Name: string, rest = {}) =>
  engine.networkCreate({ Name, IPAM: { Driver: "default", Options: {}, Config: [] }, Options: {}, Labels: {}, ...rest });
const cat = async (name: string, path: string) => (await engine.exec(name, ["cat", path])).output;

describe("networks", () => {
  it("are three to begin with, and look as inspect shows them", async () => {
    expect((await engine.networkList()).map(({ Name, Driver }) => [Name, Driver])).toEqual([
      ["bridge", "bridge"],
      ["host", "host"],
      ["none", "null"],
    ]);
    await serve("web");
    const { Containers, IPAM } = await engine.networkInspect("bridge");
    expect(IPAM).toEqual({ Driver: "default", Options: null, Config: [{ Subnet: "172.17.0.0/16", Gateway: "172.17.0.1" }] });
    expect(Object.values(Containers)).toMatchObject([{ Name: "web", IPv4Address: "172.17.0.2/16", IPv6Address: "" }]);
    const { NetworkSettings } = await engine.containerInspect("web");
    expect(NetworkSettings).toMatchObject({ IPAddress: "172.17.0.2", Gateway: "172.17.0.1", IPPrefixLen: 16 });
    expect(NetworkSettings.Networks.bridge).toMatchObject({ IPAMConfig: null, Aliases: null, DNSNames: null, GwPriority: 0 });
  });

  it("get pools that lie on no other", async () => {
    await network("n1");
    await network("n2");
    const subnets = (await engine.networkList({ driver: ["bridge"] })).map(({ IPAM }) => IPAM.Config[0]?.Subnet);
    expect(subnets).toEqual(["172.17.0.0/16", "172.18.0.0/16", "172.19.0.0/16"]);
    const make = (config: object) => failure(network("n3", { IPAM: { Config: [config] } }));
    expect(await make({ Subnet: "nonsense" })).toBe("400 invalid network config:\ninvalid subnet nonsense: invalid CIDR block notation");
    expect(await make({ Subnet: "10.10.0.5/24" })).toBe(
      "400 invalid network config:\ninvalid subnet 10.10.0.5/24: it should be 10.10.0.0/24",
    );
    expect(await make({ Subnet: "172.18.0.0/24" })).toBe("403 invalid pool request: Pool overlaps with other one on this address space");
    expect(await failure(network("n1"))).toBe("409 network with name n1 already exists");
    expect(await failure(network("bridge"))).toBe("403 operation is not permitted on predefined bridge network ");
    expect(await failure(network("n4", { Driver: "nosuch" }))).toBe('404 plugin "nosuch" not found');
    expect(await failure(network("n4", { Driver: "host" }))).toBe('403 only one instance of "host" network is allowed');
    expect(await failure(engine.networkRemove("bridge"))).toBe("403 bridge is a pre-defined network and cannot be removed");
    expect(await failure(engine.networkInspect("nosuch"))).toBe("404 network nosuch not found");
  });

  it("give spare addresses to nobody, and none that is somebody's", async () => {
    const make = (config: object, Driver = "default") => failure(network("spare", { IPAM: { Driver, Config: [config] } }));
    const taken = (address: string) => `403 failed to allocate secondary ip address (r:${address}): Address already in use`;
    const spare = (r: string) => ({ Subnet: "10.9.0.0/24", AuxiliaryAddresses: { r } });
    for (const address of ["10.9.0.0", "10.9.0.1", "10.9.0.255"]) expect(await make(spare(address))).toBe(taken(address));
    expect(await make({ ...spare("10.9.0.7"), Gateway: "10.9.0.7" })).toBe(taken("10.9.0.7"));
    expect(await make(spare("10.9.0.7"), "nosuch")).toBe('404 plugin "nosuch" not found');
  });

  it("may have an address of the host of their own for what they publish", async () => {
    await network("own", { Options: { "com.docker.network.bridge.host_binding_ipv4": "127.0.0.1" } });
    await serve("web", { NetworkMode: "own", PortBindings: { "80/tcp": [{ HostIp: "", HostPort: "8080" }] } });
    const { NetworkSettings } = await engine.containerInspect("web");
    expect(NetworkSettings.Ports).toEqual({ "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8080" }] });
  });

  it("give addresses as asked, or the lowest that is free", async () => {
    await network("n3", {
      IPAM: {
        Config: [{ Subnet: "10.9.0.0/24", Gateway: "10.9.0.254", IPRange: "10.9.0.128/25", AuxiliaryAddresses: { r: "10.9.0.129" } }],
      },
    });
    const on = (name: string, ip?: string) =>
      engine.containerCreate({
        name,
        Config: { Image: "alpine:3.20", Cmd: ["twait"] },
        HostConfig: { NetworkMode: "n3" },
        NetworkingConfig: { EndpointsConfig: { n3: ip ? { IPAMConfig: { IPv4Address: ip } } : {} } },
      });
    for (const [name, ip] of [
      ["aa", undefined],
      ["bb", undefined],
      ["cc", "10.9.0.5"],
    ] as const) {
      await on(name, ip);
      await engine.containerStart(name);
    }
    expect([await addressOf("aa", "n3"), await addressOf("bb", "n3"), await addressOf("cc", "n3")]).toEqual([
      "10.9.0.128",
      "10.9.0.130",
      "10.9.0.5",
    ]);
    await engine.containerRemove("aa", { force: true });
    await on("dd");
    await engine.containerStart("dd");
    expect(await addressOf("dd", "n3")).toBe("10.9.0.128");
    expect(await failure(on("ee", "10.9.1.5"))).toBe(
      "400 invalid config for network n3: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.9.1.5",
    );
    await network("n1");
    const settings: EndpointSettings = { IPAMConfig: { IPv4Address: "172.18.5.5" } };
    expect(await failure(engine.networkConnect("n1", "dd", settings))).toBe(
      "400 invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets",
    );
    await serve("web");
    expect(await failure(engine.networkConnect("n3", "web", { IPAMConfig: { IPv4Address: "10.9.0.5" } }))).toBe(
      "403 Address already in use",
    );
  });

  it("run out of addresses", async () => {
    await network("tiny", { IPAM: { Config: [{ Subnet: "10.7.0.0/30" }] } });
    const { Id } = await engine.networkInspect("tiny");
    await serve("aa", { NetworkMode: "tiny" });
    expect(await failure(serve("bb", { NetworkMode: "tiny" }))).toBe(
      `500 failed to set up container networking: no available IPv4 addresses on this network's address pools: tiny (${Id})`,
    );
    expect((await engine.containerInspect("bb")).State).toMatchObject({ Status: "created", ExitCode: 128 });
  });
});

describe("containers on networks", () => {
  beforeEach(async () => {
    await network("n1");
    await network("n2");
    await engine.run(["tserve", "80", "web"], { name: "web", host: { NetworkMode: "n1" } });
    await engine.run(["tserve", "80", "peer"], { name: "peer", host: { NetworkMode: "n2" } });
    await serve("plain");
  });

  it("find each other by name on a network of their own only", async () => {
    expect(await from("peer", "web")).toBe("bad address: unknown");
    await engine.networkConnect("n1", "peer", { Aliases: ["al"] });
    expect(await from("peer", "web")).toBe("web");
    expect(await from("peer", "web.n1")).toBe("web");
    expect(await from("web", "al")).toBe("peer");
    expect(await from("web", engine.daemon.containers.get("peer").shortId)).toBe("peer");
    expect(await from("plain", "web")).toBe("bad address: unknown");
    await serve("plain2");
    expect(await from("plain", "plain2")).toBe("bad address: unknown");
    expect(await from("plain", await addressOf("plain2"))).toBe("plain2");
    await engine.networkDisconnect("n1", "peer");
    expect(await from("peer", "web")).toBe("bad address: unknown");
    await engine.containerRename("web", "site");
    await engine.networkConnect("n1", "peer");
    expect(await from("peer", "site")).toBe("web");
  });

  it("reach nothing across bridges, are refused where nobody listens", async () => {
    expect(await from("plain", await addressOf("web", "n1"))).toBe("Connection timed out");
    expect(await from("peer", await addressOf("web", "n1"))).toBe("Connection timed out");
    expect(await from("web", "localhost", 81)).toBe("Connection refused");
    expect(await from("peer", "localhost")).toBe("peer");
    expect(await fromHost(await addressOf("web", "n1"), 80)).toBe("web");
  });

  it("know their addresses and name servers from files", async () => {
    const id = engine.daemon.containers.get("web").shortId;
    expect(await cat("web", "/etc/hosts")).toBe(
      `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n172.18.0.2\t${id}\n`,
    );
    expect(await cat("web", "/etc/hostname")).toBe(`${id}\n`);
    const head =
      "# Generated by Docker Engine.\n# This file can be edited; Docker Engine will not make further changes once it\n# has been modified.\n\n";
    expect(await cat("web", "/etc/resolv.conf")).toBe(
      `${head}nameserver 127.0.0.11\noptions ndots:0\n\n# Based on host file: '/etc/resolv.conf' (internal resolver)\n# ExtServers: [host(192.168.65.7)]\n# Overrides: []\n# Option ndots from: internal\n`,
    );
    expect(await cat("plain", "/etc/resolv.conf")).toBe(
      `${head}nameserver 192.168.65.7\n\n# Based on host file: '/etc/resolv.conf' (legacy)\n# Overrides: []\n`,
    );
    const host = {
      Dns: ["1.1.1.1"],
      DnsSearch: ["foo.com"],
      DnsOptions: ["ndots:3"],
      ExtraHosts: ["db:1.2.3.4", "host.docker.internal:host-gateway"],
    };
    await serve("custom", host, "x", { Hostname: "h1", Domainname: "lan" });
    expect(await cat("custom", "/etc/resolv.conf")).toBe(
      `${head}nameserver 1.1.1.1\nsearch foo.com\noptions ndots:3\n\n# Based on host file: '/etc/resolv.conf' (legacy)\n# Overrides: [nameservers search options]\n# Option ndots from: override\n`,
    );
    expect((await cat("custom", "/etc/hosts")).split("\n").slice(6)).toEqual([
      "1.2.3.4\tdb",
      "172.17.0.1\thost.docker.internal",
      `${await addressOf("custom")}\th1.lan h1`,
      "",
    ]);
  });

  it("share one alias in turn, and answer backwards", async () => {
    for (const name of ["one", "two"]) {
      await engine.containerCreate({
        name,
        Config: { Image: "alpine:3.20", Cmd: ["tserve", "80", name] },
        HostConfig: { NetworkMode: "n1" },
        NetworkingConfig: { EndpointsConfig: { n1: { Aliases: ["pool"] } } },
      });
      await engine.containerStart(name);
    }
    const answers = [await from("web", "pool"), await from("web", "pool")];
    expect(answers.sort()).toEqual(["one", "two"]);
    const ask = (name: string, type: "A" | "AAAA" | "PTR") => query(engine.machine.network, stack("web"), "127.0.0.11", name, type);
    expect(ask("one", "AAAA")).toEqual({ status: "NOERROR", answers: [] });
    expect(ask("3.0.18.172.in-addr.arpa", "PTR")).toEqual({ status: "NOERROR", answers: ["one.n1"] });
    expect(ask("nosuch", "A")?.status).toBe("NXDOMAIN");
  });

  it("are connected and disconnected live, and refused twice", async () => {
    const shown = () => stack("peer").interfaces.map(({ name, address }) => `${name} ${formatIpv4(address?.address ?? 0)}`);
    await engine.networkConnect("n1", "peer");
    expect(shown()).toEqual(["lo 127.0.0.1", "eth0 172.19.0.2", "eth1 172.18.0.3"]);
    expect(stack("peer").gateway?.device.name).toBe("eth1");
    expect(await failure(engine.networkConnect("n1", "peer"))).toBe("403 endpoint with name peer already exists in network n1");
    const id = engine.daemon.containers.get("peer").id;
    expect(await failure(engine.networkRemove("n1"))).toMatch(
      /^403 error while removing network: network n1 has active endpoints \(name:"web" id:"\w{12}", name:"peer" id:"\w{12}"\)$/,
    );
    await engine.networkDisconnect("n2", "peer");
    expect(await failure(engine.networkDisconnect("n2", "peer"))).toBe(`500 container ${id} is not connected to network n2`);
    expect(await failure(engine.networkConnect("host", "peer"))).toBe(
      "400 cannot connect container to host network - container must be created in host network mode",
    );
    expect(await failure(engine.networkConnect("none", "peer"))).toBe(
      "400 container cannot be connected to multiple networks with one of the networks in private (none) mode",
    );
    await engine.networkDisconnect("n1", "peer");
    expect(shown()).toEqual(["lo 127.0.0.1"]);
    expect((await engine.networkPrune()).NetworksDeleted).toEqual(["n2"]);
  });

  it("can share another's network, the host's, or have none", async () => {
    await engine.run(["tserve", "90", "side"], { name: "side", host: { NetworkMode: "container:web" } });
    expect(await from("side", "localhost", 80)).toBe("web");
    expect(await from("web", "localhost", 90)).toBe("side");
    expect((await engine.containerInspect("side")).HostConfig.NetworkMode).toBe(`container:${engine.daemon.containers.get("web").id}`);
    expect(await cat("side", "/etc/hostname")).toBe(await cat("web", "/etc/hostname"));
    await engine.run(["tserve", "7000", "hosted"], { name: "hosted", host: { NetworkMode: "host" } });
    expect(await fromHost("127.0.0.1", 7000)).toBe("hosted");
    expect((await engine.exec("hosted", ["hostname"])).output).toBe("drydock\n");
    await serve("alone", { NetworkMode: "none" });
    expect(stack("alone").interfaces.map(({ name }) => name)).toEqual(["lo"]);
    expect(await from("alone", "8.8.8.8")).toBe("Network is unreachable");
    expect((await engine.containerInspect("alone")).NetworkSettings.Networks.none).toMatchObject({ IPAddress: "", MacAddress: "" });
    const tryMode = (NetworkMode: string, rest = {}, config = {}) =>
      failure(engine.run(["true"], { host: { NetworkMode, ...rest }, config }));
    expect(await tryMode("container:nosuch")).toBe("500 joining network namespace of container: No such container: nosuch");
    expect(await tryMode("container:web", { PortBindings: { "80/tcp": [{ HostIp: "", HostPort: "80" }] } })).toBe(
      "400 conflicting options: port publishing and the container type network mode",
    );
    expect(await tryMode("container:web", {}, { Hostname: "x" })).toBe("400 conflicting options: hostname and the network mode");
    expect(await tryMode("nosuch")).toBe("404 failed to set up container networking: network nosuch not found");
  });

  it("have no way out of an internal network", async () => {
    await network("inner", { Internal: true });
    await serve("shut", { NetworkMode: "inner", PortBindings: { "80/tcp": [{ HostIp: "", HostPort: "8088" }] } });
    expect(await from("shut", "8.8.8.8")).toBe("Network is unreachable");
    expect(await fromHost("127.0.0.1", 8088)).toBe("Connection refused");
    expect((await engine.containerInspect("shut")).NetworkSettings.Networks.inner?.Gateway).toBe("");
    expect((await engine.containerInspect("shut")).NetworkSettings.Ports).toEqual({ "80/tcp": null });
  });
});

describe("published ports", () => {
  const publish = (ports: Record<string, [string, string][]>) => ({
    PortBindings: Object.fromEntries(
      Object.entries(ports).map(([port, list]) => [port, list.map(([HostIp, HostPort]) => ({ HostIp, HostPort }))]),
    ),
  });

  it("lead from the host to the container", async () => {
    await serve(
      "web",
      publish({
        "80/tcp": [
          ["", "8080"],
          ["127.0.0.1", "8081"],
        ],
      }),
    );
    expect(await fromHost("localhost", 8080)).toBe("web");
    expect(await fromHost("localhost", 8081)).toBe("web");
    expect(await fromHost("172.17.0.1", 8080)).toBe("web");
    expect(await fromHost("172.17.0.1", 8081)).toBe("Connection refused");
    const { Ports } = (await engine.containerInspect("web")).NetworkSettings;
    expect(Ports).toEqual({
      "80/tcp": [
        { HostIp: "0.0.0.0", HostPort: "8080" },
        { HostIp: "127.0.0.1", HostPort: "8081" },
      ],
    });
    expect((await engine.containerList())[0]?.Ports).toEqual([
      { IP: "0.0.0.0", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
      { IP: "127.0.0.1", PrivatePort: 80, PublicPort: 8081, Type: "tcp" },
    ]);
    await engine.containerStop("web", { timeout: 0 });
    expect(await fromHost("localhost", 8080)).toBe("Connection refused");
    expect((await engine.containerInspect("web")).NetworkSettings.Ports).toEqual({});
    await engine.containerStart("web");
    expect(await fromHost("localhost", 8080)).toBe("web");
  });

  it("are given from 32768 on, and from ranges", async () => {
    await serve("one", publish({ "80/tcp": [["", ""]] }));
    await serve("two", { PublishAllPorts: true }, "two", { ExposedPorts: { "81/tcp": {}, "80/tcp": {} } });
    const ports = async (name: string) =>
      Object.entries((await engine.containerInspect(name)).NetworkSettings.Ports).map(([port, list]) => `${port} ${list?.[0]?.HostPort}`);
    expect(await ports("one")).toEqual(["80/tcp 32768"]);
    expect(await ports("two")).toEqual(["80/tcp 32769", "81/tcp 32770"]);
    const range = publish({ "80/tcp": [["", "8001-8002"]] });
    await serve("three", range);
    await serve("four", range);
    expect([await ports("three"), await ports("four")]).toEqual([["80/tcp 8001"], ["80/tcp 8002"]]);
    expect(await failure(serve("five", range))).toMatch(
      /^500 failed to set up container networking: driver failed programming external connectivity on endpoint five \(\w{64}\): all ports are allocated$/,
    );
  });

  it("conflict in the daemon's words", async () => {
    await serve("web", publish({ "80/tcp": [["", "8080"]] }));
    expect(await failure(serve("clash", publish({ "80/tcp": [["", "8080"]] })))).toMatch(
      /^500 failed to set up container networking: driver failed programming external connectivity on endpoint clash \(\w{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
    );
    expect((await engine.containerInspect("clash")).State).toMatchObject({ Status: "created", ExitCode: 128 });
    engine.machine.network.listen(engine.machine.network.host, { address: 0, port: 9000 });
    expect(await failure(serve("busy", publish({ "80/tcp": [["", "9000"]] })))).toMatch(
      /: failed to bind host port for 0\.0\.0\.0:9000:172\.17\.0\.3:80\/tcp: address already in use$/,
    );
    const { Warnings } = await engine.containerCreate({
      Config: { Image: "alpine:3.20" },
      HostConfig: { NetworkMode: "host", ...publish({ "80/tcp": [["", "80"]] }) },
    });
    expect(Warnings).toEqual(["Published ports are discarded when using host network mode"]);
    expect(await failure(engine.run(["true"], { host: publish({ "80/tcp": [["", "x"]] }) }))).toBe('400 invalid port specification: "x"');
  });
});
