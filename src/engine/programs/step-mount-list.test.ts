import { expect, test } from "vitest";
import { virtualStart } from "../clocks.ts";
import { directory } from "../filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import { runLine } from "../../headless/run-lines.ts";
import { ownedBy } from "../../headless/workspace.ts";

/** Lines of a step's output. */
async function printed(run: string, options = ""): Promise<string[]> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, `cat > Dockerfile <<'END'\nFROM alpine:3.20\nRUN ${run}\nEND\n`);
  const { stderr } = await runLine(session, `echo s > s; docker build --progress=plain --secret id=s,src=s ${options} .`);
  return [...stderr.matchAll(/^#\d+ \d+\.\d+ (.*)/gm)].map(([, line = ""]) => line);
}

test.each([
  ["", "shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0", "shm 64.0M"],
  ["--shm-size 20m", "tmpfs /dev/shm tmpfs rw,nosuid,relatime,size=20480k 0 0", "tmpfs 20.0M"],
])("/dev/shm of a step: %s", async (options, mount, size) => {
  const [listed, used] = await printed("grep shm /proc/mounts; df -h /dev/shm | tail -1 | awk '{ print $1, $2 }'", options);
  expect([listed, used]).toEqual([mount, size]);
});

test("a step's own mounts are listed by their places, among the kernel's", async () => {
  const mounts = "--mount=type=cache,target=/c --mount=type=tmpfs,target=/t,size=1m --mount=type=bind,target=/b --mount=type=secret,id=s";
  const lines = await printed(`${mounts} cut -d' ' -f 1-4 /proc/mounts`);
  expect(lines[0]).toBe("overlay / overlay rw,relatime");
  expect(
    lines.slice(
      lines.findIndex((line) => line.includes(" /b ")),
      -4,
    ),
  ).toEqual([
    "/dev/vda1 /b ext4 ro,relatime",
    "/dev/vda1 /c ext4 rw,relatime",
    "tmpfs /run/secrets/s tmpfs ro,nosuid,nodev,noexec,relatime",
    "tmpfs /t tmpfs rw,nosuid,relatime,size=1024k",
  ]);
});
