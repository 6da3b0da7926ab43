/**
 * `npm run compose`: the same scripts on the real plug-in with a real engine and in the lab, line by line.
 *
 *   npm run compose -- [NAME…] [--record]
 *
 * `--record` keeps the real answers in `recorded/`, for the tests that run where there is no engine. A line that differs needs a
 * reason in `differs.ts`. Exits 1 when one has none, 2 when there is no real engine to compare with.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startEngine, starter } from "../live/engine.ts";
import { compare, type Verdict } from "./compare.ts";
import { readScript, scriptNames } from "./scripts.ts";
import { runLab, runReal } from "./sides.ts";

const { values, positionals } = parseArgs({ options: { record: { type: "boolean", default: false } }, allowPositionals: true });

const real = startEngine();
if (typeof real === "string") {
  console.error(`\n!!! NO REAL ENGINE: ${real}.\n!!! The Compose scripts were not compared with a real Compose.\n`);
  process.exit(2);
}
let lines = 0;
let wrong = 0;
let differ = 0;
try {
  for (const name of positionals.length > 0 ? positionals : scriptNames()) {
    // What scripts before have left behind would be found.
    spawnSync(starter, ["reset"], { env: real.environment, stdio: "ignore" });
    const script = readScript(name);
    const started = Date.now();
    const transcript = runReal(script, real.environment);
    if (values.record) {
      const recording = { name, engine: "28.5", compose: "2.40.3", files: script.files, transcript };
      writeFileSync(path.join(import.meta.dirname, "recorded", `${name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
    }
    const verdicts = compare(name, transcript, await runLab(script));
    const bad = verdicts.filter(({ isWrong }) => isWrong);
    lines += verdicts.length;
    wrong += bad.length;
    differ += verdicts.filter(({ agrees }) => !agrees).length;
    console.log(`${bad.length === 0 ? "✓" : "✗"} ${name}: ${verdicts.length} lines, ${((Date.now() - started) / 1000).toFixed(1)} s`);
    for (const verdict of bad) print(verdict);
  }
} finally {
  real.stop();
}
console.log(`\n${lines} lines compared with a real Compose, ${differ} differ, ${wrong} of them without a reason`);
process.exit(wrong > 0 ? 1 : 0);

function print({ line, real: theirs, lab, agrees, reason }: Verdict): void {
  console.log(`  ${line}`);
  if (agrees) console.log(`    no longer a difference: ${reason}`);
  if (theirs.exitCode !== lab.exitCode) console.log(`    exit code ${theirs.exitCode}, the lab's ${lab.exitCode}`);
  for (const stream of ["stdout", "stderr"] as const) {
    const surplus = [...lab[stream]];
    const missing = theirs[stream].filter((text) => {
      const found = surplus.indexOf(text);
      if (found >= 0) surplus.splice(found, 1);
      return found < 0;
    });
    for (const text of missing) console.log(`    compose: ${text}`);
    for (const text of surplus) console.log(`    drydock: ${text}`);
  }
}
