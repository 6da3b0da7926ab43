import { describe, expect, it } from "vitest";
import { virtualStart } from "../engine/clocks.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";

const files = { Dockerfile: "FROM alpine:3.20\nWORKDIR /app\nCOPY a.txt .\nRUN cat a.txt > b\n", "a.txt": "one\n" };

function lab(contents: Record<string, string> = files) {
  const session = createLab(fromPaths(contents, { uid: 1000, gid: 1000, mtime: virtualStart }));
  const run = async (line: string): Promise<{ code: number; stdout: string; stderr: string }> => {
    const out = { stdout: "", stderr: "" };
    const { exitCode } = await session.exec(line, {
      stdout: (text) => {
        out.stdout += text;
      },
      stderr: (text) => {
        out.stderr += text;
      },
    });
    return { code: exitCode, ...out };
  };
  return { session, run };
}

describe("predict", () => {
  it("marks steps by number, by text, and the rest; the next build answers", async () => {
    const { session, run } = lab();
    await run("docker build .; echo two > a.txt");
    expect((await run("predict")).stdout).toBe(
      "?        [1/4] FROM alpine:3.20\n?        [2/4] WORKDIR /app\n?        [3/4] COPY a.txt .\n?        [4/4] RUN cat a.txt > b\n",
    );
    await run("predict re-runs COPY");
    expect((await run("predict stays 1/4 rest")).stdout).toContain("re-runs  [3/4] COPY a.txt .\nstays    [4/4] RUN");
    await run("docker build .");
    expect(session.predictions.results).toEqual([{ number: 2, right: 3, asked: 4 }]);
    expect((await run("predict")).stdout).toMatch(/^\? .*\nSo far 3 of 4 in one build\.\n$/s);
  });

  it("counts only what was said before the build ran, also within a line", async () => {
    const { session, run } = lab();
    await run("docker build . ; predict re-runs rest");
    expect(session.predictions.results).toEqual([]);
    await run("predict stays rest; docker build .");
    expect(session.predictions.results).toEqual([{ number: 2, right: 0, asked: 4 }]);
  });

  it("belongs to a copy of the session as well", async () => {
    const { session, run } = lab();
    await run("predict re-runs rest; docker build .");
    const copy = session.fork();
    expect(copy.predictions.results).toEqual([{ number: 1, right: 4, asked: 4 }]);
    await copy.exec("predict stays rest; docker build .", { stdout() {}, stderr() {} });
    expect([copy.predictions.results.length, session.predictions.results.length]).toEqual([2, 1]);
  });

  it.each([
    ["predict maybe 1/4", 2, 'not "maybe"'],
    ["predict stays", 2, "which steps?"],
    ["predict --loud", 2, "unknown option: --loud"],
    ["predict -f", 2, "needs the path"],
    ["predict stays 'RUN make'", 1, 'no step with "RUN make"'],
    ["cd /tmp && predict", 1, "failed to read dockerfile"],
    ["predict -f nowhere", 1, "nowhere"],
  ])("says what is wrong with %s", async (line, code, words) => {
    const { run } = lab();
    expect(await run(line)).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(words) });
  });

  it("explains itself", async () => {
    expect(await lab().run("predict --help")).toMatchObject({ code: 0, stdout: expect.stringContaining("stays|re-runs STEP...") });
  });
});
