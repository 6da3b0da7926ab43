import { expect, test } from "vitest";
import { readerOf } from "./read-files.ts";

const paths = ["app.py", "src/main.py", "src.md", ".env", "logs/x.log"];
const read = (reads: string[], ignore = "") => paths.filter(readerOf(reads, ignore));

test("a file, a folder with all in it, or everything", () => {
  expect(read(["app.py"])).toEqual(["app.py"]);
  expect(read(["src"])).toEqual(["src/main.py"]);
  expect(read([""])).toEqual(paths);
  expect(read([])).toEqual([]);
});

test("what .dockerignore keeps out is not read", () => {
  expect(read([""], ".env\nlogs\n")).toEqual(["app.py", "src/main.py", "src.md"]);
});

test("a pattern nobody can read keeps nothing out", () => {
  expect(read(["app.py"], "[")).toEqual(["app.py"]);
});
