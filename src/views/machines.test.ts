import { expect, test } from "vitest";
import { directory } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { gatherMachines } from "./machines.ts";

test("the machine, its kernel, and what containers take are the engine's; a start is measured by its clock", async () => {
  const lab = createLab(directory());
  for (const line of ["docker run -d --name web nginx:alpine", "docker create --name later alpine:3.20", "sleep 60", "docker start later"])
    await lab.exec(line, { stdout: () => {}, stderr: () => {} });
  const view = await gatherMachines(lab.engine);
  const { KernelVersion, MemTotal, NCPU } = await lab.engine.info();
  expect(view).toMatchObject({ kernel: KernelVersion, memory: MemTotal, cpus: NCPU });
  const [web, later] = view.containers;
  expect(web).toMatchObject({ name: "web", program: "docker-entrypoint.sh", status: "running" });
  expect(web?.size).toBe((await lab.engine.imageInspect("nginx:alpine")).Size);
  expect(web?.memory).toBeGreaterThan(0);
  expect(web?.startedIn).toBeGreaterThan(50);
  expect(web?.startedIn).toBeLessThan(2_000);
  expect(later).toMatchObject({ name: "later", memory: 0 });
  expect(later?.startedIn).toBeUndefined();
});
