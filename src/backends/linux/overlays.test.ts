import { expect, test } from "vitest";
import type { Engine } from "../../engine/api.ts";
import { gatherOverlay } from "../../views/overlay.ts";
import { mountsScript, overlayEngine, readOverlays } from "./overlays.ts";

// As the guest of a trial printed them.
const mounts = `60 21 0:24 / /box/merged rw,relatime - overlay overlay rw,lowerdir=/images/tiny,upperdir=/box/upper,workdir=/box/work
81 79 0:24 / / rw,relatime - overlay overlay rw,lowerdir=/images/tiny,upperdir=/box/upper,workdir=/box/work
90 21 0:30 / /ro ro,relatime - overlay overlay ro,lowerdir=/a:/b`;
const lists = `directory /images/tiny
directory|4096|0:0|./etc
regular file|40|0:0|./etc/passwd
regular file|52|0:0|./etc/os-release
symbolic link|7|0:0|./etc/a|b
directory /box/upper
directory|60|0:0|./etc
regular file|99|0:0|./etc/passwd
regular empty file|0|0:0|./etc/new
character special file|0|0:0|./etc/os-release
character special file|0|1:3|./null`;

test("an overlay counts once, whoever sees it, and under the place where it was mounted", () => {
  expect(readOverlays(mounts)).toEqual([{ place: "/box/merged", lower: ["/images/tiny"], upper: "/box/upper" }]);
  expect(readOverlays(mounts.split("\n").reverse().join("\n"))).toEqual(readOverlays(mounts));
  expect(readOverlays("")).toEqual([]);
});

test("the picture of overlays is drawn from the guest's own directories", async () => {
  const engine = overlayEngine(async (script) => ({ exitCode: 0, output: script === mountsScript ? mounts : lists }));
  const { containers, shown } = await gatherOverlay(engine as Engine, { toggled: [], whole: ["etc"], path: "etc/passwd" });
  expect(containers).toEqual(["/box/merged"]);
  expect(shown).toMatchObject({ image: "/images/tiny", status: "running", own: { added: 1, copied: 1, hidden: 1, bytes: 99 } });
  expect(shown?.layers[0]).toEqual({ createdBy: "/images/tiny", size: 92 });
  expect(shown?.picked).toBeDefined();
});
