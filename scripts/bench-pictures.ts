/**
 * What a picture costs a frame: the work of the page's own thread from a new view to the finished drawing (script, style,
 * layout, paint), as Chromium counts it. Prints the median, the 95th percentile and the worst in milliseconds of processor
 * time, and exits with 1 when a median stays over the limit. The cases: `scripts/bench-pictures/cases/`.
 *
 *   node scripts/bench-pictures.ts [part of a name]
 */
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import { findChromium, root } from "./install.mjs";

/** Milliseconds: sixty frames a second. */
const limit = 16;
const rounds = 40;
const warmUp = 10;
/** How often a case over the limit is measured at most. */
const runs = 3;

interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** All cases as one script and one style sheet. */
async function bundle(): Promise<Bundle> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      lib: { entry: `${root}/scripts/bench-pictures/page.tsx`, formats: ["iife"], name: "bench", fileName: "bench", cssFileName: "bench" },
    },
  });
  const outputs = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  let script = "";
  let style = "";
  for (const output of outputs) {
    if (output.type === "chunk") script += output.code;
    else if (output.fileName.endsWith(".css")) style += output.source;
  }
  return { script, style };
}

/** Milliseconds of processor time that the page's main thread has worked. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

/** The median of a case. One that is over the limit is measured again: a neighbour on the processor slows a few seconds, not every run. */
async function measure(page: Page, session: CDPSession, name: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs && least > limit; run++) least = Math.min(least, await measureOnce(page, session, name));
  return least;
}

async function measureOnce(page: Page, session: CDPSession, name: string): Promise<number> {
  await page.evaluate((which) => (globalThis as unknown as BenchPage).bench.show(which), name);
  const idle = await median(session, () => page.evaluate(() => (globalThis as unknown as BenchPage).bench.idle()));
  const times = await timesOf(session, () => page.evaluate(() => (globalThis as unknown as BenchPage).bench.next()));
  const own = times.map((time) => Math.max(0, time - idle));
  const at = (share: number) => own[Math.min(own.length - 1, Math.floor(own.length * share))] as number;
  const figures = [at(0.5), at(0.95), at(1)].map((time) => time.toFixed(2).padStart(8)).join("");
  console.log(`${name.padEnd(48)}${figures} ms   limit ${limit} ms${at(0.5) > limit ? "  OVER" : ""}`);
  return at(0.5);
}

/** Sorted costs of `rounds` calls of `work`, after some that do not count. */
async function timesOf(session: CDPSession, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const before = await worked(session);
    await work();
    if (round >= 0) times.push((await worked(session)) - before);
  }
  return times.sort((a, b) => a - b);
}

async function median(session: CDPSession, work: () => Promise<unknown>): Promise<number> {
  const times = await timesOf(session, work);
  return times[Math.floor(times.length / 2)] as number;
}

/** What `bench-pictures/page.tsx` puts on the page. */
interface BenchPage {
  readonly bench: {
    readonly names: readonly string[];
    /** Draws the first frame of a case. */
    show(name: string): Promise<void>;
    /** Draws its next frame; ends when the frame is painted. */
    next(): Promise<void>;
    /** As long as a frame, with nothing to draw: what measuring itself costs. */
    idle(): Promise<void>;
  };
}

const wanted = process.argv[2] ?? "";
const { script, style } = await bundle();
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.setContent("<!doctype html><html lang=en><body></body></html>");
  await page.addStyleTag({ content: style });
  await page.addScriptTag({ content: script });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const names = await page.evaluate(() => (globalThis as unknown as BenchPage).bench.names);
  console.log(`${"a frame of".padEnd(48)}     p50     p95     max`);
  for (const name of names) {
    if (name.includes(wanted) && (await measure(page, session, name)) > limit) process.exitCode = 1;
  }
} finally {
  await browser.close();
}
