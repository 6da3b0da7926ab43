import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directory, file, fromPaths, symlink } from "../../filesystem/build.ts";
import { diffTrees } from "../../filesystem/diff.ts";
import { digestOf, treeChecksum } from "../../filesystem/digest.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { writeTar } from "../../filesystem/tar.ts";
import { tarTree } from "../../filesystem/untar.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { makeImage } from "../config.ts";
import type { Image, Layer } from "../image.ts";
import { makeLayer } from "../layer.ts";
import { parseReference } from "../reference.ts";
import { ImageStore } from "../store.ts";
import { importImage } from "./import.ts";
import { loadImages } from "./load.ts";
import { saveImages } from "./save.ts";

const created = Date.parse("2026-11-21T02:13:51.250Z");

function imageOf(...trees: DirectoryNode[]): Image {
  const layers: Layer[] = [];
  for (const tree of trees) layers.push(makeLayer(layers.at(-1), tree));
  const history = layers.map((_, index) => ({ created, createdBy: `COPY ${index} /`, comment: "buildkit.dockerfile.v0" }));
  return makeImage({ created, architecture: "amd64", os: "linux", layers, history, config: { Cmd: ["sh"], Env: ["A=<1>"] } });
}

function edited(tree: DirectoryNode, edit: (tree: WorkingTree) => void): DirectoryNode {
  const working = new WorkingTree(tree, { now: () => created });
  edit(working);
  return working.root;
}

const base = fromPaths({ "etc/passwd": "root", "etc/group": "g", "bin/sh": file("sh", { mode: 0o755 }), "old/a": "1", "old/b": "2" });
const sample = imageOf(
  base,
  edited(base, (tree) => {
    tree.remove("/etc/group");
    tree.remove("/old", { recursive: true });
    tree.writeFile("/app", "x");
    tree.symlink("/app", "/link");
  }),
);

function stored(images: readonly (readonly [Image, ...string[]])[]): ImageStore {
  const store = new ImageStore({ now: () => created });
  for (const [image, ...names] of images) store.add(image, names);
  return store;
}

const nothingKnown = () => undefined;
const emptyStore = () => new ImageStore({ now: () => created });

/** The archive with some of its files put in another's place; `undefined` takes one away. */
function tampered(archive: Uint8Array, changes: Readonly<Record<string, string | Uint8Array | Node | undefined>>): Uint8Array {
  const tree = new WorkingTree(tarTree(archive));
  for (const [name, value] of Object.entries(changes)) {
    tree.remove(`/${name}`, { force: true });
    if (value === undefined) continue;
    tree.put(`/${name}`, typeof value === "string" || value instanceof Uint8Array ? file(value) : value);
  }
  return writeTar(diffTrees(undefined, tree.root));
}

const archive = saveImages(stored([[sample, "app:1", "app:2", "other:1"]]), ["app"]);
const blob = (digest: string) => `blobs/sha256/${digest.slice(7)}`;
const manifest = (): { Config: string; Layers: string[]; RepoTags: string[] }[] => JSON.parse(textOf(archive, "manifest.json"));

function textOf(bytes: Uint8Array, name: string): string {
  const node = name
    .split("/")
    .reduce<Node | undefined>((at, part) => (at?.kind === "directory" ? at.entries.get(part) : undefined), tarTree(bytes));
  return node?.kind === "file" ? new TextDecoder().decode(node.content.bytes) : "";
}

