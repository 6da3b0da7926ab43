/** The variables that an object has of its own, and the dictionary that shows them. */
import { PyDict, quickKey, Table } from "./dict.ts";
import { builtin, PyClass, PyInstance, PyList, PyModule, PyTuple, type Value } from "./values.ts";
import { PyFunction } from "./callables.ts";

/** The variables an object has of its own; `undefined` when it can have none. */
export function ownAttributes(value: Value): Map<string, Value> | undefined {
  if (value instanceof PyInstance || value instanceof PyModule || value instanceof PyFunction || value instanceof PyClass)
    return value.attributes;
  if (value instanceof PyDict || value instanceof PyList || value instanceof PyTuple) {
    if (value.attributes) return value.attributes;
    if (value.cls !== builtin.dict && value.cls !== builtin.list && value.cls !== builtin.tuple) {
      value.attributes = new Map();
      return value.attributes;
    }
  }
  return undefined;
}

/** Variables as a dictionary that shows them as they stand, and changes them. */
export function attributeDict(attributes: Map<string, Value>): PyDict {
  const dict = new PyDict();
  Object.defineProperty(dict, "table", { value: new AttributeTable(attributes) });
  return dict;
}

class AttributeTable extends Table {
  readonly #attributes: Map<string, Value>;
  constructor(attributes: Map<string, Value>) {
    super();
    this.#attributes = attributes;
  }
  override get size(): number {
    return this.#attributes.size;
  }
  override get(place: unknown): { key: Value; value: Value } | undefined {
    if (typeof place !== "string") return undefined;
    const key = place.slice(1);
    const value = this.#attributes.get(key);
    return value === undefined ? undefined : { key, value };
  }
  override set(_place: unknown, key: Value, value: Value): void {
    if (typeof key === "string") this.#attributes.set(key, value);
  }
  override delete(place: unknown): boolean {
    return typeof place === "string" && this.#attributes.delete(place.slice(1));
  }
  override clear(): void {
    this.#attributes.clear();
  }
  override *entries(): IterableIterator<{ key: Value; value: Value }> {
    for (const [key, value] of this.#attributes) yield { key, value };
  }
  override *places(): IterableIterator<unknown> {
    for (const key of this.#attributes.keys()) yield quickKey(key);
  }
  override copyFrom(other: Table): void {
    for (const { key, value } of other.entries()) this.set(undefined, key, value);
  }
  override last(): { place: unknown; entry: { key: Value; value: Value } } | undefined {
    const key = [...this.#attributes.keys()].at(-1);
    return key === undefined ? undefined : { place: quickKey(key), entry: { key, value: this.#attributes.get(key) as Value } };
  }
}
