/** Scripts of awk and sed that never end. */
import { expect, test } from "vitest";
import { runStep, testRoot } from "./testing.ts";

test.each([
  ["gnu", "echo a | sed ':a;s/a/a/;ta'", "sed"],
  ["busybox", "echo a | sed ':a;ba'", "sed"],
  ["gnu", "awk 'BEGIN { while (1) n++ }'", "awk"],
  ["busybox", "awk 'function f(n) { for (;;) n++ } BEGIN { f(1) }'", "awk"],
] as const)("%s: %s ends with the lab's own sentence", async (kind, script, name) => {
  const { output, exitCode } = await runStep(testRoot(kind).root, ["/bin/sh", "-c", script]);
  expect(output).toContain(`drydock: ${name} stopped after 5,000,000 steps: this looks like an endless loop`);
  expect(exitCode).toBe(137);
});
