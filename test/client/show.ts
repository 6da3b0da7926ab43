/** Shows where the lab's answers differ from a transcript: `node test/client/show.ts FILE`. */
import { agree, masked, replay } from "./transcript.ts";

const compared = await replay(new URL(process.argv[2] ?? "build-lines.json", import.meta.url));
const wrong = compared.filter((one) => !agree(one));
for (const { expected, got } of wrong) {
  console.log(`\n✗ ${expected.line}`);
  const [a, b] = [masked(expected), masked(got)];
  if (a.exitCode !== b.exitCode) console.log(`  exit ${a.exitCode}, the lab ${b.exitCode}`);
  for (const stream of ["stdout", "stderr"] as const) {
    const [theirs, ours] = [a[stream].split("\n"), b[stream].split("\n")];
    for (const line of theirs) if (!ours.includes(line)) console.log(`  docker:  ${line}`);
    for (const line of ours) if (!theirs.includes(line)) console.log(`  drydock: ${line}`);
    if (a[stream] !== b[stream] && theirs.toSorted().join() === ours.toSorted().join())
      console.log(`  the lines of ${stream} come in another order`);
  }
}
console.log(`\n${compared.length - wrong.length} of ${compared.length} lines agree`);
