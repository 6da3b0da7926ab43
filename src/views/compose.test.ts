import { expect, test } from "vitest";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import type { LabSession } from "../shell/session.ts";
import { type ComposeService, gatherCompose } from "./compose.ts";

const file = `
services:
  web:
    image: nginx:alpine
    depends_on:
      api: { condition: service_healthy }
    networks: [front]
  api:
    image: nginx:alpine
    deploy: { replicas: 2 }
    depends_on:
      setup: { condition: service_completed_successfully }
    healthcheck: { test: "true", interval: 2s }
    networks: [front, back]
  setup:
    image: alpine:3.20
    command: sleep 3
    volumes: [ "data:/data" ]
  debug:
    image: alpine:3.20
    profiles: [debug]
networks: { front: {}, back: {} }
volumes: { data: {} }
`;

async function labWith(files: Record<string, string>, ...lines: string[]): Promise<LabSession> {
  const lab = createLab(fromPaths(files, { uid: 1000, gid: 1000 }));
  for (const line of lines) await lab.exec(line, { stdout: () => {}, stderr: () => {} });
  return lab;
}

async function serviceOf(lab: LabSession, name: string): Promise<ComposeService> {
  const { projects } = await gatherCompose(lab.engine, null, lab);
  return projects[0]?.services.find((service) => service.name === name) as ComposeService;
}

test("before anything runs the graph is the file's", async () => {
  const lab = await labWith({ "shop/compose.yaml": file });
  const { projects } = await gatherCompose(lab.engine, null, lab);
  expect(projects).toHaveLength(1);
  expect(projects[0]).toMatchObject({ name: "shop", file: "shop/compose.yaml", disabled: ["debug"] });
  expect(projects[0]?.services.map(({ name, level, wanted }) => [name, level, wanted])).toEqual([
    ["setup", 0, 1],
    ["api", 1, 2],
    ["web", 2, 1],
  ]);
  expect(projects[0]?.services.flatMap(({ replicas }) => replicas)).toEqual([]);
});

test("what is up is told by the engine: order, times, health and conditions", async () => {
  const lab = await labWith({ "compose.yaml": file }, "docker compose up -d");
  const [setup, api, web] = [await serviceOf(lab, "setup"), await serviceOf(lab, "api"), await serviceOf(lab, "web")];
  expect(setup).toMatchObject({ volumes: ["data"], replicas: [{ status: "exited", exitCode: 0 }] });
  expect(api.waitsFor).toEqual([{ service: "setup", condition: "service_completed_successfully", met: true }]);
  expect(api.replicas.map(({ number, health }) => [number, health])).toEqual([
    [1, "healthy"],
    [2, "healthy"],
  ]);
  expect(web.waitsFor[0]?.met).toBe(true);
  expect(api.replicas[0]?.started).toBeGreaterThanOrEqual(setup.replicas[0]?.ended ?? Infinity);
  expect(web.replicas[0]?.started).toBeGreaterThanOrEqual(api.replicas[0]?.healthy ?? Infinity);
  expect(web.replicas[0]?.outdated).toBe(false);
});

test("another setting in the file marks the containers that the next up makes anew, and no others", async () => {
  const lab = await labWith({ "compose.yaml": file }, "docker compose up -d", "sed -i 's/command: sleep 3/command: sleep 2/' compose.yaml");
  expect((await serviceOf(lab, "setup")).replicas[0]?.outdated).toBe(true);
  expect((await serviceOf(lab, "web")).replicas[0]?.outdated).toBe(false);
});

test("a project without its file is known by its labels", async () => {
  const lab = await labWith({ "compose.yaml": file }, "docker compose -p other up -d", "rm compose.yaml");
  const { projects } = await gatherCompose(lab.engine, null, lab);
  expect(projects.map(({ name, file: path }) => [name, path])).toEqual([["other", undefined]]);
  expect(projects[0]?.services.find(({ name }) => name === "web")).toMatchObject({
    level: 2,
    networks: ["front"],
    waitsFor: [{ service: "api", condition: "service_healthy", met: true }],
  });
});

test("a file that can't be read says why, in Compose's words", async () => {
  const lab = await labWith({ "compose.yaml": "services:\n  web:\n    imagee: nginx\n" });
  const { projects } = await gatherCompose(lab.engine, null, lab);
  expect(projects[0]?.problem).toContain("imagee");
});
