/** Keeps a loop from running for ever, and lets others have their turn meanwhile. */
import { LabLimit } from "../kernel/budget.ts";
import type { Process } from "./program.ts";
import { turn } from "../turns.ts";

const limit = 5_000_000;
const stepsPerTurn = 16_384;

/** What is thrown when a program has taken too many steps. */
export function endless(name: string, steps: number): LabLimit {
  return new LabLimit(
    `drydock: ${name} stopped after ${steps.toLocaleString("en-US")} steps: this looks like an endless loop (a limit of the lab, not of Docker)`,
  );
}

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
    if (++this.#taken > limit) throw endless(this.#name, limit);
    return this.#taken % stepsPerTurn === 0 ? this.#turn() : undefined;
  }

  async #turn(): Promise<void> {
    await turn();
    await this.#process.drained();
    this.#process.signal.throwIfAborted();
  }
}
