import { describe, expect, it } from "vitest";
import { virtualStart } from "../engine/clocks.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import type { DockerContext } from "./context.ts";
import { emptyView, fakeClock, fakeEngine, inputOf } from "./testing.ts";
import { runWhy } from "./why.ts";

async function ask(
  context: Pick<DockerContext, "engine" | "disk">,
  ...argv: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const out = { stdout: "", stderr: "" };
  const code = await runWhy(argv, {
    ...context,
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
    stdin: "",
    input: inputOf(""),
    cwd: "/",
    env: new Map(),
    signal: new AbortController().signal,
    clock: fakeClock(),
  });
  return { code, ...out };
}

const session = createLab(
  fromPaths(
    { Dockerfile: 'FROM alpine:3.20\nWORKDIR /app\nCOPY a.txt .\nRUN cat a.txt > b\nCMD ["cat", "b"]\n', "a.txt": "one\n" },
    { uid: 1000, gid: 1000, mtime: virtualStart },
  ),
);
const quiet = { stdout() {}, stderr() {} };
await session.exec("docker build -t app .", quiet);
await session.exec("echo two > a.txt; docker build -t app .", quiet);

describe("why", () => {
  it("names each step's verdict and the file that broke the cache", async () => {
    const { code, stdout } = await ask(session);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Build 2 \(app(:latest)?\):\n/);
    expect(stdout).toMatch(/CACHED {3}\[2\/4\] WORKDIR \/app\n/);
    expect(stdout).toMatch(/RE-RAN {3}\[3\/4\] COPY a\.txt \.\n {2}`COPY a\.txt \.` re-ran because `a\.txt` changed/);
    expect(stdout).toMatch(/RE-RAN {3}\[4\/4\] RUN cat/);
    expect(stdout).not.toContain("CMD");
  });

  it("shows settings when asked for all, and one step when asked for it", async () => {
    expect((await ask(session, "--all")).stdout).toContain("SETTING  CMD");
    const one = await ask(session, "why", "3/4");
    expect(one.stdout).toContain("COPY a.txt");
    expect(one.stdout).not.toContain("WORKDIR");
  });

  it("tells it as data, a step a line", async () => {
    const { stdout } = await ask(session, "--json", "a.txt");
    const [copy, run] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(copy).toMatchObject({
      build: 2,
      stage: "stage-0",
      label: "3/4",
      line: 3,
      verdict: "reran",
      reason: { kind: "files-changed", changes: [{ path: "a.txt", how: "content" }] },
    });
    expect(copy.sentence).toContain("because `a.txt` changed");
    expect(run.reason).toEqual({ kind: "parent-reran", step: "stage-0:3", root: "stage-0:3" });
    expect((await ask(session, "--json", "WORKDIR")).stdout).toContain('"despite":[{"kind":"later","what":"a.txt"');
  });

  it("tells of an earlier build too", async () => {
    for (const words of [["-b", "1"], ["--build=-1"]]) {
      const { stdout } = await ask(session, ...words);
      expect(stdout).toMatch(/^Build 1 /);
      expect(stdout).toContain("no earlier result of it");
    }
    expect((await ask(session, "--build", "9")).stderr).toContain("no build 9");
    expect((await ask(session, "--build")).code).toBe(2);
  });

  it("says so when there is nothing to tell, or the option is unknown", async () => {
    const fresh = { engine: { ...fakeEngine(), builds: () => [] }, disk: session.disk };
    expect((await ask(fresh)).stderr).toContain("nothing has been built yet");
    expect((await ask({ ...fresh, engine: { ...fakeEngine(), builds: () => [emptyView] } })).code).toBe(1);
    expect((await ask(session, "--nope")).code).toBe(2);
    expect((await ask(session, "nowhere")).stderr).toContain('no step with "nowhere"');
    expect((await ask(session, "--help")).stdout).toContain("Usage:  why");
  });
});
