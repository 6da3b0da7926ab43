import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";
import { expectSound, showPicture, wordsOf } from "../support/picture.ts";

test("a container is removed from the picture, and what stays is seen", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/storage/volumes/");
  const picture = await showPicture(page, "Storage");
  await lab.run(
    "docker run -d --name keeper -v rows:/data -v /cache --tmpfs /run alpine:3.20 sh -c 'echo row > /data/row; echo x > /x; sleep infinity'",
  );
  const room = picture.getByRole("button", { name: "Container keeper", exact: true });
  await expect(room).toBeVisible();
  // It is there as soon as it is made, before it runs.
  await expect
    .poll(() => wordsOf(picture))
    .toMatch(
      /keeper, running: 2 B in its own layer, which goes with it, at \/cache volume [0-9a-f]{8}…, at \/data volume rows and at \/run a tmpfs/,
    );
  await expectSound(page, picture);

  await test.step("by keyboard to a volume, then to the container, which is removed", async () => {
    await picture.locator(".st-thing[tabindex='0']").focus();
    await page.keyboard.press("Home");
    const volume = picture.getByRole("button", { name: "Volume rows", exact: true });
    for (let presses = 0; presses < 12 && !(await volume.evaluate((it) => it === document.activeElement)); presses++)
      await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(picture.getByRole("region", { name: "volume rows" })).toContainText("mounted by keeper");
    await room.press("Enter");
    await picture.getByRole("button", { name: "docker rm -f keeper", exact: true }).press("Enter");
    await expect(picture).toContainText(
      /keeper was removed, and with it its own layer of 2 B and its tmpfs at \/run\. The volume [0-9a-f]{8}… and the volume rows stayed\./,
    );
    await expect(room).toHaveCount(0);
    await expect(volume).toBeVisible();
    expect(await wordsOf(picture)).toContain("Volume rows, 4 B: mounted by nobody.");
    await expectSound(page, picture);
  });
});
