/** Many mutated Dockerfiles, and what became of them. */
import { corpus } from "./corpus.ts";
import { mutated } from "./mutate.ts";
import { Random } from "./random.ts";
import { type Trial, Trials } from "./trial.ts";

/** No answer may take longer, in milliseconds of processor time. */
export const limit = 1000;

export interface Tried extends Trial {
  readonly number: number;
  readonly text: string;
}

export interface Report {
  readonly tried: number;
  readonly built: number;
  /** Slowest first, `kept` of them. */
  readonly slowest: readonly Tried[];
  readonly thrown: readonly { readonly number: number; readonly text: string; readonly error: unknown }[];
}

/**
 * @param onProgress told now and then how many are done
 * The same seed gives the same texts; number N is the same however many there are.
 */
export async function fuzz(mutations: number, seed: number, kept = 10, onProgress?: (done: number) => void): Promise<Report> {
  const texts = corpus();
  const trials = new Trials();
  let slowest: Tried[] = [];
  const thrown: { number: number; text: string; error: unknown }[] = [];
  let built = 0;
  for (let number = 0; number < mutations; number++) {
    const text = mutated(new Random(seed * 1_000_003 + number), texts);
    try {
      const trial = await steady(trials, text);
      if (trial.built) built++;
      if (slowest.length < kept || trial.slowest > (slowest.at(-1)?.slowest ?? 0))
        slowest = [...slowest, { ...trial, number, text }].sort((a, b) => b.slowest - a.slowest).slice(0, kept);
    } catch (error) {
      thrown.push({ number, text, error });
    }
    if (number % 1000 === 999) onProgress?.(number + 1);
  }
  return { tried: mutations, built, slowest, thrown };
}

/** What took long is tried again, for it may have met a collection of garbage or code not yet compiled: the quicker one counts. */
async function steady(trials: Trials, text: string): Promise<Trial> {
  const first = await trials.run(text);
  if (first.slowest < limit / 2) return first;
  const second = await trials.run(text);
  return second.slowest < first.slowest ? second : first;
}
