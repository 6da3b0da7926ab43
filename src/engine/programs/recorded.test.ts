import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { comparable, type RecordedCase, recordedRoot, runStep } from "./testing.ts";

function recorded(folder: string): RecordedCase[] {
  const text = readFileSync(new URL(`./${folder}/fixtures/recorded.jsonl`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedCase);
}

/** Files that some of the shells' cases need besides. */
function extra(root: ReturnType<typeof recordedRoot>, script: string): void {
  if (script.includes("notexec")) root.writeFile("/work/notexec", "");
  if (script.includes("badint")) root.writeFile("/work/badint", "#!/nope\necho\n", { mode: 0o755 });
}

describe.each(["shell", "coreutils"])("%s, against what bash, dash, busybox and GNU's tools printed", (folder) => {
  test.each(recorded(folder))("$shell: $script", async ({ shell, script, output, exitCode }) => {
    const root = recordedRoot(shell);
    extra(root, script);
    const ran = await runStep(root.root, [shell === "bash" ? "/bin/bash" : "/bin/sh", "-c", script]);
    expect(ran.startError).toBeUndefined();
    expect(comparable(ran.output)).toBe(output);
    expect(ran.exitCode).toBe(exitCode);
  });
});
