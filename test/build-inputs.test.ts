/** What besides the Dockerfile and its context a build is given, and what it makes besides an image; as a real engine does it. */
import { expect, test, vi } from "vitest";
import type { BuildEvent, BuildRequest, BuildResult, NamedContext } from "../src/engine/api.ts";
import { freshViews } from "../src/engine/build/old-view.ts";
import { fromPaths } from "../src/engine/filesystem/build.ts";
import { treeChecksum } from "../src/engine/filesystem/digest.ts";
import { tarTree } from "../src/engine/filesystem/untar.ts";
import { WorkingTree } from "../src/engine/filesystem/working-tree.ts";
import { Bench, type Plan, ranSteps } from "./builder-bench.ts";

/** How many contents of files were hashed, told apart by how the files of the test begin. */
const hashed = vi.hoisted(() => ({ contents: 0 }));
vi.mock("@noble/hashes/sha2.js", async (importOriginal) => {
  const original = await importOriginal<typeof import("@noble/hashes/sha2.js")>();
  const sha256 = (data: Uint8Array) => {
    if (data.length < 20 && new TextDecoder().decode(data).startsWith("print(")) hashed.contents++;
    return original.sha256(data);
  };
  return { ...original, sha256: Object.assign(sha256, { create: original.sha256.create }) };
});

/** Every vertex with its ending and its lines, in order of its start. */
interface Told {
  readonly result: BuildResult;
  readonly lines: readonly string[];
}

async function tell(bench: Bench, plan: Plan): Promise<Told> {
  const events: BuildEvent[] = [];
  await bench.clock.sleep(1000);
  const result = await bench.engine.build(bench.request(plan), { onEvent: (event) => events.push(event) });
  const names = new Map<string, { name: string; ending: string; statuses: string[] }>();
  for (const event of events) {
    if (event.type === "vertex" && event.vertex.started !== undefined) {
      const { id, name, cached, error, completed } = event.vertex;
      const known = names.get(id) ?? { name, ending: "", statuses: [] };
      names.set(id, known);
      if (completed !== undefined) known.ending = cached ? "CACHED" : error !== undefined ? `ERROR ${error}` : "DONE";
    } else if (event.type === "status" && event.completed !== undefined)
      names.get(event.vertex)?.statuses.push(event.current > 0 ? `${event.id} ${event.current}` : event.id);
  }
  const lines = [...names.values()].map(({ name, ending, statuses }) => [name, ...statuses, ending].join(" | "));
  return { result, lines };
}

const dockerfile = `FROM busybox:1.36 AS base
RUN echo hi > /h
FROM base
COPY --from=lib /a.txt /l/
COPY a.txt /a
RUN echo done > /d
CMD ["sh"]
`;
const files = { "a.txt": "hello\n" };
const lib: NamedContext = { kind: "local", tree: fromPaths({ "a.txt": "libfile\n", "sub/q": "q\n", ".dockerignore": "sub\n" }) };
const plan = (namedContexts: BuildRequest["namedContexts"], text = dockerfile): Plan => ({
  dockerfile: text,
  files,
  apart: true,
  tags: ["c1"],
  ...(namedContexts && { namedContexts }),
});

