/** What Go does with values: operators, conversions, and the functions that need no import. */
import { NotInTheLab, type Type } from "./ast.ts";
import { bytesOf, Float, GoError, GoMap, Panic, Slice, show, textOf, type Value } from "./values.ts";

export const builtins: Readonly<Record<string, (...args: readonly Value[]) => Value>> = {
  len: (value = null) =>
    value instanceof Slice
      ? value.items.length
      : value instanceof GoMap
        ? value.entries.size
        : typeof value === "string"
          ? new TextEncoder().encode(value).length
          : 0,
  cap: (value = null) => (value instanceof Slice ? value.items.length : 0),
  append: (slice = null, ...items) =>
    slice instanceof Slice ? new Slice([...slice.items, ...items], slice.bytes, slice.of) : new Slice([...items]),
  delete: (map = null, key = null) => {
    if (map instanceof GoMap) map.entries.delete(key);
    return null;
  },
  panic: (value = null) => {
    throw new Panic(value, value instanceof GoError || typeof value === "string" ? show(value) : `${typeof value}(${show(value)})`);
  },
  min: (...values) => values.reduce((a, b) => (Number(a) < Number(b) ? a : b)),
  max: (...values) => values.reduce((a, b) => (Number(a) > Number(b) ? a : b)),
};

export function nilPointer(): Panic {
  return new Panic(null, "runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation]");
}

export function checked(key: Value, length: number): number {
  const index = Number(key);
  if (index < 0 || index >= length) throw new Panic(null, `runtime error: index out of range [${index}] with length ${length}`);
  return index;
}

export function* entriesOf(value: Value): Generator<[Value, Value]> {
  if (value instanceof Slice) for (const [index, item] of value.items.entries()) yield [index, item];
  else if (value instanceof GoMap) yield* value.entries;
  else if (typeof value === "number") for (let index = 0; index < value; index++) yield [index, null];
  else if (typeof value === "string") for (const [index, character] of [...value].entries()) yield [index, character.codePointAt(0) ?? 0];
}

export function same(a: Value, b: Value): boolean {
  return a instanceof Float || b instanceof Float ? number(a) === number(b) : a === b;
}
const number = (value: Value): number => (value instanceof Float ? value.value : Number(value));

/** A value as a type wants it: whole numbers become fractions, bytes text. */
export function convert(value: Value, type: Type | undefined): Value {
  if (type?.k === "slice" && typeof value === "string") return bytesOf(value);
  if (type?.k !== "named") return value;
  if (/^float/.test(type.name)) return new Float(number(value));
  if (/^(u?int(8|16|32|64)?|byte|rune)$/.test(type.name) && (typeof value === "number" || value instanceof Float))
    return Math.trunc(number(value));
  if (type.name === "string")
    return typeof value === "number" ? String.fromCodePoint(value) : value instanceof Slice ? textOf(value) : value;
  return value;
}

export function operate(op: string, a: Value, b: Value, line: number): Value {
  if (op === "==") return same(a, b);
  if (op === "!=") return !same(a, b);
  if (typeof a === "string" && typeof b === "string") {
    if (op === "+") return a + b;
    return op === "<" ? a < b : op === "<=" ? a <= b : op === ">" ? a > b : a >= b;
  }
  const [x, y] = [number(a), number(b)];
  switch (op) {
    case "<":
      return x < y;
    case "<=":
      return x <= y;
    case ">":
      return x > y;
    case ">=":
      return x >= y;
  }
  const whole = !(a instanceof Float) && !(b instanceof Float);
  if (whole && y === 0 && (op === "/" || op === "%")) throw new Panic(null, "runtime error: integer divide by zero");
  const results: Readonly<Record<string, number>> = {
    "+": x + y,
    "-": x - y,
    "*": x * y,
    "/": whole ? Math.trunc(x / y) : x / y,
    "%": x % y,
    "&": x & y,
    "|": x | y,
    "^": x ^ y,
    "<<": x * 2 ** y,
    ">>": Math.floor(x / 2 ** y),
  };
  const result = results[op];
  if (result === undefined) throw new NotInTheLab(op, line);
  return whole ? result : new Float(result);
}
