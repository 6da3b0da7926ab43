/** The whole way from a typed line to what is drawn: shell, client, engine. */
import { describe, expect, it } from "vitest";
import { virtualStart } from "../engine/clocks.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";

async function typed(
  line: string,
  options: { terminal?: { columns: number; rows: number }; signal?: AbortSignal } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const session = createLab(fromPaths({ Dockerfile: "FROM alpine:3.20\nRUN echo hi\n" }, { uid: 1000, gid: 1000, mtime: virtualStart }));
  const out = { stdout: "", stderr: "" };
  const { exitCode } = await session.exec(line, {
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
    ...options,
  });
  return { code: exitCode, ...out };
}

const terminal = { columns: 80, rows: 24 };

describe("docker build from the shell", () => {
  it("draws on a terminal, even when standard output goes elsewhere", async () => {
    for (const line of ["docker build .", "docker build . | cat", "docker build . > log"]) {
      const { stderr } = await typed(line, { terminal });
      expect(stderr).toMatch(/\[\+\] Building \d+\.\ds \((\d+)\/\1\) FINISHED +docker:default\n/);
    }
  });

  it("prints plainly where there is no terminal, or when standard error is redirected", async () => {
    expect((await typed("docker build .")).stderr).toContain('#0 building with "default" instance');
    expect((await typed("docker build . 2>&1 | cat", { terminal })).stdout).toContain('#0 building with "default" instance');
    expect((await typed("docker build --progress=plain .", { terminal })).stderr).toContain("#2 [internal] load metadata");
  });

  it("keeps standard output for the image's id", async () => {
    const { stdout, stderr } = await typed("docker build -q .", { terminal });
    expect(stdout).toMatch(/^sha256:[0-9a-f]{64}\n$/);
    expect(stderr).toBe("");
  });

  it("ends with 130 when it is interrupted", async () => {
    const controller = new AbortController();
    controller.abort(new Error("interrupted"));
    expect((await typed("docker build .", { terminal, signal: controller.signal })).code).toBe(130);
  });
});
