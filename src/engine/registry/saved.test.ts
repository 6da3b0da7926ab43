import { expect, test } from "vitest";
import { catalogue } from "../../../content/catalogue/index.ts";
import { virtualClock } from "../clocks.ts";
import { directory } from "../filesystem/build.ts";
import { createEngine, restoreEngine } from "../engine.ts";

const auth = { username: "ann", password: "made-up" };

function options() {
  const runStep = () => Promise.reject(new Error("nothing runs here"));
  return { clock: virtualClock(Date.UTC(2026, 10, 21)), images: catalogue, runStep };
}

async function pushed() {
  const engine = createEngine(options());
  await engine.imagePull("alpine:3.20");
  await engine.imageTag("alpine:3.20", "ann/app:1");
  expect(await engine.registryLogin(auth)).toMatchObject({ NewAccount: true });
  await engine.imagePush("ann/app:1", { auth });
  return engine;
}

test("what was pushed to Docker Hub, and who may, outlasts the session", async () => {
  const engine = await restoreEngine(options(), structuredClone(await (await pushed()).save()));
  await engine.imageRemove("ann/app:1");
  await engine.imageRemove("alpine:3.20");
  await engine.imagePull("ann/app:1");
  expect((await engine.imageInspect("ann/app:1")).RepoDigests[0]).toMatch(/^ann\/app@sha256:/);
  expect(await engine.registryLogin(auth)).not.toHaveProperty("NewAccount");
  await expect(engine.registryLogin({ ...auth, password: "other" })).rejects.toMatchObject({ status: 401 });
});

test("what a copy pushes is not in the registries of the first", async () => {
  const engine = await pushed();
  const copy = engine.fork();
  await copy.imageTag("alpine:3.20", "ann/app:2");
  await copy.imagePush("ann/app:2", { auth });
  await expect(engine.imagePull("ann/app:2")).rejects.toMatchObject({ status: 404 });
  await expect(copy.imagePull("ann/app:1")).resolves.toBeUndefined();
});

test("ghcr.io shows what was pushed to its owner alone", async () => {
  const engine = await pushed();
  await engine.registryLogin({ ...auth, serveraddress: "ghcr.io" });
  await engine.imageTag("alpine:3.20", "ghcr.io/ann/app:1");
  await expect(engine.imagePush("ghcr.io/ann/app:1")).rejects.toMatchObject({ message: expect.stringMatching(/^unauthorized: /) });
  await engine.imagePush("ghcr.io/ann/app:1", { auth });
  await engine.imageRemove("ghcr.io/ann/app:1");
  await expect(engine.imagePull("ghcr.io/ann/app:1")).rejects.toMatchObject({ message: expect.stringContaining("denied") });
  await engine.imagePull("ghcr.io/ann/app:1", { auth });
});

test("a damaged state of a registry is refused", async () => {
  const state = await (await pushed()).save();
  const damaged = {
    ...state,
    data: state.data.replace(/"accounts":\[\[/, '"accounts":[').replace(/"files":\{"\$tree":\d+\}/, '"files":7'),
  };
  await expect(restoreEngine(options(), damaged)).rejects.toThrow();
});

test("a build stands on a private image when its owner asks", async () => {
  const engine = await pushed();
  await engine.registryLogin({ ...auth, serveraddress: "ghcr.io" });
  await engine.imageTag("alpine:3.20", "ghcr.io/ann/app:1");
  await engine.imagePush("ghcr.io/ann/app:1", { auth });
  await engine.imageRemove("ghcr.io/ann/app:1");
  const request = { context: directory(), dockerfile: { name: "Dockerfile", text: "FROM ghcr.io/ann/app:1\nLABEL a=1\n" } };
  expect((await engine.build(request)).failure?.message).toContain("not found");
  expect((await engine.build(request, { auth: () => auth })).failure).toBeUndefined();
});
