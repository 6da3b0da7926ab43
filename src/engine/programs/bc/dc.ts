/** `dc`: a calculator that keeps what it has on a stack. */
import { FsError } from "../../filesystem/errors.ts";
import { work } from "../../kernel/processor-time.ts";
import { at, type Applet, type Tool } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import type { Process } from "../program.ts";
import {
  add,
  compare,
  cut,
  type Decimal,
  digits,
  divide,
  folded,
  formatDecimal,
  integer,
  MathError,
  multiply,
  parseDecimal,
  power,
  remainder,
  squareRoot,
  subtract,
  zero,
} from "./decimal.ts";

export const dc: Applet = async (process, args, tool) => {
  const options = parseOptions(args, { short: "e:f:x", long: { expression: "e:", file: "f:" } });
  const machine = new StackMachine(process, tool);
  const texts = [...options.values("e")];
  for (const file of [...options.values("f"), ...options.operands]) {
    try {
      texts.push(process.fs.readText(at(process, file)));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return tool.fail(`can't open '${file}': ${error.reason}`);
    }
  }
  for (const text of texts) if (await machine.run(text)) return machine.status;
  if (texts.length > 0) return machine.status;
  for (let line = await process.input.readLine(); line !== undefined; line = await process.input.readLine())
    if (await machine.run(`${line}\n`)) break;
  return machine.status;
};

type Value = Decimal | string;

class StackMachine {
  status = 0;
  readonly #process: Process;
  readonly #tool: Tool;
  readonly #stack: Value[] = [];
  readonly #registers = new Map<string, Value[]>();
  readonly #arrays = new Map<string, Map<number, Value>>();
  #scale = 0;
  #ibase = 10;
  #obase = 10;
  /** Macros that `q` still has to leave. */
  #leaving = 0;

  constructor(process: Process, tool: Tool) {
    this.#process = process;
    this.#tool = tool;
  }

  /** True when dc is to end. */
  async run(text: string): Promise<boolean> {
    try {
      await this.#run(text, 0);
    } catch (error) {
      if (!(error instanceof MathError)) throw error;
      this.status = this.#tool.fail(error.message === "Divide by zero" ? "divide by zero" : error.message);
      // busybox ends at a mistake.
      return !this.#tool.gnu;
    }
    const ends = this.#leaving > 0;
    this.#leaving = 0;
    return ends;
  }