test("a directory as a named context: read by content, its own .dockerignore, its own vertices", async () => {
  const bench = new Bench();
  const first = await tell(bench, plan({ lib }));
  expect(first.lines.slice(1, 4)).toEqual([
    "[internal] load metadata for docker.io/library/busybox:1.36 | DONE",
    expect.stringMatching(/^\[context lib\] load .dockerignore \| transferring lib: \d+ \| DONE$/),
    "[internal] load .dockerignore | transferring context: 2 | DONE",
  ]);
  expect(first.lines).toContainEqual(expect.stringMatching(/^\[context lib\] load from client \| transferring lib: \d+ \| DONE$/));
  expect(ranSteps(first.result.view)).toBe("base:2RUN stage-1:1COPY stage-1:2COPY stage-1:3RUN");
  expect(await bench.build(plan({ lib }))).toBe("-");
  // The same bytes out of another directory; then other bytes.
  const moved = { kind: "local", tree: fromPaths({ "a.txt": "libfile\n", other: "x" }) } as const;
  expect(await bench.build(plan({ lib: moved }))).toBe("-");
  expect(await bench.build(plan({ lib: { kind: "local", tree: fromPaths({ "a.txt": "new\n" }) } }))).toBe(
    "stage-1:1COPY stage-1:2COPY stage-1:3RUN",
  );
  const ignored = await tell(bench, plan({ lib: { ...lib, ignoreText: "a.txt" } as NamedContext }));
  expect(ignored.result.failure?.message).toMatch(/"\/a.txt": not found$/);
});

test("an image as a named context, and one that is not there", async () => {
  const bench = new Bench();
  const { lines, result } = await tell(bench, plan({ lib: { kind: "image", reference: "alpine:3.20" } }));
  expect(lines).toContain("[context lib] load metadata for alpine:3.20 | DONE");
  expect(lines.map((line) => line.split(" | ")[0])).toContain("[context lib] alpine:3.20");
  expect(result.failure?.message).toMatch(/^failed to compute cache key: failed to calculate checksum of ref .*: "\/a.txt": not found$/);
  const missing = await tell(bench, plan({ lib: { kind: "image", reference: "nosuch:1" } }));
  expect(missing.lines).toContain("[context lib] load metadata for nosuch:1 | ERROR docker.io/library/nosuch:1: not found");
  expect(missing.result.failure?.message).toBe(
    "failed to resolve source metadata for docker.io/library/nosuch:1: docker.io/library/nosuch:1: not found",
  );
  expect(missing.result.failure?.source?.startLine).toBe(4);
});

test("a named context in the place of a stage, and of an image", async () => {
  const bench = new Bench();
  const stage = await tell(bench, plan({ lib, base: { kind: "image", reference: "alpine:3.20" } }));
  expect(stage.result.failure).toBeUndefined();
  expect(ranSteps(stage.result.view)).toBe("stage-1:1COPY stage-1:2COPY stage-1:3RUN");
  expect(stage.lines.some((line) => line.includes("echo hi"))).toBe(false);
  const image = await tell(bench, plan({ lib, "busybox:1.36": { kind: "image", reference: "alpine:3.20" } }));
  expect(image.lines).toContain("[context busybox:1.36] load metadata for alpine:3.20 | DONE");
  expect(image.lines.some((line) => line.startsWith("[base 1/2] RUN echo hi"))).toBe(true);
  const other = await tell(bench, plan({ lib, busybox: { kind: "image", reference: "alpine:3.20" } }));
  expect(other.lines).toContain("[internal] load metadata for docker.io/library/busybox:1.36 | DONE");
});

test("a stage that starts from a directory runs every time, and its rows slip by one", async () => {
  const bench = new Bench();
  const request = plan({ base: lib }, "FROM base\nCOPY a.txt /zz\nCOPY --from=busybox:1.36 / /\nRUN echo 1 > /one\n");
  const all = "stage-0:1COPY stage-0:2COPY stage-0:3RUN";
  expect(await bench.build(request)).toBe(all);
  expect(await bench.build(request)).toBe(all);
  const rows = await bench.engine.imageHistory("c1");
  expect(rows.map(({ CreatedBy, Comment }) => `${CreatedBy} | ${Comment}`)).toEqual([
    "mount / from exec /bin/sh -c echo 1 > /one | buildkit.exporter.image.v0",
    "RUN /bin/sh -c echo 1 > /one # buildkit | buildkit.dockerfile.v0",
    "COPY / / # buildkit | buildkit.dockerfile.v0",
    "COPY a.txt /zz # buildkit | buildkit.dockerfile.v0",
  ]);
  const { root, layers } = await bench.engine.imageFilesystem("c1");
  expect([...root.entries.keys()]).toEqual(expect.arrayContaining([".dockerignore", "a.txt", "bin", "one", "zz"]));
  expect(root.entries.has("sub")).toBe(false);
  expect(layers).toHaveLength(4);
});

