/**
 * The real kernel in the tab: from the page's start to a prompt that answers, and the longest time that the page's own thread
 * was busy meanwhile, in milliseconds. Wants a built site with the Linux image.
 *
 *   npm run linux:image && npm run build && node scripts/bench-linux.ts
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findChromium, root } from "./install.mjs";

const rounds = 5;
const port = 4397;
/** Milliseconds. */
const limits = { prompt: 1500, blocked: 50 };

if (!existsSync(path.join(root, "dist/linux/manifest.json"))) {
  console.error("bench-linux: dist/ holds no Linux image. Run `npm run linux:image` and `npm run build` first.");
  process.exit(2);
}
const server = spawn(process.execPath, [path.join(root, "scripts/serve.mjs"), "--port", String(port)], { stdio: "ignore" });
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const prompts: number[] = [];
const blocks: number[] = [];
try {
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { longest: number };
      seen.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: "longtask", buffered: true });
    });
    await page.goto(`http://127.0.0.1:${port}/learn/isolation/make-a-container-by-hand/`, { waitUntil: "commit" }).catch(async () => {
      // The server was not there yet.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await page.goto(`http://127.0.0.1:${port}/learn/isolation/make-a-container-by-hand/`, { waitUntil: "commit" });
    });
    await page.waitForFunction(() => /root@host/.test(document.querySelector(".xterm-rows")?.textContent ?? ""), undefined, {
      polling: 16,
      timeout: 120_000,
    });
    prompts.push(await page.evaluate(() => performance.now()));
    blocks.push(await page.evaluate(() => (globalThis as unknown as { longest: number }).longest));
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
const line = (what: string, times: readonly number[], limit: number) =>
  console.log(
    `${what.padEnd(44)}${median(times).toFixed(0).padStart(7)} ms   worst ${Math.max(...times).toFixed(0)} ms   limit ${limit} ms`,
  );
line("from the page's start to the prompt", prompts, limits.prompt);
line("longest task of the page's own thread", blocks, limits.blocked);
process.exit(median(prompts) <= limits.prompt && median(blocks) <= limits.blocked ? 0 : 1);
