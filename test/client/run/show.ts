/** Shows the lines the lab answers otherwise than a recorded script: `node test/client/run/show.ts FILE [--new]`, FILE as in `run.test.ts`. */
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { differences } from "./differs.ts";
import { masked, readTranscript, replay } from "./replay.ts";

const [file = "", onlyNew] = process.argv.slice(2);
const recorded = readTranscript(pathToFileURL(file));
const { transcript } = recorded;
const answers = await replay(recorded);
const known = differences[basename(file, ".json")] ?? {};

let wrong = 0;
for (const [index, expected] of transcript.entries()) {
  const [theirs, ours] = [masked(expected, recorded), masked(answers[index] as typeof expected, recorded)];
  if (JSON.stringify(theirs) === JSON.stringify(ours)) continue;
  wrong++;
  const reason = expected.differs ?? known[expected.line];
  if (onlyNew && reason !== undefined) continue;
  console.log(`\n✗ ${expected.line}${reason === undefined ? "" : `   (${reason})`}`);
  if (theirs.exitCode !== ours.exitCode) console.log(`  exit ${theirs.exitCode}, the lab ${ours.exitCode}`);
  for (const stream of ["stdout", "stderr"] as const) {
    if (theirs[stream] === ours[stream]) continue;
    const [a, b] = [theirs[stream].split("\n"), ours[stream].split("\n")];
    const only = (mine: string[], other: string[]): string[] => mine.filter((line) => !other.includes(line));
    const [missing, surplus] = [only(a, b), only(b, a)];
    for (const line of missing) console.log(`  docker:  ${line}`);
    for (const line of surplus) console.log(`  drydock: ${line}`);
    if (missing.length + surplus.length === 0) console.log(`  the lines of ${stream} come in another order or number`);
  }
}
console.log(`\n${transcript.length - wrong} of ${transcript.length} lines agree`);
