import { expect, test } from "vitest";
import type { ContainerInspect, ContainerSummary, Engine, MachineInspect } from "../../engine/api.ts";
import { gatherStorage } from "../../views/storage.ts";
import type { KernelEngine } from "./kernel-engine.ts";
import { ownMounts, readTables, sizesScript, storageEngine, tablesScript } from "./storage.ts";

const machine = `21 1 0:24 / / rw,relatime - tmpfs tmpfs rw
22 21 0:5 / /proc rw,relatime - proc proc rw
23 21 0:20 / /dev rw,relatime - devtmpfs dev rw
26 21 0:26 / /run rw,relatime - tmpfs tmpfs rw`;
const room = `81 79 0:30 / / rw,relatime - overlay overlay rw,lowerdir=/images/more:/images/tiny,upperdir=/box/upper,workdir=/box/work
82 81 0:31 / /proc rw,relatime - proc proc rw
83 81 0:24 /srv/my\\040data /data ro,relatime - tmpfs tmpfs rw
84 81 0:26 /lock /var/lock rw,relatime - tmpfs tmpfs rw
85 81 0:33 / /tmp rw,relatime - tmpfs tmpfs rw,size=1024k`;
const tables = `table 1\n${machine}\ntable 240\n${room}`;

test("folders of the machine are binds, by the names that the machine has for them, and what is new is in memory", () => {
  const read = readTables(tables);
  expect(ownMounts(read.get(240) ?? [], read.get(1) ?? [])).toEqual([
    { Type: "bind", Source: "/srv/my data", Destination: "/data", RW: false },
    { Type: "bind", Source: "/run/lock", Destination: "/var/lock", RW: true },
    { Type: "tmpfs", Source: "", Destination: "/tmp", RW: true },
  ]);
  // A table that was only copied has nothing of its own.
  expect(ownMounts(read.get(1) ?? [], read.get(1) ?? [])).toEqual([]);
});

test("the picture of storage is drawn from the guest's own mount tables", async () => {
  const kernel = {
    containerList: async () => [{ Id: "process-240" } as ContainerSummary],
    containerInspect: async () =>
      ({ Id: "process-240", Name: "/box", State: { Status: "running", Pid: 240 }, Config: {}, HostConfig: {} }) as ContainerInspect,
    machineInspect: async () => ({ processes: [{ pid: 1 }] }) as unknown as MachineInspect,
  } as unknown as KernelEngine;
  const answers = new Map([
    [tablesScript([1, 240]), tables],
    [sizesScript(["/box/upper"]), "151\n"],
  ]);
  const engine = storageEngine(async (script) => ({ exitCode: 0, output: answers.get(script) ?? "" }), kernel);
  const { containers, volumes } = await gatherStorage(engine as Engine);
  expect(volumes).toEqual([]);
  expect(containers).toMatchObject([{ name: "box", image: "/images/tiny, /images/more", writable: 151 }]);
  expect(containers[0]?.mounts.map(({ type, source, path }) => [type, source, path])).toEqual([
    ["bind", "/srv/my data", "/data"],
    ["tmpfs", "", "/tmp"],
    ["bind", "/run/lock", "/var/lock"],
  ]);
});
