/** Runs bc. */
import {
  add,
  compare,
  cut,
  type Decimal,
  digits,
  divide,
  integer,
  MathError,
  multiply,
  negate,
  one,
  parseDecimal,
  power,
  remainder,
  squareRoot,
  subtract,
  zero,
} from "./decimal.ts";
import { mathFunctions } from "./library.ts";
import type { Expression, Place, Statement } from "./syntax.ts";

export interface Surroundings {
  /** Prints a value in the output base. */
  show(value: Decimal, newline: boolean): void;
  write(text: string): void;
  /** Waits where the lab wants it; called for every statement. */
  pause(): Promise<void>;
}

/** Why statements are left: how far it leads out. */
type Leaving = { readonly kind: "break" | "continue" | "quit" } | { readonly kind: "return"; readonly value: Decimal };

type Define = Extract<Statement, { kind: "define" }>;

export class Calculator {
  scale = 0;
  ibase = 10;
  obase = 10;
  last = zero;
  readonly #variables = new Map<string, Decimal>();
  readonly #arrays = new Map<string, Map<number, Decimal>>();
  readonly #functions = new Map<string, Define>();
  readonly #around: Surroundings;
  readonly #math: boolean;
  #depth = 0;

  constructor(around: Surroundings, math: boolean) {
    this.#around = around;
    this.#math = math;
    if (math) this.scale = 20;
  }

  /** Runs a statement; true when bc is to end. @throws MathError */
  async run(statement: Statement): Promise<boolean> {
    return (await this.#do(statement))?.kind === "quit";
  }

  async #do(statement: Statement): Promise<Leaving | undefined> {
    await this.#around.pause();
    switch (statement.kind) {
      case "expression": {
        const value = await this.#value(statement.value);
        if (!statement.prints) return undefined;
        this.#around.show(value, true);
        this.last = value;
        return undefined;
      }
      case "string":
        this.#around.write(statement.text);
        return undefined;
      case "print":
        for (const part of statement.parts) {
          if (typeof part === "string") this.#around.write(unescaped(part));
          else this.#around.show(await this.#value(part), false);
        }
        return undefined;
      case "block":
        for (const one of statement.body) {
          const leaving = await this.#do(one);
          if (leaving) return leaving;
        }
        return undefined;
      case "if":
        if (await this.#holds(statement.condition)) return this.#do(statement.body);
        return statement.otherwise && this.#do(statement.otherwise);
      case "loop":
        return this.#loop(statement);
      case "define":
        this.#functions.set(statement.name, statement);
        return undefined;
      case "return":
        return { kind: "return", value: statement.value ? await this.#value(statement.value) : zero };
      case "halt":
        return { kind: "quit" };
      default:
        return { kind: statement.kind };
    }
  }

  async #loop({ first, condition, next, body }: Extract<Statement, { kind: "loop" }>): Promise<Leaving | undefined> {
    if (first) await this.#value(first);
    while (!condition || (await this.#holds(condition))) {
      const leaving = await this.#do(body);
      if (leaving?.kind === "break") return undefined;
      if (leaving && leaving.kind !== "continue") return leaving;
      if (next) await this.#value(next);
    }
    return undefined;
  }

  async #holds(expression: Expression): Promise<boolean> {
    return (await this.#value(expression)).value !== 0n;
  }

  async #value(expression: Expression): Promise<Decimal> {
    switch (expression.kind) {
      case "number":
        return parseDecimal(expression.text, this.ibase);
      case "place":
        return this.#get(expression.place.name, await this.#index(expression.place));
      case "assign": {
        const { place, operator } = expression;
        const value = await this.#value(expression.value);
        const index = await this.#index(place);
        return this.#set(place.name, index, operator === "" ? value : this.#binary(operator, this.#get(place.name, index), value));
      }
      case "step": {
        const index = await this.#index(expression.place);
        const before = this.#get(expression.place.name, index);
        const after = this.#set(expression.place.name, index, add(before, integer(expression.by)));
        return expression.before ? after : before;
      }
      case "unary": {
        const value = await this.#value(expression.value);
        return expression.operator === "-" ? negate(value) : value.value === 0n ? one : zero;
      }
      case "binary":
        return this.#binary(expression.operator, await this.#value(expression.left), await this.#value(expression.right));
      default:
        return this.#call(expression.name, expression.values);
    }
  }

  #binary(operator: string, a: Decimal, b: Decimal): Decimal {
    const truth = (holds: boolean): Decimal => (holds ? one : zero);
    const order = compare(a, b);
    switch (operator) {
      case "+":
        return add(a, b);
      case "-":
        return subtract(a, b);
      case "*":
        return multiply(a, b, this.scale);
      case "/":
        return divide(a, b, this.scale);
      case "%":
        return remainder(a, b, this.scale);
      case "^":
        return power(a, b, this.scale);
      case "&&":
        return truth(a.value !== 0n && b.value !== 0n);
      case "||":
        return truth(a.value !== 0n || b.value !== 0n);
      case "<":
        return truth(order < 0);
      case ">":
        return truth(order > 0);
      case "<=":
        return truth(order <= 0);
      case ">=":
        return truth(order >= 0);
      case "==":
        return truth(order === 0);
      default:
        return truth(order !== 0);
    }
  }

