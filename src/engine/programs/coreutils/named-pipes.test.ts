import { expect, test } from "vitest";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";
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
  // Whoever has ended reads and writes no more, whatever was left.
  ["{ yes; echo > f; } > p & sed 1q p; wait; echo ended", "y\nended\n"],
  ["yes > p & head -n 2 p; wait; echo ended", "y\ny\nended\n"],
  ["(echo one; echo two) > p & head -c 5 p; wait; echo; echo three > p & head -n -1 p; echo none", "one\nt\nnone\n"],
  ["(sh -c 'while echo y; do sleep 0.1; done' > p; echo cut) & cat p > /dev/null & sleep 1; kill $!; wait; echo ended", "cut\nended\n"],
])("%s", async (script, output) => {
  for (const shell of ["ash", "dash"] as const)
    expect((await runOnMachine(recordedRoot(shell), ["/bin/sh", "-c", `mkfifo p; ${script}`])).output).toBe(output);
});

test("a named pipe that one may not open is refused as a file is", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "docker run -d --name one alpine:3.20 sh -c 'mkfifo /tmp/p; chmod 0 /tmp/p; sleep infinity'");
  for (const opens of [
    "cat /tmp/p",
    "sed p /tmp/p",
    "awk 1 /tmp/p",
    "sort /tmp/p",
    "wc /tmp/p",
    "grep x /tmp/p",
    "dd if=/tmp/p",
    "tee /tmp/p",
  ])
    expect((await runLine(session, `docker exec -u 1000 one ${opens}`)).stderr, opens).toContain("ermission denied");
});

test("a device whose mode was changed is refused, too", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "docker run -d --name one alpine:3.20 sh -c 'chmod 600 /dev/null /dev/full; sleep infinity'");
  expect((await runLine(session, "docker exec one ls -l /dev/full")).stdout).toMatch(/^crw------- /);
  expect((await runLine(session, "docker exec -u 1000 one head -c 3 /dev/full")).stderr).toContain("ermission denied");
  expect((await runLine(session, "docker exec -u 1000 one sh -c 'echo > /dev/null'")).stderr).toContain("ermission denied");
  expect((await runLine(session, "docker exec one sh -c 'echo > /dev/null'")).stderr).toBe("");
});

test("devices and named pipes of a mount that is read-only are written to all the same", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const stages = "FROM alpine:3.20 AS a\\nRUN mkdir /s && mknod /s/null c 1 3 && mkfifo /s/p\\nFROM alpine:3.20\\n";
  const run = "echo x > /m/null && echo x | tee /m/null && { echo y > /m/p & cat /m/p; } && ! touch /m/z";
  const { exitCode, stderr } = await runLine(
    session,
    `printf '${stages}RUN --mount=from=a,source=/s,target=/m ${run}\\n' | docker build --progress=plain -`,
  );
  expect(stderr).toMatch(/ x\n.* y\n.* touch: \/m\/z: Read-only file system\n/);
  expect(exitCode).toBe(0);
});
