/** Keeps a loop from running for ever, and lets others have their turn meanwhile. */
import { LabLimit } from "../../kernel/budget.ts";
import type { Process } from "../program.ts";
import { turn } from "../../turns.ts";

const limit = 5_000_000;
const stepsPerTurn = 16_384;

export class Steps {
  readonly #process: Process;
  readonly #name: string;
  #taken = 0;

  constructor(process: Process, name: string) {
    this.#process = process;
    this.#name = name;
  }

  /** What reads input gets on. */
  reset(): void {
    this.#taken = 0;
  }

  /** Counts one. Gives something to wait for when it is the event loop's turn. @throws LabLimit */
  take(): Promise<void> | undefined {
    if (++this.#taken > limit)
      throw new LabLimit(
        `drydock: ${this.#name} stopped after ${limit.toLocaleString("en-US")} steps: this looks like an endless loop (a limit of the lab, not of Docker)`,
      );
    return this.#taken % stepsPerTurn === 0 ? this.#turn() : undefined;
  }

  async #turn(): Promise<void> {
    await turn();
    await this.#process.drained();
    this.#process.signal.throwIfAborted();
  }
}