describe("docker save", () => {
  it("writes the layout of Docker 28, names of one repository included", () => {
    const index = JSON.parse(textOf(archive, "index.json"));
    expect(index.manifests.map(({ annotations }: { annotations: object }) => annotations)).toEqual([
      { "io.containerd.image.name": "docker.io/library/app:1", "org.opencontainers.image.ref.name": "1" },
      { "io.containerd.image.name": "docker.io/library/app:2", "org.opencontainers.image.ref.name": "2" },
    ]);
    expect(manifest()).toMatchObject([
      { Config: blob(sample.id), RepoTags: ["app:1", "app:2"], Layers: sample.layers.map(({ diffId }) => blob(diffId)) },
    ]);
    const top = sample.layers.at(-1)?.diffId.slice(7);
    expect(textOf(archive, "repositories")).toBe(`{"app":{"1":"${top}","2":"${top}"}}\n`);
    expect(textOf(archive, "oci-layout")).toBe('{"imageLayoutVersion": "1.0.0"}');
  });

  it("is a tar that GNU tar unpacks, every blob under its own digest", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "drydock-save-"));
    try {
      writeFileSync(path.join(folder, "image.tar"), archive);
      execFileSync("tar", ["-xf", "image.tar"], { cwd: folder });
      const sums = execFileSync("sh", ["-c", "cd blobs/sha256 && sha256sum *"], { cwd: folder, encoding: "utf8" });
      const lines = sums.trim().split("\n");
      expect(lines).toHaveLength(2 + 2 + 2);
      for (const line of lines) expect(line.split("  ")[0]).toBe(line.split("  ")[1]);
      expect(JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")).schemaVersion).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("gives legacy layers the ids that Docker gives them", () => {
    // The lowest layer of an image that a real engine saved, and the legacy id it got.
    const diffId = "sha256:798614ee10664b70b6701db176daf4274130f4bf9afbff494294e2f454665fdb";
    const layer = { ...makeLayer(undefined, directory({ a: file("a") })), diffId, chainId: diffId };
    const two = makeImage({ ...sample, json: undefined, layers: [layer, makeLayer(layer, directory())] } as unknown as Image);
    const bytes = saveImages(stored([[two, "x"]]), ["x"]);
    expect(textOf(bytes, "blobs/sha256/5d40da7d8b59702f2ad398de79a876ae80493740580faa1fc28d2f29c2f567ae")).toContain(
      '{"id":"f025d088cac578ebe5ad562bfb16bc2ba884b687448d9cfa388f0f0f9c506fbf"',
    );
  });

  it("leaves names out for an id, and writes shared blobs once", () => {
    const store = stored([
      [sample, "app:1"],
      [imageOf(base), "base:1"],
    ]);
    const bytes = saveImages(store, [sample.id, "base:1"]);
    expect(JSON.parse(textOf(bytes, "manifest.json")).map(({ RepoTags }: { RepoTags: unknown }) => RepoTags)).toEqual([null, ["base:1"]]);
    const blobs = tarTree(bytes).entries.get("blobs");
    const names = blobs?.kind === "directory" ? (blobs.entries.get("sha256") as DirectoryNode).entries.size : 0;
    expect(names).toBe(2 + 3 + 2 + 2);
  });

  it.each([
    ["nosuch:1", "reference does not exist"],
    ["nosuch", "No such image: nosuch"],
    ["Foo", "invalid reference format: repository name (library/Foo) must be lowercase"],
    ["hollow", "empty export - not implemented"],
  ])("refuses %s", (name, message) => {
    const store = stored([[makeImage({ ...sample, layers: [], history: [] }), "hollow"]]);
    expect(() => saveImages(store, [name])).toThrow(message);
  });
});

