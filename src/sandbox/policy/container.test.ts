import { expect, test } from "vitest";
import { AllowList } from "./allow-list.ts";
import { containerOf } from "./container.ts";
import type { Fields } from "./fields.ts";
import { Names } from "./names.ts";
import type { World } from "./world.ts";

const MiB = 1024 ** 2;

/** A session that has made nothing, and whose images have this configuration. */
function world(config: Fields = {}, more: Partial<World> = {}): World {
  const none = async (): Promise<never> => {
    throw new Error("there is none");
  };
  return {
    names: new Names("dd-1f2e3d4c"),
    limits: { memory: 512 * MiB, cpus: 1, pids: 256, containers: 32, disk: 1024 * MiB, minutes: 120 } as World["limits"],
    images: new AllowList(["alpine"]),
    machineCpus: 4,
    labels: {},
    workspaceVolume: "workspace",
    cgroupParent: undefined,
    container: none,
    image: async (reference) => ({ reference, config }),
    network: async (name) => name,
    volume: none,
    workspaceFolder: none,
    ...more,
  };
}

const half = 500_000_000;

test.each<[string, Fields | undefined, Fields | undefined, unknown]>([
  ["an image's own that is too often", { Test: ["CMD", "true"], Interval: 1_000_000 }, undefined, { Interval: half }],
  [
    "a test that takes over the image's times",
    { Interval: 1_000_000, StartInterval: 1 },
    { Test: ["CMD", "x"] },
    { Interval: half, StartInterval: half },
  ],
  ["an image's that is seldom enough", { Test: ["CMD", "true"], Interval: 2 * half }, undefined, undefined],
  ["one of its own", { Interval: 1 }, { Interval: 3 * half }, { Interval: 3 * half }],
  ["none", undefined, undefined, undefined],
])("a container's health is looked at no more than twice a second: %s", async (_, image, own, expected) => {
  const config = image ? { Healthcheck: image } : {};
  const { Healthcheck } = await containerOf("", { Image: "alpine", ...(own && { Healthcheck: own }) }, world(config));
  if (expected === undefined) expect(Healthcheck).toBeUndefined();
  else expect(Healthcheck).toMatchObject(expected as object);
});

const create = (HostConfig: object, more: Partial<World> = {}) => containerOf("", { Image: "alpine", HostConfig }, world({}, more));

test("weights against others count only among the session's own containers", async () => {
  await expect(create({ CpuShares: 262_144 })).rejects.toThrow(/CpuShares/);
  await expect(create({ BlkioWeight: 1000 })).rejects.toThrow(/BlkioWeight/);
  expect((await create({ CpuShares: 512 })).HostConfig).toMatchObject({ CpuShares: 512 });
  expect((await create({ CpuShares: 4096 }, { cgroupParent: "/x" })).HostConfig).toMatchObject({ CpuShares: 4096 });
});

test.each([
  [{ Name: "fsize", Soft: -1, Hard: -1 }],
  [{ Name: "fsize", Soft: 1, Hard: 2 ** 50 }],
  [{ Name: "fsize", Soft: 2 ** 50, Hard: 1 }],
])("no file may be larger than the disk: %j", async (limit) => {
  await expect(create({ Ulimits: [limit] })).rejects.toThrow(/fsize/);
  await expect(create({ Ulimits: [{ Name: "fsize", Soft: 1, Hard: 1 }, limit] })).rejects.toThrow(/fsize/);
});
