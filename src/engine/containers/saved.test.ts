import { beforeEach, expect, it } from "vitest";
import { virtualClock } from "../clocks.ts";
import { createEngine, restoreEngine, type SimulatedEngine } from "../engine.ts";
import { parseIpv4 } from "../kernel/network/address.ts";
import { createMachine } from "../kernel/machine.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import type { ImageSource } from "../images/image.ts";
import { collect, TestEngine } from "./testing.ts";

/** Images come as an archive, so that engines of any kind have the same. */
let archive: Uint8Array;
let engine: SimulatedEngine;
const images: ImageSource = {
  describe: () => undefined,
  load: () => Promise.reject(new Error("no registry")),
  references: () => [],
  manifest: () => Promise.reject(new Error("no registry")),
  repositories: () => [],
};

function options(start?: number) {
  const clock = virtualClock(start);
  const now = () => clock.now();
  const { registry } = new TestEngine().machine;
  const disk = new WorkingTree(undefined, { now });
  disk.writeFile("/etc/resolv.conf", "nameserver 192.168.65.7\n", { parents: true });
  return { clock, images, runStep: () => Promise.reject(new Error("no steps")), machine: createMachine({ clock, registry, disk }) };
}

beforeEach(async () => {
  archive ??= await (async () => {
    const { saveImages } = await import("../images/archive/save.ts");
    return saveImages(new TestEngine().store, ["alpine:3.20"]);
  })();
  engine = createEngine(options());
  await engine.imageLoad(archive);
});

const run = async (of: SimulatedEngine, name: string, cmd: readonly string[], host = {}) => {
  const { Id } = await of.containerCreate({ name, Config: { Image: "alpine:3.20", Cmd: cmd }, HostConfig: host });
  await of.containerStart(Id);
};
const states = async (of: SimulatedEngine) =>
  Object.fromEntries(
    (await of.containerList({ all: true })).map(({ Names, State, Status }) => [Names[0]?.slice(1), State === "exited" ? Status : State]),
  );

async function fill(): Promise<void> {
  await engine.networkCreate({ Name: "n1" });
  await engine.volumeCreate({ Name: "vol", Labels: { a: "b" } });
  await run(engine, "always", ["tserve", "80", "still here"], {
    NetworkMode: "n1",
    RestartPolicy: { Name: "always", MaximumRetryCount: 0 },
  });
  await run(engine, "plain", ["twait"], { Binds: ["vol:/data"] });
  await run(engine, "done", ["sh", "-c", "echo said; echo kept > /file; rm /etc/group; exit 3"]);
  await engine.containerWait("done");
  await engine.containerCreate({ name: "made", Config: { Image: "alpine:3.20" } });
}

it("comes back as after a daemon that was killed", async () => {
  await fill();
  const state = structuredClone(await engine.save());
  const later = options(engine.machine.clock.now() + 5000);
  const back = await restoreEngine(later, state);
  expect(await states(back)).toEqual({
    made: "created",
    done: "Exited (3) 5 seconds ago",
    plain: "Exited (255) Less than a second ago",
    always: "running",
  });
  expect(await collect(await back.containerLogs("done"))).toBe("said\n");
  expect(await back.containerChanges("done")).toEqual(await engine.containerChanges("done"));
  expect((await back.volumeInspect("vol")).Labels).toEqual({ a: "b" });
  await expect(back.volumeRemove("vol")).rejects.toThrow("volume is in use");
  expect((await back.networkInspect("n1")).Id).toBe((await engine.networkInspect("n1")).Id);
  const connection = (
    await back.machine.network.connect(back.machine.network.host, { address: parseIpv4("172.18.0.2") as number, port: 80 })
  ).retain();
  expect(await connection.readAll()).toBe("still here\n");
  const ids = async (of: SimulatedEngine) => (await of.containerList({ all: true })).map(({ Id }) => Id);
  expect(await ids(back)).toEqual(await ids(engine));
  await back.containerCreate({ name: "new", Config: { Image: "alpine:3.20" } });
  expect(new Set(await ids(back)).size).toBe(5);
});

