import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comparable, type RecordedCase, recordedRoot, runStep } from "../testing.ts";

const recorded = readFileSync(new URL("./fixtures/tr.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedCase);

/** What the tr of coreutils 9.1 and that of busybox 1.35 printed. */
test.each(recorded)("$shell: $script", async ({ shell, script, output, exitCode }) => {
  const root = recordedRoot(shell).root;
  const ran = await runStep(root, [shell === "bash" ? "/bin/bash" : "/bin/sh", "-c", `(${script}) 2>&1`]);
  expect(comparable(ran.output).trimEnd()).toBe(comparable(output));
  expect(ran.exitCode).toBe(exitCode);
});