describe("docker load", () => {
  it("brings back what was saved: ids, names, files", () => {
    const store = emptyStore();
    expect(loadImages(store, archive, nothingKnown)).toEqual([
      { reference: "app:1", id: sample.id },
      { reference: "app:2", id: sample.id },
    ]);
    const image = store.get("app:1");
    expect(image.layers.map(({ root }) => treeChecksum(root))).toEqual(sample.layers.map(({ root }) => treeChecksum(root)));
    expect(image.layers.map(({ tar }) => tar)).toEqual([undefined, undefined]);
    expect(image.config).toEqual(sample.config);
    expect(saveImages(store, ["app"])).toEqual(archive);
    expect(store.lastTagged(image.id)).toBeUndefined();
  });

  it("takes gzip, and layers that another program packed, and gives them out as they came", () => {
    const tree = tarTree(archive);
    const theirs = execFileSync("tar", ["-cf", "-", "--format=gnu", "-C", path.join(import.meta.dirname, "."), "layout.ts"]);
    const diffId = digestOf(theirs);
    const config = textOf(archive, blob(sample.id)).replace(/"diff_ids":\[[^\]]*\]/, `"diff_ids":["${diffId}"]`);
    const item = [{ Config: "c.json", RepoTags: ["gnu:1"], Layers: ["layer.tar"] }];
    const bytes = tampered(writeTar(diffTrees(undefined, tree)), {
      "manifest.json": JSON.stringify(item),
      "c.json": config,
      "layer.tar": gzipSync(theirs),
    });
    const store = emptyStore();
    expect(loadImages(store, gzipSync(bytes), nothingKnown)).toEqual([{ reference: "gnu:1", id: digestOf(config) }]);
    const again = emptyStore();
    loadImages(again, saveImages(store, ["gnu:1"]), nothingKnown);
    expect(again.get("gnu:1").layers[0]?.tar?.bytes).toEqual(new Uint8Array(theirs));
  });

  it("takes a name from the image that had it", () => {
    const old = imageOf(fromPaths({ old: "1" }));
    const store = stored([[old, "app:1"]]);
    expect(loadImages(store, archive, nothingKnown)[0]).toEqual({ reference: "app:1", id: sample.id, replaced: old.id });
    expect(store.tagsOf(old.id)).toEqual([]);
  });

  it("shares a layer that is there", () => {
    const known = sample.layers[0] as Layer;
    const store = emptyStore();
    loadImages(store, archive, (chainId) => (chainId === known.chainId ? known : undefined));
    expect(store.get("app:1").layers[0]).toBe(known);
  });

  const item = manifest()[0] as { Config: string; Layers: string[]; RepoTags: string[] };
  const withItem = (change: object) => tampered(archive, { "manifest.json": JSON.stringify([{ ...item, ...change }]) });
  const [lower = "", upper = ""] = item.Layers;
  const place = /\/var\/lib\/docker\/tmp\/docker-import-\d+/;
  it.each<[string, Uint8Array, string | RegExp]>([
    ["text", new TextEncoder().encode("hello\n"), "unexpected EOF"],
    ["nothing", new Uint8Array(), new RegExp(`^open ${place.source}/repositories: no such file or directory$`)],
    ["a cut archive", archive.subarray(0, (archive.length >> 1) + 100), "unexpected EOF"],
    ["an archive of something else", writeTar(diffTrees(undefined, fromPaths({ a: "" }))), /\/repositories: no such file or directory$/],
    ["no manifest", tampered(archive, { "manifest.json": undefined }), /\/blobs\/json: no such file or directory$/],
    ["a broken manifest", tampered(archive, { "manifest.json": "{" }), "unexpected EOF"],
    [
      "a manifest that is none",
      tampered(archive, { "manifest.json": "{}" }),
      "json: cannot unmarshal object into Go value of type []tarexport.manifestItem",
    ],
    [
      "a missing layer",
      tampered(archive, { [upper]: undefined }),
      new RegExp(`^open ${place.source}/${upper}: no such file or directory$`),
    ],
    ["a missing config", tampered(archive, { [item.Config]: undefined }), /: no such file or directory$/],
    [
      "a layer of other bytes",
      tampered(archive, { [upper]: writeTar([]) }),
      new RegExp(`^invalid diffID for layer 1: expected "${sample.layers[1]?.diffId}", got "sha256:`),
    ],
    ["a layer that is no tar", tampered(archive, { [upper]: "hello world ".repeat(100) }), "archive/tar: invalid tar header"],
    ["a config that is no JSON", tampered(archive, { [item.Config]: "x" }), "invalid character 'x' looking for beginning of value"],
    ["a config without layers", tampered(archive, { [item.Config]: '{"os":"linux"}' }), "invalid image JSON, no RootFS key"],
    ["another system", tampered(archive, { [item.Config]: '{"os":"windows","rootfs":{}}' }), "cannot load windows image on linux"],
    ["too few layers", withItem({ Layers: [lower] }), "invalid manifest, layers length mismatch: expected 1, got 2"],
    ["a way out", withItem({ Config: "../../../etc/passwd" }), /^evalSymlinksInScope: \.\.\/\.\.\/\.\.\/etc\/passwd is not in/],
    ["an absolute path", withItem({ Config: "/etc/passwd" }), new RegExp(`^open ${place.source}/etc/passwd: no such file or directory$`)],
    [
      "a link that leads out",
      tampered(withItem({ Config: "evil" }), { evil: symlink("/etc/passwd") }),
      /\/evil: no such file or directory$/,
    ],
    ["a link in circles", tampered(withItem({ Config: "evil" }), { evil: symlink("evil") }), /\/evil: no such file or directory$/],
    [
      "a name that is none",
      withItem({ RepoTags: ["App:::"] }),
      "invalid reference format: repository name (library/App) must be lowercase",
    ],
    ["a name without a tag", withItem({ RepoTags: ["app"] }), 'invalid tag "app"'],
    ["nonsense in the manifest", tampered(archive, { "manifest.json": "[null]" }), /is a directory$|no such file or directory$/],
  ])("changes nothing for %s", (_, bytes, message) => {
    const store = stored([[imageOf(fromPaths({ a: "1" })), "app:1"]]);
    const before = [store.all(), store.names()];
    expect(() => loadImages(store, bytes, nothingKnown)).toThrow(message);
    expect([store.all(), store.names()]).toEqual(before);
  });

  it("never lets an entry out", () => {
    const evil = writeTar([{ path: "../../evil", kind: "added", node: file("x"), size: 1, hidden: 0 }]);
    expect(() => loadImages(emptyStore(), evil, nothingKnown)).toThrow('invalid entry name "../../evil"');
  });

  it("ends with images or with the daemon's error, whatever bytes are changed", () => {
    const change = fc.record({ at: fc.nat(archive.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = archive.slice();
        for (const { at, byte } of changes) bytes[at] = byte;
        const store = emptyStore();
        try {
          loadImages(store, bytes, nothingKnown);
          for (const image of store.all())
            for (const { diffId, tar, root } of image.layers) expect(tar ? digestOf(tar.bytes) : root && diffId).toBe(diffId);
        } catch (error) {
          expect((error as Error).name).toBe("EngineError");
          expect(store.all()).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("docker import", () => {
  const tar = writeTar(diffTrees(undefined, fromPaths({ "a.txt": "hello" })));
  it("makes an image of one layer", () => {
    const image = importImage(tar, { Cmd: ["sh"], Env: ["A=1"] }, { message: "hey" }, created, "28.4.0");
    expect(image).toMatchObject({ comment: "hey", dockerVersion: "28.4.0", config: { Cmd: ["sh"], Env: ["A=1"] } });
    expect(image.history).toEqual([{ created, createdBy: "", comment: "hey" }]);
    expect(image.layers.map(({ size }) => size)).toEqual([5]);
    expect(image.id).toBe(digestOf(image.json ?? ""));
  });

  it("writes the config as a real engine does", () => {
    const image = importImage(tar, { Cmd: ["/bin/sh"] }, {}, created, "28.5.2");
    expect(image.json).toMatch(/^\{"architecture":"amd64","comment":"Imported from -","config":\{"Hostname":"",.*"Cmd":\["\/bin\/sh"\],/);
    expect(image.json).toMatch(
      /"docker_version":"28.5.2","history":\[\{"created":"2026-11-21T02:13:51.25Z","comment":"Imported from -"\}\],"os"/,
    );
  });

  it("refuses what is no tar", () => {
    expect(() => importImage(new TextEncoder().encode("foo\n"), {}, {}, created, "28")).toThrow("unexpected EOF");
  });

  it("keeps its name as given", () => {
    const store = emptyStore();
    store.load(importImage(tar, {}, {}, created, "28"), [parseReference("x:1")]);
    expect(store.named("x:1")?.layers).toHaveLength(1);
  });
});
