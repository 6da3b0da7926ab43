import { expect, test } from "@playwright/test";
import { LabPage } from "./lab-page.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"], hasTouch: true });

test("what is selected in the terminal is copied, and what was copied is pasted", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("echo copyme-123");
  await lab.expectScreen(/^copyme-123$/m);
  const line = await page.locator(".xterm-rows > div", { hasText: /^copyme-123/ }).boundingBox();
  if (!line) throw new Error("the line is not on the screen");
  await page.mouse.dblclick(line.x + 20, line.y + line.height / 2);
  await page.keyboard.press("Control+Shift+C");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("copyme-123");
  await page.evaluate(() => navigator.clipboard.writeText("echo pasted-$((40+2))"));
  await page.locator(".xterm").first().click();
  await page.keyboard.press("Control+V");
  await lab.expectScreen(/echo pasted/);
  await page.keyboard.press("Enter");
  await lab.expectScreen(/^pasted-42$/m);
});

test("a divider follows a finger", async ({ page, context }) => {
  await new LabPage(page).open();
  const divider = page.getByRole("separator", { name: "Width of the layers panel" });
  const before = Number(await divider.getAttribute("aria-valuenow"));
  const box = await divider.boundingBox();
  if (!box) throw new Error("the divider is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = await context.newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (let step = 1; step <= 5; step += 1)
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: x - step * 15, y }] });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect.poll(async () => Number(await divider.getAttribute("aria-valuenow"))).toBeGreaterThan(before);
});
