import { expect, test } from "vitest";
import { directory } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { gatherNetworks, type NetworkRequest } from "./networks.ts";

async function labAfter(lines: readonly string[]) {
  const lab = createLab(directory());
  for (const line of lines) await lab.exec(line, { stdout: () => {}, stderr: () => {} });
  return lab;
}

const shop = [
  "docker network create back",
  "docker run -d --name web nginx:alpine",
  "docker run -d --name api --network back -p 127.0.0.1:8080:80 nginx:alpine",
  "docker run -d --name db --network back --network-alias database nginx:alpine",
  "sleep 1",
];

async function requestOf(line: string): Promise<NetworkRequest> {
  const lab = await labAfter([...shop, line]);
  return (await gatherNetworks(lab.engine)).requests[0] as NetworkRequest;
}

test("wires, plugs, names, listeners and doors are the engine's", async () => {
  const view = await gatherNetworks((await labAfter(shop)).engine);
  expect(view.networks).toEqual([
    { name: "bridge", subnet: "172.17.0.0/16", gateway: "172.17.0.1", internal: false, names: false },
    { name: "back", subnet: "172.18.0.0/16", gateway: "172.18.0.1", internal: false, names: true },
  ]);
  const api = view.rooms.find(({ containers }) => containers[0] === "api");
  expect(api).toMatchObject({
    plugs: [{ network: "back", address: "172.18.0.2" }],
    listening: [{ protocol: "tcp", address: "0.0.0.0", port: 80, program: "nginx" }],
    doors: [{ hostIp: "127.0.0.1", hostPort: 8080, port: 80, protocol: "tcp" }],
    nameServers: ["127.0.0.11"],
  });
  expect(view.rooms.find(({ containers }) => containers[0] === "db")?.plugs[0]?.names).toEqual(expect.arrayContaining(["db", "database"]));
  expect(view.requests).toEqual([]);
});

test("a request that a program in a container makes is followed from the name to whoever answers", async () => {
  expect(await requestOf("docker exec api wget -qO- http://database")).toMatchObject({
    program: "wget",
    from: { room: "api" },
    name: "database",
    asked: [{ place: "127.0.0.11", addresses: ["172.18.0.3"] }],
    way: "same network",
    over: "back",
    reached: { place: { room: "db" }, port: 80 },
  });
});

test.each<[string, Partial<NetworkRequest>]>([
  ["docker exec web wget -qO- http://db", { obstacle: "no such name", lookupOnly: true }],
  [
    "docker exec api wget -qO- http://localhost:5432",
    { obstacle: "nobody listens", reached: { place: { room: "api" }, address: "127.0.0.1", port: 5432 } },
  ],
  ["knock --from api db:81", { obstacle: "nobody listens", over: "back" }],
  ["knock --from web 172.18.0.3:80", { obstacle: "another network", from: { room: "web" } }],
  ["knock 172.17.0.1:8080", { obstacle: "published at another address", from: "host" }],
  [
    "curl -s localhost:8080",
    { way: "published port", program: "curl", reached: { place: { room: "api" }, address: "172.18.0.2", port: 80 } },
  ],
  ["docker exec web ping -c 1 172.18.0.3", { protocol: "icmp", obstacle: "another network" }],
  ["docker exec api ping -c 1 db", { protocol: "icmp", way: "same network" }],
])("%s", async (line, expected) => {
  expect(await requestOf(line)).toMatchObject(expected);
});

test("containers in one network namespace are one room; --network host has none", async () => {
  const lab = await labAfter([
    ...shop,
    "docker run -d --name side --network container:api alpine:3.20 sleep 99",
    "docker run -d --name bare --network host alpine:3.20 sleep 99",
  ]);
  const { rooms } = await gatherNetworks(lab.engine);
  expect(rooms.map(({ containers }) => containers)).toEqual([["api", "side"], ["bare"], ["db"], ["web"]]);
  expect(rooms.find(({ onHost }) => onHost)?.containers).toEqual(["bare"]);
});

test("the same request again only counts, and what is remembered is bounded", async () => {
  const lab = await labAfter([...shop, "for i in $(seq 60); do knock --from api db:80; done"]);
  const { requests } = await gatherNetworks(lab.engine);
  expect(requests).toHaveLength(1);
  expect((await lab.engine.networkTrace()).length).toBeLessThan(100);
  expect(requests[0]?.times).toBeGreaterThan(40);
});

test("a probe of what is not there is refused in the daemon's words, and one in vain ends after three seconds", async () => {
  const lab = await labAfter(shop);
  await expect(lab.engine.networkProbe({ from: "nosuch", to: "db", port: 80 })).rejects.toThrow("No such container: nosuch");
  const said: string[] = [];
  const before = lab.now;
  const write = (text: string) => void said.push(text);
  const { exitCode } = await lab.exec("knock --from web 172.18.0.3:80", { stdout: write, stderr: write });
  expect([exitCode, said.join("")]).toEqual([1, "web connects to 172.18.0.3:80: no answer, another network\n"]);
  expect(lab.now - before).toBeLessThan(4_000);
});

test("a request to what is gone is not told any more: nobody could say where it came to", async () => {
  const lab = await labAfter([...shop, "knock localhost:8080"]);
  expect((await gatherNetworks(lab.engine)).requests).toHaveLength(1);
  await lab.exec("docker rm -f api", { stdout: () => {}, stderr: () => {} });
  expect((await gatherNetworks(lab.engine)).requests).toEqual([]);
});
