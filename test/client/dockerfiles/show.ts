/** Shows where the lab differs: `node test/client/dockerfiles/show.ts mistakes|language|frontends [part of a name…]`. */
import { compare, recordedCases } from "./compare.ts";

const [file = "mistakes", ...parts] = process.argv.slice(2);
const pairs = recordedCases(file).filter(({ one }) => parts.length === 0 || parts.some((part) => one.name.includes(part)));
let wrong = 0;
for (const pair of pairs) {
  const { name, docker, lab } = await compare(pair);
  if (docker.every((text, index) => text === lab[index])) continue;
  wrong++;
  console.log(`\n✗ ${name}`);
  docker.forEach((text, index) => {
    if (text === lab[index]) return;
    const [theirs, ours] = [text.split("\n"), (lab[index] ?? "").split("\n")];
    for (const line of theirs) if (!ours.includes(line)) console.log(`  ${index} docker:  ${line}`);
    for (const line of ours) if (!theirs.includes(line)) console.log(`  ${index} drydock: ${line}`);
    if (theirs.toSorted().join() === ours.toSorted().join()) console.log(`  ${index} in another order`);
  });
}
console.log(`\n${pairs.length - wrong} of ${pairs.length} agree`);
