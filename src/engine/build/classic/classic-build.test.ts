/** The classic builder's words, cache and images; `test/conformance` holds them against a real engine's. */
import { beforeEach, describe, expect, it } from "vitest";
import { createLab } from "../../../headless/lab.ts";
import type { ClassicBuildRequest, ClassicBuildResult, Engine } from "../../api.ts";
import { directory, fromPaths } from "../../filesystem/build.ts";

let engine: Engine;
beforeEach(() => {
  engine = createLab(directory()).engine;
});

async function build(
  dockerfile: string,
  request: Partial<ClassicBuildRequest> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<ClassicBuildResult & { readonly output: string }> {
  const { files = {}, ...options } = request;
  let output = "";
  const context = fromPaths({ ...files, Dockerfile: dockerfile });
  const result = await engine.classicBuild(
    { context, dockerfile: "Dockerfile", ...options },
    {
      onOutput: (_, text) => {
        output += text;
      },
    },
  );
  return { ...result, output: output.replace(/\b[0-9a-f]{12}\b/g, "ID") };
}

const layered = "FROM alpine:3.20\nARG A=1\nCOPY file /file\nRUN cat /file; echo $A\nCMD cat /file\n";

describe("the classic builder", () => {
  it("tells each step, its container and its image", async () => {
    const { output, imageId } = await build(layered, { files: { file: "content\n" }, tags: ["made"], buildArgs: { A: "2", B: "3" } });
    const step = " ---> Running in ID\n";
    const end = " ---> Removed intermediate container ID\n ---> ID\n";
    expect(output).toBe(
      `Step 1/5 : FROM alpine:3.20\n ---> ID\nStep 2/5 : ARG A=1\n${step}${end}Step 3/5 : COPY file /file\n ---> ID\n` +
        `Step 4/5 : RUN cat /file; echo $A\n${step}content\n2\n${end}Step 5/5 : CMD cat /file\n${step}${end}` +
        "[Warning] One or more build-args [B] were not consumed\nSuccessfully built ID\nSuccessfully tagged made:latest\n",
    );
    const { Parent, Config } = await engine.imageInspect("made");
    expect([Config.Cmd, (await engine.imageInspect(Parent)).RepoTags]).toEqual([["/bin/sh", "-c", "cat /file"], []]);
    const [newest, run] = await engine.imageHistory("made");
    expect([newest?.Id, run?.Id, run?.CreatedBy]).toEqual([imageId, Parent, "|1 A=2 /bin/sh -c cat /file; echo $A"]);
    expect(await engine.containerList({ all: true })).toEqual([]);
  });

  it("takes from the cache what was done before, up to the first step that differs", async () => {
    const first = await build(layered, { files: { file: "1" } });
    const again = await build(layered, { files: { file: "1" } });
    expect([again.imageId, again.output.match(/Using cache/g)?.length]).toEqual([first.imageId, 4]);
    const edited = await build(layered, { files: { file: "2" } });
    expect([edited.imageId === first.imageId, edited.output.match(/Using cache/g)?.length]).toEqual([false, 1]);
    expect((await build(layered, { files: { file: "1" }, noCache: true })).output).not.toContain("Using cache");
  });

  it("builds every stage up to the target, and reads from those before", async () => {
    const stages =
      "FROM alpine:3.20 AS one\nRUN echo made > /made\nFROM alpine:3.20 AS unused\nRUN echo ran\nFROM one\nCOPY --from=0 /made /copy\n";
    expect((await build(stages)).output).toContain("\nran\n");
    expect((await build(stages, { target: "ONE" })).output).toContain("Step 2/2");
    expect((await build(stages, { target: "nope" })).failure?.message).toBe('target stage "nope" could not be found');
  });

  it("sets off ONBUILD where it is built upon", async () => {
    await build("FROM alpine:3.20\nONBUILD RUN echo triggered\n", { tags: ["base"] });
    expect((await build("FROM base\n")).output).toContain("# Executing 1 build trigger\n ---> Running in ID\ntriggered\n");
  });

  const mistakes: readonly (readonly [dockerfile: string, message: string, code: number | undefined])[] = [
    ["FROM alpine:3.20\nRUN echo err >&2; exit 3\n", "The command '/bin/sh -c echo err >&2; exit 3' returned a non-zero code: 3", 3],
    [
      "FROM alpine:3.20\nCOPY nope /\n",
      "COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist",
      undefined,
    ],
    ["FROM alpine:3.20\nCOPY z* /\n", "COPY failed: no source files were specified", undefined],
    [
      "FROM alpine:3.20\nRUN --mount=type=cache,target=/x true\n",
      "the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled",
      undefined,
    ],
    ["FROM alpine:3.20\nFOO\n", "dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)", undefined],
    ["", "the Dockerfile (Dockerfile) cannot be empty", undefined],
    [
      "FROM alpine:3.20\nADD https://example.com/x /\n",
      "drydock: the lab has no network, so ADD cannot fetch https://example.com/x: put the file into the build context and COPY it instead",
      undefined,
    ],
  ];
  it.each(mistakes)("%j fails as Docker's does", async (dockerfile, message, code) => {
    const { failure, imageId } = await build(dockerfile);
    expect([failure, imageId]).toEqual([{ message, ...(code !== undefined && { code }) }, undefined]);
  });

  it("leaves the container of a command that failed", async () => {
    await build("FROM alpine:3.20\nRUN exit 3\n");
    expect((await engine.containerList({ all: true })).map(({ Command }) => Command)).toEqual(["/bin/sh -c 'exit 3'"]);
    await build("FROM alpine:3.20\nRUN exit 4\n", { forceRemove: true });
    expect(await engine.containerList({ all: true })).toHaveLength(1);
  });
});

describe("what an image was made from", () => {
  it("is not shown, is kept while it is needed, and goes with the last that needs it", async () => {
    await build(layered, { files: { file: "1" }, tags: ["one"] });
    await build(layered.replace("CMD cat /file", "CMD other"), { files: { file: "1" }, tags: ["two"] });
    const names = async (all: boolean): Promise<number> => (await engine.imageList({ all, filters: { dangling: ["true"] } })).length;
    expect([await names(false), await names(true)]).toEqual([0, 3]);
    const { Parent } = await engine.imageInspect("one");
    await expect(engine.imageRemove(Parent)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("image has dependent child images"),
    });
    await engine.imageRemove("one");
    expect(await names(true)).toBe(3);
    await engine.imageRemove("two");
    expect(await names(true)).toBe(0);
    expect((await engine.imageInspect("alpine:3.20")).RepoTags).toEqual(["alpine:3.20"]);
  });
});
