import type { Clock } from "../clock.ts";
import { turn } from "../turns.ts";

/**
 * Keeps a script from running for ever: after so many commands it is stopped, and now and then the event loop gets its
 * turn, so that ^C can arrive in the middle of `while true; do :; done`.
 */
export class Budget {
  readonly limit: number;
  readonly #pass: (() => Promise<void>) | undefined;
  #used = 0;
  #passing: Promise<void> | undefined;

  /** @param pass lets time pass, for what has all the time in the world: waited for each time the event loop has its turn */
  constructor(limit: number, pass?: () => Promise<void>) {
    this.limit = limit;
    this.#pass = pass;
  }

  /** For what may run for ever: a container, a background command. A loop without end then takes simulated time, as it would. */
  static endless(clock: Clock): Budget {
    return new Budget(Number.POSITIVE_INFINITY, () => clock.sleep(turnTime));
  }

  /**
   * Counts one command, or `cost` as many for what takes longer. Returns something to wait for when it is the event
   * loop's turn. Throws `LabLimit`.
   */
  tick(cost = 1): Promise<void> | undefined {
    const turns = Math.floor(this.#used / commandsPerTurn);
    this.#used += cost;
    if (this.#used > this.limit) {
      throw new LabLimit(
        `drydock: stopped after ${this.limit.toLocaleString("en-US")} commands: this looks like an endless loop (a limit of the lab, not of Docker)`,
      );
    }
    // Time passes for all that draw on it at once, however many they are.
    if (this.#passing) return this.#passing;
    if (Math.floor(this.#used / commandsPerTurn) === turns) return undefined;
    if (!this.#pass) return turn();
    this.#passing = this.#passAfterTurn(this.#pass).finally(() => {
      this.#passing = undefined;
    });
    return this.#passing;
  }

  async #passAfterTurn(pass: () => Promise<void>): Promise<void> {
    await turn();
    await pass();
  }
}

/** Milliseconds of simulated time that a turn's worth of commands takes. */
const turnTime = 10;

/** A limit of the lab's own; its message is for the learner. */
export class LabLimit extends Error {}

const commandsPerTurn = 2048;
/** About three seconds of a slow machine; scripts that end do not come near it. */
export const defaultLimit = 750_000;
/** What starting a program costs: the limit is about time, and that takes longest. */
export const programCost = 25;
export const subshellCost = 10;
/** A job keeps its shell until it ends. */
export const jobCost = 1000;
