/**
 * Brings up a stack of 50 services, headless, and measures the real time it takes: `node scripts/bench-compose.ts`. Exits with 1
 * when the median of a few rounds is over a second of this thread's own work.
 */
import { fromPaths } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";

const services = 50;
const rounds = 5;
/** Milliseconds. */
const budget = 1_000;

/** Services of a kind that stacks have: each with a port, variables, a volume, two networks, and the one before to wait for. */
function file(): string {
  const one = (n: number): string =>
    [
      `  s${n}:`,
      "    image: alpine:3.20",
      "    command: sleep infinity",
      `    environment: { NUMBER: "${n}", LEVEL: "\${LEVEL:-info}" }`,
      `    ports: ["${9000 + n}:80"]`,
      `    volumes: ["data${n % 10}:/data"]`,
      `    networks: [front, back${n % 5}]`,
      ...(n % 10 === 0 ? [] : [`    depends_on: [s${n - 1}]`]),
    ].join("\n");
  const names = (name: string, count: number): string => Array.from({ length: count }, (_, n) => `  ${name}${n}:`).join("\n");
  return `services:\n${Array.from({ length: services }, (_, n) => one(n)).join("\n")}\nvolumes:\n${names("data", 10)}\nnetworks:\n  front:\n${names("back", 5)}\n`;
}

const compose = file();
const times: number[] = [];
for (let round = 0; round <= rounds; round++) {
  const lab = createLab(fromPaths({ "compose.yaml": compose }));
  const { user, system } = process.threadCpuUsage();
  const { exitCode, stderr } = await runLine(lab, "docker compose up -d");
  const now = process.threadCpuUsage();
  if (exitCode !== 0) throw new Error(stderr);
  const { stdout } = await runLine(lab, "docker compose ps -q");
  if (stdout.trim().split("\n").length !== services) throw new Error(`not every service runs: ${stdout}`);
  // The first round loads and compiles.
  if (round > 0) times.push((now.user + now.system - user - system) / 1000);
}
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)] as number;
console.log(`${services} services up: median ${median.toFixed(0)} ms, worst ${times.at(-1)?.toFixed(0)} ms (budget ${budget} ms)`);
process.exit(median > budget ? 1 : 0);
