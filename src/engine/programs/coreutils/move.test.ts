import { expect, test } from "vitest";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";

async function inContainer(script: string): Promise<string> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  return (await runLine(session, `docker run --rm --tmpfs /t:size=8k alpine:3.20 sh -c '(${script}) 2>&1'`)).stdout;
}

test("mv copies to another file system, with owner and mode, and removes", async () => {
  const made = "cd /tmp; echo 1 > a; chmod 640 a; chown 5:6 a; mkdir -p d/e; ln -s e d/l";
  expect(await inContainer(`${made}; mv -v a d /t/; ls a d; stat -c "%a %u:%g" /t/a; find /t/d | sort; mv /t/d /tmp/d; ls /tmp/d`)).toBe(
    "'a' -> '/t/a'\n'd' -> '/t/d'\nls: a: No such file or directory\nls: d: No such file or directory\n640 5:6\n/t/d\n/t/d/e\n/t/d/l\ne\nl\n",
  );
});

test("busybox's mv only unlinks what is in the way on the other file system", async () => {
  expect(await inContainer("mkdir -p /t/a /a/b; echo 1 > /b; mkdir /t/b; mv -T /a /t/a; mv -T /b /t/b; ls /a /b")).toBe(
    "mv: can't remove '/t/a': Is a directory\nmv: can't overwrite directory with non-directory\n/b\n\n/a:\nb\n",
  );
});

test("what does not fit stays where it was", async () => {
  expect(await inContainer('mv /bin/busybox /t/; ls -l /t | tail -1 | tr -s " " | cut -d" " -f5; ls /bin/busybox')).toBe(
    "mv: write error: No space left on device\n8192\n/bin/busybox\n",
  );
});
