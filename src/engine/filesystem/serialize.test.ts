import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviceFile, directory, file, fromPaths, symlink } from "./build.ts";
import { SnapshotError } from "./bytes.ts";
import { sha256Hex, treeChecksum } from "./digest.ts";
import type { DirectoryNode } from "./node.ts";
import { decodeTrees, encodeTrees, externalsOf } from "./serialize.ts";
import { WorkingTree } from "./working-tree.ts";

const sample = () =>
  directory(
    {
      "🐳\n<script>": file("text", { mode: 0o4755, uid: 1000, gid: 5_000_000, mtime: 1_763_690_000_123.5 }),
      sparse: file({ bytes: Uint8Array.of(1, 2), size: 3_000_000_000 }),
      link: symlink("../away"),
      null: deviceFile({ type: "character", major: 1, minor: 3 }, { mode: 0o666, uid: 0, gid: 0, mtime: 0 }),
      empty: directory({}, { mode: 0o1777 }),
    },
    { mtime: 7 },
  );

describe("encodeTrees", () => {
  it("brings everything back, times and holes included", () => {
    const [back] = decodeTrees(encodeTrees([sample()]));
    expect(back).toEqual(sample());
  });

  it("keeps what was shared shared", () => {
    const content = { bytes: new Uint8Array(5000), size: 5000 };
    const shared = fromPaths({ x: "1", y: file(content) });
    const first = directory({ shared, copy: file(content) });
    const tree = new WorkingTree(first);
    tree.writeFile("/new", "2");
    const bytes = encodeTrees([first, tree.root, shared]);
    expect(bytes.length).toBeLessThan(6000);
    const [one, two, three] = decodeTrees(bytes) as DirectoryNode[];
    expect(one?.entries.get("shared")).toBe(three);
    expect(two?.entries.get("shared")).toBe(three);
    const contentOf = (node: unknown) => (node as { content: unknown }).content;
    expect(contentOf(one?.entries.get("copy"))).toBe(contentOf(three?.entries.get("y")));
  });

  it("names base trees instead of storing them", () => {
    const base = fromPaths(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`usr/lib/${index}`, `file ${index}`])));
    const tree = new WorkingTree(base);
    tree.writeFile("/app/x", "mine", { parents: true });
    const bytes = encodeTrees([tree.root, base], new Map([["python", base]]));
    expect(bytes.length).toBeLessThan(500);
    expect(externalsOf(bytes)).toEqual([{ name: "python", checksum: treeChecksum(base) }]);
    // Another copy of the same tree, in another order of names.
    const again = directory(new Map([...base.entries].reverse()));
    const [root, alsoBase] = decodeTrees(bytes, new Map([["python", again]])) as DirectoryNode[];
    expect(alsoBase).toBe(again);
    expect(root?.entries.get("usr")).toBe(again.entries.get("usr"));
    expect(treeChecksum(root as DirectoryNode)).toBe(treeChecksum(tree.root));
    expect(() => decodeTrees(bytes)).toThrow(/python are needed/);
    expect(() => decodeTrees(bytes, new Map([["python", fromPaths({ other: "1" })]]))).toThrow(/not those/);
  });

  it("notices every flipped byte and every cut", () => {
    const bytes = encodeTrees([sample()]);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
        const bad = cut ? bytes.slice(0, at) : bytes.slice();
        if (!cut) bad[at] = (bad[at] as number) ^ flip;
        expect(() => decodeTrees(bad)).toThrow(SnapshotError);
      }),
    );
    expect(() => decodeTrees(new Uint8Array())).toThrow(SnapshotError);
  });

  it("trusts no bytes, even when their checksum fits", () => {
    const start = encodeTrees([]).slice(0, "drydock trees 1\n".length);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const sum = new TextEncoder().encode(sha256Hex(body).slice(0, 16));
        const data = Uint8Array.from([...start, ...sum, ...body]);
        try {
          for (const node of decodeTrees(data)) treeChecksum(node);
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
