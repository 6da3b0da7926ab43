import { expect, it } from "vitest";
import { virtualStart } from "../engine/clocks.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import type { Exercise } from "./exercise.ts";
import { grade } from "./grade.ts";
import { predicted } from "./predicted.ts";

const exercise = (options: { mistakes?: number } = {}): Exercise => ({
  task: "Foretell a build.",
  checks: [predicted({ id: "foretold", title: "A build was foretold", otherwise: "Edit `a.txt` first.", ...options })],
  hints: [],
});

async function after(lines: readonly string[], options?: { mistakes?: number }): Promise<string> {
  const session = createLab(
    fromPaths(
      { Dockerfile: "FROM alpine:3.20\nCOPY a.txt .\nRUN cat a.txt > b\n", "a.txt": "one\n" },
      { uid: 1000, gid: 1000, mtime: virtualStart },
    ),
  );
  for (const line of lines) await session.exec(line, { stdout() {}, stderr() {} });
  const [report] = await grade(exercise(options), session);
  return `${report?.status} ${report?.message ?? ""}`.trim();
}

const build = "docker build .";
const edit = "echo two >> a.txt";

it("passes when a rebuild was foretold in full", async () => {
  expect(await after([build, edit, "predict stays FROM; predict re-runs rest", build])).toBe("pass");
});

it("allows as many mistakes as it says, and goes on passing", async () => {
  const lines = [build, edit, "predict stays rest", build, edit, build];
  expect(await after(lines)).toBe(
    "fail Of build 2 you foretold 1 of 3 steps; we expected all of them. Read why the others went another way, change something, and predict the next build.",
  );
  expect(await after(lines, { mistakes: 2 })).toBe("pass");
});

it("says what is missing", async () => {
  expect(await after([build])).toMatch(/^fail No build has been predicted yet/);
  expect(await after(["predict re-runs rest", build])).toBe(
    "fail You predicted build 1, but that is not the kind of build we ask about. Edit `a.txt` first.",
  );
  expect(await after([build, edit, "predict stays FROM", build])).toMatch(/^fail You marked 1 of the 3 steps of build 2/);
});

it("does not count what is said after the build", async () => {
  expect(await after([build, edit, `${build}; predict stays FROM; predict re-runs rest`])).toMatch(/^fail No build/);
});