  async #run(text: string, depth: number): Promise<void> {
    if (depth > 1000) throw new MathError("recursion too deep");
    for (let index = 0; index < text.length && this.#leaving === 0; index++) {
      const pause = work(this.#process, 0.2);
      if (pause) await pause;
      const rest = text.slice(index);
      const number = /^_?(?:[\dA-F]+\.?[\dA-F]*|\.[\dA-F]+)/.exec(rest)?.[0];
      if (number !== undefined) {
        const value = parseDecimal(number.replace("_", ""), this.#ibase);
        this.#stack.push(number.startsWith("_") ? { ...value, value: -value.value } : value);
        index += number.length - 1;
      } else if (rest.startsWith("[")) {
        const end = closing(rest);
        this.#stack.push(rest.slice(1, end));
        index += end;
      } else if (rest.startsWith("#")) index += rest.search(/\n|$/);
      else index += await this.#command(rest, depth);
    }
    if (this.#leaving > 0 && depth > 0) this.#leaving--;
  }

  /** Gives how many letters more than one it has taken. */
  async #command(rest: string, depth: number): Promise<number> {
    const [letter = "", next = ""] = rest;
    if (/\s/.test(letter)) return 0;
    const calculate = arithmetic[letter];
    if (calculate) {
      const [a, b] = this.#two();
      this.#stack.push(calculate(a, b, this.#scale));
      return 0;
    }
    if (letter in comparisons || (letter === "!" && next in comparisons)) return this.#compare(rest, depth);
    switch (letter) {
      case "p":
        this.#process.stdout(`${this.#shown(this.#top())}\n`);
        return 0;
      case "n":
        this.#process.stdout(this.#shown(this.#pop()));
        return 0;
      case "f":
        for (const value of [...this.#stack].reverse()) this.#process.stdout(`${this.#shown(value)}\n`);
        return 0;
      case "P": {
        const value = this.#pop();
        this.#process.stdout(typeof value === "string" ? value : String.fromCharCode(Number(cut(value, 0).value) & 0xff));
        return 0;
      }
      case "c":
        this.#stack.length = 0;
        return 0;
      case "d":
        this.#stack.push(this.#top());
        return 0;
      case "r": {
        const [b, a] = [this.#pop(), this.#pop()];
        this.#stack.push(b, a);
        return 0;
      }
      case "R":
        this.#pop();
        return 0;
      case "v":
        this.#stack.push(squareRoot(this.#number(), this.#scale));
        return 0;
      case "~": {
        const [a, b] = this.#two();
        this.#stack.push(divide(a, b, this.#scale), remainder(a, b, this.#scale));
        return 0;
      }
      case "|": {
        const modulus = this.#number();
        const [a, b] = this.#two();
        this.#stack.push(remainder(power(a, b, 0), modulus, 0));
        return 0;
      }
      case "k":
        this.#scale = Math.max(0, this.#whole());
        return 0;
      case "i":
        this.#ibase = Math.min(16, Math.max(2, this.#whole()));
        return 0;
      case "o":
        this.#obase = Math.max(2, this.#whole());
        return 0;
      case "K":
      case "I":
      case "O":
        this.#stack.push(integer({ K: this.#scale, I: this.#ibase, O: this.#obase }[letter]));
        return 0;
      case "z":
        this.#stack.push(integer(this.#stack.length));
        return 0;
      case "Z": {
        const value = this.#pop();
        this.#stack.push(integer(typeof value === "string" ? value.length : digits(value)));
        return 0;
      }
      case "X": {
        const value = this.#pop();
        this.#stack.push(integer(typeof value === "string" ? 0 : value.scale));
        return 0;
      }
      case "x":
        await this.#execute(this.#pop(), depth);
        return 0;
      case "?":
        await this.#run((await this.#process.input.readLine()) ?? "", depth + 1);
        return 0;
      case "q":
        this.#leaving = 2;
        return 0;
      case "Q":
        this.#leaving = this.#whole();
        return 0;
      case "s":
        this.#register(next)[Math.max(0, this.#register(next).length - 1)] = this.#pop();
        return 1;
      case "l":
        this.#stack.push(this.#register(next).at(-1) ?? zero);
        return 1;
      case "S":
        this.#register(next).push(this.#pop());
        return 1;
      case "L":
        this.#stack.push(this.#register(next).pop() ?? this.#missing());
        return 1;
      case ":": {
        const index = this.#whole();
        const array = this.#arrays.get(next) ?? new Map<number, Value>();
        this.#arrays.set(next, array.set(index, this.#pop()));
        return 1;
      }
      case ";":
        this.#stack.push(this.#arrays.get(next)?.get(this.#whole()) ?? zero);
        return 1;
      default:
        throw new MathError(
          this.#tool.gnu ? `'${letter}' (0${letter.charCodeAt(0).toString(8)}) unimplemented` : `bad character '${letter}'`,
        );
    }
  }

  async #compare(rest: string, depth: number): Promise<number> {
    const inverted = rest.startsWith("!");
    const sign = rest[inverted ? 1 : 0] as string;
    const register = rest[inverted ? 2 : 1] ?? "";
    const [a, b] = this.#two();
    // The top of the stack stands on the left.
    const holds = (comparisons[sign] as (order: number) => boolean)(compare(b, a));
    if (holds !== inverted) await this.#execute(this.#register(register).at(-1) ?? "", depth);
    return inverted ? 2 : 1;
  }

  async #execute(value: Value, depth: number): Promise<void> {
    if (typeof value === "string") await this.#run(value, depth + 1);
    else this.#stack.push(value);
  }

  #register(name: string): Value[] {
    const values = this.#registers.get(name) ?? [];
    this.#registers.set(name, values);
    return values;
  }

  #shown(value: Value): string {
    return typeof value === "string" ? value : folded(formatDecimal(value, this.#obase), 70);
  }

  #missing(): never {
    throw new MathError(this.#tool.gnu ? "stack empty" : "stack has too few elements");
  }

  #pop(): Value {
    return this.#stack.pop() ?? this.#missing();
  }

  #top(): Value {
    return this.#stack.at(-1) ?? this.#missing();
  }

  #number(): Decimal {
    const value = this.#pop();
    if (typeof value === "string") throw new MathError("non-numeric value");
    return value;
  }

  #two(): [Decimal, Decimal] {
    if (this.#stack.length < 2) this.#missing();
    const b = this.#number();
    return [this.#number(), b];
  }

  #whole(): number {
    return Number(cut(this.#number(), 0).value);
  }
}

const arithmetic: Readonly<Record<string, (a: Decimal, b: Decimal, scale: number) => Decimal>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
  "^": power,
};
const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "=": (order) => order === 0,
};

/** Where the bracket that a text begins with is closed. */
function closing(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "[") depth++;
    else if (text[index] === "]" && --depth === 0) return index;
  }
  return text.length;
}
