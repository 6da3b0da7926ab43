import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fromPaths } from "../engine/filesystem/build.ts";
import { walk } from "../engine/filesystem/walk.ts";
import { UsageError } from "./arguments.ts";
import { overlay, readWorkspace, without } from "./workspace.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drydock-workspace-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const shown = (path: string, skipped?: (path: string) => void) =>
  [...walk(readWorkspace(path, 7000, skipped))].map(({ path: name, node }) => {
    const what = node.kind === "file" ? new TextDecoder().decode(node.content.bytes) : node.kind === "symlink" ? `-> ${node.target}` : "/";
    return `${name} ${node.kind === "symlink" ? "" : node.mode.toString(8)} ${what}`;
  });

describe("readWorkspace", () => {
  it("keeps modes, links and odd names; files become the learner's", () => {
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/run"), "#!/bin/sh\n");
    chmodSync(join(folder, "bin/run"), 0o750);
    writeFileSync(join(folder, 'a "quoted"\nname 🐳'), "odd");
    chmodSync(join(folder, 'a "quoted"\nname 🐳'), 0o600);
    symlinkSync("../outside", join(folder, "link"));
    chmodSync(join(folder, "bin"), 0o700);
    expect(shown(folder)).toEqual(['a "quoted"\nname 🐳 600 odd', "bin 700 /", "bin/run 750 #!/bin/sh\n", "link  -> ../outside"]);
    expect(readWorkspace(folder, 7000).entries.get("bin")).toMatchObject({ uid: 1000, gid: 1000, mtime: 7000 });
  });

  it("reads names that are not UTF-8, and leaves pipes out", () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9)]), "latin");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const skipped: string[] = [];
    expect(shown(folder, (path) => skipped.push(path))).toEqual(["caf\ufffd 644 latin"]);
    expect(skipped).toEqual([join(folder, "pipe")]);
  });

  it("says what is wrong with a folder that cannot be read", () => {
    expect(() => readWorkspace(join(folder, "nope"), 0)).toThrow(UsageError);
    writeFileSync(join(folder, "file"), "");
    expect(() => readWorkspace(join(folder, "file"), 0)).toThrow("is not a folder");
  });
});

describe("overlay", () => {
  it("joins directories and replaces anything else", () => {
    const base = fromPaths({ "a/1": "one", "a/2": "two", b: "file", c: "stays" });
    const over = fromPaths({ "a/2": "TWO", "a/3": "three", "b/x": "directory now", "commands.sh": "" });
    const merged = [...walk(overlay(base, without(over, "commands.sh")))].map(({ path }) => path);
    expect(merged).toEqual(["a", "a/1", "a/2", "a/3", "b", "b/x", "c"]);
  });
});
