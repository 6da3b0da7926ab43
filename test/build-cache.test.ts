/** The build cache as it is listed and pruned, beside what a real engine said of the same builds. */
import { expect, test } from "vitest";
import { Bench, type Plan } from "./builder-bench.ts";

const dockerfile = `FROM alpine:3.20 AS build
RUN --mount=type=cache,target=/c echo build > /b && echo cc > /c/x
FROM alpine:3.20
WORKDIR /w
COPY a.txt /a
RUN echo one > /one
COPY --from=build /b /b
COPY <<E /doc
hi
E
RUN true
ENV A=1
`;
const plan: Plan = { dockerfile, files: { "a.txt": "hello\n" }, apart: true, tags: ["df5"] };

async function listed(bench: Bench): Promise<string[]> {
  const records = await bench.engine.buildCache();
  return records.map(
    ({ Type, Size, UsageCount, Shared, Mutable, Description }) =>
      `${Type} ${Size} ${UsageCount} ${Shared ? "shared" : "own"}${Mutable ? " mutable" : ""} ${Description.replace(/@sha256:[0-9a-f]{64}$/, "@sha256:…")}`,
  );
}

const pulled = "regular 0 1 shared pulled from docker.io/library/alpine:3.20@sha256:…";
const own = [
  "regular 6 1 own mutable mount / from exec /bin/sh -c echo build > /b && echo cc > /c/x",
  `exec.cachemount 3 2 own mutable cached mount /c from exec /bin/sh -c echo build > /b && echo cc > /c/x with id "//c"`,
  "regular 3 1 own mutable [internal] preparing inline document",
  `source.local ${dockerfile.length} 1 own mutable local source for dockerfile`,
  "source.local 0 1 own mutable local source for context",
  "source.local 6 1 own mutable local source for context",
];
const shared = [
  "regular 0 1 shared [stage-1 2/7] WORKDIR /w",
  "regular 6 1 shared [stage-1 3/7] COPY a.txt /a",
  "regular 4 1 shared mount / from exec /bin/sh -c echo one > /one",
  "regular 6 1 shared [stage-1 5/7] COPY --from=build /b /b",
  "regular 3 1 shared [stage-1 6/7] COPY <<E /doc",
  "regular 0 1 shared mount / from exec /bin/sh -c true",
];

test("records of every type, with their sizes, and what an image shares", async () => {
  const bench = new Bench();
  await bench.build(plan);
  expect((await listed(bench)).sort()).toEqual([...own, pulled, ...shared].sort());
  const records = await bench.engine.buildCache();
  expect(new Set(records.map(({ ID }) => ID)).size).toBe(records.length);
  for (const { ID } of records) expect(ID).toMatch(/^[0-9a-z]{25}$/);
  const ids = new Set(records.map(({ ID }) => ID));
  for (const { Parents = [] } of records) for (const parent of Parents) expect(ids).toContain(parent);
});

test("a build that finds everything uses the last result, and what it was sent", async () => {
  const bench = new Bench();
  await bench.build(plan);
  const created = new Map((await bench.engine.buildCache()).map(({ ID, LastUsedAt }) => [ID, LastUsedAt]));
  await bench.build(plan);
  const used = (await bench.engine.buildCache()).filter(({ ID, LastUsedAt }) => created.get(ID) !== LastUsedAt);
  expect(used.map(({ Description, UsageCount }) => `${UsageCount} ${Description}`).sort()).toEqual([
    "2 local source for context",
    "2 local source for context",
    "2 local source for dockerfile",
    "2 mount / from exec /bin/sh -c true",
  ]);
});

test("prune leaves what an image shares; with all, nothing; the image removed, nothing either", async () => {
  const bench = new Bench();
  await bench.build(plan);
  const report = await bench.engine.buildPrune();
  expect(report.spaceReclaimed).toBe(6 + 3 + 3 + dockerfile.length + 6);
  expect(report.caches).toHaveLength(own.length);
  expect((await listed(bench)).sort()).toEqual([pulled, ...shared].sort());
  const all = await bench.engine.buildPrune({ all: true });
  expect([all.spaceReclaimed, all.caches?.length]).toEqual([19, shared.length + 1]);
  expect(await listed(bench)).toEqual([]);
  await bench.build(plan);
  await bench.engine.imageRemove("df5");
  // The first image lost its name to the second, and still holds what is equal in both.
  await bench.engine.imagePrune();
  await bench.engine.buildPrune();
  expect((await listed(bench)).filter((line) => !line.includes("pulled"))).toEqual([]);
});

