import { expect, test } from "vitest";
import { fromPaths } from "../filesystem/build.ts";
import type { SimulatedEngine } from "../engine.ts";
import { createLab } from "../../headless/lab.ts";

async function upperAfter(...script: readonly string[]) {
  const lab = createLab(fromPaths({}));
  const quiet = { stdout: () => {}, stderr: () => {} };
  await lab.exec("docker run -d --name box alpine:3.20 sleep infinity", quiet);
  for (const line of script) await lab.exec(`docker exec box sh -c '${line}'`, quiet);
  const { upper } = await lab.engine.containerOverlay("box");
  return { lab, upper: upper.map(({ path, kind, opaque }) => `${kind}${opaque ? " opaque" : ""} ${path}`) };
}

test("what a container writes, changes and deletes lies in its upper directory", async () => {
  const { upper } = await upperAfter("echo x >> /etc/motd; rm /etc/hostname.old /etc/issue; echo y > /new");
  expect(upper).toEqual(["directory etc", "whiteout etc/issue", "file etc/motd", "file new"]);
});

test("a directory that was removed and made anew is opaque, and needs no whiteouts in it", async () => {
  const { upper } = await upperAfter("rm -r /etc/apk; mkdir /etc/apk; echo z > /etc/apk/world");
  expect(upper).toEqual(["directory etc", "directory opaque etc/apk", "file etc/apk/world"]);
});

test("removed again, it is a whiteout; emptied, it has one for each name", async () => {
  const again = await upperAfter("rm -r /etc/apk; mkdir -p /etc/apk/keys; rm -r /etc/apk");
  expect(again.upper).toEqual(["directory etc", "whiteout etc/apk"]);
  const emptied = await upperAfter("rm -r /etc/apk/*");
  expect(emptied.upper).toContain("directory etc/apk");
  expect(emptied.upper.filter((line) => line.startsWith("whiteout etc/apk/")).length).toBeGreaterThan(0);
});

test("a directory that takes the name of one that is gone is opaque too, and it lasts in what is saved", async () => {
  const { lab, upper } = await upperAfter("mkdir /tmp/fresh; rm -r /etc/apk; mv /tmp/fresh /etc/apk");
  expect(upper).toContain("directory opaque etc/apk");
  const copy = (lab.engine as SimulatedEngine).fork();
  expect((await copy.containerOverlay("box")).upper).toEqual((await lab.engine.containerOverlay("box")).upper);
});
