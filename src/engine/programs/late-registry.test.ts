import { expect, it } from "vitest";
import { virtualClock } from "../clocks.ts";
import { lateRegistry } from "./late-registry.ts";
import type { Process, ProgramRegistry } from "./program.ts";

it("no virtual time passes while programs are loaded, however long that takes", async () => {
  const clock = virtualClock();
  const start = clock.now();
  const load = () =>
    new Promise<ProgramRegistry>((resolve) => setTimeout(() => resolve(new Map([["server", async () => clock.now() - start]])), 60));
  const server = lateRegistry(new Map(), load).get("server");
  const waiting = clock.sleep(5000);
  expect(await server?.({} as Process, { program: "server" })).toBe(0);
  await waiting;
  expect(clock.now() - start).toBe(5000);
});