  async #index({ index }: Place): Promise<number | undefined> {
    return index && Number(cut(await this.#value(index), 0).value);
  }

  #get(name: string, index: number | undefined): Decimal {
    if (index !== undefined) return this.#arrays.get(name)?.get(index) ?? zero;
    if (name === "scale" || name === "ibase" || name === "obase") return integer(this[name]);
    return name === "last" ? this.last : (this.#variables.get(name) ?? zero);
  }

  #set(name: string, index: number | undefined, value: Decimal): Decimal {
    const whole = Number(cut(value, 0).value);
    if (index !== undefined) this.#array(name).set(index, value);
    else if (name === "scale") this.scale = Math.max(0, whole);
    else if (name === "ibase") this.ibase = Math.min(16, Math.max(2, whole));
    else if (name === "obase") this.obase = Math.max(2, whole);
    else if (name === "last") this.last = value;
    else this.#variables.set(name, value);
    return value;
  }

  #array(name: string): Map<number, Decimal> {
    const array = this.#arrays.get(name) ?? new Map<number, Decimal>();
    this.#arrays.set(name, array);
    return array;
  }

  async #call(name: string, given: readonly Expression[]): Promise<Decimal> {
    const own = this.#functions.get(name);
    if (own) return this.#callOwn(own, given);
    const values: Decimal[] = [];
    for (const one of given) values.push(await this.#value(one));
    const [first = zero, second = zero] = values;
    if (name === "length") return integer(digits(first));
    if (name === "scale") return integer(first.scale);
    if (name === "sqrt") return squareRoot(first, this.scale);
    const math = this.#math ? mathFunctions[name] : undefined;
    if (!math) throw new MathError(`Function ${name} not defined.`);
    return math(this.scale, first, second);
  }

  async #callOwn({ parameters, locals, body }: Define, given: readonly Expression[]): Promise<Decimal> {
    if (given.length !== parameters.length) throw new MathError("Parameter number mismatch");
    if (++this.#depth > 200) throw new MathError("Function call depth exceeded");
    const values: (Decimal | Map<number, Decimal>)[] = [];
    for (const [index, one] of given.entries()) {
      const isArray = parameters[index]?.endsWith("[]") === true && one.kind === "place";
      values.push(isArray ? new Map(this.#arrays.get(one.place.name.replace("[]", ""))) : await this.#value(one));
    }
    const names = [...parameters, ...locals];
    const before = names.map((name) => (name.endsWith("[]") ? this.#arrays.get(name.slice(0, -2)) : this.#variables.get(name)));
    names.forEach((name, index) => {
      this.#bind(name, values[index]);
    });
    try {
      const leaving = await this.#do(body);
      return leaving?.kind === "return" ? leaving.value : zero;
    } finally {
      this.#depth--;
      names.forEach((name, index) => {
        this.#bind(name, before[index]);
      });
    }
  }

  #bind(name: string, value: Decimal | Map<number, Decimal> | undefined): void {
    const own = name.replace("[]", "");
    if (name.endsWith("[]")) {
      if (value instanceof Map) this.#arrays.set(own, value);
      else this.#arrays.delete(own);
    } else if (value && !(value instanceof Map)) this.#variables.set(own, value);
    else this.#variables.delete(own);
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", a: "\x07", b: "\b", f: "\f", r: "\r", q: '"', "\\": "\\" };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
