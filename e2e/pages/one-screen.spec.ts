import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";

const folders = (path: string) => readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const lessons = folders("dist/learn").flatMap((part) => folders(`dist/learn/${part}`).map((lesson) => `/learn/${part}/${lesson}/`));

// Where text and lab stand side by side, each scrolls by itself. What makes the whole page longer, be it invisible, lets the
// wheel push all of it out of sight.
test("text and lab scroll, the page does not", async ({ page }) => {
  expect(lessons.length).toBeGreaterThan(15);
  test.setTimeout(180_000);
  for (const lesson of [...lessons, "/playground/"]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(lesson, { waitUntil: "domcontentloaded" });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const surplus = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(surplus, `${lesson} at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});