const staged = (build = "echo build > /b", last = "echo two > /two"): Plan => ({
  dockerfile: `FROM busybox:1.36 AS build
RUN ${build}
FROM busybox:1.36
COPY a.txt /a
RUN echo one > /one
COPY --from=build /b /b
RUN ${last}
`,
  files,
  apart: true,
});
const fromC4 = { cacheFrom: [{ type: "registry", attributes: { ref: "c4" } }] };

test.each([
  ["--cache-to type=inline", { cacheTo: [{ type: "inline", attributes: {} }] }],
  ["BUILDKIT_INLINE_CACHE", { buildArgs: { BUILDKIT_INLINE_CACHE: "1" } }],
])("%s: the image brings its cache to an emptied builder", async (_, options) => {
  const bench = new Bench();
  const made = await tell(bench, { ...staged(), ...options, tags: ["c4"] });
  expect(made.lines.at(-1)).toMatch(/^exporting to image \| exporting layers \| preparing layers for inline cache \| writing image /);
  await bench.engine.buildPrune({ all: true });
  const again = await tell(bench, { ...staged(), ...fromC4, tags: ["c5"] });
  expect(again.lines).toContain("importing cache manifest from c4 | DONE");
  expect(ranSteps(again.result.view)).toBe("-");
  expect(again.result.imageId).not.toBe(made.result.imageId);
  const rows = await Promise.all(["c4", "c5"].map((name) => bench.engine.imageHistory(name)));
  expect(rows[1]?.map(({ Created }) => Created)).toEqual(rows[0]?.map(({ Created }) => Created));

  await bench.engine.buildPrune({ all: true });
  expect(await bench.build({ ...staged(undefined, "echo too > /two"), ...fromC4 })).toBe("stage-1:5RUN");
  await bench.engine.buildPrune({ all: true });
  expect(await bench.build({ ...staged("echo  build > /b"), ...fromC4 })).toBe("build:2RUN");
  // Nothing of what was offered stays but what was used.
  await bench.engine.buildPrune({ all: true });
  expect(await bench.build(staged())).toBe("build:2RUN stage-1:2COPY stage-1:3RUN stage-1:4COPY stage-1:5RUN");
});

test("an archive takes the cache along to another engine", async () => {
  const bench = new Bench();
  await bench.build({ ...staged(), cacheTo: [{ type: "inline", attributes: {} }], tags: ["c4"] });
  const other = new Bench();
  await other.engine.imageLoad(await bench.engine.imageSave(["c4"]));
  expect(await other.build({ ...staged(), ...fromC4 })).toBe("-");
});

test("a cache that is missing stops nothing, and one without a cache helps nothing", async () => {
  const bench = new Bench();
  const sources = ["nosuch:1", "busybox:1.36", "Bad:::x"].map((ref) => ({ type: "registry", attributes: { ref } }));
  const { lines, result } = await tell(bench, {
    ...staged(),
    cacheFrom: [...sources, { type: "gha", attributes: {} }, { type: "foo", attributes: {} }],
  });
  expect(result.failure).toBeUndefined();
  expect(lines.filter((line) => line.startsWith("importing"))).toEqual([
    "importing cache manifest from nosuch:1 | ERROR failed to configure registry cache importer: docker.io/library/nosuch:1: not found",
    "importing cache manifest from busybox:1.36 | DONE",
    "importing cache manifest from Bad:::x | ERROR failed to configure registry cache importer: invalid reference format: repository name (library/Bad) must be lowercase",
    expect.stringMatching(/^importing cache manifest from foo:\d+ \| ERROR unknown cache importer: foo$/),
  ]);
});

