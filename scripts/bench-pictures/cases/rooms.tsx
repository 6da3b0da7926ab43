import type { NamespacesView, RoomView } from "../../../src/views/namespaces.ts";
import type { StorageView } from "../../../src/views/storage.ts";
import { namespaces } from "../../../src/visualizers/namespaces/NamespacesPicture.tsx";
import { storage } from "../../../src/visualizers/storage/StoragePicture.tsx";
import type { BenchCase } from "../bench-case.ts";

const host = { cgroup: 1, ipc: 2, mnt: 3, net: 4, pid: 5, time: 6, user: 7, uts: 8 };

function room(index: number, more: number): RoomView {
  const own = 100 + index * 8;
  return {
    name: `app${index}`,
    image: "app",
    status: "running",
    hostname: `host${index}`,
    exitCode: 0,
    oomKilled: false,
    namespaces: { ...host, cgroup: own, ipc: own + 1, mnt: own + 2, net: index % 5 === 0 ? host.net : own + 3, pid: own + 4, uts: own + 5 },
    processes: Array.from({ length: 6 }, (_, at) => ({
      ...{
        pid: 2000 + index * 10 + at,
        pidInside: at + 1,
        command: `worker ${at}`,
        depth: Math.min(at, 1),
        running: false,
        memory: 400_000,
      },
    })),
    meters: {
      memory: { used: 1e6 * (more + 1), limit: 64e6, kills: 0 },
      cpu: { busy: 0, limit: 0.5, waits: 0 },
      pids: { used: 6, limit: 50, refused: 0 },
    },
  };
}

function crowd(more: number): NamespacesView {
  const rooms = Array.from({ length: 50 }, (_, index) => room(index, more));
  const lines = rooms.flatMap(({ processes }) =>
    processes.map(({ pid, command }) => ({ text: `${pid} root ${command}`, pair: `process ${pid}`, other: "1" })),
  );
  const answer = { command: "ps -eo pid,user,args", lines };
  return {
    host: { hostname: "drydock", kernel: "6.12", cpus: 4, memory: 8e9, namespaces: host, processes: [] },
    rooms,
    question: "ps",
    outside: answer,
    inside: { ...answer, lines: lines.slice(0, 6), name: "app0" },
  };
}

function stores(more: number): StorageView {
  const containers = Array.from({ length: 50 }, (_, index) => ({
    ...{ name: `app${index}`, image: "app", status: "running" as const, writable: 1000 * (index + more), removesItself: false },
    mounts: [
      { type: "volume" as const, source: `data${index}`, path: "/data", readOnly: index % 2 === 0 },
      { type: "bind" as const, source: `/srv/${index}`, path: "/srv", readOnly: false },
    ],
  }));
  return {
    containers,
    volumes: containers.map(({ name }, index) => ({ name: `data${index}`, anonymous: false, size: 1000 * (index + more), users: [name] })),
  };
}

const crowds = [crowd(0), crowd(1)] as const;
const storages = [stores(0), stores(1)] as const;
const ask = { question: "ps", inside: "app0" } as const;

export const cases: readonly BenchCase[] = [
  {
    name: "namespaces: 50 containers, 300 processes",
    frames: [
      () => <namespaces.Component view={crowds[0]} before={crowds[1]} ask={ask} onAsk={() => {}} run={() => {}} />,
      () => <namespaces.Component view={crowds[1]} before={crowds[0]} ask={ask} onAsk={() => {}} run={() => {}} />,
    ],
  },
  {
    name: "storage: 50 containers, 50 volumes, 50 binds",
    frames: [
      () => <storage.Component view={storages[0]} before={storages[1]} ask={null} run={() => {}} />,
      () => <storage.Component view={storages[1]} before={storages[0]} ask={null} run={() => {}} />,
    ],
  },
];
