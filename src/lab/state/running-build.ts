import { computed, signal } from "@preact/signals";
import type { BuildNews } from "../../backends/backend.ts";
import type { BuildView } from "../../engine/api.ts";
import { type LiveSteps, liveStepOf, liveView } from "../../visualizers/layers/live.ts";

/** The build under way, if any: what was foretold of it, and how far its steps have come. */
export class RunningBuild {
  readonly #plan = signal<BuildView | undefined>(undefined);
  readonly #steps = signal<LiveSteps>(new Map());
  #now = 0;

  /** What pictures show of it. Changes when a step begins or ends, not as time goes by. */
  readonly view = computed(() => this.#plan.value && liveView(this.#plan.value, this.#steps.value));

  /** Simulated time in it, in milliseconds since the epoch. */
  readonly now = (): number => this.#now;

  begin(plan: BuildView): void {
    this.#steps.value = new Map();
    this.#plan.value = plan;
  }

  take({ events, now }: BuildNews): void {
    this.#now = now;
    const found = events.flatMap((event) => liveStepOf(event) ?? []);
    if (found.length > 0) this.#steps.value = new Map([...this.#steps.value, ...found.map(({ id, step }) => [id, step] as const)]);
  }

  end(): void {
    this.#plan.value = undefined;
  }
}
