/** The functions templates may call: text/template's own and the ones Docker adds. */
import { goJson, goJsonPlain } from "../format/json.ts";
import { sprintf } from "./sprintf.ts";
import type { Value } from "./value.ts";
import { GoNil, GoStruct, isMap, isTrue, jsonValue, mapType, plain, show, typeName } from "./value.ts";

/** Why a call went wrong; the caller adds where. */
export class CallError extends Error {}

/** What functions may be told beside their arguments. */
export interface FunctionOptions {
  /** How `json` indents; not at all when absent. */
  readonly jsonIndent?: string;
}

type Implementation = (args: readonly Value[], options: FunctionOptions) => Value;

function order(args: readonly Value[]): number {
  const [a, b] = args.map(plain);
  if (typeof a !== typeof b) throw new CallError("incompatible types for comparison");
  if ((typeof a !== "string" && typeof a !== "number") || (typeof b !== "string" && typeof b !== "number"))
    throw new CallError("invalid type for comparison");
  return a < b ? -1 : a > b ? 1 : 0;
}

function equal(one: Value, other: Value): boolean {
  const [a, b] = [plain(one), plain(other)];
  const nil = (value: Value): boolean => value === null || value === undefined || value instanceof GoNil;
  if (nil(a) || nil(b)) return nil(a) && nil(b);
  for (const value of [a, b]) if (typeof value === "object") throw new CallError(`non-comparable type ${show(value)}: ${typeName(value)}`);
  if (typeof a !== typeof b) throw new CallError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
  return a === b;
}

function indexOne(item: Value, key: Value): Value {
  if (item === null || item === undefined) throw new CallError("index of untyped nil");
  if (Array.isArray(item) || typeof item === "string" || (item instanceof GoNil && item.kind === "slice")) {
    if (typeof key !== "number") throw new CallError(`cannot index slice/array with type ${typeName(key)}`);
    const length = item instanceof GoNil ? 0 : (item as string | readonly Value[]).length;
    if (key < 0 || key > length) throw new CallError(`index out of range: ${key}`);
    // Go's check lets the place behind the last one through; what comes next does not.
    if (key === length) throw new CallError(`reflect: ${typeof item === "string" ? "string" : "slice"} index out of range`);
    return typeof item === "string" ? new TextEncoder().encode(item)[key] : (item as readonly Value[])[key];
  }
  if (item instanceof GoNil && item.kind === "pointer") throw new CallError("index of nil pointer");
  if (!isMap(item) && !(item instanceof GoNil)) throw new CallError(`can't index item of type ${typeName(item)}`);
  const { key: wanted, missing } = mapType(item);
  // A string is not taken for a named type of string.
  if (typeName(key) !== wanted) throw new CallError(`value has type ${typeName(key)}; should be ${wanted}`);
  const name = plain(key) as string;
  return isMap(item) && Object.hasOwn(item, name) ? item[name] : missing;
}

function indexAll([item, ...keys]: readonly Value[]): Value {
  return keys.reduce((value: Value, key, place) => {
    if (place > 0 && (value === null || value === undefined)) throw new CallError("index of nil pointer");
    return indexOne(value, key);
  }, item);
}

function length(measured: Value): number {
  const value = plain(measured);
  if (value === null || value === undefined) throw new CallError("len of nil pointer");
  if (typeof value === "string") return new TextEncoder().encode(value).length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof GoNil && value.kind !== "pointer") return 0;
  if (typeof value === "object" && !(value instanceof GoStruct) && !(value instanceof GoNil)) return Object.keys(value).length;
  throw new CallError(`len of type ${typeName(value)}`);
}

function slice(args: readonly Value[]): Value {
  const [item, from = 0, to] = args.map(plain);
  if (typeof item !== "string" && !Array.isArray(item)) throw new CallError(`can't slice item of type ${typeName(item)}`);
  const end = to === undefined ? item.length : Number(to);
  if (Number(from) < 0 || Number(from) > item.length) throw new CallError(`index out of range: ${show(from)}`);
  if (end < 0 || end > item.length) throw new CallError(`index out of range: ${end}`);
  return item.slice(Number(from), end);
}

/** Go's `fmt.Sprint`: blanks between operands when neither is a string. */
function sprint(args: readonly Value[]): string {
  const isText = (arg: Value): boolean => typeof plain(arg) === "string";
  return args.map((arg, i) => (i > 0 && !isText(arg) && !isText(args[i - 1]) ? " " : "") + show(arg, false)).join("");
}

const htmlEscapes: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&#34;",
  "'": "&#39;",
  "\0": "\uFFFD",
};

type Parameter = "string" | "int" | "[]string" | "any";

interface TemplateFunction {
  readonly min: number;
  readonly max: number;
  /** Of the first parameters; the others take anything. */
  readonly takes?: readonly Parameter[];
  readonly call: Implementation;
}

