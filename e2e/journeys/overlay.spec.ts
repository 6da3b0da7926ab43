import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";
import { expectSound, showPicture, wordsOf } from "../support/picture.ts";

test("a write, a copy-up, a whiteout and an opaque directory happen while commands run; a path tells its layer", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/storage/gone-with-the-container/");
  const picture = await showPicture(page, "Overlay");
  await lab.run("docker run -d --name notes alpine:3.20 sleep infinity");
  // The lesson begins with a container that has written; the new one has not.
  await expect(picture).toContainText("logbook: 1 new");
  await picture.getByRole("combobox", { name: "Container" }).selectOption("notes");
  await expect(picture).toContainText("notes: nothing of its own yet");
  await expect(picture.getByRole("button", { name: "docker exec notes sh -c 'echo hello > /note'" })).toBeVisible();
  await lab.run("docker exec notes sh -c 'echo day 1 > /log.txt; echo Ahoy >> /etc/motd; rm /etc/issue; rm -r /etc/apk; mkdir /etc/apk'");
  const row = (name: string) => picture.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
  await expect(row("log.txt")).toContainText("new");
  await expect(row("motd")).toContainText("copied up");
  await expect(row("issue")).toContainText("whiteout");
  await expect(row("▾ apk/").or(row("apk/"))).toContainText("opaque");
  await expectSound(page, picture);
  expect(await wordsOf(picture)).toContain("A whiteout hides /etc/issue; the image still has it.");

  await test.step("by keyboard to a path, which says where it comes from", async () => {
    await picture.locator(".ov-pick[tabindex='0']").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect(row("bin/").first()).toBeVisible();
    await row("motd").getByRole("button").press("Enter");
    await expect(picture.getByRole("region", { name: "Where /etc/motd comes from" })).toContainText("copied up from layer 1 of 1");
    await expectSound(page, picture);
  });

  await test.step("another container", async () => {
    await lab.run("docker run -d --name other alpine:3.20 sleep infinity");
    await picture.getByRole("combobox", { name: "Container" }).selectOption("other");
    await expect(picture).toContainText("other: nothing of its own yet");
  });
});
