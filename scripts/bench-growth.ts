/**
 * How the engine's costs grow: the time of a verdict after a one-line edit against the files of the context and the length
 * of the Dockerfile, and the memory of a session against its builds.
 *
 *   node scripts/bench-growth.ts [--builds 1000]
 *
 * Exits with 1 when 1,000 builds take 300 MB or more.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { catalogue } from "../content/catalogue/index.ts";
import type { BuildRequest } from "../src/engine/api.ts";
import { Builder } from "../src/engine/build/builder.ts";
import { virtualClock } from "../src/engine/clocks.ts";
import { createEngine } from "../src/engine/engine.ts";
import { fromPaths } from "../src/engine/filesystem/build.ts";
import { WorkingTree } from "../src/engine/filesystem/working-tree.ts";
import { coreutils } from "../src/engine/programs/coreutils/index.ts";
import { createStepRunner } from "../src/engine/programs/run-step.ts";

const budget = 300;
const { values } = parseArgs({ options: { builds: { type: "string", default: "1000" }, memory: { type: "boolean", default: false } } });

function files(count: number): Record<string, string> {
  const paths: Record<string, string> = { ".dockerignore": "Dockerfile\n*.log\n" };
  for (let n = 0; n < count; n++) paths[`src/d${n % 100}/file${n}.py`] = `print(${n})\n`.repeat(1 + (n % 20));
  return paths;
}

function longDockerfile(steps: number): string {
  const lines = ["FROM python:3.12-slim", "WORKDIR /app"];
  while (lines.length < steps - 2) {
    const n = lines.length;
    lines.push(n % 3 === 0 ? `RUN echo ${n} > /tmp/${n}` : n % 3 === 1 ? `COPY src/d${n % 100} /app/d${n % 100}` : `ENV V${n}=${n}`);
  }
  return `${[...lines, "COPY . /app", 'CMD ["python"]'].join("\n")}\n`;
}

/** Median and worst of `rounds` forecasts, each after an edit of one file. */
function verdictTime(fileCount: number, steps: number, rounds = 40): { median: number; worst: number } {
  const tree = new WorkingTree(fromPaths(files(fileCount)));
  const builder = new Builder((reference, platform) => {
    const description = catalogue.describe(reference, platform);
    return description && { description, remote: true };
  });
  const text = longDockerfile(steps);
  const request = (): BuildRequest => ({ context: tree.root, dockerfile: { name: "Dockerfile", text } });
  builder.markBuilt(request());
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    tree.writeFile("/src/d0/file0.py", `print("edit ${round}")\n`);
    const started = performance.now();
    builder.preview(request());
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(rounds / 2)] as number, worst: times.at(-1) as number };
}

function printTimes(): void {
  console.log("verdict after a one-line edit (milliseconds: median, worst of 40)");
  for (const count of [100, 300, 1_000, 3_000, 10_000, 30_000]) {
    const { median, worst } = verdictTime(count, 30);
    console.log(`  ${String(count).padStart(6)} files, 30 steps: ${median.toFixed(2).padStart(7)} ${worst.toFixed(2).padStart(7)}`);
  }
  for (const steps of [10, 30, 100, 300, 1_000, 3_000]) {
    const { median, worst } = verdictTime(1_000, steps);
    console.log(`  1000 files, ${String(steps).padStart(4)} steps: ${median.toFixed(2).padStart(7)} ${worst.toFixed(2).padStart(7)}`);
  }
}

/** Builds as a learner makes them: one file edited, now and then the packages, and new tags. Returns megabytes in use. */
async function memoryOfBuilds(builds: number): Promise<number> {
  const clock = virtualClock();
  const engine = createEngine({ clock, images: catalogue, runStep: createStepRunner(coreutils) });
  const tree = new WorkingTree(fromPaths(files(200)));
  let used = 0;
  for (let n = 1; n <= builds; n++) {
    await clock.sleep(30_000);
    tree.writeFile("/src/d0/file0.py", `print("edit ${n}")\n`.repeat(20));
    if (n % 10 === 0) tree.writeFile("/requirements.txt", `flask==3.0.${n}\n`);
    const text = `FROM alpine:3.20 AS build
WORKDIR /app
ARG RELEASE=${Math.floor(n / 10)}
RUN echo $RELEASE > /release && mkdir /out
COPY . .
RUN cat src/d0/*.py > /out/app && echo ${n} >> /out/app
FROM alpine:3.20
COPY --from=build /out /srv
RUN wc -c /srv/app > /size
ENV RELEASE=${n}
CMD ["cat", "/size"]
`;
    const { failure } = await engine.build({ context: tree.root, dockerfile: { name: "Dockerfile", text }, tags: [`app:${n % 20}`] });
    if (failure) throw new Error(failure.message);
    if (n % Math.max(1, Math.floor(builds / 10)) === 0 || n === 1) {
      globalThis.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      used = (heapUsed + external) / 1e6;
      const saved = await engine.save();
      console.log(
        `  ${String(n).padStart(6)} builds: ${used.toFixed(0).padStart(4)} MB, saved ${((saved.data.length + saved.trees.length) / 1e6).toFixed(1)} MB`,
      );
    }
  }
  return used;
}

if (values.memory) {
  console.log("memory of a session against its builds");
  const used = await memoryOfBuilds(Number(values.builds));
  if (used >= budget) {
    console.log(`over the budget of ${budget} MB`);
    process.exitCode = 1;
  }
} else {
  printTimes();
  const { status } = spawnSync(process.execPath, ["--expose-gc", import.meta.filename, "--memory", "--builds", values.builds], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}
