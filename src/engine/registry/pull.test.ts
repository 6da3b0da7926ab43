import { expect, test } from "vitest";
import { catalogue } from "../../../content/catalogue/index.ts";
import type { TransferProgress } from "../api.ts";
import { virtualClock } from "../clocks.ts";
import { createEngine } from "../engine.ts";

function lab() {
  return createEngine({
    clock: virtualClock(Date.UTC(2026, 10, 21)),
    images: catalogue,
    runStep: async () => {
      throw new Error("nothing runs here");
    },
  });
}

test("a pull brings an image under its name and its digest, and says each state of each layer", async () => {
  const engine = lab();
  const told: TransferProgress[] = [];
  await engine.imagePull("alpine:3.20", { onProgress: (progress) => told.push(progress) });
  const { RepoTags, RepoDigests, RootFS } = await engine.imageInspect("alpine:3.20");
  expect(RepoTags).toEqual(["alpine:3.20"]);
  expect(RepoDigests).toHaveLength(1);
  expect(told[0]).toEqual({ id: "3.20", status: "Pulling from library/alpine" });
  expect(told.at(-2)?.status).toBe(`Digest: ${RepoDigests[0]?.split("@")[1]}`);
  expect(told.at(-1)?.status).toBe("Status: Downloaded newer image for alpine:3.20");
  for (const status of ["Pulling fs layer", "Verifying Checksum", "Download complete", "Pull complete"])
    expect(told.filter((progress) => progress.status === status)).toHaveLength(RootFS.Layers?.length ?? 0);
});

test("an image that is there is up to date; layers it shares are not fetched again", async () => {
  const engine = lab();
  await engine.imagePull("python:3.12-slim");
  const again: string[] = [];
  await engine.imagePull("python:3.12-slim", { onProgress: ({ status }) => again.push(status) });
  expect(again).toEqual([
    "Pulling from library/python",
    expect.stringMatching(/^Digest: sha256:/),
    "Status: Image is up to date for python:3.12-slim",
  ]);
  const shared: string[] = [];
  await engine.imagePull("python:3.12", { onProgress: ({ status }) => shared.push(status) });
  expect(shared.at(-1)).toBe("Status: Downloaded newer image for python:3.12");
});

test("what the registry does not have is refused in its words", async () => {
  const engine = lab();
  await expect(engine.imagePull("alpine:9.99")).rejects.toMatchObject({
    status: 404,
    message: "manifest for alpine:9.99 not found: manifest unknown: manifest unknown",
  });
  await expect(engine.imagePull("nosuch")).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining("pull access denied for nosuch"),
  });
  await expect(engine.imagePull("scratch:3")).rejects.toMatchObject({ status: 403, message: "'scratch' is a reserved name" });
  await expect(engine.imagePull("Bad")).rejects.toMatchObject({ status: 400 });
});

test("an image that others have and the lab has not is refused with a word about it; a name that may be wrong is not", async () => {
  const engine = lab();
  const told: string[] = [];
  const onProgress = ({ status }: TransferProgress): void => void told.push(status);
  await expect(engine.imagePull("nosuch", { onProgress })).rejects.toMatchObject({ status: 404 });
  expect(told).toEqual([]);
  await expect(engine.imagePull("fedora:42", { onProgress })).rejects.toMatchObject({ status: 404 });
  expect(told).toEqual([expect.stringMatching(/^drydock: fedora can be had elsewhere; the lab, which has no network/)]);
  told.length = 0;
  await engine.imagePull("buildpack-deps:bookworm", { onProgress });
  expect(told.filter((status) => status.startsWith("drydock: "))).toEqual([]);
});
