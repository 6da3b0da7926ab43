/**
 * `npm run live`: builds random projects on a real engine and in the lab, and compares every verdict, the files, modes and
 * owners, the settings and the history.
 *
 *   npm run live -- [--seed N] [--cases N] [--from N] [--seconds N] [--shrink] [--show N]
 *   npm run live -- --golden [--cases N]
 *
 * `--from` begins with a later case of the seed, `--seconds` begins no case after that time, `--shrink` makes every disagreement
 * small, `--show` prints that many (5). `--golden` runs the recorded cases on the real engine and lists where it differs from the
 * one they were recorded on. Exits 1 when they disagree, 2 when there is no real engine.
 */
import { parseArgs } from "node:util";
import { type Case, scriptOf } from "./case.ts";
import { compare, type Disagreement } from "./compare.ts";
import { startEngine } from "./engine.ts";
import { againstGolden } from "./golden.ts";
import { randomCase } from "./random-case.ts";
import { RealEngine } from "./real.ts";
import { shrink } from "./shrink.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string" },
    from: { type: "string", default: "0" },
    seconds: { type: "string" },
    show: { type: "string", default: "5" },
    shrink: { type: "boolean", default: false },
    golden: { type: "boolean", default: false },
  },
});

const engine = startEngine();
if (typeof engine === "string") {
  console.error(`\n!!! NO REAL ENGINE: ${engine}.\n!!! Nothing was compared with a real Docker.\n`);
  process.exit(2);
}
const real = new RealEngine(engine.environment);
if (values.golden) {
  try {
    const { builds, differences } = await againstGolden(real, Number(values.cases ?? Number.POSITIVE_INFINITY));
    for (const line of differences) console.log(line);
    console.log(`${builds} recorded builds on ${await real.version()}: ${differences.length} came out otherwise than on BuildKit 0.24`);
  } finally {
    engine.stop();
  }
  process.exit(0);
}
const cases = Number(values.cases ?? 25);
const started = Date.now();
const total = { cases: 0, builds: 0, failed: 0, races: 0, refused: 0 };
const versions = new Map<string, number>();
const refusals = new Map<string, number>();
const wrong: string[] = [];

try {
  for (let number = Number(values.from); total.cases < cases; number += 1) {
    if (values.seconds !== undefined && Date.now() - started > Number(values.seconds) * 1000) break;
    const one = randomCase(Number(values.seed), number);
    const { builds, failed, races, refused, versions: known, disagreements } = await compare(one, real);
    total.cases += 1;
    total.builds += builds;
    total.failed += failed;
    total.races += races;
    total.refused += refused.length;
    for (const why of refused) refusals.set(why, (refusals.get(why) ?? 0) + 1);
    for (const why of known) versions.set(why, (versions.get(why) ?? 0) + 1);
    if (total.cases % 10 === 0) console.error(`${total.builds} builds of ${total.cases} cases, ${wrong.length} disagreements so far`);
    const [first] = disagreements;
    if (!first) continue;
    wrong.push(`${one.name} build ${first.round + 1}: ${[...new Set(disagreements.map(({ about }) => about))].join(", ")}`);
    if (wrong.length <= Number(values.show)) await report(one, first);
  }
} finally {
  engine.stop();
}

for (const [why, count] of versions) console.log(`known difference of versions, ${count} times: ${why}`);
for (const [why, count] of refusals) console.log(`not compared, ${count} times: ${why}`);
console.log(
  `\n${total.builds} builds of ${total.cases} cases (seed ${values.seed}, ${((Date.now() - started) / 1000).toFixed(0)} s): ${wrong.length} cases disagree; ` +
    `${total.failed} builds failed as they should, ${total.races} races, ${total.refused} not compared`,
);
for (const line of wrong) console.log(`  ${line}`);
process.exit(wrong.length === 0 ? 0 : 1);

async function report(one: Case, first: Disagreement): Promise<void> {
  const upToHere = { ...one, rounds: one.rounds.slice(0, first.round + 1) };
  console.log(`\n✗ ${one.name}, build ${first.round + 1} of ${one.rounds.length}`);
  print(first);
  if (!values.shrink) {
    console.log(scriptOf(upToHere));
    return;
  }
  let last = first;
  const small = await shrink(upToHere, async (candidate) => {
    const { disagreements } = await compare(candidate, real);
    const same = disagreements.find(({ about, round }) => about === first.about && round === candidate.rounds.length - 1);
    if (same) last = same;
    return same !== undefined;
  });
  console.log("─ smallest form");
  print(last);
  console.log(scriptOf(small));
}

function print({ about, docker, drydock }: Disagreement): void {
  console.log(`  ${about}`);
  for (const line of docker) console.log(`    docker:  ${line}`);
  for (const line of drydock) console.log(`    drydock: ${line}`);
}
