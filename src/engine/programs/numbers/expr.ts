/** `expr`: an expression of words. */
import type { Applet } from "../coreutils/applet.ts";
import { javascriptPattern, PatternError } from "../coreutils/posix-pattern.ts";

export const expr: Applet = (process, args, tool) => {
  const words = tool.gnu && args[0] === "--" ? args.slice(1) : args;
  if (words.length === 0) return tool.gnu ? tool.usage("missing operand", 2) : tool.fail("too few arguments", 2);
  try {
    const value = new Reader(words, tool.gnu).all();
    process.stdout(`${value}\n`);
    return isNull(value) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    return tool.fail(error.message, 2);
  }
};

class ExprError extends Error {}

function isNull(value: string): boolean {
  return value === "" || /^-?0+$/.test(value);
}

type Operation = (left: bigint, right: bigint) => bigint;
const sums: Readonly<Record<string, Operation>> = { "+": (a, b) => a + b, "-": (a, b) => a - b };
const products: Readonly<Record<string, Operation>> = { "*": (a, b) => a * b, "/": (a, b) => a / b, "%": (a, b) => a % b };
const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  "=": (order) => order === 0,
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
  ">=": (order) => order >= 0,
  ">": (order) => order > 0,
};

class Reader {
  readonly #words: readonly string[];
  readonly #gnu: boolean;
  #at = 0;

  constructor(words: readonly string[], gnu: boolean) {
    this.#words = words;
    this.#gnu = gnu;
  }

  all(): string {
    const value = this.#or();
    const rest = this.#words[this.#at];
    if (rest !== undefined) throw this.#mistake(`unexpected argument ‘${rest}’`);
    return value;
  }

  #mistake(what: string): ExprError {
    return new ExprError(this.#gnu ? `syntax error: ${what}` : "syntax error");
  }

  #next(): string {
    const word = this.#words[this.#at];
    if (word === undefined) throw this.#mistake(`missing argument after ‘${this.#words[this.#at - 1]}’`);
    this.#at++;
    return word;
  }

  /** Takes the next word if it is one of these. */
  #take(words: object): string | undefined {
    const word = this.#words[this.#at];
    if (word === undefined || !Object.hasOwn(words, word)) return undefined;
    this.#at++;
    return word;
  }

  #or(): string {
    let left = this.#and();
    while (this.#take({ "|": 0 })) {
      const right = this.#and();
      if (isNull(left)) left = isNull(right) && this.#gnu ? "0" : right;
    }
    return left;
  }

  #and(): string {
    let left = this.#compared();
    while (this.#take({ "&": 0 })) {
      const right = this.#compared();
      if (isNull(left) || isNull(right)) left = "0";
    }
    return left;
  }

  #compared(): string {
    let left = this.#calculated(sums, () => this.#calculated(products, () => this.#matched()));
    for (let sign = this.#take(comparisons); sign !== undefined; sign = this.#take(comparisons)) {
      const right = this.#calculated(sums, () => this.#calculated(products, () => this.#matched()));
      const numbers = integer(left) !== undefined && integer(right) !== undefined;
      const [a, b] = numbers ? [integer(left) as bigint, integer(right) as bigint] : [left, right];
      left = (comparisons[sign] as (order: number) => boolean)(a < b ? -1 : a > b ? 1 : 0) ? "1" : "0";
    }
    return left;
  }

  #calculated(operations: Readonly<Record<string, Operation>>, operand: () => string): string {
    let left = operand();
    for (let sign = this.#take(operations); sign !== undefined; sign = this.#take(operations)) {
      const right = operand();
      const [a, b] = [integer(left), integer(right)];
      if (a === undefined || b === undefined) throw new ExprError(this.#gnu ? "non-integer argument" : "non-numeric argument");
      if (b === 0n && operations === products && sign !== "*") throw new ExprError("division by zero");
      const value = (operations[sign] as Operation)(a, b);
      // GNU's numbers have no end, busybox's have 64 bits.
      left = String(this.#gnu ? value : BigInt.asIntN(64, value));
    }
    return left;
  }

  #matched(): string {
    let left = this.#primary();
    while (this.#take({ ":": 0 })) left = this.#match(left, this.#primary());
    return left;
  }

  /** What the first group caught, or how many characters match, from the beginning. */
  #match(text: string, pattern: string): string {
    let regexp: RegExp;
    try {
      regexp = new RegExp(`^(?:${javascriptPattern(pattern.replace(/^\^/, ""), "basic")})`, "su");
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      throw new ExprError(this.#gnu ? error.message : `bad regex '${pattern}': ${error.message}`);
    }
    const found = regexp.exec(text);
    if (/\\\(/.test(pattern)) return found?.[1] ?? "";
    return String(found ? [...found[0]].length : 0);
  }

  #primary(): string {
    const word = this.#next();
    if (word === "(") {
      const value = this.#or();
      if (!this.#take({ ")": 0 })) {
        const rest = this.#words[this.#at];
        throw this.#mistake(
          rest === undefined ? `expecting ‘)’ after ‘${this.#words[this.#at - 1]}’` : `expecting ‘)’ instead of ‘${rest}’`,
        );
      }
      return value;
    }
    if (word === ")") throw this.#mistake("unexpected ‘)’");
    if (this.#gnu && word === "+") return this.#next();
    // busybox takes a word for an operator only where it can't be an operand.
    if (!this.#gnu && this.#at === 1 && /^[-+*/%<>=|&:]$|^[<>!=]=$/.test(word)) throw this.#mistake("");
    switch (word) {
      case "match":
        return this.#match(this.#primary(), this.#primary());
      case "length":
        return String([...this.#primary()].length);
      case "index": {
        const text = [...this.#primary()];
        const wanted = [...this.#primary()];
        return String(text.findIndex((character) => wanted.includes(character)) + 1);
      }
      case "substr": {
        const text = [...this.#primary()];
        const from = Number(integer(this.#primary()) ?? 0);
        const length = Number(integer(this.#primary()) ?? 0);
        return from < 1 || length < 1 ? "" : text.slice(from - 1, from - 1 + length).join("");
      }
      default:
        return word;
    }
  }
}

function integer(text: string): bigint | undefined {
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}
