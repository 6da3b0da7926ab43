/**
 * Builds random projects on a real engine and in the lab, and compares the verdict of every step.
 *
 *   node test/live/compare.ts [--seed N] [--cases N] [--keep FILE]
 *
 * Needs a real Docker (`eval "$(test/engine up)"`). Exits 1 when they disagree, 2 when there is no engine.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { stepsOf } from "./plain-progress.ts";
import { type Case, look, randomCase } from "./random-case.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "20" },
    keep: { type: "string" },
    show: { type: "string", default: "5" },
  },
});
const root = path.resolve(import.meta.dirname, "../..");

interface Said {
  readonly line: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function onRealEngine({ files, script }: Case): readonly Said[] {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-live-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text, { mode: 0o644 });
    }
    spawnSync("docker", ["rmi", "-f", "live"], { encoding: "utf8" });
    spawnSync("docker", ["builder", "prune", "-af"], { encoding: "utf8" });
    return script.map((line) => {
      const { status, stdout, stderr } = spawnSync("bash", ["-c", `umask 022; ${line}`], { cwd: folder, encoding: "utf8" });
      return { line, exitCode: status ?? -1, stdout, stderr };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inTheLab(cases: readonly Case[]): readonly (readonly Said[])[] {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "drydock-live-")), "cases.jsonl");
  writeFileSync(file, cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const { stdout, stderr, status } = spawnSync("node", ["src/headless/main.ts", "exec", "--cases", file], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`the lab ended with ${status}: ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { transcript: Said[] }).transcript);
}

/**
 * What has to be the same. Of a build that fails, the last line alone: which of the steps beside the mistake were still
 * finished is a race in the real engine. Of several missing files it names any one.
 */
function said(exitCode: number, stderr: string): string {
  if (exitCode === 0) return JSON.stringify([exitCode, ...stepsOf(stderr)]);
  const error = /^ERROR: .*/m.exec(stderr)?.[0] ?? "";
  return `${exitCode} ${error.replace(/ref \S+::\S+: "[^"]*"/, "ref <ref>")}`;
}

/** Rows and settings of the image, the base's rows aside; sizes where they do not hang on the base image's own files. */
function image(stdout: string): string[] {
  const rows = stdout
    .trim()
    .split("\n")
    .filter((row) => row.endsWith("buildkit.dockerfile.v0") && !row.includes("alpine-minirootfs"))
    .map((row) => (/passwd|\/group|env \||\/from-|--mount/.test(row) ? row.replace(/\|[^|]*\|/, "|") : row));
  // The lab's base images have rows and a working directory of their own.
  if (stdout.includes("alpine-minirootfs")) rows.pop();
  const config = /^\{.*$/m.exec(stdout)?.[0].replace(/,"WorkingDir":"\/"/, "") ?? "";
  return [...rows, config];
}

const namesOf = (stderr: string): string => JSON.stringify(stepsOf(stderr).map(([name]) => name));

if (spawnSync("docker", ["info"], { encoding: "utf8" }).status !== 0) {
  console.error('compare: no real engine answers. Start one: eval "$(test/engine up)"');
  process.exit(2);
}

const cases = Array.from({ length: Number(values.cases) }, (_, number) => randomCase(Number(values.seed), number));
const lab = inTheLab(cases);
let builds = 0;
let images = 0;
let races = 0;
let shown = 0;
const wrong: string[] = [];
cases.forEach((one, index) => {
  const real = onRealEngine(one);
  let failed = false;
  let imagesDiffer = false;
  real.forEach(({ line, exitCode, stderr }, at) => {
    if (line === look) {
      images += 1;
      const [theirs, ours] = [image(real[at]?.stdout ?? ""), image(lab[index]?.[at]?.stdout ?? "")];
      if (JSON.stringify(theirs) === JSON.stringify(ours) || imagesDiffer) return;
      imagesDiffer = true;
      wrong.push(`${one.name} image after line ${at - 1}`);
      if (shown++ >= Number(values.show)) return;
      console.log(`\n✗ ${one.name}, image after line ${at - 1}`);
      for (const row of theirs) if (!ours.includes(row)) console.log(`   docker:  ${row}`);
      for (const row of ours) if (!theirs.includes(row)) console.log(`   drydock: ${row}`);
      return;
    }
    if (!line.startsWith("docker build")) return;
    builds += 1;
    const mine = lab[index]?.[at];
    const expected = said(exitCode, stderr);
    const got = said(mine?.exitCode ?? -1, mine?.stderr ?? "");
    const afterFailure = failed;
    failed ||= exitCode !== 0;
    if (expected === got) return;
    // Which steps a failed build still finished is a race, and the next build finds them or does not.
    if (afterFailure && exitCode === mine?.exitCode && namesOf(stderr) === namesOf(mine.stderr)) {
      races += 1;
      return;
    }
    wrong.push(`${one.name} line ${at}`);
    if (shown++ < Number(values.show)) {
      const theirs = new Set(stepsOf(stderr).map((step) => step.join(" → ")));
      const ours = new Set(stepsOf(mine?.stderr ?? "").map((step) => step.join(" → ")));
      console.log(`\n✗ ${one.name}, line ${at}: ${line} (exit ${exitCode}, the lab ${mine?.exitCode})`);
      for (const step of theirs) if (!ours.has(step)) console.log(`   docker:  ${step}`);
      for (const step of ours) if (!theirs.has(step)) console.log(`   drydock: ${step}`);
      const error = /^ERROR: .*/m.exec(stderr)?.[0];
      const mineError = /^ERROR: .*/m.exec(mine?.stderr ?? "")?.[0];
      if (error !== mineError) console.log(`   docker:  ${error}\n   drydock: ${mineError}`);
    }
  });
});
if (values.keep) writeFileSync(values.keep, cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
console.log(`\n${images} images looked at; ${races} builds differ only by what an earlier failure had finished`);
console.log(
  `${builds} builds of ${cases.length} cases (seed ${values.seed}); ${wrong.length} disagreements${wrong.length ? `\n${wrong.slice(0, 40).join("\n")}` : ""}`,
);
process.exit(wrong.length === 0 ? 0 : 1);
