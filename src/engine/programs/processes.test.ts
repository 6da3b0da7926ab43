import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { comparable, type RecordedCase, recordedRoot, runOnMachine } from "./testing.ts";

const cases = readFileSync(new URL("./shell/fixtures/processes.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedCase);

/** bash names the pid of what was killed. */
const masked = (text: string): string => text.replace(/ +\d+ (Killed|Terminated|Segmentation fault)/g, " PID $1");

describe("pipes, jobs, signals and traps, against what bash, dash and busybox printed", () => {
  test.each(cases)("$shell: $script", async ({ shell, script, output, exitCode }) => {
    const ran = await runOnMachine(recordedRoot(shell), [shell === "bash" ? "/bin/bash" : "/bin/sh", "-c", script]);
    expect(masked(comparable(ran.output))).toBe(output);
    expect(ran.exitCode).toBe(exitCode);
  });
});
