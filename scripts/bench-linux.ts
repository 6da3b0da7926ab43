/**
 * The real kernel in the tab, in milliseconds by the clock: from the page's start to a prompt that answers, and the longest task
 * of the page's own thread meanwhile. Both decide. How long the processor had that thread in its longest task is told besides: the
 * rest of the clock's time the thread has waited, for other processes (fonts are asked for in one) or for a processor. So only
 * a machine that does nothing else tells how long the page is blocked.
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
const site = `http://127.0.0.1:${port}`;
const lesson = "/learn/isolation/make-a-container-by-hand/";
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
  await answering();
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${site}/404.html`);
    await page.addInitScript(tellPrompt);
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "blink.user_timing"] });
    const told = page.waitForEvent("console", { predicate: (message) => message.text().startsWith("prompt "), timeout: 120_000 });
    await page.goto(site + lesson, { waitUntil: "commit" });
    prompts.push(Number((await told).text().slice("prompt ".length)));
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
const line = (what: string, times: readonly number[], limit?: number) =>
  console.log(
    `${what.padEnd(40)}${median(times).toFixed(0).padStart(7)} ms   worst ${Math.max(...times).toFixed(0)} ms${limit ? `   limit ${limit} ms` : ""}`,
  );
line("from the page's start to the prompt", prompts, limits.prompt);
line("longest task of the page's own thread", blocks, limits.blocked);
line("longest task by the processor's time", busy);
process.exit(median(prompts) <= limits.prompt && Math.max(...blocks) <= limits.blocked ? 0 : 1);

/** Waits for the server. */
async function answering(): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (await fetch(`${site}/404.html`).catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`bench-linux: nothing answers on port ${port}.`);
}

/** Runs in the page, which tells by itself: whoever asks it from outside, as Playwright does, makes long tasks of their own. */
function tellPrompt(): void {
  const looking = setInterval(() => {
    if (!/root@host/.test(document.querySelector(".xterm-rows")?.textContent ?? "")) return;
    clearInterval(looking);
    console.debug(`prompt ${performance.now()}`);
  }, 16);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the trace's clock. */
  readonly ts: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly documentLoaderURL?: string } };
  /** Microseconds that it took, and that its thread had the processor. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** The tasks of threads that pages run in, from the start of the lesson's page on: those before are of the page it is opened from. */
function tasksOfPages(trace: string): { readonly dur: number; readonly tdur: number }[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const pages = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(thread));
  const began = traceEvents.find(({ name, args }) => name === "navigationStart" && args?.data?.documentLoaderURL?.endsWith(lesson));
  if (!began) throw new Error("bench-linux: the trace does not tell when the page began.");
  return traceEvents
    .filter((event) => event.ph === "X" && event.name.endsWith("RunTask") && pages.has(thread(event)) && event.ts >= began.ts)
    .map(({ dur = 0, tdur = 0 }) => ({ dur, tdur }));
}
