/**
 * The real kernel in the tab: from the page's start to a prompt that answers, and the longest task of the page's own thread
 * meanwhile, in milliseconds: as the clock has it, and as much of it as the processor really had that thread. On a machine that
 * has nothing else to do both are the same; on a busy one only the second says something of the page, and it decides.
 * Wants a built site with the Linux image.
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
const busy: number[] = [];
try {
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/404.html`).catch(async () => {
      // The server was not there yet.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await page.goto(`http://127.0.0.1:${port}/404.html`);
    });
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
    await page.goto(`http://127.0.0.1:${port}/learn/isolation/make-a-container-by-hand/`, { waitUntil: "commit" });
    await page.waitForFunction(() => /root@host/.test(document.querySelector(".xterm-rows")?.textContent ?? ""), undefined, {
      polling: 16,
      timeout: 120_000,
    });
    prompts.push(await page.evaluate(() => performance.now()));
    const tasks = tasksOfPages((await browser.stopTracing()).toString());
    blocks.push(Math.max(...tasks.map(({ dur }) => dur)) / 1000);
    busy.push(Math.max(...tasks.map(({ tdur }) => tdur)) / 1000);
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
const line = (what: string, times: readonly number[], limit: number) =>
  console.log(
    `${what.padEnd(50)}${median(times).toFixed(0).padStart(7)} ms   worst ${Math.max(...times).toFixed(0)} ms   limit ${limit} ms`,
  );
line("from the page's start to the prompt", prompts, limits.prompt);
line("longest task of the page's own thread, clock", blocks, limits.blocked);
line("the same, processor", busy, limits.blocked);
process.exit(median(prompts) <= limits.prompt && median(busy) <= limits.blocked ? 0 : 1);

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds that it took, and that its thread had the processor. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** The tasks of threads that pages run in. */
function tasksOfPages(trace: string): { readonly dur: number; readonly tdur: number }[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const pages = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(thread));
  return traceEvents
    .filter((event) => event.ph === "X" && event.name.endsWith("RunTask") && pages.has(thread(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ dur, tdur }));
}
