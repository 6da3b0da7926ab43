/**
 * `npm run compose`: the same scripts on the real plug-in with a real engine and in the lab, line by line.
 *
 *   npm run compose -- [NAME…] [--record]
 *
 * `--record` keeps the real answers in `recorded/`, for the tests that run where there is no engine. A line that differs needs a
 * reason in `differs.ts`. Where real runs answer differently, the lab has to agree with one of them; the recording is one, and is
 * doubted when too many lines need it. Exits 1 when a line has no reason, 2 when there is no real engine to compare with.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { LineResult } from "../../src/headless/run-lines.ts";
import { startEngine, starter } from "../live/engine.ts";
import { compare, type Verdict } from "./compare.ts";
import { readScript, type Script, scriptNames } from "./scripts.ts";
import { runLab, runReal } from "./sides.ts";

const { values, positionals } = parseArgs({ options: { record: { type: "boolean", default: false } }, allowPositionals: true });

const real = startEngine();
if (typeof real === "string") {
  console.error(`\n!!! NO REAL ENGINE: ${real}.\n!!! The Compose scripts were not compared with a real Compose.\n`);
  process.exit(2);
}
const { environment } = real;

/** How often a script is run once more when lines of it differ. */
const retries = 2;

/** A script's transcript of the real plug-in, on an engine where nothing is left of scripts before. */
function onReal(script: Script) {
  spawnSync(starter, ["reset"], { env: environment, stdio: "ignore" });
  return runReal(script, environment);
}

function recorded(name: string): readonly LineResult[] {
  const file = path.join(import.meta.dirname, "recorded", `${name}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly transcript: readonly LineResult[] }).transcript;
}

/** How many lines in all may be answered as in their recording and not as today. More say that the recordings are not of this Compose. */
const drift = 5;

let drifted = 0;
let lines = 0;
let wrong = 0;
let differ = 0;
try {
  for (const name of positionals.length > 0 ? positionals : scriptNames()) {
    const script = readScript(name);
    const started = Date.now();
    const transcript = onReal(script);
    if (values.record) {
      const recording = { name, engine: "28.5", compose: "2.40.3", files: script.files, transcript };
      writeFileSync(path.join(import.meta.dirname, "recorded", `${name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
    }
    const lab = await runLab(script);
    const verdicts = compare(name, transcript, lab);
    let bad = verdicts.filter(({ isWrong }) => isWrong);
    // Compose looks at services and mounts in any order, and draws progress as it comes: what another run answers as the lab does is chance.
    for (let again = 0; again < retries && bad.length > 0; again++) {
      const others = new Set(compare(name, onReal(script), lab).flatMap(({ line, isWrong }) => (isWrong ? [line] : [])));
      bad = bad.filter(({ line }) => others.has(line));
    }
    if (bad.length > 0) {
      const differing = new Set(compare(name, recorded(name), lab).flatMap(({ line, isWrong }) => (isWrong ? [line] : [])));
      const asRecorded = bad.filter(({ line }) => !differing.has(line));
      for (const { line } of asRecorded) console.log(`  answered as in its recording, not as today: ${line}`);
      drifted += asRecorded.length;
      bad = bad.filter(({ line }) => differing.has(line));
    }
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
if (drifted > drift)
  console.log(`${drifted} lines are answered as recorded and not as today: record their scripts anew and look at what changed`);
process.exit(wrong > 0 || drifted > drift ? 1 : 0);

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