test("--output: files, a tar, nothing", async () => {
  const bench = new Bench();
  const scratch: Plan = {
    dockerfile: "FROM scratch\nCOPY a.txt /x/a\nCOPY d /d\nCOPY l /l\n",
    files: { "a.txt": "hello\n", "d/e/f": "12345", l: { kind: "symlink", target: "a.txt", mode: 0o777, uid: 0, gid: 0, mtime: 1 } },
    apart: true,
    tags: ["never"],
  };
  const local = await tell(bench, { ...scratch, exporters: [{ type: "local" }] });
  // `l` is followed: three directories and three files, counted as a real engine counted them.
  expect(local.lines.at(-1)).toBe("exporting to client directory | copying files 166 | DONE");
  expect(local.result.outputs).toMatchObject([{ kind: "tree" }]);
  const tar = await tell(bench, { ...scratch, exporters: [{ type: "tar" }] });
  expect(tar.lines.at(-1)).toBe("exporting to client tarball | sending tarball | DONE");
  const [output] = tar.result.outputs ?? [];
  const [made] = local.result.outputs ?? [];
  const tree = made?.kind === "tree" ? made.tree : undefined;
  expect(output?.kind === "archive" && tree && treeChecksum(tarTree(output.bytes)) === treeChecksum(tree)).toBe(true);
  const nothing = await tell(bench, { ...scratch, exporters: [{ type: "cacheonly" }] });
  expect(nothing.lines.at(-1)).toMatch(/^\[\d\/3\] COPY .* \| CACHED$/);
  expect(nothing.result.outputs).toBeUndefined();
  expect(await bench.engine.imageList()).toEqual([]);
  const both = await tell(bench, { ...scratch, exporters: [{ type: "image" }, { type: "tar" }, { type: "local" }] });
  expect(both.lines.slice(-3).map((line) => line.split(" |")[0])).toEqual([
    "exporting to image",
    "exporting to client tarball",
    "exporting to client directory",
  ]);
  expect([both.result.imageId === undefined, both.result.outputs?.map(({ kind }) => kind)]).toEqual([false, ["archive", "tree"]]);
  const hollow = await tell(bench, { ...scratch, dockerfile: "FROM scratch\n", exporters: [{ type: "local" }] });
  expect(hollow.lines.at(-1)).toBe("exporting to client directory | copying files | DONE");
});

test.each<[string, Partial<Plan>]>([
  ["--shm-size", { shmSize: 67_108_864 }],
  ["--ulimit", { ulimits: ["nofile=100:100"] }],
  ["--cgroup-parent", { cgroupParent: "foo" }],
  ["--add-host", { addHosts: ["a:1.2.3.4"] }],
  ["--network", { network: "none" }],
  ["BUILDKIT_SANDBOX_HOSTNAME", { buildArgs: { BUILDKIT_SANDBOX_HOSTNAME: "box" } }],
])("%s is in the key of every RUN, and of nothing else", async (_, options) => {
  const bench = new Bench();
  const text = "FROM busybox:1.36\nCOPY a.txt /a\nWORKDIR /w\nRUN echo 1\n";
  expect(await bench.build(plan(undefined, text))).toBe("2COPY 3WORKDIR 4RUN");
  expect(await bench.build({ ...plan(undefined, text), ...options })).toBe("4RUN");
  expect(await bench.build(plan(undefined, text))).toBe("-");
});

test.each<[string, Partial<Plan>]>([
  ["proxies", { buildArgs: { HTTP_PROXY: "http://p:1", no_proxy: "x" } }],
  ["BUILDKIT_MULTI_PLATFORM", { buildArgs: { BUILDKIT_MULTI_PLATFORM: "1" } }],
  ["BUILDKIT_CONTEXT_KEEP_GIT_DIR", { buildArgs: { BUILDKIT_CONTEXT_KEEP_GIT_DIR: "1" } }],
  ["an argument nobody declared", { buildArgs: { NOPE: "1" } }],
  ["a label", { labels: { a: "b" } }],
  ["another target of --output", { exporters: [{ type: "cacheonly" }] }],
])("%s is in no key", async (_, options) => {
  const bench = new Bench();
  const text = "FROM busybox:1.36\nCOPY a.txt /a\nWORKDIR /w\nRUN echo 1\n";
  await bench.build(plan(undefined, text));
  expect(await bench.build({ ...plan(undefined, text), ...options })).toBe("-");
});

