import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EngineError } from "../api.ts";
import { fromPaths } from "../filesystem/build.ts";
import { SnapshotError } from "../filesystem/bytes.ts";
import type { Node } from "../filesystem/node.ts";
import { decodeTrees, encodeTrees } from "../filesystem/serialize.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { makeImage } from "./config.ts";
import { filesystemOf, historyRows, inspect, summarize } from "./describe.ts";
import type { Image } from "./image.ts";
import { makeLayer } from "./layer.ts";
import { pruneImages } from "./prune.ts";
import { loadStore, saveStore } from "./snapshot.ts";
import { ImageStore } from "./store.ts";

const base = makeLayer(undefined, fromPaths({ "bin/sh": "shell", "etc/os-release": "lab" }));
const day = 86_400_000;

/** An image of two layers; `text` makes it another one. */
function image(text: string, created = 1000, labels?: Record<string, string>): Image {
  const tree = new WorkingTree(base.root);
  tree.writeFile("/app", text);
  const layers = [base, makeLayer(base, tree.root)];
  return makeImage({
    created,
    architecture: "amd64",
    os: "linux",
    config: { Env: ["PATH=/bin"], Cmd: ["sh"], ...(labels && { Labels: labels }) },
    layers,
    history: [
      { created: 500, createdBy: "", comment: "Imported from -" },
      { created, createdBy: "COPY app / # buildkit", comment: "buildkit.dockerfile.v0" },
      { created, createdBy: 'CMD ["sh"]', comment: "buildkit.dockerfile.v0", emptyLayer: true },
    ],
  });
}

const makeStore = (retains = false) => new ImageStore({ now: () => 5000, retains: () => retains });

function failure(action: () => unknown): string {
  try {
    action();
    return "none";
  } catch (error) {
    if (error instanceof EngineError) return `${error.status} ${error.message}`;
    throw error;
  }
}

describe("ImageStore", () => {
  it("finds by name, id, and the beginning of an id", () => {
    const store = makeStore();
    const made = image("a");
    store.add(made, ["web", "docker.io/team/web:2"]);
    const hex = made.id.slice(7);
    for (const name of [
      "web",
      "web:latest",
      "docker.io/library/web",
      "team/web:2",
      made.id,
      hex,
      hex.slice(0, 12),
      hex.slice(0, 3),
      `sha256:${hex.slice(0, 5)}`,
    ]) {
      expect(store.get(name), name).toBe(made);
    }
    expect(store.named(hex)).toBeUndefined();
    expect(store.named("Bad Name")).toBeUndefined();
  });

  // As docker 28.5 answers.
  it.each([
    ["nosuch", "404 No such image: nosuch:latest"],
    ["docker.io/foo:1", "404 No such image: foo:1"],
    ["sha256:abc", "404 No such image: sha256:abc"],
    ["0".repeat(64), `404 No such image: sha256:${"0".repeat(64)}`],
    [`x@sha256:${"0".repeat(64)}`, `404 No such image: x@sha256:${"0".repeat(64)}`],
    ["Bad", "400 invalid reference format: repository name (library/Bad) must be lowercase"],
    ["nginx:alpine:x", "400 invalid reference format"],
  ])("answers %s with %s", (name, answer) => {
    const store = makeStore();
    store.add(image("a"), ["web"]);
    expect(failure(() => store.get(name))).toBe(answer);
    expect(failure(() => store.remove(name))).toBe(answer);
  });

  it("leaves an image dangling when its tag moves on", () => {
    const store = makeStore();
    const [one, two] = [image("1", 1000), image("2", 2000)];
    store.add(one, ["web:1"]);
    store.add(two, ["web:1"]);
    expect(store.all()).toEqual([two, one]);
    expect(summarize(store, one).RepoTags).toEqual([]);
    expect(store.get("web:1")).toBe(two);
  });

  it("tags, and refuses what can be no tag", () => {
    const store = makeStore();
    store.add(image("a"), ["web"]);
    store.tag("web", "other:2");
    expect(store.tagsOf(store.get("web").id)).toEqual(["other:2", "web:latest"]);
    expect(failure(() => store.tag("web", `x@sha256:${"0".repeat(64)}`))).toBe("400 refusing to create a tag with a digest reference");
    expect(failure(() => store.tag("web", "sha256:abc"))).toBe("400 refusing to create an ambiguous tag using digest algorithm as name");
    expect(failure(() => store.tag("nope", "x"))).toBe("404 No such image: nope:latest");
  });
});

