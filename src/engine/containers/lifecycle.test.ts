import { beforeEach, describe, expect, it } from "vitest";
import { collect, TestEngine } from "./testing.ts";

let engine: TestEngine;
beforeEach(() => {
  engine = new TestEngine();
});

const sh = (script: string): string[] => ["sh", "-c", script];
const stateOf = async (name: string) => (await engine.containerInspect(name)).State;

describe("the life of a container", () => {
  it("runs a command to its end", async () => {
    const { id, code, output } = await engine.runToEnd(sh("echo one; echo two >&2; exit 4"));
    expect({ code, output }).toEqual({ code: 4, output: "one\ntwo\n" });
    expect(await stateOf(id)).toMatchObject({ Status: "exited", Running: false, ExitCode: 4, Pid: 0, Error: "" });
    expect(await collect(await engine.containerLogs(id))).toBe("one\ntwo\n");
    expect(await collect(await engine.containerLogs(id, { stderr: false }))).toBe("one\n");
  });
});
