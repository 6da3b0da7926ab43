import { Budget, defaultLimit, type LabLimit } from "./budget.ts";

/**
 * What the lab lets a group of processes do before it takes them for a mistake: a RUN step, a line typed at the prompt, a
 * container. Inherited by every fork. When a limit is reached all of them end.
 */
export class Scope {
  readonly budget: Budget;
  /** The limit that ended it. */
  exceeded: LabLimit | undefined;

  constructor(budget: Budget = new Budget(defaultLimit)) {
    this.budget = budget;
  }
}
