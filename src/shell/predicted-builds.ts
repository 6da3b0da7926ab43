import type { Engine } from "../engine/api.ts";
import { noPredictions, type Predictions, withAnswer } from "../views/predictions.ts";

/** What the learner says of builds to come, held against those that have been run since. */
export class PredictedBuilds {
  readonly #engine: Engine;
  predictions: Predictions = noPredictions;
  /** Number of the last build that has answered what was said of it. */
  #lastBuild: number;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#lastBuild = engine.builds().at(-1)?.number ?? 0;
  }

  /** The predictions, with those builds counted that have been run since the last look. */
  answered(): Predictions {
    for (const view of this.#engine.builds()) {
      if (view.number <= this.#lastBuild) continue;
      this.#lastBuild = view.number;
      this.predictions = withAnswer(this.predictions, view);
    }
    return this.predictions;
  }
}