test.each<[string, Record<string, string[]>, number]>([
  ["type=source.local", { type: ["source.local"] }, 3],
  ["type=exec.cachemount", { type: ["exec.cachemount"] }, 1],
  ["type=regular", { type: ["regular"] }, 9],
  ["description~=exec, but for the one that others stand on", { "description~": ["exec"] }, 3],
  ["shared=true, which asks for more than it says", { shared: ["true"] }, 0],
  ["an unknown one", { foo: ["1"] }, 0],
  ["until=1h", { until: ["1h"] }, 0],
])("prune --filter %s", async (_, filters, gone) => {
  const bench = new Bench();
  await bench.build(plan);
  const before = (await bench.engine.buildCache()).length;
  expect((await bench.engine.buildPrune({ all: true, filters })).caches).toHaveLength(gone);
  expect(await bench.engine.buildCache()).toHaveLength(before - gone);
});

test("a record is pruned by its id; with until, by its last use", async () => {
  const bench = new Bench();
  await bench.build(plan);
  const document = (await bench.engine.buildCache()).find(({ Description }) => Description.startsWith("[internal]"));
  await bench.engine.buildPrune({ filters: { id: [document?.ID ?? ""] } });
  expect((await bench.engine.buildCache()).some(({ ID }) => ID === document?.ID)).toBe(false);
  await bench.clock.sleep(2 * 3600_000);
  await bench.build(plan);
  await bench.engine.buildPrune({ all: true, filters: { until: ["1h"] } });
  // What was used stays, and all that it stands on; the other stage and the cache mount go.
  const left = (await listed(bench)).map((line) => line.replace(/ \d+ (own|shared)/, ""));
  expect(left.filter((line) => line.startsWith("source.local"))).toHaveLength(3);
  expect(left.filter((line) => line.startsWith("regular") && !line.includes("pulled"))).toHaveLength(shared.length);
  expect(left.filter((line) => line.startsWith("exec") || line.includes("echo build"))).toEqual([]);
});

test("--keep-storage takes what was used longest ago, and leaves what an image shares", async () => {
  const bench = new Bench();
  await bench.build(plan);
  const report = await bench.engine.buildPrune({ all: true, keepStorage: dockerfile.length + 10 });
  expect(report.spaceReclaimed).toBeGreaterThan(0);
  const left = await bench.engine.buildCache();
  expect(left.filter(({ Shared }) => !Shared).reduce((sum, { Size }) => sum + Size, 0)).toBeLessThanOrEqual(dockerfile.length + 10);
  expect(left.filter(({ Shared }) => Shared)).toHaveLength(shared.length + 1);
});

test("a copy of the engine, and one that was saved, list the same", async () => {
  const bench = new Bench();
  await bench.build(plan);
  const lines = await listed(bench);
  const copy = bench.engine.fork();
  expect((await copy.buildCache()).length).toBe(lines.length);
  await copy.buildPrune({ all: true });
  expect(await listed(bench)).toEqual(lines);
  const state = structuredClone(await bench.engine.save());
  const other = new Bench();
  await other.engine.restore(state);
  expect(await listed(other)).toEqual(lines);
});

test("a step that is forced finds its cache mounts empty, once for the whole build", async () => {
  const bench = new Bench();
  const counting: Plan = {
    dockerfile: `FROM alpine:3.20
ARG n
RUN --mount=type=cache,id=z,target=/c echo x >> /c/l; wc -l < /c/l > /first; echo $n
RUN --mount=type=cache,id=z,target=/c echo x >> /c/l; wc -l < /c/l > /second; echo $n
`,
    files: {},
    apart: true,
    tags: ["counted"],
  };
  const counts = async (plan: Plan): Promise<string[]> => {
    await bench.build(plan);
    const { root } = await bench.engine.imageFilesystem("counted");
    return ["first", "second"].map((name) => {
      const node = root.entries.get(name);
      return node?.kind === "file" ? new TextDecoder().decode(node.content.bytes).trim() : "nothing";
    });
  };
  expect(await counts({ ...counting, buildArgs: { n: "1" } })).toEqual(["1", "2"]);
  expect(await counts({ ...counting, buildArgs: { n: "2" } })).toEqual(["3", "4"]);
  expect(await counts({ ...counting, buildArgs: { n: "3" }, noCache: true })).toEqual(["1", "2"]);
  expect(await counts({ ...counting, buildArgs: { n: "4" } })).toEqual(["3", "4"]);
});
