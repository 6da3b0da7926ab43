/** Runs awk's statements, rules and functions. */
import { formatted } from "./builtins.ts";
import { Cell } from "./cells.ts";
import { Evaluator } from "./evaluate.ts";
import { type Eventually, after } from "./eventually.ts";
import { RunFailure } from "./mistakes.ts";
import type { State } from "./state.ts";
import type { Steps } from "../steps.ts";
import type { AwkProgram, Call, Expression, FunctionDefinition, Redirection, Statement } from "./syntax.ts";
import type { Value } from "./values.ts";

/** How a statement ends, unless the next one follows. */
type Flow = "break" | "continue" | { readonly returned: Value } | undefined;

/** What leaves everything that runs: the rest of a rule, of a file, of the program. */
export class Leave {
  readonly to: "next" | "nextfile" | "exit";
  /** Of `exit`: the exit code, when one is given. */
  readonly status: number | undefined;
  constructor(to: "next" | "nextfile" | "exit", status?: number) {
    this.to = to;
    this.status = status;
  }
}

type Loop = Extract<Statement, { type: "loop" }>;
type Each = Extract<Statement, { type: "each" }>;
type Switch = Extract<Statement, { type: "switch" }>;
type Print = Extract<Statement, { type: "print" | "printf" }>;

export class Executor {
  readonly evaluator: Evaluator;
  readonly #state: State;
  readonly #steps: Steps;
  readonly #functions: ReadonlyMap<string, FunctionDefinition>;

  constructor(state: State, program: AwkProgram, steps: Steps) {
    this.#state = state;
    this.#steps = steps;
    this.#functions = program.functions;
    this.evaluator = new Evaluator(state, program.globals, (call, cells) => this.#call(call, cells));
  }

  /** Runs a rule's statements. */
  action(body: readonly Statement[]): Eventually<Flow> {
    return this.#block(body);
  }

  /** Prints the record, as a rule without statements does. */
  printRecord(): void {
    this.#state.outputs.standard.print(this.#state.toText(this.#state.fields.record) + this.#state.text("ORS"));
  }

  #block(body: readonly Statement[], from = 0): Eventually<Flow> {
    for (let index = from; index < body.length; index++) {
      const flow = this.#run(body[index] as Statement);
      if (flow instanceof Promise) return flow.then((ended) => ended ?? this.#block(body, index + 1));
      if (flow !== undefined) return flow;
    }
    return undefined;
  }

  #run(statement: Statement): Eventually<Flow> {
    const { evaluator } = this;
    switch (statement.type) {
      case "expression":
        return after(evaluator.evaluate(statement.value), goOn);
      case "print":
      case "printf":
        return this.#print(statement);
      case "block":
        return this.#block(statement.body);
      case "if":
        return after(evaluator.truth(statement.test), (yes) =>
          yes ? this.#run(statement.yes) : statement.no ? this.#run(statement.no) : undefined,
        );
      case "loop":
        return this.#loop(statement);
      case "each":
        return this.#each(statement);
      case "switch":
        return this.#switch(statement);
      case "break":
      case "continue":
        return statement.type;
      case "next":
      case "nextfile":
        throw new Leave(statement.type);
      case "exit":
        if (!statement.value) throw new Leave("exit");
        return after(evaluator.number(statement.value), (status) => {
          throw new Leave("exit", Math.trunc(status) & 0xff);
        });
      case "return":
        return statement.value ? after(evaluator.evaluate(statement.value), (returned) => ({ returned })) : { returned: undefined };
      case "delete":
        if (!statement.subscripts) {
          evaluator.array(statement.array).clear();
          return undefined;
        }
        return after(evaluator.subscript(statement.subscripts), (key) => {
          evaluator.array(statement.array).delete(key);
          return undefined;
        });
    }
  }

