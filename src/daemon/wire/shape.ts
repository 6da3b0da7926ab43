/**
 * JSON bodies as Go's decoder takes them into its structs: names match whatever their case, unknown ones are passed over,
 * `null` is the same as absent, and a value of another type is refused in Go's words, with the way to it.
 */
import { EngineError } from "../../engine/api.ts";

/** Reads a value; `path` is the way to it, `.HostConfig.Memory`. `null` and absent never come here. */
export interface Shape<T> {
  readonly goType: string;
  read(value: unknown, path: string): T;
}

export type Read<S> = S extends Shape<infer T> ? T : never;

/** What Go calls a JSON value's type. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value;
}

function mismatch(value: unknown, path: string, goType: string, shown = ""): EngineError {
  const where = path === "" ? "Go value" : `Go struct field ${path}`;
  return new EngineError(400, `invalid JSON: json: cannot unmarshal ${kindOf(value)}${shown} into ${where} of type ${goType}`);
}

function primitive<T>(goType: string, is: (value: unknown) => value is T): Shape<T> {
  return {
    goType,
    read(value, path) {
      if (!is(value)) throw mismatch(value, path, goType);
      return value;
    },
  };
}

export const string: Shape<string> = primitive("string", (value) => typeof value === "string");
export const boolean: Shape<boolean> = primitive("bool", (value) => typeof value === "boolean");

function whole(goType: string, min: number, max: number): Shape<number> {
  return {
    goType,
    read(value, path) {
      if (typeof value !== "number") throw mismatch(value, path, goType);
      if (!Number.isInteger(value) || value < min || value > max) throw mismatch(value, path, goType, ` ${value}`);
      return value;
    },
  };
}

export const int64 = whole("int64", -(2 ** 63), 2 ** 63);
export const int = whole("int", -(2 ** 63), 2 ** 63);
export const uint = whole("uint", 0, 2 ** 64);
export const uint16 = whole("uint16", 0, 2 ** 16 - 1);
export const uint32 = whole("uint32", 0, 2 ** 32 - 1);

export function list<T>(of: Shape<T>): Shape<T[]> {
  const goType = `[]${of.goType}`;
  return {
    goType,
    read(value, path) {
      if (!Array.isArray(value)) throw mismatch(value, path, goType);
      // Go leaves a zero value where a list holds null.
      return value.map((item, index) => (item === null ? (zeroOf(of) as T) : of.read(item, `${path}.${index}`)));
    },
  };
}

function zeroOf({ goType }: Shape<unknown>): unknown {
  if (goType === "string") return "";
  if (goType === "bool") return false;
  if (/^u?int/.test(goType)) return 0;
  return goType.startsWith("[]") ? [] : {};
}

/** `StrSlice`: a list of words, or one. */
export const words: Shape<string[]> = {
  goType: "strslice.StrSlice",
  read(value, path) {
    if (typeof value === "string") return [value];
    if (!Array.isArray(value)) throw mismatch(value, path, "string");
    if (!value.every((each) => typeof each === "string")) throw mismatch(value, "", "string");
    return value;
  },
};

export function map<T>(of: Shape<T>): Shape<Record<string, T>> {
  const goType = `map[string]${of.goType}`;
  return {
    goType,
    read(value, path) {
      if (typeof value !== "object" || Array.isArray(value)) throw mismatch(value, path, goType);
      return Object.fromEntries(
        Object.entries(value as object).map(([key, item]) => [
          key,
          item === null ? (zeroOf(of) as T) : of.read(item, `${path}.${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
        ]),
      );
    },
  };
}

/** A map whose values may be null, and stay so. */
export function nullable<T>(of: Shape<T>): Shape<T | null> {
  return { goType: of.goType, read: (value, path) => (value === null ? null : of.read(value, path)) };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type StructOf<F extends Fields> = { readonly [K in keyof F]?: Read<F[K]> };

/** `goType` is what Go calls the struct: `container.HostConfig`. */
export function struct<F extends Fields>(goType: string, fields: F): Shape<StructOf<F>> {
  const names = new Map(Object.keys(fields).map((name) => [name.toLowerCase(), name]));
  return {
    goType,
    read(value, path) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw mismatch(value, path, goType);
      const found: Record<string, unknown> = {};
      for (const [key, item] of Object.entries(value)) {
        const name = Object.hasOwn(fields, key) ? key : names.get(key.toLowerCase());
        if (name === undefined || item === null) continue;
        found[name] = (fields[name] as Shape<unknown>).read(item, `${path}.${name}`);
      }
      return found as StructOf<F>;
    },
  };
}
