import { describe, expect, it } from "vitest";
import { virtualStart } from "../../engine/clocks.ts";
import { fromPaths } from "../../engine/filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import { runLine } from "../../headless/run-lines.ts";

const session = createLab(
  fromPaths({ Dockerfile: "FROM alpine:3.20\nRUN echo 1\n", "empty/x": "" }, { uid: 1000, gid: 1000, mtime: virtualStart }),
);
const usage = "\n\nUsage:  docker build [OPTIONS] PATH | URL | -\n\nRun 'docker build --help' for more information\n";

/** What Docker 28.5 answers with `DOCKER_BUILDKIT=0`. */
const asked: readonly (readonly [words: string, exitCode: number, stderr: string])[] = [
  ["build --secret id=x .", 125, `unknown flag: --secret${usage}`],
  ["build -o x .", 125, `unknown shorthand flag: 'o' in -o${usage}`],
  ["build", 1, `docker: 'docker build' requires 1 argument${usage}`],
  [
    "build -t BAD .",
    125,
    `invalid argument "BAD" for "-t, --tag" flag: invalid reference format: repository name (library/BAD) must be lowercase${usage}`,
  ],
  ["build --add-host x .", 125, `invalid argument "x" for "--add-host" flag: bad format for add-host: "x"${usage}`],
  ["build nodir", 1, 'unable to prepare context: path "nodir" not found\n'],
  ["build Dockerfile", 1, "unable to prepare context: context must be a directory: /home/dev/workspace/Dockerfile\n"],
  [
    "build empty",
    1,
    "unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /home/dev/workspace/empty/Dockerfile: no such file or directory\n",
  ],
];

describe("docker build without BuildKit", () => {
  it.each(asked)("%s", async (words, exitCode, stderr) => {
    const answer = await runLine(session, `DOCKER_BUILDKIT=0 docker ${words}`);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.stderr.replace(/^DEPRECATED[\s\S]*?\n\n/, "")).toBe(stderr);
  });

  it("writes the image's id", async () => {
    const { stdout, exitCode } = await runLine(session, "DOCKER_BUILDKIT=0 docker build -q --iidfile id . && cat id");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^(sha256:[0-9a-f]{64})\n\1$/);
  });

  it("leaves buildx to itself", async () => {
    const { stderr } = await runLine(session, "DOCKER_BUILDKIT=0 docker buildx build --secret id=x .");
    expect(stderr).toBe("ERROR: failed to build: failed to stat x: stat x: no such file or directory\n");
  });
});
