/** Values of the lab's Go. Whole numbers, strings and booleans are JavaScript's own. */
import { exactFixed } from "../python/runtime/numbers.ts";
import type { Type } from "./ast.ts";

export type Value = null | boolean | number | string | Float | Struct | Slice | GoMap | Func | Native | Tuple | GoError;

/** A number with a fraction: 4.0 is none of the whole ones. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class Struct {
  readonly type: string;
  readonly fields: Map<string, Value>;
  /** JSON's names of fields, and whether an empty one is left out. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly omitEmpty: boolean }>;
  constructor(type: string, fields: Map<string, Value>, names: Struct["names"]) {
    this.type = type;
    this.fields = fields;
    this.names = names;
  }
  copy(): Struct {
    return new Struct(this.type, new Map(this.fields), this.names);
  }
}

export class Slice {
  items: Value[];
  readonly bytes: boolean;
  readonly of: Type | undefined;
  constructor(items: Value[], bytes = false, of?: Type) {
    this.items = items;
    this.bytes = bytes;
    this.of = of;
  }
}

export class GoMap {
  readonly entries = new Map<Value, Value>();
  readonly of: Type | undefined;
  constructor(of?: Type) {
    this.of = of;
  }
}

export type Func = { readonly call: (args: readonly Value[]) => Promise<Value> };

/** Something of a package: a request, a response writer. Its members are values. */
export class Native {
  readonly kind: string;
  readonly members: Map<string, Value>;
  constructor(kind: string, members: Readonly<Record<string, Value>> = {}) {
    this.kind = kind;
    this.members = new Map(Object.entries(members));
  }
}

/** Several results of one call. */
export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

export class GoError {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `panic` */
export class Panic extends Error {
  readonly value: Value;
  constructor(value: Value, text: string) {
    super(text);
    this.value = value;
  }
}

export const fn = (call: (...args: readonly Value[]) => Value | Promise<Value>): Func => ({ call: async (args) => call(...args) });

/** As `%v` prints it; \`%+v\` names fields. */
export function show(value: Value | undefined, inner = false, named = false): string {
  if (value === null || value === undefined) return "<nil>";
  if (value instanceof Float) return floatText(value.value);
  if (value instanceof GoError) return value.text;
  if (value instanceof Slice)
    return value.bytes && !inner ? `[${value.items.join(" ")}]` : `[${value.items.map((item) => show(item, true, named)).join(" ")}]`;
  if (value instanceof GoMap)
    return `map[${[...value.entries]
      .sort(([a], [b]) => (show(a) < show(b) ? -1 : 1))
      .map(([key, item]) => `${show(key)}:${show(item, true, named)}`)
      .join(" ")}]`;
  if (value instanceof Struct)
    return `{${[...value.fields].map(([name, item]) => (named ? `${name}:` : "") + show(item, true, named)).join(" ")}}`;
  if (value instanceof Native) return `&{${value.kind}}`;
  return typeof value === "object" ? "0x47b6c0" : String(value);
}

function floatText(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return exponent < -4 || exponent >= 21 ? value.toExponential().replace(/e([+-])(\d)$/, "e$10$2") : String(value);
}

/** `Sprintf` */
export function format(text: string, args: readonly Value[]): string {
  let used = 0;
  const result = text.replace(
    /%([-+ #0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
      if (verb === "%") return "%";
      if (used >= args.length) return `%!${verb}(MISSING)`;
      const value = args[used++] as Value;
      let shown: string;
      const number = value instanceof Float ? value.value : Number(value);
      if (verb === "q") shown = JSON.stringify(show(value));
      else if (verb === "T")
        shown =
          value === null
            ? "<nil>"
            : value instanceof Float
              ? "float64"
              : value instanceof Struct
                ? `main.${value.type}`
                : ({ number: "int", string: "string", boolean: "bool" }[typeof value as "string"] ?? "func()");
      else if (verb === "d")
        shown =
          typeof value === "number"
            ? (flags.includes("+") && value >= 0 ? "+" : "") + String(value)
            : `%!d(${value instanceof Float ? "float64" : typeof value}=${show(value)})`;
      else if (verb === "f") shown = exactFixed(number, precision === undefined ? 6 : Number(precision));
      else if (verb === "x")
        shown =
          typeof value === "number"
            ? value.toString(16)
            : value instanceof Slice
              ? value.items.map((byte) => Number(byte).toString(16).padStart(2, "0")).join("")
              : [...new TextEncoder().encode(show(value))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      else if (verb === "c") shown = String.fromCodePoint(number);
      else if (verb === "s" && value instanceof Slice && value.bytes) shown = textOf(value);
      else shown = show(value, false, flags.includes("+"));
      const size = Number(width ?? 0);
      return flags.includes("-") ? shown.padEnd(size) : shown.padStart(size, flags.includes("0") ? "0" : " ");
    },
  );
  if (used >= args.length) return result;
  return `${result}%!(EXTRA ${args
    .slice(used)
    .map((value) => `${value instanceof Float ? "float64" : typeof value === "number" ? "int" : typeof value}=${show(value)}`)
    .join(", ")})`;
}

export function bytesOf(text: string): Slice {
  return new Slice([...new TextEncoder().encode(text)], true);
}
export function textOf(value: Value): string {
  return value instanceof Slice
    ? new TextDecoder().decode(Uint8Array.from(value.items.map(Number)))
    : typeof value === "string"
      ? value
      : show(value);
}
