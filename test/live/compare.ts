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
import { type Case, randomCase } from "./random-case.ts";

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
  readonly stderr: string;
}

function onRealEngine({ files, script }: Case): readonly Said[] {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-live-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text, { mode: 0o644 });
    }
    spawnSync("docker", ["builder", "prune", "-af"], { encoding: "utf8" });
    return script.map((line) => {
      const { status, stderr } = spawnSync("bash", ["-c", `umask 022; ${line}`], { cwd: folder, encoding: "utf8" });
      return { line, exitCode: status ?? -1, stderr };
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

if (spawnSync("docker", ["info"], { encoding: "utf8" }).status !== 0) {
  console.error('compare: no real engine answers. Start one: eval "$(test/engine up)"');
  process.exit(2);
}

const cases = Array.from({ length: Number(values.cases) }, (_, number) => randomCase(Number(values.seed), number));
const lab = inTheLab(cases);
let builds = 0;
let shown = 0;
const wrong: string[] = [];
cases.forEach((one, index) => {
  const real = onRealEngine(one);
  real.forEach(({ line, exitCode, stderr }, at) => {
    if (!line.startsWith("docker build")) return;
    builds += 1;
    const mine = lab[index]?.[at];
    const expected = said(exitCode, stderr);
    const got = said(mine?.exitCode ?? -1, mine?.stderr ?? "");
    if (expected === got) return;
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
console.log(
  `\n${builds} builds of ${cases.length} cases (seed ${values.seed}): ${builds - wrong.length} agree, ${wrong.length} do not${wrong.length ? `\n${wrong.slice(0, 40).join("\n")}` : ""}`,
);
process.exit(wrong.length === 0 ? 0 : 1);
