/** Compose files changed as no person would, and what `docker compose config` makes of them. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import recorded from "../../src/cli/compose/fixtures/config.json" with { type: "json" };
import { run } from "../../src/cli/testing.ts";
import type { Engine } from "../../src/engine/api.ts";
import { checkCompose } from "../../src/lab/language/compose/check.ts";
import { completeCompose } from "../../src/lab/language/compose/complete.ts";
import { Random } from "./random.ts";

/** What means something somewhere in a Compose file. */
const tokens =
  ": |- |{|}|[|]|&a |*a|<<: *a|!reset |!override |${A|}|$|'|\"|\\|\n|>|\t|#|null|5|true|~|---\n|x-|services:|\n|  |ports: [1]\n|? |%|@|0x|1e999|extends: a\n|include: [a]\n|\0|é"
    .split("|")
    .filter(Boolean);

/** Texts to begin with: recorded projects, samples, lessons. */
export function composeCorpus(): string[] {
  const root = path.resolve(import.meta.dirname, "../..");
  const files = globSync(["test/samples/projects/**/*compose*.y*ml", "lessons/09-compose/**/*compose*.y*ml"], { cwd: root }).sort();
  const own = files.map((file) => readFileSync(path.join(root, file), "utf8"));
  const others = Object.values(recorded.files as Record<string, Record<string, string>>).flatMap(
    (project) => project["compose.yaml"] ?? [],
  );
  return [...new Set([...own, ...others])];
}

export function mutatedCompose(random: Random, texts: readonly string[]): string {
  let text = random.of(texts);
  for (let changes = 1 + random.below(2) * random.below(4); changes > 0; changes--) {
    const at = random.below(text.length + 1);
    const lines = text.split("\n");
    const line = random.below(lines.length);
    switch (random.below(5)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + 1 + random.below(8));
        break;
      case 1: {
        const other = random.of(texts);
        const from = random.below(other.length);
        text = text.slice(0, at) + other.slice(from, from + random.below(40)) + text.slice(at);
        break;
      }
      case 2:
        lines[line] = `  ${lines[line]}`;
        text = lines.join("\n");
        break;
      case 3:
        lines.splice(random.below(lines.length), 0, lines[line] as string);
        text = lines.join("\n");
        break;
      default:
        text = text.slice(0, at) + random.of(tokens) + text.slice(at);
    }
  }
  return text;
}

export interface ComposeFuzz {
  readonly tried: number;
  readonly accepted: number;
  /** Refused with a message that names neither the file, nor a line, nor a place in it. */
  readonly placeless: readonly string[];
  readonly thrown: readonly { readonly number: number; readonly text: string; readonly error: string }[];
  /** Milliseconds, and the number of the text. */
  readonly slowest: readonly [ms: number, number: number];
}

/** The same seed gives the same texts. The command and the editor read each. */
export async function fuzzCompose(mutations: number, seed: number): Promise<ComposeFuzz> {
  const texts = composeCorpus();
  const thrown: { number: number; text: string; error: string }[] = [];
  const placeless = new Set<string>();
  let accepted = 0;
  let slowest: [number, number] = [0, 0];
  for (let number = 0; number < mutations; number++) {
    const random = new Random(seed * 1_000_003 + number);
    const text = mutatedCompose(random, texts);
    const began = performance.now();
    try {
      const { code, stderr } = await run({} as Engine, ["compose", "config"], { files: { "compose.yaml": text } });
      if (/the lab itself failed/.test(stderr)) thrown.push({ number, text, error: stderr });
      if (code === 0) accepted++;
      else if (!namesAPlace(stderr)) placeless.add(stderr.trim().split("\n").at(-1) ?? "");
      checkCompose(text, "/work/compose.yaml", { read: () => undefined, isDirectory: () => false });
      const line = random.below(text.split("\n").length);
      await completeCompose(text, line, random.below(30));
    } catch (error) {
      thrown.push({ number, text, error: String((error as Error).stack ?? error) });
    }
    const took = performance.now() - began;
    if (took > slowest[0]) slowest = [took, number];
  }
  return { tried: mutations, accepted, placeless: [...placeless], thrown, slowest };
}

function namesAPlace(stderr: string): boolean {
  return /\/work\/|compose\.yaml|line \d+|services|volumes|networks|secrets|configs|service "|yaml:/.test(stderr);
}
