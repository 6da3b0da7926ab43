import { expect, test } from "vitest";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";

/** What busybox's sed 1.35 makes of `a\0b\nc\0\0d` and of two NULs; dots stand for NULs. */
test.each([
  ["sed s/[a-z]/x\\&/ mixed", "xa.xb\nxc..xd"],
  ["sed -i s/b/x\\&/ mixed; cat mixed", "a.xb\nc..d"],
  ["sed /c/d mixed", "a.b\n.d"],
  ["sed -n s/[bd]/X/p mixed", "X\nX"],
  ["sed -n /b/p mixed", "b\n"],
  ["sed s/^/x/ nuls", "x.x."],
  ["sed s/$/e/ nuls", "e.e."],
  ["sed 1d nuls", "."],
  ["sed -n 1p nuls", "\n"],
])("busybox: %s", async (command, text) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const script = `cd /tmp; printf 'a\\0b\\nc\\0\\0d' > mixed; printf '\\0\\0' > nuls; (${command}) | tr '\\0' .`;
  expect((await runLine(session, `docker run --rm alpine:3.20 sh -c "${script.replaceAll(/[$"\\]/g, "\\$&")}"`)).stdout).toBe(text);
});
