/**
 * Mutates Compose files and gives them to `docker compose config` and to the editor:
 *
 *   npm run fuzz:compose -- [--mutations 20000] [--seed 1] [--show NUMBER]
 *
 * Exits 1 when something throws. `--show` prints one text instead.
 */
import { parseArgs } from "node:util";
import { composeCorpus, fuzzCompose, mutatedCompose } from "../test/fuzz/compose.ts";
import { Random } from "../test/fuzz/random.ts";

const { values } = parseArgs({
  options: { mutations: { type: "string", default: "20000" }, seed: { type: "string", default: "1" }, show: { type: "string" } },
});
const seed = Number(values.seed);
if (values.show !== undefined) {
  process.stdout.write(mutatedCompose(new Random(seed * 1_000_003 + Number(values.show)), composeCorpus()));
  process.exit(0);
}
const { tried, accepted, placeless, thrown, slowest } = await fuzzCompose(Number(values.mutations), seed);
console.log(`${tried} mutated Compose files (seed ${seed}): ${accepted} accepted, ${tried - accepted} refused, ${thrown.length} threw`);
console.log(`slowest: ${slowest[0].toFixed(0)} ms, number ${slowest[1]}`);
if (placeless.length > 0) console.log(`refused without a place:\n${placeless.map((message) => `  ${message}`).join("\n")}`);
for (const { number, error } of thrown.slice(0, 10)) console.log(`\nnumber ${number}: ${error}`);
process.exit(thrown.length === 0 ? 0 : 1);
