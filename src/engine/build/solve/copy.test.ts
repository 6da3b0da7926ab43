/** COPY and WORKDIR on trees; what comes out was recorded on a real engine. */
import { expect, test } from "vitest";
import { directory, file, fromPaths, symlink } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { walk } from "../../filesystem/walk.ts";
import { copyFiles, makeWorkdir } from "./copy.ts";
import { compileGlob } from "../keys/glob.ts";
import type { CopyOperation } from "../plan/operation.ts";
import { hasWildcard, resolveDestination, resolveSource, resolveWorkdir } from "../plan/paths.ts";

const image = fromPaths({
  "etc/passwd": "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
  "etc/group": "root:x:0:\n",
  "etc/loop": symlink("loop"),
  "etc/blocked": directory({ "a.txt": directory({}) }),
  "etc/linked": directory({ d: symlink("/etc") }),
  "etc/far": symlink("../no/where"),
  "etc/has": directory({ "a.txt": symlink("/no/where") }),
});
const context = fromPaths(
  {
    "a.txt": "a\n",
    "b.txt": file("b\n", { mode: 0o600, uid: 1000, gid: 1000 }),
    d: directory({ x: file("x\n"), ln: symlink("x"), s: directory({ y: file("y\n") }, { mode: 0o750 }) }, { mode: 0o700 }),
    top: symlink("a.txt"),
  },
  { uid: 1000, gid: 1000 },
);
const stage = fromPaths({
  o: directory({ f: file("1\n", { uid: 7, gid: 8 }), p: directory({}, { uid: 7, gid: 8 }) }, { mode: 0o710, uid: 7, gid: 8 }),
  lo: symlink("/o"),
});

function copy(
  sources: readonly string[],
  destination: string,
  options: Partial<CopyOperation> = {},
  from: "context" | "stage" = "context",
): string[] {
  const items = sources.map((source) => ({ source: 0, path: resolveSource(source), wildcard: hasWildcard(source) }));
  const operation: CopyOperation = { kind: "copy", add: false, items, destination: resolveDestination("/", destination), ...options };
  return listed(
    copyFiles(operation, image, [{ tree: from === "context" ? context : stage, context: from === "context" }], 1000, () => false),
  );
}

function listed(root: DirectoryNode): string[] {
  const rows: string[] = [];
  for (const { path, node } of walk(root)) {
    if (path.startsWith("etc")) continue;
    rows.push(
      `${node.mode.toString(8)} ${node.uid}:${node.gid} ${path}${node.kind === "directory" ? "/" : node.kind === "symlink" ? ` -> ${node.target}` : ""}`,
    );
  }
  return rows;
}

test("a destination that is a link is followed, also to where nothing is yet; a link in a directory is replaced", () => {
  expect(copy(["a.txt"], "/etc/far")).toEqual(["755 0:0 no/", "644 0:0 no/where"]);
  expect(copy(["a.txt"], "/etc/has/")).toEqual([]);
});

test("a directory gives its contents, and the destination is 0755 whatever its own mode", () => {
  expect(copy(["d"], "/newd")).toEqual(["755 0:0 newd/", "777 0:0 newd/ln -> x", "750 0:0 newd/s/", "644 0:0 newd/s/y", "644 0:0 newd/x"]);
});

test("--chown reaches the directories that are made; --chmod the destination too, but no links", () => {
  expect(copy(["d"], "/chd/deep/", { owner: "5" })).toEqual([
    "755 5:5 chd/",
    "755 5:5 chd/deep/",
    "777 5:5 chd/deep/ln -> x",
    "750 5:5 chd/deep/s/",
    "644 5:5 chd/deep/s/y",
    "644 5:5 chd/deep/x",
  ]);
  expect(copy(["d"], "/cm", { mode: "640" })).toEqual([
    "640 0:0 cm/",
    "777 0:0 cm/ln -> x",
    "640 0:0 cm/s/",
    "640 0:0 cm/s/y",
    "640 0:0 cm/x",
  ]);
  expect(copy(["a.txt", "b.txt"], "/ow/", { owner: "nobody" })).toEqual([
    "755 65534:65534 ow/",
    "644 65534:65534 ow/a.txt",
    "600 65534:65534 ow/b.txt",
  ]);
});

test("files go below a destination with a slash, several without one overwrite each other", () => {
  expect(copy(["a.txt"], "/p1/p2/f")).toEqual(["755 0:0 p1/", "755 0:0 p1/p2/", "644 0:0 p1/p2/f"]);
  expect(copy(["a.txt", "d"], "/multi/")).toEqual([
    "755 0:0 multi/",
    "644 0:0 multi/a.txt",
    "777 0:0 multi/ln -> x",
    "750 0:0 multi/s/",
    "644 0:0 multi/s/y",
    "644 0:0 multi/x",
  ]);
  expect(copy(["a.txt", "b.txt"], "/x")).toEqual(["600 0:0 x"]);
  expect(copy(["a.txt"], "/q/.")).toEqual(["755 0:0 q/", "644 0:0 q/a.txt"]);
});

