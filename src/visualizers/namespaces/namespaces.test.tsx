import render from "preact-render-to-string";
import { expect, test } from "vitest";
import { fromPaths } from "../../engine/filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import { gatherView } from "../../views/gather.ts";
import type { NamespacesAsk, NamespacesView } from "../../views/namespaces.ts";
import { namespaces } from "./NamespacesPicture.tsx";
import { memoryInWords } from "./memory.ts";
import { openWalls, wallsOf } from "./walls.ts";
import { summaryOf, wordsOf } from "./words.ts";

async function views(ask: NamespacesAsk, ...lines: readonly string[]): Promise<NamespacesView[]> {
  const lab = createLab(fromPaths({}));
  const seen = [await gatherView(lab.engine, "namespaces", ask)];
  for (const line of lines) {
    await lab.exec(line, { stdout: () => {}, stderr: () => {} });
    seen.push(await gatherView(lab.engine, "namespaces", ask));
  }
  return seen;
}

const web = "docker run -d --name web --hostname inside nginx:alpine";
const last = <T,>(all: readonly T[]): T => all.at(-1) as T;

test("processes are matched by what they are, not by what they are called", async () => {
  const view = last(await views({ question: "ps", inside: "web" }, "docker run -d --name other nginx:alpine", web));
  const room = view.rooms.find(({ name }) => name === "web");
  const [first] = room?.processes ?? [];
  expect(first?.pidInside).toBe(1);
  const inside = view.inside?.lines.find(({ text }) => /^\s*1 /.test(text));
  expect(inside).toMatchObject({ pair: `process ${first?.pid}`, other: String(first?.pid) });
  const outside = view.outside.lines.find(({ pair }) => pair === inside?.pair);
  expect(outside?.text).toMatch(new RegExp(`^ *${first?.pid} `));
  expect(outside?.other).toBe("1");
  // PID 1 of the host is another process than PID 1 of a container.
  expect(view.outside.lines.find(({ text }) => /^\s*1 /.test(text))?.pair).toBeUndefined();
});

test("where a wall is down both are told the same", async () => {
  const apart = last(await views({ question: "hostname" }, web));
  expect(apart.inside?.lines).toEqual([{ text: "inside" }]);
  const together = last(await views({ question: "hostname" }, "docker run -d --name open --uts host alpine:3.20 sleep infinity"));
  expect(together.inside?.lines).toEqual([{ text: "drydock", pair: "drydock" }]);
  const [room] = together.rooms;
  expect(room && openWalls(wallsOf(room, together))).toMatchObject([{ kind: "uts", with: ["the host"] }]);
  const pids = last(await views({ question: "ps" }, web, "docker run -d --name a1 --pid host alpine:3.20 sleep infinity"));
  expect(pids.inside?.name).toBe("a1");
  expect(pids.inside?.lines.filter(({ pair }) => pair).length).toBe(pids.outside.lines.length - 1);
});

test("the two ends of one cable are matched", async () => {
  const view = last(await views({ question: "ip addr" }, web));
  const inside = view.inside?.lines.find(({ text }) => text.includes("eth0@"));
  expect(inside?.other).toMatch(/^veth/);
  expect(view.outside.lines.find(({ pair }) => pair === inside?.pair)).toMatchObject({ other: "eth0" });
  expect(view.inside?.lines.find(({ text }) => text.startsWith("1: lo"))?.pair).toBeUndefined();
});

test("a kill for memory is told with its mark, its word and 137", async () => {
  const view = last(await views({ question: "ps" }, "docker run --name hog -m 64m alpine:3.20 tail /dev/zero"));
  const [hog] = view.rooms;
  expect(hog).toMatchObject({ oomKilled: true, exitCode: 137, meters: { memory: { limit: 64 * 1024 ** 2 } } });
  const html = render(<namespaces.Component view={view} ask={{ question: "ps" }} />);
  expect(html).toMatch(/✕<\/span> out of memory 137/);
  expect(html).toContain("wanted more than 64 MiB");
  expect(summaryOf(view)).toBe("1 container on drydock, 0 running, 1 killed for memory");
});

test("one process killed in a container that goes on is counted on its meter", async () => {
  const script = "dd if=/dev/zero of=/dev/null bs=100M count=1; sleep infinity";
  const view = last(await views({ question: "ps" }, `docker run -d --name busy -m 32m alpine:3.20 sh -c '${script}'`, "sleep 2"));
  expect(view.rooms[0]?.meters.memory.kills).toBe(1);
  expect(render(<namespaces.Component view={view} ask={{ question: "ps" }} />)).toContain("✕ 1 killed");
});

test("shared namespaces are told by name, in the picture and in its words", async () => {
  const lines = [web, "docker run -d --name debug --network container:web alpine:3.20 sleep infinity"];
  const [, before, view] = (await views({ question: "ps", inside: "debug" }, ...lines)) as [NamespacesView, NamespacesView, NamespacesView];
  const words = wordsOf(view).join("\n");
  expect(words).toContain("debug, running, hostname inside. Walls of its own: pid, uts, mnt, ipc and cgroup. Down: net, shared with web.");
  const html = render(<namespaces.Component view={view} before={before} ask={{ question: "ps" }} />);
  expect(html).toContain("net = web");
  expect(html).toMatch(/ns-plot[^"]* came" aria-label="debug"/);
  expect(html).not.toMatch(/ns-plot[^"]* came" aria-label="web"/);
  expect(html).not.toContain("Take one wall down");
});

test("fifty containers are folded, and the one that is asked is among those that are drawn", async () => {
  const lines = Array.from({ length: 20 }, (_, index) => `docker run -d --name app${index} alpine:3.20 sleep infinity`);
  const view = last(await views({ question: "id", inside: "app9" }, ...lines));
  const html = render(<namespaces.Component view={view} ask={{ question: "id", inside: "app9" }} onAsk={() => {}} />);
  expect(html.match(/ns-plot/g)).toHaveLength(8);
  expect(html).toContain("12 more containers");
  expect(html).toContain('aria-label="app9"');
});

test("memory as docker stats writes it", () => {
  expect([0, 1023, 400 * 1024, 1.5 * 1024 ** 2, 64 * 1024 ** 2, 2 * 1024 ** 3].map(memoryInWords)).toEqual([
    "0 B",
    "1023 B",
    "400 KiB",
    "1.5 MiB",
    "64 MiB",
    "2 GiB",
  ]);
});

test("of too many rooms those that share something are drawn before others", async () => {
  const others = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"].map((name) => `docker run -d --name ${name} alpine:3.20 sleep infinity`);
  const view = last(
    await views(
      { question: "ps", inside: "aa" },
      ...others,
      web,
      "docker run -d --name zed --network container:web alpine:3.20 sleep infinity",
    ),
  );
  const drawn = [...render(<namespaces.Component view={view} ask={{ question: "ps" }} />).matchAll(/ns-plot[^"]*" aria-label="(\w+)"/g)];
  expect(drawn.map(([, name]) => name)).toEqual(["aa", "bb", "cc", "dd", "ee", "ff", "web", "zed"]);
});
