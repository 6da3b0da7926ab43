import { expect, test } from "vitest";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";

test("readlink -f follows a link to a name that may be missing, and to no further one", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const links = "cd /tmp; ln -s nowhere a; ln -s a b; ln -s /no/where c; ln -s d d";
  const script = `${links}; for link in a b c d; do readlink -f $link; echo $?; done; realpath d c 2>&1`;
  expect((await runLine(session, `docker run --rm alpine:3.20 sh -c '${script}'`)).stdout).toBe(
    "/tmp/nowhere\n0\n/tmp/nowhere\n0\n1\n1\nrealpath: d: Too many levels of symbolic links\nrealpath: c: No such file or directory\n",
  );
});
