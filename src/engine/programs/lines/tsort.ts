/** `tsort`: an order in which everything comes after what it was paired with. */
import type { Applet } from "../coreutils/applet.ts";
import { LineSource } from "./source.ts";

export const tsort: Applet = async (process, args, tool) => {
  const operands = args.filter((word) => word !== "--");
  if (operands[1] !== undefined) return tool.usage(`extra operand ‘${operands[1]}’`);
  const [name = "-"] = operands;
  const source = new LineSource(process, tool, [name]);
  const words = (await source.all()).join("\n").split(/\s+/).filter(Boolean);
  if (source.status !== 0) return source.status;
  if (words.length % 2 !== 0) return tool.fail(`${name}: input contains an odd number of tokens`);

  const after = new Map<string, string[]>();
  const waitsFor = new Map<string, number>();
  for (const word of words) {
    if (!after.has(word)) after.set(word, []);
    if (!waitsFor.has(word)) waitsFor.set(word, 0);
  }
  for (let index = 0; index < words.length; index += 2) {
    const [before, next] = [words[index] as string, words[index + 1] as string];
    if (before === next) continue;
    after.get(before)?.push(next);
    waitsFor.set(next, (waitsFor.get(next) ?? 0) + 1);
  }
  const ready = [...waitsFor]
    .filter(([, count]) => count === 0)
    .map(([word]) => word)
    .sort();
  let status = 0;
  const printed = new Set<string>();
  while (printed.size < waitsFor.size) {
    let word = ready.shift();
    if (word === undefined) {
      const loop = loopIn(after, printed);
      status = tool.fail(`${name}: input contains a loop:`);
      for (const each of loop) tool.fail(each);
      word = loop[0] as string;
    }
    if (printed.has(word)) continue;
    printed.add(word);
    process.stdout(`${word}\n`);
    // Of what becomes free, the last that was named comes first.
    for (const next of [...(after.get(word) ?? [])].reverse()) {
      const count = (waitsFor.get(next) ?? 0) - 1;
      waitsFor.set(next, count);
      if (count === 0) ready.push(next);
    }
  }
  return status;
};

/** Words that wait for each other, beginning with the first of them by name. */
function loopIn(after: ReadonlyMap<string, readonly string[]>, printed: ReadonlySet<string>): string[] {
  const path: string[] = [];
  let word = [...after.keys()].filter((one) => !printed.has(one)).sort()[0] as string;
  while (!path.includes(word)) {
    path.push(word);
    const next = after.get(word)?.find((one) => !printed.has(one));
    if (next === undefined) return path;
    word = next;
  }
  return path.slice(path.indexOf(word));
}
