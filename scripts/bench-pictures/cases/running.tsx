import type { ApiCall } from "../../../src/views/api-calls.ts";
import type { ComposeProject } from "../../../src/views/compose.ts";
import type { MachinesView } from "../../../src/views/machines.ts";
import type { NetworksView } from "../../../src/views/networks.ts";
import { api } from "../../../src/visualizers/api/ApiPicture.tsx";
import { compose } from "../../../src/visualizers/compose/ComposePicture.tsx";
import { machines } from "../../../src/visualizers/machines/MachinesPicture.tsx";
import { networks } from "../../../src/visualizers/networks/NetworksPicture.tsx";
import type { BenchCase } from "../bench-case.ts";

const many = <T,>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** Fifty containers on six networks; `asked` is the last request's number. */
function wired(asked: number): NetworksView {
  return {
    networks: many(6, (at) => ({
      name: `net${at}`,
      subnet: `172.${18 + at}.0.0/16`,
      gateway: `172.${18 + at}.0.1`,
      internal: at === 5,
      names: true,
    })),
    rooms: many(50, (at) => ({
      containers: [`app-${at}`],
      image: "nginx:alpine",
      status: "running",
      onHost: false,
      plugs: [at % 6, (at + 1) % 6].map((net) => ({ network: `net${net}`, address: `172.${18 + net}.0.${at + 2}`, names: [`app-${at}`] })),
      listening: [{ protocol: "tcp", address: "0.0.0.0", port: 80, program: "nginx" }],
      doors: at < 8 ? [{ hostIp: "0.0.0.0", hostPort: 8080 + at, port: 80, protocol: "tcp" }] : [],
      nameServers: ["127.0.0.11"],
    })),
    host: { listening: [] },
    requests: many(12, (at) => ({
      id: asked - at,
      times: 1,
      program: "wget",
      from: { room: `app-${(asked + at) % 44}` },
      name: `app-${(asked + at + 6) % 50}`,
      asked: [{ place: "127.0.0.11", name: "app", addresses: ["172.18.0.9"] }],
      address: "172.18.0.9",
      port: 80,
      protocol: "tcp",
      way: "same network",
      lookupOnly: false,
      waiting: false,
      reached: { place: { room: `app-${(asked + at + 6) % 50}` }, address: "172.18.0.9", port: 80 },
      over: `net${(asked + at) % 6}`,
    })),
  };
}

function project(healthy: number): ComposeProject {
  return {
    name: "shop",
    file: "compose.yaml",
    disabled: [],
    began: 0,
    services: many(50, (at) => ({
      name: `service${at}`,
      image: "nginx:alpine",
      builds: false,
      level: at,
      waitsFor: at === 0 ? [] : [{ service: `service${Math.floor(at / 3)}`, condition: "service_healthy", met: at < healthy }],
      wanted: 1,
      replicas: [
        {
          name: `shop-service${at}-1`,
          number: 1,
          status: "running",
          health: at < healthy ? "healthy" : "starting",
          exitCode: 0,
          outdated: false,
          created: at,
          started: 100 * at,
        },
      ],
      networks: ["default"],
      volumes: [],
    })),
  };
}

const call = (id: number): ApiCall => ({
  id,
  method: "POST",
  path: `/containers/${"a".repeat(64)}/start`,
  headers: {},
  status: 204,
  pieces: 0,
  open: false,
  registry:
    id % 40 === 3 ? many(12, (at) => ({ method: "GET", path: `/v2/a/blobs/sha256:${at}`, kind: "layer", status: "Pull complete" })) : [],
  runtime: "runc starts it.",
});
const recorded = (last: number) => ({
  version: "1.51",
  commands: many(12, (at) => ({
    id: last + at,
    line: `docker run ${last + at}`,
    more: 0,
    calls: many(40, (index) => call((last + at) * 40 + index)),
  })),
});

const host = (memory: number): MachinesView => ({
  name: "drydock",
  kernel: "6.8.0",
  cpus: 2,
  memory: 8 * 1024 ** 3,
  imagesOnDisk: 0,
  containers: many(12, (at) => ({
    name: `c${at}`,
    image: "nginx",
    status: "running",
    program: "nginx",
    size: 5e7,
    memory: memory + at,
    startedIn: 250,
  })),
});

const nothing = (): void => {};

export const cases: readonly BenchCase[] = [
  {
    name: "networks: 50 containers",
    frames: [100, 101].map((asked) => () => <networks.Component view={wired(asked)} ask={null} run={nothing} />),
  },
  {
    name: "compose: 50 services",
    frames: [10, 40].map((healthy) => () => <compose.Component view={{ projects: [project(healthy)] }} ask={null} />),
  },
  { name: "api: 480 requests", frames: [1, 2].map((last) => () => <api.Component view={recorded(last)} ask={{ open: [] }} />) },
  { name: "machines: 12 containers", frames: [1e7, 2e7].map((memory) => () => <machines.Component view={host(memory)} ask={null} />) },
];
