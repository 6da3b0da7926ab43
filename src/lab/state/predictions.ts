import { computed, signal } from "@preact/signals";
import type { BuildView, StepId } from "../../engine/api.ts";
import { type Guess, type Guesses, noPredictions, type Predictions as Said, withAnswer, withGuess } from "../../views/predictions.ts";

interface Options {
  /** Something changed that is to be kept. */
  onChange(): void;
}

/** What the learner says the next build will do, and how they have done so far. */
export class Predictions {
  readonly #said = signal<Said>(noPredictions);
  readonly #options: Options;
  /** The oldest first. */
  readonly results = computed(() => this.#said.value.results);

  constructor(options: Options) {
    this.#options = options;
  }

  /** What was said of a build, by its number; of the next one, or the one under way, when that one was not predicted. */
  guessesOf(number: number): Guesses {
    const { answered, guesses } = this.#said.value;
    return new Map(answered && number > 0 && answered.number === number ? answered.guesses : guesses);
  }

  /** Says of a step of the next build what will become of it. */
  guess(view: BuildView, id: StepId, guess: Guess): void {
    this.#take(withGuess(this.kept(), view, [id], guess));
  }

  /** A build is done: what was said of it counts. */
  answer(view: BuildView): void {
    this.#take(withAnswer(this.kept(), view));
  }

  /**
   * A line of the terminal has ended.
   * @param sent what was said when it began
   * @param said what is said after it; where it has said nothing itself, marks made in the picture meanwhile stay
   */
  takeFrom(sent: Said, said: Said): void {
    if (JSON.stringify(said) !== JSON.stringify(sent)) this.#take(said);
  }

  #take(said: Said): void {
    if (JSON.stringify(said) === JSON.stringify(this.kept())) return;
    this.#said.value = said;
    this.#options.onChange();
  }

  /** Begins anew, as after a reset of the images. */
  forget(): void {
    this.#take(noPredictions);
  }

  restore(kept: Said): void {
    this.#said.value = kept;
  }

  kept(): Said {
    return this.#said.peek();
  }
}