/** How many arguments each takes, and what it does. `and` and `or` are evaluated by the caller, lazily. */
const table: Readonly<Record<string, TemplateFunction>> = {
  and: { min: 1, max: Infinity, call: (args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1) },
  or: { min: 1, max: Infinity, call: (args) => args.find(isTrue) ?? args.at(-1) },
  not: { min: 1, max: 1, call: ([value]) => !isTrue(value) },
  len: { min: 1, max: 1, call: ([value]) => length(value) },
  index: { min: 1, max: Infinity, call: indexAll },
  slice: { min: 1, max: 4, call: slice },
  print: { min: 0, max: Infinity, call: sprint },
  println: { min: 0, max: Infinity, call: (args) => `${args.map((arg) => show(arg, false)).join(" ")}\n` },
  printf: { min: 1, max: Infinity, takes: ["string"], call: ([format, ...args]) => sprintf(format as string, args) },
  html: { min: 1, max: Infinity, call: (args) => sprint(args).replace(/[<>&"'\0]/g, (c) => htmlEscapes[c] as string) },
  js: {
    min: 1,
    max: Infinity,
    call: (args) =>
      JSON.stringify(sprint(args))
        .slice(1, -1)
        .replaceAll("'", "\\'")
        .replace(/[<>&=]/g, (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`),
  },
  urlquery: { min: 1, max: Infinity, call: (args) => encodeURIComponent(sprint(args)).replaceAll("%20", "+") },
  eq: {
    min: 1,
    max: Infinity,
    call: ([first, ...rest]) => {
      if (rest.length === 0) throw new CallError("missing argument for comparison");
      return rest.some((value) => equal(first, value));
    },
  },
  ne: { min: 2, max: 2, call: ([a, b]) => !equal(a, b) },
  lt: { min: 2, max: 2, call: (args) => order(args) < 0 },
  le: { min: 2, max: 2, call: (args) => order(args) <= 0 },
  gt: { min: 2, max: 2, call: (args) => order(args) > 0 },
  ge: { min: 2, max: 2, call: (args) => order(args) >= 0 },
  call: {
    min: 1,
    max: Infinity,
    call: ([value]) => {
      // There are no functions among the values of a template.
      throw new CallError(`non-function of type ${typeName(value)}`);
    },
  },
  json: {
    min: 1,
    max: 1,
    call: ([value], { jsonIndent }) =>
      (value instanceof GoStruct && value.escapesHtml ? goJson : goJsonPlain)(jsonValue(value), jsonIndent),
  },
  split: { min: 2, max: 2, takes: ["string", "string"], call: ([value, separator]) => (value as string).split(separator as string) },
  join: {
    min: 2,
    max: 2,
    takes: ["[]string", "string"],
    call: ([items, separator]) => {
      if (items instanceof GoNil) return "";
      return (items as readonly Value[]).map((item) => show(item, false)).join(separator as string);
    },
  },
  title: {
    min: 1,
    max: 1,
    takes: ["string"],
    // A word begins behind anything but letters, digits and underscores.
    call: ([value]) => (value as string).replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
  },
  lower: { min: 1, max: 1, takes: ["string"], call: ([value]) => (value as string).toLowerCase() },
  upper: { min: 1, max: 1, takes: ["string"], call: ([value]) => (value as string).toUpperCase() },
  pad: {
    min: 3,
    max: 3,
    takes: ["string", "int", "int"],
    call: ([value, before, after]) =>
      value === "" ? "" : " ".repeat(Math.max(0, Number(before))) + (value as string) + " ".repeat(Math.max(0, Number(after))),
  },
  truncate: { min: 2, max: 2, takes: ["string", "int"], call: ([value, count]) => (value as string).slice(0, Number(count)) },
};

export function isFunction(name: string): boolean {
  return Object.hasOwn(table, name);
}

/** What is wrong with the number of arguments; `undefined` when nothing is. */
export function countProblem(name: string, count: number): string | undefined {
  const { min, max } = table[name] as TemplateFunction;
  if (count >= min && count <= max) return undefined;
  return `wrong number of args for ${name}: want ${max === Infinity ? `at least ${min}` : min} got ${count}`;
}

/** The type an argument must have, when it has another; `undefined` when it fits. */
export function expectedType(name: string, position: number, value: Value): string | undefined {
  const type = table[name]?.takes?.[position] ?? "any";
  const fits =
    type === "any" ||
    (type === "string" && typeof value === "string") ||
    (type === "int" && typeof value === "number") ||
    (type === "[]string" && (Array.isArray(value) || (value instanceof GoNil && value.kind === "slice")));
  return fits ? undefined : type;
}

/** Calls one with arguments that fit. @throws CallError */
export function callFunction(name: string, args: readonly Value[], options: FunctionOptions): Value {
  return (table[name] as TemplateFunction).call(args, options);
}
