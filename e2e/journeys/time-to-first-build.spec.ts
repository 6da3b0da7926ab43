import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

/** In seconds. */
const limit = 5;

test("from opening a lesson to the first finished build: under five seconds", async ({ page }) => {
  const lab = new Lab(page);
  const start = performance.now();
  await page.goto("/learn/cache/order-matters/");
  await lab.terminalInput.focus({ timeout: 20_000 });
  await page.keyboard.type("docker build -t shop .");
  await page.keyboard.press("Enter");
  // Watched frame by frame: a poll from outside would add its own pauses.
  await lab.terminal.locator(".xterm-rows").evaluate(async (rows: HTMLElement) => {
    while (!/naming to docker\.io\/library\/shop[^]*\$\s*$/.test(rows.innerText)) await new Promise(requestAnimationFrame);
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`From opening the lesson to the first finished docker build: ${seconds.toFixed(2)} s`);
  expect(seconds).toBeLessThan(limit);
});
