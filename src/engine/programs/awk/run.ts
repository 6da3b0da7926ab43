/** Runs an awk program from `BEGIN` to `END`. */
import { type Eventually, after } from "./eventually.ts";
import { Executor, Leave } from "./execute.ts";
import { count } from "./getline.ts";
import type { MainInput } from "./main-input.ts";
import type { InputRecord } from "./records.ts";
import type { State } from "./state.ts";
import type { Steps } from "../steps.ts";
import type { AwkProgram, Rule } from "./syntax.ts";
import { fromInput } from "./values.ts";

/** Gives the exit code. @throws RunFailure, with what was printed before it not yet written */
export async function runProgram(state: State, program: AwkProgram, input: MainInput, steps: Steps): Promise<number> {
  const run = new Run(state, program, input, steps);
  await run.all();
  return run.status;
}

class Run {
  status = 0;
  readonly #state: State;
  readonly #program: AwkProgram;
  readonly #input: MainInput;
  readonly #steps: Steps;
  readonly #executor: Executor;
  /** Ranges that have begun. */
  readonly #within = new Set<Rule>();

  constructor(state: State, program: AwkProgram, input: MainInput, steps: Steps) {
    this.#state = state;
    this.#program = program;
    this.#input = input;
    this.#steps = steps;
    this.#executor = new Executor(state, program, steps);
  }

  async all(): Promise<void> {
    const { rules } = this.#program;
    const of = (type: string): Rule[] => rules.filter(({ pattern }) => pattern.type === type);
    const main = rules.filter(({ pattern }) => pattern.type !== "begin" && pattern.type !== "end");
    const ends = of("end");
    if (await this.#exits(() => this.#each(of("begin")))) {
      // An `exit` in BEGIN goes to END, but for the records.
      if (ends.length > 0) await this.#exits(() => this.#each(ends));
      return;
    }
    if (main.length > 0 || ends.length > 0) await this.#exits(() => this.#records(main));
    await this.#exits(() => this.#each(ends));
  }

  /** Whether what it does ends in an `exit`. */
  async #exits(body: () => Promise<void>): Promise<boolean> {
    try {
      await body();
      return false;
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      this.status = error.status ?? this.status;
      return true;
    }
  }

  async #each(rules: readonly Rule[]): Promise<void> {
    for (const rule of rules) {
      try {
        await this.#executor.action(rule.body ?? []);
      } catch (error) {
        // busybox takes `next` there for the end of the rule.
        if (!(error instanceof Leave) || error.to === "exit") throw error;
      }
    }
  }

  async #records(rules: readonly Rule[]): Promise<void> {
    for (;;) {
      const next = this.#input.next();
      const record = next instanceof Promise ? await next : next;
      if (!record) return;
      if (next instanceof Promise) this.#steps.reset();
      const pause = this.#steps.take();
      if (pause) await pause;
      this.#take(record);
      try {
        const done = this.#apply(rules);
        if (done instanceof Promise) await done;
      } catch (error) {
        if (!(error instanceof Leave) || error.to === "exit") throw error;
        if (error.to === "nextfile") this.#input.skipFile();
      }
    }
  }

  #take(record: InputRecord): void {
    count(this.#state);
    this.#state.fields.record = fromInput(record.text);
    if (this.#state.dialect.gnuVariables) this.#state.set("RT", record.terminator);
  }

  #apply(rules: readonly Rule[], from = 0): Eventually<void> {
    for (let index = from; index < rules.length; index++) {
      const done = this.#applyOne(rules[index] as Rule);
      if (done instanceof Promise) return done.then(() => this.#apply(rules, index + 1));
    }
  }

  #applyOne(rule: Rule): Eventually<void> {
    return after(this.#chooses(rule), (chosen) => {
      if (!chosen) return;
      if (rule.body) return after(this.#executor.action(rule.body), () => {});
      this.#executor.printRecord();
    });
  }

  #chooses(rule: Rule): Eventually<boolean> {
    const { pattern } = rule;
    const { evaluator } = this.#executor;
    if (pattern.type === "when") return evaluator.truth(pattern.test);
    if (pattern.type !== "range") return true;
    return after(this.#within.has(rule) || evaluator.truth(pattern.from), (begun) => {
      if (!begun) return false;
      this.#within.add(rule);
      return after(evaluator.truth(pattern.to), (ends) => {
        if (ends) this.#within.delete(rule);
        return true;
      });
    });
  }
}
