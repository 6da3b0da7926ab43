import { batch, computed, signal } from "@preact/signals";
import type { BuildView, StepId } from "../../engine/api.ts";
import { type Guess, type Guesses, guessKeys, type PredictedBuild, resultOf } from "../../visualizers/predict/predictions.ts";

interface Options {
  /** Something changed that is to be kept. */
  onChange(): void;
}

export interface KeptPredictions {
  readonly guesses: readonly (readonly [string, Guess])[];
  readonly results: readonly PredictedBuild[];
}

/** What the learner says the next build will do, and how they have done so far. */
export class Predictions {
  /** Of the next build, or of the one under way. */
  readonly guesses = signal<Guesses>(new Map());
  /** What was said of the last build that was predicted. */
  readonly answered = signal<{ readonly number: number; readonly guesses: Guesses } | undefined>(undefined);
  /** The oldest first. */
  readonly results = signal<readonly PredictedBuild[]>([]);
  readonly last = computed(() => this.results.value.at(-1));
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Says of a step of the next build what will become of it. */
  guess(view: BuildView, id: StepId, guess: Guess): void {
    const key = guessKeys(view).get(id);
    if (key === undefined) return;
    this.guesses.value = new Map([...this.guesses.value, [key, guess]]);
    this.#options.onChange();
  }

  /** A build is done: what was said of it counts. */
  answer(view: BuildView): void {
    const guesses = this.guesses.peek();
    const result = resultOf(view, guesses);
    if (!result) return;
    batch(() => {
      this.results.value = [...this.results.peek(), result];
      this.answered.value = { number: view.number, guesses };
      this.guesses.value = new Map();
    });
    this.#options.onChange();
  }

  /** Begins anew, as after a reset of the images. */
  forget(): void {
    this.restore({ guesses: [], results: [] });
    this.#options.onChange();
  }

  restore({ guesses, results }: KeptPredictions): void {
    batch(() => {
      this.guesses.value = new Map(guesses);
      this.results.value = results;
      this.answered.value = undefined;
    });
  }

  kept(): KeptPredictions {
    return { guesses: [...this.guesses.peek()], results: this.results.peek() };
  }
}
