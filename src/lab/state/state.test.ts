import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { FileEntry } from "../../backends/backend.ts";
import { displayName, isDockerfile, languageOf } from "./names.ts";
import { Tabs } from "./tabs.ts";
import { applied, difference, fingerprint, NameError, Workspace } from "./workspace.ts";

const file = (text: string): FileEntry => ({ kind: "file", text, mode: 0o644 });
const start = () =>
  new Workspace(
    new Map([
      ["Dockerfile", file("FROM alpine")],
      ["src/app.py", file("print()")],
    ]),
  );
const paths = (workspace: Workspace) => [...workspace.files.value.keys()].sort();

describe("Workspace", () => {
  it("tells what was typed, once", () => {
    const workspace = start();
    const told = vi.fn();
    workspace.onEdit(told);
    workspace.setText("Dockerfile", "FROM busybox");
    workspace.setText("Dockerfile", "FROM busybox");
    expect(told.mock.calls).toEqual([[[{ path: "Dockerfile", entry: file("FROM busybox") }]]]);
  });

  it("brings a deleted folder back whole", () => {
    const workspace = start();
    workspace.remove("src");
    expect(paths(workspace)).toEqual(["Dockerfile"]);
    expect(workspace.undoable.value).toBe("Deleted src");
    workspace.undo();
    expect(workspace.text("src/app.py")).toBe("print()");
  });

  it("renames a folder with all in it, and back", () => {
    const workspace = start();
    workspace.rename("src", "lib/deep");
    expect(paths(workspace)).toEqual(["Dockerfile", "lib", "lib/deep", "lib/deep/app.py"]);
    workspace.undo();
    expect(paths(workspace)).toEqual(["Dockerfile", "src", "src/app.py"]);
  });

  it("resets with a way back", () => {
    const workspace = start();
    workspace.setText("Dockerfile", "mine");
    workspace.reset(new Map([["Dockerfile", file("FROM alpine")]]), "Reset");
    expect(workspace.text("Dockerfile")).toBe("FROM alpine");
    workspace.undo();
    expect(workspace.text("Dockerfile")).toBe("mine");
    expect(workspace.text("src/app.py")).toBe("print()");
  });

  it.each([
    ["", /missing/],
    ["a//b", /missing/],
    ["..", /not names/],
    ["Dockerfile", /already/],
    ["Dockerfile/x", /not a folder/],
    ["é".repeat(128), /255 bytes/],
  ])("refuses the name %j", (name, why) => {
    expect(() => start().create(name, "file")).toThrow(why);
    expect(() => start().create(name, "file")).toThrow(NameError);
  });

  it("does not move a folder into itself", () => {
    expect(() => start().rename("src", "src/src")).toThrow(/into itself/);
  });

  it("undoes any sequence of operations, step by step", () => {
    const name = fc.constantFrom("a", "b", "src", "src/app.py", "c/d", "Dockerfile");
    const operation = fc.oneof(
      fc.tuple(fc.constant("create"), name),
      fc.tuple(fc.constant("remove"), name),
      fc.tuple(fc.constant("rename"), name, name),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
        const workspace = start();
        const states = [new Map(workspace.files.value)];
        for (const [kind, path, to] of operations as [string, string, string][]) {
          try {
            if (kind === "create") workspace.create(path, "file");
            else if (!workspace.get(path)) continue;
            else if (kind === "remove") workspace.remove(path);
            else if (path === to) continue;
            else workspace.rename(path, to);
            states.push(new Map(workspace.files.value));
          } catch (error) {
            expect(error).toBeInstanceOf(NameError);
          }
        }
        for (states.pop(); states.length > 0; states.pop()) {
          workspace.undo();
          expect(new Map([...workspace.files.value].sort())).toEqual(new Map([...(states.at(-1) as Map<string, FileEntry>)].sort()));
        }
      }),
    );
  });
});

it("makes of one set of files another by their difference", () => {
  const files = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.string().map(file)).map((all) => new Map(Object.entries(all)));
  fc.assert(
    fc.property(files, files, (from, to) => {
      expect(new Map([...applied(from, difference(from, to))].sort())).toEqual(new Map([...to].sort()));
    }),
  );
});

it("tells files apart by text and mode", () => {
  expect(fingerprint(file("a"))).not.toBe(fingerprint(file("b")));
  expect(fingerprint(file("a"))).not.toBe(fingerprint({ kind: "file", text: "a", mode: 0o755 }));
  expect(fingerprint(file("a"))).toBe(fingerprint(file("a")));
});

describe("Tabs", () => {
  it("goes to the neighbour when the file on top is closed", () => {
    const tabs = new Tabs();
    for (const path of ["a", "b", "c"]) tabs.show(path);
    tabs.show("b");
    tabs.close("b");
    expect([tabs.open.value, tabs.active.value]).toEqual([["a", "c"], "c"]);
    tabs.close("c");
    tabs.close("a");
    expect(tabs.active.value).toBeUndefined();
  });

  it("follows a renamed folder", () => {
    const tabs = new Tabs();
    tabs.show("src/a.py");
    tabs.places.set("src/a.py", { line: 3, column: 1, scroll: 0 });
    tabs.renamed("src", "lib");
    expect(tabs.active.value).toBe("lib/a.py");
    expect(tabs.places.get("lib/a.py")?.line).toBe(3);
  });
});

it.each([
  ["new\nline", "new\\nline"],
  ["\u202egpj.exe", "\\u202egpj.exe"],
  [`<script>"'`, `<script>"'`],
  ["🚢.txt", "🚢.txt"],
])("shows the name %j in one line", (name, shown) => {
  expect(displayName(name)).toBe(shown);
});

it("knows a Dockerfile by its name", () => {
  expect(["Dockerfile", "api/Dockerfile.dev", "prod.Dockerfile", "Dockerfile.dockerignore", "docker"].map(isDockerfile)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(languageOf("a/b.py")).toBe("python");
});