it("is copied with everything that runs, and goes its own way", async () => {
  await fill();
  const copy = engine.fork({ clock: virtualClock(engine.machine.clock.now()) });
  expect(await states(copy)).toEqual({ made: "created", done: "Exited (3) Less than a second ago", plain: "running", always: "running" });
  for (const name of ["plain", "always"])
    expect((await copy.containerInspect(name)).State.Pid).toBe((await engine.containerInspect(name)).State.Pid);
  await copy.containerRemove("plain", { force: true });
  await copy.volumeRemove("vol");
  expect((await states(engine)).plain).toBe("running");
  expect((await engine.volumeList()).Volumes).toHaveLength(1);
});

it("names those that its restart leaves as they were", async () => {
  await fill();
  const back = createEngine(options());
  await back.restore(structuredClone(await engine.save()));
  expect(back.resume()).toEqual(["plain"]);
  expect(back.resume()).toEqual([]);
});

it("stands still until it is resumed: what it binds may come later", async () => {
  await fill();
  const back = createEngine(options());
  await back.restore(structuredClone(await engine.save()));
  expect((await states(back)).always).toMatch(/^Exited \(255\)/);
  expect(back.resume("all")).toEqual([]);
  expect(await states(back)).toMatchObject({ always: "running", plain: "running", made: "created" });
});

it("refuses what is damaged, and stays as it was", async () => {
  await fill();
  const state = await engine.save();
  const data = JSON.parse(state.data);
  data.daemon.containers[0].files = null;
  await expect(engine.restore({ ...state, data: JSON.stringify(data) })).rejects.toThrow("saved data is damaged");
  expect((await states(engine)).always).toBe("running");
});

it("takes up what was saved before there were containers", async () => {
  const state = await engine.save();
  const { daemon: _, ...data } = JSON.parse(state.data);
  const back = await restoreEngine(options(), { ...state, data: JSON.stringify(data) });
  expect(await back.containerList({ all: true })).toEqual([]);
  expect(await back.imageList()).toHaveLength(1);
});

it("comes out the same each time", async () => {
  const tell = async () => {
    engine = createEngine(options());
    await engine.imageLoad(archive);
    await fill();
    const all = await Promise.all((await engine.containerList({ all: true })).map(({ Id }) => engine.containerInspect(Id)));
    return JSON.stringify([all, await engine.networkList()]);
  };
  expect(await tell()).toBe(await tell());
});

it("keeps images that containers were made from", async () => {
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => "nothing",
      (error: Error) => error.message,
    );
  await run(engine, "user", ["twait"]);
  const [image] = await engine.imageList();
  const short = image?.Id.slice(7, 19) as string;
  const user = (await engine.containerInspect("user")).Id.slice(0, 12);
  const used = `conflict: unable to remove repository reference "alpine:3.20" (must force) - container ${user} is using its referenced image ${short}`;
  expect(await failure(engine.imageRemove("alpine:3.20"))).toBe(used);
  expect(await failure(engine.imageRemove(short, { force: true }))).toBe(
    `conflict: unable to delete ${short} (cannot be forced) - image is being used by running container ${user}`,
  );
  expect((await engine.imagePrune({ filters: { dangling: ["false"] } })).deleted).toEqual([]);
  expect(await engine.imageRemove("alpine:3.20", { force: true })).toEqual([{ Untagged: "alpine:3.20" }]);
  expect((await engine.containerList())[0]?.Image).toBe(image?.Id);
  await engine.containerKill("user");
  expect(await failure(engine.imageRemove(short))).toBe(
    `conflict: unable to delete ${short} (must be forced) - image is being used by stopped container ${user}`,
  );
  await engine.containerRemove("user");
  expect(await engine.imageRemove(short)).toContainEqual({ Deleted: image?.Id });
});

it("tells what happens to images", async () => {
  await engine.imageTag("alpine:3.20", "mine:1");
  await engine.imageRemove("mine:1");
  await engine.imageRemove("alpine:3.20");
  await engine.imagePrune();
  await engine.buildPrune();
  const told: string[] = [];
  for await (const { Type, Action } of await engine.events({ since: 0, until: engine.machine.clock.now() })) told.push(`${Type} ${Action}`);
  expect(told).toEqual(["image load", "image tag", "image untag", "image untag", "image delete", "image prune", "builder prune"]);
});
