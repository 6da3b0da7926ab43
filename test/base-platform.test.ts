/** InvalidBaseImagePlatform: a registry that has one image only gives it for whatever platform it is asked. */
import { expect, test } from "vitest";
import { virtualStart } from "../src/engine/clocks.ts";
import { directory } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";

async function labWithRegistry() {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "docker run -d -p 5000:5000 registry:2; printf 'FROM alpine:3.20\\nRUN true\\n' > Dockerfile");
  await runLine(session, "docker build -q -t localhost:5000/mine .; docker push -q localhost:5000/mine; docker rmi -f localhost:5000/mine");
  return session;
}

const warning =
  'InvalidBaseImagePlatform: Base image localhost:5000/mine was pulled with platform "linux/amd64", expected "linux/arm64" for current build (line 1)';

test("a build tells it below the progress and goes on", async () => {
  const session = await labWithRegistry();
  await runLine(session, "printf 'FROM localhost:5000/mine\\nRUN echo hi\\n' > Dockerfile");
  const { exitCode, stderr } = await runLine(session, "docker build --platform linux/arm64 --progress=plain -t mine .");
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/1 warning found[^]*\n.* - InvalidBaseImagePlatform/);
  expect(stderr).toContain(` - ${warning}`);
  expect(stderr).not.toContain("WARN: Invalid");
  expect((await runLine(session, "docker image inspect -f '{{.Os}}/{{.Architecture}}' mine")).stdout).toBe("linux/arm64\n");
  expect((await runLine(session, "docker build --progress=plain .")).stderr).not.toContain("warning found");
});

test("a check looks at the stages' own platforms, a skipped rule is silent, and one that is an error ends the build", async () => {
  const session = await labWithRegistry();
  const write = (first: string) =>
    runLine(session, `printf '${first}FROM --platform=linux/arm64 localhost:5000/mine AS a\\nFROM alpine:3.20\\n' > Dockerfile`);
  await write("");
  const { stdout } = await runLine(session, "docker build --check --platform windows/arm64 .");
  expect(stdout).toContain("2 warnings");
  expect(stdout).toContain('WARNING: InvalidBaseImagePlatform\nBase image localhost:5000/mine was pulled with platform "linux/amd64"');
  await write("# check=skip=InvalidBaseImagePlatform\\n");
  expect((await runLine(session, "docker build --check .")).stdout).toContain("1 warning ");
  await write("# check=skip=FromPlatformFlagConstDisallowed;error=true\\n");
  const { stderr } = await runLine(session, "docker build --target a .");
  expect(stderr).toContain("lint violation found for rules: InvalidBaseImagePlatform");
});
