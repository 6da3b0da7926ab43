/** `fmt`: fills lines with words, so that they come out as even as they can. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { LineSource } from "./source.ts";

interface Word {
  readonly text: string;
  /** Blanks behind it, where its line goes on. */
  readonly gap: number;
  /** Has `.`, `?` or `!` behind it, and what may close a sentence. */
  readonly period: boolean;
  /** Ends a sentence: the line ends behind the period, or there is more than one blank. */
  final: boolean;
  readonly punctuated: boolean;
  readonly opens: boolean;
}

/** How bad a line is that misses the aim by so many characters, ten times over. */
const square = (times: number): number => times * times;
const lineCost = square(70);

export const fmt: Applet = async (process, args, tool) => {
  const words = args.map((word, index) => (index === 0 && /^-\d+$/.test(word) ? `-w${word.slice(1)}` : word));
  const options = parseOptions(words, {
    short: "cg:p:stuw:",
    long: {
      width: "w:",
      goal: "g:",
      "split-only": "s",
      "uniform-spacing": "u",
      prefix: "p:",
      "tagged-paragraph": "t",
      "crown-margin": "c",
    },
  });
  const given = options.value("w");
  if (given !== undefined && (!/^\d+$/.test(given) || Number(given) > 2500)) return tool.fail(`invalid width: ‘${given}’`);
  const width = Number(given ?? 75);
  const goal = Number(options.value("g") ?? Math.floor((width * 187) / 200));
  const source = new LineSource(process, tool, options.operands, { unreadable: (operand) => `cannot open '${operand}' for reading` });
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) process.stdout(filled(paragraph, width, goal, options.has("u")));
    paragraph = [];
  };
  for await (const lines of source.groups()) {
    for (const line of lines) {
      const blank = line.trim() === "";
      // A line with another margin begins another paragraph.
      if (blank || (paragraph.length > 0 && indentOf(line) !== indentOf(paragraph.at(-1) as string)) || options.has("s")) flush();
      if (blank) process.stdout("\n");
      else paragraph.push(line);
    }
  }
  flush();
  return source.status;
};

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function filled(lines: readonly string[], width: number, goal: number, uniform: boolean): string {
  const indent = indentOf(lines[0] as string);
  const words = lines.flatMap((line) =>
    [...line.trimEnd().matchAll(/(\S+)(\s*)/g)].map(([, text = "", blanks = ""]): Word => {
      const period = /[.?!][)'"\]]*$/.test(text);
      const final = period && blanks.length !== 1;
      return {
        text,
        gap: uniform || blanks === "" ? (final ? 2 : 1) : blanks.length,
        period,
        final,
        punctuated: /[,;:]$/.test(text),
        opens: /^[(['"`]/.test(text),
      };
    }),
  );
  // The last word ends a sentence, whatever it looks like.
  const end = words.at(-1);
  if (end) end.final = true;
  // From the end: how well what begins with a word can be set, and where its first line breaks.
  const best: { cost: number; next: number; length: number }[] = [];
  best[words.length] = { cost: 0, next: words.length, length: 0 };
  for (let start = words.length - 1; start >= 0; start--) {
    let length = indent + (words[start] as Word).text.length;
    let found = { cost: Number.POSITIVE_INFINITY, next: start + 1, length };
    for (let next = start + 1; ; next++) {
      const rest = best[next] as { cost: number; next: number; length: number };
      let cost = rest.cost;
      if (next < words.length) {
        cost += square(10 * (goal - length));
        if (rest.next < words.length) cost += square(10 * (length - rest.length)) / 2;
      }
      if (cost < found.cost) found = { cost, next, length };
      if (next === words.length) break;
      length += (words[next - 1] as Word).gap + (words[next] as Word).text.length;
      if (length >= width) break;
    }
    best[start] = { ...found, cost: found.cost + breakCost(words, start) };
  }
  let text = "";
  for (let start = 0; start < words.length; start = (best[start] as { next: number }).next) {
    const line = words.slice(start, best[start]?.next);
    text += `${" ".repeat(indent)}${line.map((word, index) => word.text + (index < line.length - 1 ? " ".repeat(word.gap) : "")).join("")}\n`;
  }
  return text;
}

/** What it costs to begin a line with a word. */
function breakCost(words: readonly Word[], start: number): number {
  const word = words[start] as Word;
  const before = words[start - 1];
  let cost = lineCost;
  if (before?.period) cost += before.final ? -square(50) : square(600);
  else if (before?.punctuated) cost -= square(40);
  else if (before && words[start - 2]?.final) cost += square(200) / (before.text.length + 2);
  if (word.opens) cost -= square(40);
  else if (word.final) cost += square(150) / (word.text.length + 2);
  return cost;
}
