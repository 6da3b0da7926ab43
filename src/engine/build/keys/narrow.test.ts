import { describe, expect, it } from "vitest";
import { fromPaths } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { MissingSource, pickPaths } from "./select.ts";

const tree = fromPaths({
  "hom.txt": "1",
  "hom.md": "2",
  "hom.go": "3",
  "d/a.txt": "4",
  "d/b.md": "5",
  "d/sub/c.txt": "6",
  "d/sub/deep/d.txt": "7",
  "d/sub/e.md": "8",
  "d/empty": fromPaths({}),
  e: fromPaths({}),
});

function names(directory: DirectoryNode, at = ""): string[] {
  return [...directory.entries].flatMap(([name, node]) => [
    `${at}${name}`,
    ...(node.kind === "directory" ? names(node, `${at}${name}/`) : []),
  ]);
}

/** Everything the sources name, in their places below what was named. */
function copied(path: string, narrowing: { exclude?: string[]; include?: string[] }): string {
  const picks = pickPaths(tree, { path, wildcard: path.includes("*"), ...narrowing });
  return picks
    .flatMap(({ path: place, node }) => (node.kind === "directory" ? names(node) : [place.slice(place.lastIndexOf("/") + 1)]))
    .sort()
    .join(" ");
}

// What a real engine copied.
describe("--exclude", () => {
  it.each([
    ["/hom*", ["*.txt", "*.md"], "hom.go hom.md hom.txt"],
    ["/d", ["*.txt"], "b.md empty sub sub/c.txt sub/deep sub/deep/d.txt sub/e.md"],
    ["/d", ["**/*.txt"], "b.md empty sub sub/deep sub/e.md"],
    ["/d", ["sub"], "a.txt b.md empty"],
    ["/d", ["sub/deep/"], "a.txt b.md empty sub sub/c.txt sub/e.md"],
    ["/d", ["/sub"], "a.txt b.md empty sub sub/c.txt sub/deep sub/deep/d.txt sub/e.md"],
    ["/d", ["**/*.txt", "!sub/c.txt"], "b.md empty sub sub/c.txt sub/deep sub/e.md"],
    ["/d/a.txt", ["a.txt"], "a.txt"],
    ["/d/*", ["sub"], "a.txt b.md c.txt deep deep/d.txt e.md"],
    ["/d", ["d"], "a.txt b.md empty sub sub/c.txt sub/deep sub/deep/d.txt sub/e.md"],
    ["/d", ["*"], ""],
    ["/d", ["**/c.txt", "**/d.txt"], "a.txt b.md empty sub sub/deep sub/e.md"],
    ["/d", ["./sub"], "a.txt b.md empty"],
    ["/d", [""], "a.txt b.md empty sub sub/c.txt sub/deep sub/deep/d.txt sub/e.md"],
  ])("COPY of %s but %j", (path, exclude, expected) => {
    expect(copied(path, { exclude })).toBe(expected);
  });

  it("refuses a pattern that is none", () => {
    expect(() => copied("/d", { exclude: ["["] })).toThrow(
      new MissingSource("/d", "invalid excludepatterns: [[]: syntax error in pattern"),
    );
  });
});

describe("--parents", () => {
  it.each([
    ["/", ["d/sub/c.txt"], "d d/sub d/sub/c.txt"],
    ["/", ["d/sub"], "d d/sub d/sub/c.txt d/sub/deep d/sub/deep/d.txt d/sub/e.md"],
    ["/", ["**/*.md"], "d d/b.md d/sub d/sub/e.md hom.md"],
    ["/d", ["sub/deep"], "sub sub/deep sub/deep/d.txt"],
    ["/", ["nope"], ""],
  ])("below %s, of %j", (path, include, expected) => {
    expect(copied(path, { include })).toBe(expected);
  });

  it("and --exclude", () => {
    expect(copied("/", { include: ["d/sub"], exclude: ["**/*.md"] })).toBe("d d/sub d/sub/c.txt d/sub/deep d/sub/deep/d.txt");
  });
});