test("--platform and --pull ask the registry, not the store", async () => {
  const bench = new Bench();
  await bench.engine.build({ ...bench.request(plan(undefined, "FROM busybox:1.36\nRUN echo mine\n")), tags: ["busybox:1.36", "mine"] });
  const text = "FROM busybox:1.36\nRUN echo 1\n";
  const local = await tell(bench, plan(undefined, text));
  expect(local.lines.some((line) => line.startsWith("[1/2] FROM docker.io/library/busybox:1.36 |"))).toBe(true);
  const pulled = await tell(bench, { ...plan(undefined, text), pull: true });
  expect(pulled.lines.some((line) => line.startsWith("[1/2] FROM docker.io/library/busybox:1.36@sha256:"))).toBe(true);
  const arm = await tell(bench, { ...plan(undefined, text), platform: "linux/arm64" });
  expect(arm.result.failure?.message).toMatch(/^busybox:1.36: failed to resolve source metadata for docker.io\/library\/busybox:1.36: /);
  const own = await tell(bench, { ...plan(undefined, "FROM mine\nRUN echo 1\n"), pull: true });
  expect(own.result.failure?.message).toMatch(/^mine: failed to resolve source metadata for docker.io\/library\/mine:latest: /);
});

test("what is built for another platform is there for it, and shares what no command made", async () => {
  const bench = new Bench();
  const text = "FROM scratch\nCOPY a.txt /a\n";
  await bench.build({ ...plan(undefined, text), tags: ["x"] });
  expect(await bench.build({ ...plan(undefined, text), platform: "linux/arm64", tags: ["x"] })).toBe("-");
  expect((await bench.engine.imageInspect("x")).Architecture).toBe("arm64");
  expect((await tell(bench, { ...plan(undefined, "FROM x\nCOPY a.txt /b\n"), platform: "linux/arm64" })).result.failure).toBeUndefined();
});

test("an edit of one line in 10,000 files hashes one file", async () => {
  const bench = new Bench();
  const paths: Record<string, string> = {};
  for (let n = 0; n < 10_000; n++) paths[`src/d${n % 100}/file${n}.py`] = `print(${n})\n`;
  const tree = new WorkingTree(fromPaths(paths));
  const request = (): BuildRequest => ({
    context: tree.root,
    dockerfile: { name: "Dockerfile", text: "FROM busybox:1.36\nCOPY . /app\nRUN true\n" },
  });
  await bench.engine.build(request());
  hashed.contents = 0;
  bench.engine.preview(request());
  expect(hashed.contents).toBe(0);
  tree.writeFile("/src/d7/file7.py", "print('edited')\n");
  const view = bench.engine.preview(request());
  expect(ranSteps(view)).toBe("2COPY 3RUN");
  expect(hashed.contents).toBe(1);
  await bench.engine.build(request());
  expect(hashed.contents).toBe(1);
}, 30_000);

test("old builds stay in the list, their lists cut", async () => {
  const bench = new Bench();
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, "x"]));
  for (let n = 0; n < freshViews + 5; n++)
    await bench.engine.build(
      bench.request({
        dockerfile: `FROM scratch\nCOPY . /\nLABEL n=${n}\n`,
        files: Object.fromEntries(Object.keys(many).map((name) => [name, `${n}`])),
      }),
    );
  const views = bench.engine.builds();
  expect(views.map(({ number }) => number)).toEqual(Array.from({ length: freshViews + 5 }, (_, n) => n + 1));
  const changes = (index: number) => {
    const reason = views[index]?.stages[0]?.steps.find(({ kind }) => kind === "COPY")?.reason;
    return reason?.kind === "files-changed" ? reason.changes.length : -1;
  };
  expect([changes(2), changes(views.length - 1)]).toEqual([10, 41]);
  expect(views[2]?.stages[0]?.steps.map(({ verdict }) => verdict)).toEqual(views.at(-1)?.stages[0]?.steps.map(({ verdict }) => verdict));
});

