import type { Locator, Page } from "@playwright/test";

/** Opens a lesson and goes to one step of a scenario: hands back its picture. */
export async function scenario(page: Page, lesson: string, caption: string, step: string): Promise<Locator> {
  await page.goto(lesson);
  const figure = page.locator("figure.scenario").filter({ hasText: caption });
  await figure.scrollIntoViewIfNeeded();
  const button = figure.getByRole("button", { name: step });
  // Before the island is awake a click does nothing.
  await page.locator(`astro-island:not([ssr])`).filter({ has: figure }).waitFor();
  await figure.getByRole("button", { name: "at first" }).click();
  await button.click();
  // All of it in one window: what sticks to its edges lies on nothing then.
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1440, height: 2000 });
  await figure.scrollIntoViewIfNeeded();
  return figure.locator(".scenario-picture");
}
