/** What the last builds told while they ran, for who asks afterwards. */
import type { BuildEvent } from "../api.ts";

/** As many builds as BuildKit keeps records of. */
const kept = 50;

export class BuildLogs {
  readonly #logs = new Map<number, readonly BuildEvent[]>();

  of(number: number): readonly BuildEvent[] | undefined {
    return this.#logs.get(number);
  }

  /** Keeps the events of the build with this number. What is added to them later is there, too. */
  keep(number: number, events: readonly BuildEvent[]): void {
    this.#logs.set(number, events);
    this.#logs.delete(number - kept);
  }
}
