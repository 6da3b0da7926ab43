import { describe, expect, it } from "vitest";
import type { NetworkInspect, NetworkNamespaceView } from "../../../engine/api.ts";
import { lookupOf, obstacleOf, outcomeOf, type Tried, wayOf } from "./knock-outcome.ts";

const files = "hosts\n127.0.0.1\tlocalhost\n::1\tip6-localhost\n172.18.3.3\tbox\nresolv\nnameserver 127.0.0.11\noptions ndots:0\nfound\n";

describe("what a lookup found", () => {
  it("is what /etc/hosts says, where it says something", () => {
    expect(lookupOf(files, "box")).toEqual({
      asked: [{ place: "/etc/hosts", name: "box", addresses: ["172.18.3.3"] }],
      addresses: ["172.18.3.3"],
    });
  });

  it.each([
    ["busybox", "Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\nName:\tdb\nAddress: 172.18.3.2\n\n"],
    ["an older busybox", "Server:    127.0.0.11\nAddress 1: 127.0.0.11\n\nName:      db\nAddress 1: 172.18.3.2 db.net\n"],
    ["getent", "172.18.3.2      STREAM db\n172.18.3.2      DGRAM  \n172.18.3.2      RAW    \n"],
  ])("is what the name server says, by %s", (_, found) => {
    expect(lookupOf(files + found, "db").addresses).toEqual(["172.18.3.2"]);
    expect(lookupOf(files + found, "db").asked[0]?.place).toBe("127.0.0.11");
  });

  it("is nothing for a name that nobody knows", () => {
    const none = "Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n** server can't find nobody: NXDOMAIN\n\n";
    expect(lookupOf(files + none, "nobody")).toEqual({ asked: [{ place: "127.0.0.11", name: "nobody", addresses: [] }], addresses: [] });
  });
});

describe("what a connection came to", () => {
  const room = (inode: number, address: string, port?: number): NetworkNamespaceView => ({
    ...{ inode, host: false, containers: [`c${inode}`], interfaces: [{ name: "eth0", address, prefix: 24 }], nameServers: [] },
    listening: port === undefined ? [] : [{ protocol: "tcp", address: "127.0.0.1", port }],
  });
  const network = (Subnet: string, Gateway: string, Internal = false) =>
    ({ IPAM: { Config: [{ Subnet, Gateway }] }, Internal }) as unknown as NetworkInspect;
  const tried: Tried = {
    ...{ address: "172.18.3.2", port: 80, from: 1 },
    namespaces: [room(1, "172.18.3.3"), room(2, "172.18.3.2", 80), room(3, "172.18.9.2")],
    networks: [network("172.18.3.0/24", "172.18.3.1")],
  };
  const to = (address: string, more: Partial<Tried> = {}): Tried => ({ ...tried, address, ...more });

  it("goes over the network, to itself, to the machine, or out", () => {
    expect(["172.18.3.2", "127.0.0.1", "172.18.3.1", "192.0.2.1"].map((address) => wayOf(to(address)))).toEqual([
      "same network",
      "own namespace",
      "container to host",
      "outside",
    ]);
  });

  it("is refused where nobody listens, or at another address", () => {
    expect(outcomeOf(1, "nc: can't connect to remote host (172.18.3.2): Connection refused")).toBe("refused");
    expect(obstacleOf(tried, "refused")).toBe("listens at another address");
    expect(obstacleOf(to("172.18.3.2", { port: 81 }), "refused")).toBe("nobody listens");
  });

  it("has no answer from another network, from an address that is nobody's, and out of an internal network", () => {
    expect(outcomeOf(1, "nc: timed out")).toBe("silence");
    expect(obstacleOf(to("172.18.9.2"), "silence")).toBe("another network");
    expect(obstacleOf(to("172.18.3.77"), outcomeOf(1, "nc: can't connect: No route to host") as "no way")).toBe("nobody has the address");
    expect(obstacleOf(to("192.0.2.1"), "silence")).toBe("nobody answers outside");
    expect(obstacleOf(to("192.0.2.1", { networks: [network("172.18.3.0/24", "", true)] }), "no way")).toBe("internal network");
    expect(obstacleOf(to("192.0.2.1", { networks: [] }), "no way")).toBe("no route");
  });
});
