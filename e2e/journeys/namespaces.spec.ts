import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";
import { expectSound, showPicture, wordsOf } from "../support/picture.ts";

test("walls are seen, taken down one at a time, and what appears is matched line by line", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/isolation/namespaces/");
  const picture = await showPicture(page, "Namespaces");
  await expect(picture).toContainText("No container yet");
  await lab.run("docker run -d --name web nginx:alpine");
  await expect(picture.getByRole("region", { name: "web", exact: true })).toBeVisible();
  const inside = picture.getByRole("region", { name: "ps, inside web" });
  await expect(inside).toContainText(/1 root\s+nginx: master/);
  await expect(picture.getByRole("region", { name: "ps, on the host" })).toContainText("1 in web");
  await expectSound(page, picture);

  await test.step("another question, by keyboard", async () => {
    await picture.getByRole("button", { name: "ps", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(picture.getByRole("region", { name: "hostname, on the host" })).toContainText("drydock");
    await expect(picture.getByRole("region", { name: "hostname, inside web" })).not.toContainText("drydock");
  });

  await test.step("the number of a wall", async () => {
    await picture.getByRole("group", { name: "Walls around web" }).getByRole("button", { name: /^net/ }).press("Enter");
    await expect(picture).toContainText(/net:\[40265\d+\] hides network cards.*Only web has this number/s);
  });

  await test.step("a room without the wall of processes", async () => {
    await picture.getByText("Take one wall down").press("Enter");
    await picture.getByRole("button", { name: /--pid host/ }).press("Enter");
    await expect(picture.getByRole("region", { name: "open-pid", exact: true })).toBeVisible({ timeout: 20_000 });
    await picture.getByRole("button", { name: "ps", exact: true }).press("Enter");
    await expect(picture.getByRole("region", { name: "ps, inside open-pid" })).toContainText("/usr/bin/dockerd");
    expect(await wordsOf(picture)).toContain("Down: pid, shared with the host.");
  });

  await test.step("a kill for memory", async () => {
    await lab.run("docker run --name hog -m 32m alpine:3.20 tail /dev/zero");
    const hog = picture.getByRole("region", { name: "hog", exact: true });
    await expect(hog).toContainText("out of memory 137");
    await expect(hog).toContainText("wanted more than 32 MiB");
    await expectSound(page, picture);
  });
});