test.each<[string, string, Partial<Plan>, Partial<Plan>, string]>([
  ["limits in another order", "RUN echo 1", { ulimits: ["nofile=100", "nproc=50"] }, { ulimits: ["nproc=50", "nofile=100:100"] }, "-"],
  ["another size of /dev/shm", "RUN echo 1", { shmSize: 1 << 26 }, { shmSize: 1 << 25 }, "2RUN"],
  ["--no-cache-filter with a name nobody gave", "RUN echo 1", {}, { noCacheFilter: ["stage-0"] }, "-"],
  [
    "a namespace for cache mounts",
    "RUN --mount=type=cache,target=/c true",
    {},
    { buildArgs: { BUILDKIT_CACHE_MOUNT_NS: "n" } },
    "stage-0:2RUN",
  ],
  ["another host address", "RUN echo 1", { addHosts: ["a:1.2.3.4"] }, { addHosts: ["a:1.2.3.5"] }, "-"],
  ["names that tell the platform", "RUN echo 1", {}, { buildArgs: { BUILDKIT_MULTI_PLATFORM: "1" } }, "-"],
])("as a real engine found: %s", async (_, run, before, after, ran) => {
  const bench = new Bench();
  const text = `FROM busybox:1.36\n${run}\n`;
  await bench.build({ ...plan(undefined, text), ...before });
  expect(await bench.build({ ...plan(undefined, text), ...after })).toBe(ran);
});

test("BUILDKIT_MULTI_PLATFORM=1 tells the platform in the names", async () => {
  const options = { buildArgs: { BUILDKIT_MULTI_PLATFORM: "1" } };
  const { lines } = await tell(new Bench(), { ...plan(undefined, "FROM busybox:1.36\nRUN echo 1\n"), ...options });
  expect(lines).toContain("[linux/amd64 internal] load metadata for docker.io/library/busybox:1.36 | DONE");
  expect(lines).toContain("[linux/amd64 2/2] RUN echo 1 | DONE");
});

test("a cache mount of another owner is another directory", async () => {
  const bench = new Bench();
  const step = (options: string) =>
    plan(undefined, `FROM busybox:1.36\nRUN --mount=type=cache,target=/c${options} stat -c %u:%a /c > /s; touch /c/f\n`);
  const owner = async () => {
    const { root } = await bench.engine.imageFilesystem("c1");
    const node = root.entries.get("s");
    return node?.kind === "file" ? new TextDecoder().decode(node.content.bytes).trim() : "";
  };
  const seen: string[] = [];
  for (const options of ["", ",uid=5", ",uid=6,mode=0700"]) {
    await bench.engine.build(bench.request(step(options)));
    seen.push(await owner());
  }
  expect(seen).toEqual(["0:755", "5:755", "6:700"]);
});

test("what one stage forces runs for all that share it", async () => {
  const bench = new Bench();
  const text = "FROM busybox:1.36 AS x\nRUN echo same\nRUN echo 1 > /f\nFROM busybox:1.36\nRUN echo same\nCOPY --from=x /f /f\nRUN true\n";
  await bench.build(plan(undefined, text));
  // Seen on a real engine: the step is printed once, under the forced stage's name.
  expect(await bench.build({ ...plan(undefined, text), noCacheFilter: ["x"] })).toBe(
    "x:2RUN x:3RUN stage-1:2RUN stage-1:3COPY stage-1:4RUN",
  );
});
