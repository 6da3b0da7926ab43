/**
 * `npm run conformance`: the real docker client drives the lab's engine over its API.
 *
 *   npm run conformance -- [NAME…] [--all]
 *
 * The scripts in `scripts/` run line by line on the lab and on a real engine at the same time, and every answer is compared;
 * `--all` adds the lines of the recorded transcripts, named by their files. Then every verb of `docker --help` is called.
 * A difference needs a reason in `differs.ts`. Exits 1 when something differs, 2 when there is no real engine to compare with.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { startEngine, starter } from "../live/engine.ts";
import { compareScript, type Difference } from "./compare.ts";
import { startDrydock } from "./drydock.ts";
import { readScripts } from "./scripts.ts";
import { callEveryVerb } from "./verbs.ts";

const { values, positionals } = parseArgs({ options: { all: { type: "boolean", default: false } }, allowPositionals: true });

const drydock = await startDrydock();
const real = startEngine();
let differences = 0;
let lines = 0;
try {
  if (typeof real === "string") {
    console.error(`\n!!! NO REAL ENGINE: ${real}.\n!!! The scripts were not compared with a real Docker.\n`);
  } else {
    // What earlier runs left behind would be found in caches and lists.
    spawnSync(starter, ["reset"], { env: real.environment, stdio: "ignore" });
    for (const script of readScripts(positionals, values.all)) {
      const started = Date.now();
      const found = await compareScript(script, { real: real.environment, drydock: { ...real.environment, ...drydock.environment } });
      lines += script.lines.length;
      differences += found.length;
      console.log(
        `${found.length === 0 ? "✓" : "✗"} ${script.name}: ${script.lines.length} lines, ${((Date.now() - started) / 1000).toFixed(1)} s`,
      );
      for (const difference of found) print(difference);
    }
  }
  if (positionals.length === 0) {
    const environment = typeof real === "string" ? process.env : real.environment;
    const { called, refused } = await callEveryVerb({ ...environment, ...drydock.environment });
    differences += refused.length;
    console.log(`${refused.length === 0 ? "✓" : "✗"} verbs: ${called} called`);
    for (const { command, answer } of refused) console.log(`  ${command}\n    ${answer.trim().split("\n").join("\n    ")}`);
  }
} finally {
  if (typeof real !== "string") real.stop();
  await drydock.stop();
}
console.log(`\n${lines} lines compared with a real engine, ${differences} differ`);
process.exit(differences > 0 ? 1 : typeof real === "string" ? 2 : 0);

function print({ line, real: docker, drydock: lab, stale }: Difference): void {
  console.log(`  ${line}`);
  if (stale) console.log(`    no longer a difference: ${stale}`);
  for (const key of ["exitCode", "stdout", "stderr"] as const) {
    if (docker[key] === lab[key]) continue;
    console.log(`    docker  ${key}: ${JSON.stringify(docker[key])}`);
    console.log(`    drydock ${key}: ${JSON.stringify(lab[key])}`);
  }
}
