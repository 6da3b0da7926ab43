import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DirectoryNode, Node } from "../filesystem/node.ts";
import { DockerfileError } from "./ast.ts";
import { cleanPath, filterContext, matcher, parseIgnore } from "./ignore.ts";

const meta = { mode: 0o644, uid: 0, gid: 0, mtime: 0 };

/** A tree of empty files; names that end in a slash are directories. */
function tree(paths: readonly string[]): DirectoryNode {
  const build = (list: readonly string[]): DirectoryNode => {
    const entries = new Map<string, Node>();
    const groups = new Map<string, string[]>();
    for (const path of list) {
      const name = path.split("/")[0] as string;
      groups.set(name, [...(groups.get(name) ?? []), path]);
    }
    for (const [name, group] of groups) {
      const inner = group.filter((path) => path.includes("/")).map((path) => path.slice(name.length + 1));
      entries.set(
        name,
        inner.length > 0
          ? build(inner.filter((path) => path !== ""))
          : { ...meta, kind: "file", content: { bytes: new Uint8Array(), size: 0 } },
      );
    }
    return { ...meta, mode: 0o755, kind: "directory", entries };
  };
  return build(paths);
}

function paths(directory: DirectoryNode, prefix = ""): string[] {
  return [...directory.entries].flatMap(([name, node]) =>
    node.kind === "directory" ? [`${prefix}${name}/`, ...paths(node, `${prefix}${name}/`)] : [prefix + name],
  );
}

interface Recorded {
  files: string[];
  empty: string[];
  cases: { ignore: string; kept?: string[]; error?: string }[];
}
const recorded: Recorded = JSON.parse(readFileSync(new URL("./fixtures/ignore.json", import.meta.url), "utf8"));
const context = tree([...recorded.files, ...recorded.empty.map((path) => `${path}/`)]);

describe("contexts as a real engine filters them", () => {
  for (const { ignore, kept, error } of recorded.cases) {
    it(JSON.stringify(ignore), () => {
      if (error === undefined) expect(paths(filterContext(context, parseIgnore(ignore))).sort()).toEqual([...(kept ?? [])].sort());
      else expect(() => parseIgnore(ignore)).toThrow(new DockerfileError(error));
    });
  }
});

describe("filterContext", () => {
  it("shares what it does not change, and visits only the changed path again", () => {
    const ignore = parseIgnore("**/*.md\nlogs");
    const before = filterContext(context, ignore);
    expect(before.entries.get("src")).toBe(context.entries.get("src"));
    const src = context.entries.get("src") as DirectoryNode;
    const edited = {
      ...context,
      entries: new Map(context.entries).set("src", {
        ...src,
        entries: new Map(src.entries).set("new.md", src.entries.get("main.py") as Node),
      }),
    };
    const after = filterContext(edited, ignore);
    expect(after.entries.get("dir")).toBe(before.entries.get("dir"));
    expect(paths(after)).toEqual(paths(before));
    expect(filterContext(context, parseIgnore("**/*.md\nlogs"))).toBe(before);
  });
  it("returns the tree itself when nothing is excluded", () => {
    expect(filterContext(context, parseIgnore("nothing/like/this\n!a.txt"))).toBe(context);
    expect(filterContext(context, parseIgnore(""))).toBe(context);
  });
  it("agrees with the matcher on every file", () => {
    const part = fc.constantFrom("a.txt", "*", "**", "dir", "sub", "*.md", "README.md", "src", "?", "deep", "docs", "api", "[a-d]*", ".*");
    const pattern = fc
      .tuple(fc.constantFrom("", "!"), fc.array(part, { minLength: 1, maxLength: 3 }))
      .map(([mark, parts]) => mark + parts.join("/"));
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), (lines) => {
        const list = parseIgnore(lines.join("\n"));
        const isIgnored = matcher(list);
        const kept = new Set(paths(filterContext(context, list)).filter((path) => !path.endsWith("/")));
        for (const file of recorded.files) expect(kept.has(file), file).toBe(!isIgnored(file));
      }),
    );
  });
  it("is not slowed down by wild patterns", () => {
    const start = process.cpuUsage();
    matcher(parseIgnore(`${"*a".repeat(60)}b\n${"**/a".repeat(40)}`))("a".repeat(250));
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(1);
  });
  it("filters 10,000 files quickly, and again after an edit at once", () => {
    const many = tree(Array.from({ length: 10_000 }, (_, i) => `d${i % 100}/s${i % 7}/file${i}.ts`));
    const list = parseIgnore("node_modules\n**/*.md\n.git\nd1*\n!d11\n*.log\n**/dist\n");
    const first = process.cpuUsage();
    filterContext(many, list);
    expect(process.cpuUsage(first).user / 1e6).toBeLessThan(1);
    const second = process.cpuUsage();
    filterContext({ ...many, entries: new Map(many.entries).set("new", context) }, list);
    expect(process.cpuUsage(second).user / 1e6).toBeLessThan(0.1);
  });
});

describe("cleanPath", () => {
  it("cleans as Go does", () => {
    const table = { "": ".", "a//b/": "a/b", "./a": "a", "a/../..": "..", "/../a": "/a", "/": "/", "a/./b/..": "a" };
    for (const [path, clean] of Object.entries(table)) expect(cleanPath(path)).toBe(clean);
  });
});
