/** Where a build reads from beside its context: caches in directories, a Dockerfile that is none. */
import { describe, expect, test } from "vitest";
import { virtualStart } from "../src/engine/clocks.ts";
import { directory } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";
import { stepsOf } from "./live/plain-progress.ts";

test("an image that carries its cache gives it out of the directory docker save's archive was unpacked in", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const build = (...options: string[]) => runLine(session, `docker build --progress=plain ${options.join(" ")} -t x .`);
  await runLine(session, "printf 'FROM alpine:3.20\\nRUN echo a > /a\\n' > Dockerfile; mkdir with without");
  await build("--build-arg BUILDKIT_INLINE_CACHE=1");
  await runLine(session, "docker save x | tar -x -C with");
  await build();
  await runLine(session, "docker save x | tar -x -C without; docker rmi -f x; docker builder prune -af");
  expect(stepsOf((await build("--cache-from type=local,src=without")).stderr)).toEqual([["[2/2] RUN echo a > /a", "DONE"]]);
  await runLine(session, "docker rmi -f x; docker builder prune -af");
  const { stderr } = await build("--cache-from type=local,src=with");
  expect(stderr).toContain("inferred cache manifest type: application/vnd.oci.image.manifest.v1+json");
  expect(stepsOf(stderr)).toEqual([["[2/2] RUN echo a > /a", "CACHED"]]);
  const unknown = `sha256:${"0".repeat(64)}`;
  expect((await build(`--cache-from type=local,src=with,digest=${unknown}`)).stderr).toContain(
    `ERROR: failed to configure local cache importer: NotFound: rpc error: code = NotFound desc = content ${unknown}: not found`,
  );
  expect((await build("--cache-from type=local,src=with,tag=other")).stderr).toBe(
    'ERROR: failed to build: local cache importer requires either explicit digest, "latest" tag or custom tag on index.json\n',
  );
});

test("a directory as Dockerfile is sent, and then cannot be read", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const { exitCode, stderr } = await runLine(session, "mkdir folder; docker build --progress=plain -f folder .");
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^#1 \[internal\] load build definition from folder\n[^]*^ERROR: .*buildkit-mount\d+\/folder: is a directory$/m);
});

describe("a Dockerfile that is a link", () => {
  const build = async (link: string, options = "-f c/link"): Promise<string> => {
    const session = createLab(directory({}, ownedBy(virtualStart)));
    await runLine(session, "mkdir -p c/sub/dir out/dir; echo 'FROM alpine:3.20' | tee c/sub/file > out/file");
    return (await runLine(session, `ln -s ${link} c/link; docker build --progress=plain ${options} c 2>&1 | grep ERROR:`)).stdout;
  };
  test.each(["sub/file", "/sub/file", "sub/../sub/file"])("is read where it leads in its folder: %s", async (link) => {
    expect(await build(link)).toBe("");
  });
  test.each(["../out/file", "../out/dir", "$PWD/c/sub/file", "nosuch"])("does not leave its folder: %s", async (link) => {
    expect(await build(link)).toMatch(/failed to read dockerfile: open link: no such file or directory$/m);
  });
  test.each([
    ["sub/dir", "/sub/dir"],
    ["sub/../sub/dir", "/sub/dir"],
    ["/", ""],
  ])("to a directory is told by where it leads: %s", async (link, place) => {
    expect(await build(link)).toMatch(new RegExp(`failed to read dockerfile: read \\S*buildkit-mount\\d+${place}: is a directory$`, "m"));
  });
  test("is read by the classic client wherever it leads", async () => {
    const session = createLab(directory({}, ownedBy(virtualStart)));
    const { stdout } = await runLine(
      session,
      "mkdir c out; echo 'FROM alpine:3.20' > out/file; ln -s ../out/file c/Dockerfile; DOCKER_BUILDKIT=0 docker build c",
    );
    expect(stdout).toMatch(/^Successfully built [0-9a-f]{12}$/m);
  });
});
