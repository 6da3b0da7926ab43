import { expect, test } from "@playwright/test";

const pages = [
  "/",
  "/course/",
  "/learn/cache/order-matters/",
  "/learn/dockerfile/context/",
  "/learn/multi-stage/build-here-run-there/",
  "/playground/",
  "/simulated/",
];

for (const url of pages) {
  test(`${url} opens without an error, a policy breach or a sideways scroll`, async ({ page }) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`console: ${message.text()}`);
    });
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()}`);
    });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(url);
      await page.waitForLoadState("networkidle");
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sideways, `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    }
    expect(faults).toEqual([]);
  });
}

test("the page carries a policy without unsafe scripts", async ({ page }) => {
  await page.goto("/");
  const policy = (await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute("content")) ?? "";
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
  expect(scripts).toContain("'self'");
  expect(scripts).not.toContain("'unsafe-inline'");
  expect(scripts).not.toContain("'unsafe-eval'");
});

test("a theme that was chosen is there before the first paint of the next page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/course/");
  await page.evaluate(() => document.documentElement.dataset.theme);
  await page.getByRole("button", { name: /theme/i }).click();
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.goto("/simulated/");
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(chosen);
});

test("nothing moves as the lab appears", async ({ page }) => {
  await page.goto("/learn/cache/order-matters/");
  await page.evaluate(() => {
    (globalThis as unknown as { shift: number }).shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) (globalThis as unknown as { shift: number }).shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.waitForTimeout(4000);
  const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
  console.log(`CLS on a lesson page: ${shift.toFixed(4)}`);
  expect(shift).toBeLessThan(0.05);
});

test("once visited, the site opens without a network", async ({ page, context }) => {
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto("/learn/cache/order-matters/");
  await page.waitForTimeout(3000);
  await context.setOffline(true);
  await page.goto("/course/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.setOffline(false);
});