test("a source that is a link is followed; a pattern copies the contents of directories it matches", () => {
  expect(copy(["top", "d/ln"], "/t/")).toEqual(["755 0:0 t/", "644 0:0 t/ln", "644 0:0 t/top"]);
  expect(copy(["d/*"], "/wild/")).toEqual(["755 0:0 wild/", "644 0:0 wild/ln", "644 0:0 wild/x", "644 0:0 wild/y"]);
  expect(copy(["nothing*"], "/x/")).toEqual([]);
});

test("files of a stage keep their owner; the directory they arrive in does not", () => {
  const arrived = ["755 0:0 fromb/", "644 7:8 fromb/f", "755 7:8 fromb/p/"];
  expect(copy(["/o"], "/fromb", {}, "stage")).toEqual(arrived);
  expect(copy(["/lo"], "/fromb", {}, "stage")).toEqual(arrived);
});

test("what stands in the way is named", () => {
  expect(() => copy(["."], "/etc/passwd")).toThrow(
    /^cannot copy to non-directory: \/var\/lib\/docker\/overlay2\/[a-z0-9]{25}\/merged\/etc\/passwd$/,
  );
  expect(() => copy(["a.txt"], "/etc/passwd/x")).toThrow("mkdir /etc/passwd: not a directory");
  expect(() => copy(["a.txt"], "/etc/passwd/x/y")).toThrow("lstat /etc/passwd/x: not a directory");
  expect(() => copy(["d"], "/etc/passwd/x")).toThrow("mkdir /etc/passwd: not a directory");
  expect(() => copy(["b.txt"], "/etc/loop")).toThrow("too many links");
  expect(() => copy(["."], "/etc/blocked")).toThrow("cannot replace to directory /etc/blocked/a.txt with file");
  // A link is no directory, wherever it leads.
  expect(() => copy(["."], "/etc/linked")).toThrow(/merged\/etc\/linked\/d$/);
});

test("WORKDIR makes all of the path, as the user", () => {
  expect(listed(makeWorkdir({ kind: "workdir", path: "/w/x", owner: "nobody" }, image, 1))).toEqual([
    "755 65534:65534 w/",
    "755 65534:65534 w/x/",
  ]);
});

test.each([
  ["/w", ".", "/w/"],
  ["/w", "./", "/w/"],
  ["/", "d/", "/d/"],
  ["/", "/d/./", "/d/"],
  ["/", "/d/.", "/d/."],
  ["/", "/d", "/d"],
  ["/w", "../x", "/x"],
  ["/", "/", "/"],
])("in %s the destination %s is %s", (cwd, path, expected) => expect(resolveDestination(cwd, path)).toBe(expected));

test("only a relative WORKDIR is cleaned", () => {
  expect(resolveWorkdir("/", "app")).toBe("/app");
  expect(resolveWorkdir("/", "/app/")).toBe("/app/");
  expect(resolveWorkdir("/a/", "b/../c")).toBe("/a/c");
});

test.each([
  ["*.txt", "a.txt", true],
  ["*.txt", ".txt", true],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["[a-c]x", "bx", true],
  ["[^a-c]x", "bx", false],
  ["a\\*", "a*", true],
  ["a\\*", "ab", false],
  ["[", "[", false],
  ["*a*b*c", "xxaxxbxxc", true],
  ["*a*b*c", "xxaxxcxxb", false],
])("%s against %s: %s", (pattern, name, expected) => expect(compileGlob(pattern)(name)).toBe(expected));

test("a pattern of many stars is quick", () => {
  expect(compileGlob("*a".repeat(60))("b".repeat(5000))).toBe(false);
});

test("octal digits of --chmod go for the directories that are made, under the umask; letters do not", () => {
  expect(copy(["d"], "/m/n", { mode: "1777" }).filter((row) => row.endsWith("/"))).toEqual([
    "755 0:0 m/",
    "755 0:0 m/n/",
    "1777 0:0 m/n/s/",
  ]);
  expect(copy(["a.txt"], "/m/n/", { mode: "600", owner: "9:9" })).toEqual(["600 9:9 m/", "600 9:9 m/n/", "600 9:9 m/n/a.txt"]);
  expect(copy(["a.txt"], "/m/", { mode: "go-rwx" })).toEqual(["755 0:0 m/", "600 0:0 m/a.txt"]);
});

test("ADD of a file that is no archive replaces a file", () => {
  expect(copy(["a.txt"], "/f", { add: true })).toEqual(["644 0:0 f"]);
  expect(() => copy(["a.txt"], "/etc/passwd", { add: true })).not.toThrow();
});
