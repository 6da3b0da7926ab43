import { expect, test } from "vitest";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";

test("/proc tells where a program lies, how its files are open, and keeps both from other users", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const inside = async (command: string): Promise<string> => (await runLine(session, `docker exec one ${command}`)).stdout;
  await runLine(session, "docker run -d --name one alpine:3.20 sleep 1000");
  expect(await inside("head -n 1 /proc/self/maps")).toMatch(/^00400000-00401000 r--p 00000000 \S+ \d+ +\/bin\/busybox\n$/);
  expect(await inside("cut -d: -f1 /proc/self/io")).toContain("rchar\nwchar\n");
  const read = "sh -c 'echo 12345 > /tmp/f; exec 5</tmp/f 6>>/tmp/f; read -r x <&5; cat /proc/self/fdinfo/5 /proc/self/fdinfo/6'";
  expect(await inside(read)).toMatch(/^pos:\t6\nflags:\t0100000\nmnt_id:\t\d+\nino:\t\d+\npos:\t0\nflags:\t0102001\n/);
  const refused = await runLine(session, "docker exec -u 1000 one cat /proc/1/maps");
  expect(refused.stderr).toBe("cat: can't open '/proc/1/maps': Permission denied\n");
});
