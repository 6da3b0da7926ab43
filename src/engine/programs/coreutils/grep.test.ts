import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comparable, type RecordedCase, recordedRoot, runStep } from "../testing.ts";

const recorded = readFileSync(new URL("./fixtures/grep.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedCase);

const files = {
  f: "a\nb\nc\n",
  g: "a.b\naxb\n",
  h: "one two\ntwo three\nfoo_bar\na+b\naab\n(x)\n*s\n",
  "d/e/f": "a\nb\nc\n",
  "d/x.txt": "a.b\naxb\n",
  pats: "b\nc\n",
};

/** What GNU grep 3.8 and busybox 1.35 printed. */
test.each(recorded)("$shell: $script", async ({ shell, script, output, exitCode }) => {
  const root = recordedRoot(shell);
  root.remove("/work", { recursive: true });
  for (const [name, text] of Object.entries(files)) root.writeFile(`/work/${name}`, text, { parents: true });
  const ran = await runStep(root.root, [shell === "bash" ? "/bin/bash" : "/bin/sh", "-c", `${script} 2>&1`]);
  expect(comparable(ran.output).trimEnd()).toBe(output);
  expect(ran.exitCode).toBe(exitCode);
});
