/**
 * The values a template sees. Strings, integers, booleans and arrays are JavaScript's own; a plain object is a Go map;
 * a `GoStruct` is a struct, whose fields are known in advance: asking for another one is an error.
 */
import { sha256Hex } from "../../engine/filesystem/digest.ts";

export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | GoStruct
  | GoNamed
  | GoMethod
  | GoNil
  | { readonly [key: string]: Value };

/** A struct value. Field order is its declaration order, which is what JSON and `%v` follow. */
export class GoStruct {
  /** As errors name it: `*formatter.imageContext`. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, Value>;
  /** What `json` makes of it. */
  readonly json: unknown;
  /** True when what it has are methods without arguments rather than fields: the rows of listings. */
  readonly hasMethods: boolean;
  /** True when its JSON is made with `<`, `>` and `&` escaped, as a type with its own encoder does it. */
  readonly escapesHtml: boolean;
  readonly #printed: string | undefined;
  /** @param options.printed what `%v` makes of it, where that is not its fields one after the other */
  constructor(
    type: string,
    fields: Readonly<Record<string, Value>>,
    json: unknown,
    options: { printed?: string; escapesHtml?: boolean; hasMethods?: boolean } = {},
  ) {
    this.type = type;
    this.fields = new Map(Object.entries(fields));
    this.json = json;
    this.hasMethods = options.hasMethods ?? false;
    this.escapesHtml = options.escapesHtml ?? false;
    this.#printed = options.printed;
  }
  toString(): string {
    if (this.#printed !== undefined) return this.#printed;
    const shown = [...this.fields.values()].filter((field) => !(field instanceof GoMethod));
    return `{${shown.map((field) => show(field, false)).join(" ")}}`;
  }
  /** What `%v` makes of it within something else: of a pointer its address. */
  nested(): string {
    if (this.#printed !== undefined || !this.type.startsWith("*")) return this.toString();
    return `0xc000${sha256Hex(JSON.stringify(this.json)).slice(0, 5)}0`;
  }
}

/** A value of a named type of string or integer: it compares as what it is, and has methods. */
export class GoNamed {
  readonly type: string;
  readonly value: string | number;
  /** What its methods without arguments return. */
  readonly methods: Readonly<Record<string, Value>>;
  /** What `%v` makes of it. */
  readonly printed: string;
  constructor(type: string, value: string | number, methods: Readonly<Record<string, Value>>, printed = String(value)) {
    this.type = type;
    this.value = value;
    this.methods = methods;
    this.printed = printed;
  }
}

/** What a value is without its name. */
export function plain(value: Value): Value {
  return value instanceof GoNamed ? value.value : value;
}

/** A method of a struct, with arguments that are strings: `.Label "a"`. */
export class GoMethod {
  readonly takes: number;
  readonly call: (...args: readonly string[]) => Value;
  constructor(takes: number, call: (...args: readonly string[]) => Value) {
    this.takes = takes;
    this.call = call;
  }
}

/** A nil of a known kind, which prints as an empty one: `[]`, `map[]`. */
export class GoNil {
  readonly kind: "slice" | "map" | "pointer";
  readonly type: string;
  constructor(kind: "slice" | "map" | "pointer", type: string) {
    this.kind = kind;
    this.type = type;
  }
}

/** What Go's `index` has to know of a map's type. */
export interface MapType {
  /** The type of its keys. */
  readonly key: string;
  /** What stands for a key that is not there: the zero value of what it holds. */
  readonly missing: Value;
  /** What its keys are to a template that ranges over them, where they are more than text. */
  readonly toKey?: (key: string) => Value;
}

/** What JSON becomes when nobody says what it is: `map[string]interface {}`. */
const anyMap: MapType = { key: "string", missing: null };
const textMap: MapType = { key: "string", missing: "" };
const mapTypes = new WeakMap<object, MapType>();

/** Gives a map a type; one without is `map[string]interface {}`. */
export function typedMap<T extends { readonly [key: string]: Value } | GoNil>(map: T, type: MapType = textMap): T {
  mapTypes.set(map, type);
  return map;
}

export function mapType(map: object): MapType {
  return mapTypes.get(map) ?? anyMap;
}

/** Whether a value is a Go map. */
export function isMap(value: Value): value is { readonly [key: string]: Value } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof GoStruct || value instanceof GoNamed || value instanceof GoNil || value instanceof GoMethod)
  );
}

/** Go's idea of false: zero, empty or nil. */
export function isTrue(value: Value): boolean {
  if (value === null || value === undefined || value instanceof GoNil) return false;
  if (value instanceof GoStruct) return true;
  if (value instanceof GoNamed) return Boolean(value.value);
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.keys(value).length > 0;
  return Boolean(value);
}

/** As `fmt.Print` writes it; a template takes a nil without a type, as a map of JSON has it, for no value. */
export function show(value: Value, top = true): string {
  if (value === undefined || value === null) return top ? "<no value>" : "<nil>";
  if (value instanceof GoNil) return value.kind === "map" ? "map[]" : value.kind === "slice" ? "[]" : "<nil>";
  if (value instanceof GoNamed) return value.printed;
  if (value instanceof GoStruct) return top ? value.toString() : value.nested();
  if (Array.isArray(value)) return `[${value.map((item) => show(item, false)).join(" ")}]`;
  if (typeof value === "object")
    return `map[${mapEntries(value)
      .map(([key, item]) => `${key}:${show(item, false)}`)
      .join(" ")}]`;
  return String(value);
}

/** Entries in the order Go prints and ranges over them: by key. */
export function mapEntries(map: object): [string, Value][] {
  return Object.entries(map as Record<string, Value>)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The name errors give a value's type. */
export function typeName(value: Value): string {
  if (value === null || value === undefined) return "nil";
  if (value instanceof GoStruct || value instanceof GoNamed || value instanceof GoNil) return value.type;
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "object") return "map[string]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float64";
  return typeof value === "boolean" ? "bool" : "string";
}

/** What `json` encodes. */
export function jsonValue(value: Value): unknown {
  if (value === undefined || value === null || value instanceof GoNil) return null;
  if (value instanceof GoStruct) return value.json;
  if (value instanceof GoNamed) return value.value;
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value === "object") return Object.fromEntries(mapEntries(value).map(([key, item]) => [key, jsonValue(item)]));
  return value;
}
