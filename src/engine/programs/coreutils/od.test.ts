import { expect, test } from "vitest";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";

/** What GNU's od prints of `hello\n\xff\0world 12345`. */
test.each([
  ["od", "0000000 062550 066154 005157 000377 067567 066162 020144 031061\n0000020 032063 000065\n0000023\n"],
  ["od -An -tx1", " 68 65 6c 6c 6f 0a ff 00 77 6f 72 6c 64 20 31 32\n 33 34 35\n"],
  ["od -c", "0000000   h   e   l   l   o  \\n 377  \\0   w   o   r   l   d       1   2\n0000020   3   4   5\n0000023\n"],
  ["od -t x2 -N 5", "0000000 6568 6c6c 006f\n0000005\n"],
  [
    "od -A x -t x1z",
    "000000 68 65 6c 6c 6f 0a ff 00 77 6f 72 6c 64 20 31 32  >hello...world 12<\n000010 33 34 35                                         >345<\n000013\n",
  ],
  ["od -tu1", "0000000 104 101 108 108 111  10 255   0 119 111 114 108 100  32  49  50\n0000020  51  52  53\n0000023\n"],
  ["od -j3 -N4 -tc", "0000003   l   o  \\n 377\n0000007\n"],
  ["od -td4", "0000000  1819043176    16714351  1819438967   842080356\n0000020     3486771\n0000023\n"],
])("%s", async (command, text) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  expect((await runLine(session, `printf 'hello\\n\\377\\000world 12345' | ${command}`)).stdout).toBe(text);
});

test("lines that repeat are told once", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  expect((await runLine(session, "head -c 64 /dev/zero | od -tx1")).stdout).toBe(`0000000${" 00".repeat(16)}\n*\n0000100\n`);
});
