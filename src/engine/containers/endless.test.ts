import { expect, it } from "vitest";
import { collect, TestEngine } from "./testing.ts";

it.each([
  ["an endless log", ["yes"]],
  ["an endless loop", ["sh", "-c", "while :; do :; done"]],
  ["a process that ignores every signal", ["sh", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done"]],
  ["a fork bomb", ["sh", "-c", "b() { b | b & }; b; while :; do sleep 1; done"]],
])(
  "time goes on beside %s, and it can be stopped",
  async (_, cmd) => {
    const engine = new TestEngine();
    await engine.run(cmd, { name: "wild", host: { PidsLimit: 100 } });
    await engine.clock.sleep(200);
    expect((await engine.runToEnd(["echo", "alive"])).output).toBe("alive\n");
    expect((await collect(await engine.containerLogs("wild"))).length).toBeLessThan(1_200_000);
    await engine.containerStop("wild", { timeout: 0 });
    expect((await engine.containerInspect("wild")).State.ExitCode).toBe(137);
    await engine.containerRemove("wild");
    expect(engine.machine.processes.size).toBe(1);
  },
  15_000,
);
