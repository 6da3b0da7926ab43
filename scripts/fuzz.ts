/**
 * Mutates Dockerfiles and gives them to parser, linter, editor, preview and solver:
 *
 *   npm run fuzz -- [--mutations 10000] [--seed 1] [--slowest 10] [--show NUMBER]
 *
 * Exits 1 when something throws or takes more than a second of the thread's processor time. `--show` prints one text instead.
 */
import { parseArgs } from "node:util";
import { corpus } from "../test/fuzz/corpus.ts";
import { fuzz, limit } from "../test/fuzz/fuzz.ts";
import { mutated } from "../test/fuzz/mutate.ts";
import { Random } from "../test/fuzz/random.ts";

const { values } = parseArgs({
  options: {
    mutations: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    slowest: { type: "string", default: "10" },
    show: { type: "string" },
  },
});
const seed = Number(values.seed);

if (values.show !== undefined) {
  process.stdout.write(mutated(new Random(seed * 1_000_003 + Number(values.show)), corpus()));
  process.exit(0);
}

const started = performance.now();
const { tried, built, slowest, thrown } = await fuzz(Number(values.mutations), seed, Number(values.slowest), (done) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} `);
});
const seconds = (performance.now() - started) / 1000;
console.log(`${tried} mutated Dockerfiles (seed ${seed}) in ${seconds.toFixed(0)} s: ${built} built, ${tried - built} refused\n`);
console.log("slowest, in milliseconds of processor time:");
for (const { number, text, parts, slowest: most } of slowest) {
  const each = Object.entries(parts).map(([part, time]) => `${part} ${time.toFixed(0)}`);
  console.log(`  ${most.toFixed(0).padStart(5)}  number ${number}, ${text.length} characters: ${each.join(", ")}`);
}
for (const { number, error } of thrown.slice(0, 20)) console.log(`\nnumber ${number} threw ${(error as Error).stack ?? error}`);
const slow = slowest.filter((one) => one.slowest > limit).length;
if (thrown.length > 0 || slow > 0) {
  console.log(`\n${thrown.length} threw, ${slow}${slow === slowest.length ? " or more" : ""} took more than ${limit} ms`);
  process.exit(1);
}
