import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLesson, loadExercise, readModules } from "./lessons.ts";

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "drydock-lessons-"));
  write("10-later/module.yaml", "title: Later\nsummary: s\n");
  write("10-later/01-same/index.mdx", "---\ntitle: Same, later\nsummary: s\n---\nText.\n");
  write("02-first/module.yaml", "title: First\nsummary: s\n");
  write("02-first/10-ten/index.mdx", "---\ntitle: Ten\nsummary: s\nminutes: 5\n---\n");
  write("02-first/09-same/index.mdx", "---\r\ntitle: Same\r\nsummary: s\r\n---\r\n");
  write("shared/helper.ts", "");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("lessons", () => {
  it("come in course order, by their numbers", () => {
    expect(readModules(root).map(({ slug, lessons }) => [slug, lessons.map(({ id }) => id)])).toEqual([
      ["first", ["first/same", "first/ten"]],
      ["later", ["later/same"]],
    ]);
  });

  it("are found by slug, by address, and by folder", () => {
    const ten = findLesson("ten", root);
    expect(ten).toMatchObject({ folder: "02-first/10-ten", title: "Ten", minutes: 5, hasExercise: false });
    expect(findLesson("first/ten", root)).toEqual(ten);
    expect(findLesson("lessons/02-first/10-ten/", root)).toEqual(ten);
    expect(() => findLesson("same", root)).toThrow('"same" could be first/same or later/same: say which');
    expect(() => findLesson("nine", root)).toThrow('there is no lesson "nine"; there are: first/same, first/ten, later/same');
  });

  it("name file, line and remedy for what cannot be read", () => {
    write("02-first/10-ten/index.mdx", "No frontmatter.\n");
    expect(() => readModules(root)).toThrow(/10-ten\/index\.mdx:1: has no frontmatter: begin it with/);
    write("02-first/10-ten/index.mdx", "---\nsummary: x\n---\n");
    expect(() => readModules(root)).toThrow(/index\.mdx:2: `title` is missing/);
    write("02-first/10-ten/index.mdx", "---\ntitle: x\nsummary: [a\n---\n");
    expect(() => readModules(root)).toThrow(/index\.mdx:\d+: /);
    rmSync(join(root, "10-later/module.yaml"));
    write("02-first/10-ten/index.mdx", "---\ntitle: x\n---\n");
    expect(() => readModules(root)).toThrow(/module\.yaml cannot be read: give 10-later a title/);
  });

  it("say so when they have no exercise", async () => {
    await expect(loadExercise(findLesson("ten", root))).rejects.toThrow("has no exercise");
  });
});