  async #loop({ before, test, after, body, bodyFirst }: Loop): Promise<Flow> {
    if (before) await this.#run(before);
    for (let first = bodyFirst; ; first = false) {
      const go = first || !test || this.evaluator.truth(test);
      if (!(go instanceof Promise ? await go : go)) return undefined;
      const pause = this.#steps.take();
      if (pause) {
        this.#state.outputs.flush();
        await pause;
      }
      const run = this.#run(body);
      const flow = run instanceof Promise ? await run : run;
      if (flow === "break") return undefined;
      if (typeof flow === "object") return flow;
      const done = after && this.#run(after);
      if (done instanceof Promise) await done;
    }
  }

  /** Over the subscripts that there are when it begins. */
  async #each({ variable, array, body }: Each): Promise<Flow> {
    const keys = [...this.evaluator.array(array).keys()];
    for (const key of this.#ordered(keys)) {
      await this.evaluator.assign(variable, key);
      const flow = await this.#run(body);
      if (flow === "break") return undefined;
      if (typeof flow === "object") return flow;
    }
    return undefined;
  }

  /** No awk promises an order; gawk has some to choose from. */
  #ordered(keys: string[]): readonly string[] {
    const info = this.#state.dialect.name === "gawk" ? this.#state.cell("PROCINFO").array : undefined;
    const wanted = info ? this.#state.toText(info.get("sorted_in")) : "";
    const number = (key: string): number => this.#state.toNumber(key);
    if (/^@ind_str/.test(wanted)) keys.sort();
    else if (/^@ind_num/.test(wanted)) keys.sort((one, other) => number(one) - number(other));
    return wanted.endsWith("desc") ? keys.reverse() : keys;
  }

  async #switch({ value, cases }: Switch): Promise<Flow> {
    const state = this.#state;
    const wanted = await this.evaluator.evaluate(value);
    let from = cases.findIndex((of) => !of.value);
    for (const [index, of] of cases.entries()) {
      if (!of.value) continue;
      const matches =
        of.value.type === "regex"
          ? state.patterns.test(of.value.source, state.toText(wanted))
          : state.compare(wanted, await this.evaluator.evaluate(of.value)) === 0;
      if (!matches) continue;
      from = index;
      break;
    }
    if (from < 0) return undefined;
    const flow = await this.#block(cases.slice(from).flatMap((of) => of.body));
    return flow === "break" ? undefined : flow;
  }

  #print({ type, args, to }: Print): Eventually<Flow> {
    const state = this.#state;
    return after(this.evaluator.values(args), (values) => {
      const text = (): string => {
        if (type === "print") return this.#line(values);
        const [template, ...rest] = values;
        return formatted(state, "printf", state.toText(template), rest);
      };
      if (to) return this.#printTo(to, text);
      try {
        state.outputs.standard.print(text());
      } catch (error) {
        // mawk has written what came before the directive that lacks an argument.
        if (error instanceof RunFailure && error.failure.kind === "format-arguments" && state.dialect.name === "mawk")
          state.outputs.standard.print(error.failure.before);
        throw error;
      }
      return undefined;
    });
  }

  #line(values: readonly Value[]): string {
    const state = this.#state;
    if (values.length === 0) return state.toText(state.fields.record) + state.text("ORS");
    return values.map((value) => state.toPrinted(value)).join(state.text("OFS")) + state.text("ORS");
  }

  #printTo(to: Redirection, text: () => string): Eventually<Flow> {
    const state = this.#state;
    return after(this.evaluator.text(to.to as Expression), (name) => {
      const output = state.outputs.to(to.kind, name);
      output.print(text());
      if (name === "/dev/stderr") output.flush();
      return undefined;
    });
  }

  #call(call: Call, given: readonly Cell[]): Eventually<Value> {
    const definition = this.#functions.get(call.name) as FunctionDefinition;
    const pause = this.#steps.take();
    const cells = definition.parameters.map((_, index) => given[index] ?? new Cell());
    return after(pause, () => this.#within(cells, definition.body));
  }

  #within(cells: readonly Cell[], body: readonly Statement[]): Eventually<Value> {
    const before = this.evaluator.frame;
    this.evaluator.frame = cells;
    const finish = (flow: Flow): Value => {
      this.evaluator.frame = before;
      return typeof flow === "object" ? flow.returned : undefined;
    };
    return after(this.#block(body), finish);
  }
}

function goOn(): undefined {
  return undefined;
}
