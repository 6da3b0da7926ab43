/** Images that the host has from the beginning. */
import { expect, test } from "vitest";
import { catalogue } from "../../content/catalogue/index.ts";
import { virtualClock } from "./clocks.ts";
import { createEngine } from "./engine.ts";
import { directory } from "./filesystem/build.ts";
import { coreutilsPrograms } from "./programs/coreutils/index.ts";
import { createStepRunner } from "./programs/run-step.ts";

function lab() {
  return createEngine({
    clock: virtualClock(),
    images: catalogue,
    preloaded: ["alpine:3.20", "busybox:1.36"],
    runStep: createStepRunner(coreutilsPrograms),
  });
}
const tags = async (engine: ReturnType<typeof lab>) => (await engine.imageList()).flatMap(({ RepoTags }) => RepoTags).sort();
const request = (text: string, tag: string) => ({ context: directory({}), dockerfile: { name: "Dockerfile", text }, tags: [tag] });

test("they are there without a pull, and a build from one fetches nothing", async () => {
  const engine = lab();
  const statuses: string[] = [];
  await engine.build(request("FROM alpine:3.20\nRUN true\n", "a"), {
    onEvent: (event) => {
      if (event.type === "status") statuses.push(event.id);
    },
  });
  expect(statuses.filter((id) => /^(resolve|sha256|extracting)/.test(id))).toEqual([]);
  expect(await tags(engine)).toEqual(["a:latest", "alpine:3.20", "busybox:1.36"]);
});

test("a name that a build has taken is not given back to them", async () => {
  const engine = lab();
  const { imageId } = await engine.build(request("FROM scratch\nCOPY . /\n", "busybox:1.36"));
  expect((await engine.imageInspect("busybox:1.36")).Id).toBe(imageId);
  expect(await tags(engine)).toEqual(["alpine:3.20", "busybox:1.36"]);
});

test("one that was removed stays away, in a copy and after a reload too", async () => {
  const engine = lab();
  await engine.imageRemove("alpine:3.20");
  expect(await tags(engine)).toEqual(["busybox:1.36"]);
  expect(await tags(engine.fork())).toEqual(["busybox:1.36"]);
  const again = lab();
  await again.restore(await engine.save());
  expect(await tags(again)).toEqual(["busybox:1.36"]);
  const untouched = lab();
  const reloaded = lab();
  await reloaded.restore(await untouched.save());
  expect(await tags(reloaded)).toEqual(["alpine:3.20", "busybox:1.36"]);
});