describe("fork", () => {
  it("keeps two stores apart", () => {
    const store = makeStore();
    store.add(image("a"), ["web"]);
    const copy = store.fork();
    copy.remove("web");
    copy.add(image("b"), ["other"]);
    expect(store.all().map(({ id }) => store.tagsOf(id))).toEqual([["web:latest"]]);
    expect(copy.all().map(({ id }) => copy.tagsOf(id))).toEqual([["other:latest"]]);
  });
});

describe("remove", () => {
  it("takes names first and the image with the last, freeing layers nobody needs, from the top", () => {
    const store = makeStore();
    const made = image("a");
    store.add(made, ["web:1", "web:2"]);
    expect(store.remove("web:1")).toEqual([{ Untagged: "web:1" }]);
    const chain = made.layers.map(({ chainId }) => chainId);
    expect(store.remove("web:2")).toEqual([{ Untagged: "web:2" }, { Deleted: made.id }, { Deleted: chain[1] }, { Deleted: chain[0] }]);
    expect(store.all()).toEqual([]);
  });

  it("keeps layers that another image or the build cache needs", () => {
    const store = makeStore();
    const [one, two] = [image("1"), image("2")];
    store.add(one, ["one"]);
    store.add(two, ["two"]);
    expect(store.remove("one")).toEqual([{ Untagged: "one:latest" }, { Deleted: one.id }, { Deleted: one.layers[1]?.chainId }]);
    const cached = makeStore(true);
    cached.add(one, ["one"]);
    expect(cached.remove("one")).toEqual([{ Untagged: "one:latest" }, { Deleted: one.id }]);
  });

  it("wants force for an id with several names", () => {
    const store = makeStore(true);
    const made = image("a");
    store.add(made, ["web:1", "web:2"]);
    const short = made.id.slice(7, 19);
    expect(failure(() => store.remove(short))).toBe(
      `409 conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
    );
    expect(store.remove(short, { force: true })).toEqual([{ Untagged: "web:1" }, { Untagged: "web:2" }, { Deleted: made.id }]);
  });

  it("takes the only name with an id", () => {
    const store = makeStore(true);
    const made = image("a");
    store.add(made, ["web:1"]);
    expect(store.remove(made.id)).toEqual([{ Untagged: "web:1" }, { Deleted: made.id }]);
  });
});

describe("pruneImages", () => {
  it("takes dangling images only, or all", () => {
    const store = makeStore();
    const [one, two, three] = [image("1"), image("22", 2000), image("333", 3000)];
    store.add(one, ["web"]);
    store.add(two, ["web"]);
    store.add(three, ["a:1", "b:1"]);
    expect(pruneImages(store, day)).toEqual({ deleted: [{ Deleted: one.id }, { Deleted: one.layers[1]?.chainId }], spaceReclaimed: 1 });
    const all = pruneImages(store, day, { filters: { dangling: ["false"] } });
    expect(all.deleted[0]).toEqual({ Untagged: "a:1" });
    expect(all.deleted.filter(({ Deleted }) => Deleted === two.id || Deleted === three.id)).toHaveLength(2);
    expect(all.spaceReclaimed).toBe(3 + 2 + base.size);
    expect(store.all()).toEqual([]);
  });

  it("obeys its filters", () => {
    const store = makeStore();
    const [old, young, keep] = [image("1", day), image("2", 3 * day), image("3", day, { keep: "yes" })];
    for (const each of [old, young, keep]) store.add(each);
    expect(pruneImages(store, 4 * day, { filters: { until: ["48h"], "label!": ["keep"] } }).deleted[0]).toEqual({ Deleted: old.id });
    expect(store.all()).toEqual([young, keep]);
    expect(pruneImages(store, 4 * day, { filters: { label: ["keep=no"] } }).deleted).toEqual([]);
    expect(failure(() => pruneImages(store, 0, { filters: { foo: ["x"] } }))).toBe("400 invalid filter 'foo'");
    expect(failure(() => pruneImages(store, 0, { filters: { until: ["abc"] } }))).toBe(
      '400 failed to parse value as time or duration: "abc"',
    );
  });
});

describe("what images are told as", () => {
  const store = makeStore();
  const made = image("hello", 1_763_690_000_250, { b: "1", a: "2" });
  store.add(made, ["web:1"]);

  it("inspects with the keys of the engine, in its order", () => {
    const seen = inspect(store, made);
    expect(Object.keys(seen)).toEqual([
      "Id",
      "RepoTags",
      "RepoDigests",
      "Parent",
      "Comment",
      "Created",
      "DockerVersion",
      "Author",
      "Architecture",
      "Os",
      "Size",
      "GraphDriver",
      "RootFS",
      "Metadata",
      "Config",
    ]);
    expect(Object.keys(seen.Config)).toEqual(["Cmd", "Entrypoint", "Env", "Labels", "OnBuild", "User", "Volumes", "WorkingDir"]);
    expect(Object.keys(seen.GraphDriver.Data)).toEqual(["LowerDir", "MergedDir", "UpperDir", "WorkDir"]);
    expect(seen).toMatchObject({
      Created: "2025-11-21T01:53:20.25Z",
      Size: 13,
      RepoTags: ["web:1"],
      Metadata: { LastTagTime: "1970-01-01T00:00:05Z" },
    });
    expect(JSON.stringify(seen.Config.Labels)).toBe('{"a":"2","b":"1"}');
  });

  it("has the history newest first, the id on the first row only", () => {
    expect(historyRows(store, made).map(({ Id, Size, CreatedBy, Tags }) => [Id, Size, CreatedBy, Tags])).toEqual([
      [made.id, 0, 'CMD ["sh"]', ["web:1"]],
      ["<missing>", 5, "COPY app / # buildkit", null],
      ["<missing>", 8, "", null],
    ]);
  });

  it("shows each layer's own changes", () => {
    const { root, layers } = filesystemOf(made);
    expect(root.entries.has("app")).toBe(true);
    expect(layers.map(({ createdBy, changes }) => [createdBy, changes.length])).toEqual([
      ["", 4],
      ["COPY app / # buildkit", 1],
    ]);
    expect(layers[1]?.changes).toEqual([{ path: "/app", kind: "added", type: "file", size: 5, hidden: 0 }]);
  });
});

describe("saving", () => {
  it("brings back images, names and order, with layers shared", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.array(fc.constantFrom("web:1", "web:2", "x/y"), { maxLength: 2 }))),
        (adds) => {
          const store = makeStore();
          for (const [text, tags] of adds) store.add(image(text), tags);
          const trees: Node[] = [];
          const saved = JSON.parse(JSON.stringify(saveStore(store, trees)));
          const again = makeStore();
          loadStore(again, saved, decodeTrees(encodeTrees(trees)));
          expect(again.all().map((each) => summarize(again, each))).toEqual(store.all().map((each) => summarize(store, each)));
          expect(
            again
              .layers()
              .map(({ chainId }) => chainId)
              .sort(),
          ).toEqual(
            store
              .layers()
              .map(({ chainId }) => chainId)
              .sort(),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it("refuses what does not fit together and stays as it was", () => {
    const store = makeStore();
    store.add(image("a"), ["web"]);
    const trees: Node[] = [];
    const saved = saveStore(store, trees);
    const bad = [
      { ...saved, images: saved.images.map((each) => ({ ...each, os: "windows" })) },
      { ...saved, names: [["docker.io/library/x:1", "sha256:none"] as const] },
      { ...saved, layers: saved.layers.map((layer) => ({ ...layer, tree: 99 })) },
      { ...saved, images: saved.images.map((each) => ({ ...each, layers: [7] })) },
      {} as typeof saved,
    ];
    for (const each of bad) expect(() => loadStore(store, each, trees)).toThrow(SnapshotError);
    expect(store.get("web")).toBeDefined();
  });
});
