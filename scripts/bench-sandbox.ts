/**
 * `node scripts/bench-sandbox.ts [SESSIONS]`: so many labs at once on a real engine behind one gateway, each with somebody who
 * types; beside them, the same lines through the bare client. Needs root on Debian, as `test/engine` does.
 */
import { spawn } from "node:child_process";
import { runLine } from "../src/headless/run-lines.ts";
import { startEngine } from "../test/live/engine.ts";
import { openGateway, openLab, type RealLab } from "../test/sandbox/lab.ts";

const sessions = Number(process.argv[2] ?? 50);
/** Lines that each types, and milliseconds they think before each, on average. */
const typed = 8;
const thinking = 2500;
const lines = ["docker ps -a", "docker images", "docker volume ls", "docker exec web echo hi", "docker logs web", "docker inspect web"];

const real = startEngine();
if (typeof real === "string") {
  console.error(`no real engine: ${real}`);
  process.exit(2);
}
Object.assign(process.env, real.environment);
const gateway = await openGateway({ sessions, name: "bench" });
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function bare(line: string): Promise<void> {
  return new Promise((resolve) => spawn("sh", ["-c", line], { stdio: "ignore" }).once("close", () => resolve()));
}

const labs: RealLab[] = [];
for (let count = 0; count < sessions; count++) {
  const lab = await openLab(gateway);
  await runLine(lab.session, "docker run -d --name web alpine:3.20 sleep 3600");
  labs.push(lab);
}
await bare("docker run -d --name web alpine:3.20 sleep 3600");
const before = process.memoryUsage().rss;
const inLab: number[] = [];
const atClient: number[] = [];
let typing = true;
const beside = (async () => {
  for (let count = 0; typing; count++) {
    atClient.push(await timed(() => bare(lines[count % lines.length] ?? "")));
    await pause(100);
  }
})();
await Promise.all(
  labs.map(async ({ session }, who) => {
    for (let count = 0; count < typed; count++) {
      // Spread evenly, without chance: nobody types at the same moment as all others.
      await pause((thinking * 2 * ((who * 7 + count * 3) % sessions)) / sessions);
      inLab.push(await timed(() => runLine(session, lines[(who + count) % lines.length] ?? "")));
    }
  }),
);
typing = false;
await beside;
const grown = (process.memoryUsage().rss - before) / 1024 ** 2;
await bare("docker rm -f web");
for (const { connection } of labs) connection.close();
await gateway.close();
real.stop();

const at = (values: number[], share: number): string =>
  `${(values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0).toFixed(0)} ms`;
console.log(
  `${sessions} sessions, ${inLab.length} lines: median ${at(inLab, 0.5)}, p95 ${at(inLab, 0.95)}; memory of gateway and labs grew by ${grown.toFixed(0)} MiB`,
);
console.log(`bare client beside them, ${atClient.length} lines: median ${at(atClient, 0.5)}, p95 ${at(atClient, 0.95)}`);
process.exit(0);
