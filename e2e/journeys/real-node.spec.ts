/** A real Node.js is asked for where it cannot be had: a plain word, and the lab's own node goes on. */
import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

test("on an isolated page, offline: the differences, the wish, the plain word, and the app runs all the same", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  const lab = new Lab(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await lab.open("/learn/dockerfile/context/");
  const line = page.locator(".lab-engine").filter({ hasText: "Node:" });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

  await expect(line).toContainText("Node: the lab's own");
  await line.getByText("What changes").click();
  await expect(line.getByRole("listitem").filter({ hasText: "stackblitz.com" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(requests.filter((url) => /webcontainer|stackblitz/i.test(url))).toEqual([]);

  // The lab can be used before all of it has come.
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await line.getByRole("button", { name: "Run Node for real" }).click();
  await expect(lab.notices.filter({ hasText: "There is no network" })).toContainText("The lab's own node goes on running your programs.");
  await expect(line).toContainText("Node: the lab's own");
  await context.setOffline(false);

  await lab.run("docker build -q -t cart . && docker run -d --name shop -p 3000:3000 cart", 120_000);
  await expect.poll(() => lab.run("curl -s localhost:3000", 30_000), { timeout: 60_000 }).toContain('"shop":"open"');
});

test("other pages are not isolated, and offer none", async ({ page }) => {
  await page.goto("/playground/");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect(page.getByRole("button", { name: "Run Node for real" })).toHaveCount(0);
});
