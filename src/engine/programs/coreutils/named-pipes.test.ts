import { expect, test } from "vitest";
import { recordedRoot, runOnMachine } from "../testing.ts";

/** What dash and GNU's tools print here, and busybox's too. */
test.each([
  ["printf 'b\\na\\n' > p & sed s/a/X/ p", "b\nX\n"],
  ["printf 'b\\na\\n' > p & awk '{ print NR, $0 }' p", "1 b\n2 a\n"],
  ["printf 'b\\na\\n' > p & sort p", "a\nb\n"],
  ["printf 'b\\na\\n' > p & wc -l p", "2 p\n"],
  ["printf 'b\\na\\n' > p & tac p", "a\nb\n"],
  ["cat p > got & echo hi | dd of=p 2> /dev/null; wait; cat got", "hi\n"],
  ["printf 'b\\na\\n' > p & dd if=p 2> /dev/null", "b\na\n"],
])("%s", async (script, output) => {
  for (const shell of ["ash", "dash"] as const)
    expect((await runOnMachine(recordedRoot(shell), ["/bin/sh", "-c", `mkfifo p; ${script}`])).output).toBe(output);
});
