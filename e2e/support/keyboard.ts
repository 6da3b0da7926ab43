import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab (or Shift+Tab) until the focus is on `target`, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, { back = false, most = 90 } = {}): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  await expect(target, `not reached with ${most} presses of Tab`).toBeFocused({ timeout: 100 });
}

/** Fails the test when anything is done with the mouse: synthetic clicks of Enter and Space carry no pointer. */
export async function forbidMouse(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    (window as { pointers?: number }).pointers = 0;
    addEventListener(
      "pointerdown",
      () => ((window as { pointers?: number }).pointers = ((window as { pointers?: number }).pointers ?? 0) + 1),
      true,
    );
  });
  return () => page.evaluate(() => (window as { pointers?: number }).pointers ?? 0);
}
