/** Dictionaries and sets: keys are equal when Python says so, and stay in the order they came. */
import { builtin, type PyClass, PyBytes, PyInstance, PyObject, PyTuple, type Running, type Value } from "./values.ts";

/** What keys are found by: equal keys have equal ones. `undefined` where that takes Python code (`__eq__`). */
export function quickKey(value: Value): unknown {
  switch (typeof value) {
    case "string":
      return `s${value}`;
    case "bigint":
      return value;
    case "number":
      return Number.isInteger(value) ? BigInt(value) : value;
    case "boolean":
      return value ? 1n : 0n;
    default:
      break;
  }
  if (value === null) return value;
  if (value instanceof PyTuple) {
    const parts: string[] = [];
    for (const item of value.items) {
      const key = quickKey(item);
      if (key === undefined) return undefined;
      parts.push(
        typeof key === "object" || typeof key === "symbol"
          ? `o${identity(key as object)}`
          : `${typeof key}${String(key).length}:${String(key)}`,
      );
    }
    return `t${parts.join(",")}`;
  }
  if (value instanceof PyBytes) return `b${Array.from(value.bytes).join(",")}`;
  if (value instanceof PyInstance) {
    if (value.base !== undefined) return quickKey(value.base);
    return value.cls.find("__eq__") === builtin.object.find("__eq__") ? value : undefined;
  }
  if (value instanceof PyDict || value instanceof PySet) return value instanceof PySet && value.frozen ? `f${value.keysText()}` : undefined;
  return value;
}

let count = 0;
const identities = new WeakMap<object, number>();
/** A number for an object, for as long as it lives: `id()`. */
export function identity(object: object): number {
  let number = identities.get(object);
  if (number === undefined) {
    number = ++count;
    identities.set(object, number);
  }
  return number;
}

/** Says how keys without a quick one are compared; `hash` throws for what has none. */
export interface KeyRules {
  hash(value: Value): Running<unknown>;
  equal(left: Value, right: Value): Running<boolean>;
}

interface Entry {
  key: Value;
  value: Value;
}

/** A table by key. Its methods are for quick keys; `*find` takes all. */
export class Table {
  readonly #quick = new Map<unknown, Entry>();
  get size(): number {
    return this.#quick.size;
  }
  /** The name an entry stands under: its quick key, or one found by asking `rules`. */
  *place(key: Value, rules: KeyRules): Running<unknown> {
    const quick = quickKey(key);
    if (quick !== undefined) return quick;
    const hash = yield* rules.hash(key);
    for (let attempt = 0; ; attempt++) {
      const name = `h${String(hash)}/${attempt}`;
      const entry = this.#quick.get(name);
      if (!entry || entry.key === key || (yield* rules.equal(entry.key, key))) return name;
    }
  }
  get(place: unknown): Entry | undefined {
    return this.#quick.get(place);
  }
  set(place: unknown, key: Value, value: Value): void {
    const entry = this.#quick.get(place);
    if (entry) entry.value = value;
    else this.#quick.set(place, { key, value });
  }
  delete(place: unknown): boolean {
    return this.#quick.delete(place);
  }
  clear(): void {
    this.#quick.clear();
  }
  entries(): IterableIterator<Entry> {
    return this.#quick.values();
  }
  places(): IterableIterator<unknown> {
    return this.#quick.keys();
  }
  copyFrom(other: Table): void {
    for (const [place, { key, value }] of other.#quick) this.set(place, key, value);
  }
  last(): { place: unknown; entry: Entry } | undefined {
    let found: { place: unknown; entry: Entry } | undefined;
    for (const [place, entry] of this.#quick) found = { place, entry };
    return found;
  }
}

export class PyDict extends PyObject {
  cls: PyClass;
  readonly table = new Table();
  attributes: Map<string, Value> | undefined;
  constructor(entries: Iterable<readonly [Value, Value]> = [], cls: PyClass = builtin.dict) {
    super();
    this.cls = cls;
    for (const [key, value] of entries) this.set(key, value);
  }
  /** For keys that need no Python code to compare: strings and numbers. */
  get(key: Value): Value | undefined {
    return this.table.get(quickKey(key))?.value;
  }
  set(key: Value, value: Value): void {
    this.table.set(quickKey(key), key, value);
  }
  get size(): number {
    return this.table.size;
  }
}

export class PySet extends PyObject {
  cls: PyClass;
  readonly table = new Table();
  readonly frozen: boolean;
  attributes: Map<string, Value> | undefined;
  constructor(items: Iterable<Value> = [], frozen = false, cls: PyClass = frozen ? builtin.frozenset : builtin.set) {
    super();
    this.frozen = frozen;
    this.cls = cls;
    for (const item of items) this.table.set(quickKey(item), item, null);
  }
  get size(): number {
    return this.table.size;
  }
  *items(): IterableIterator<Value> {
    for (const { key } of this.table.entries()) yield key;
  }
  keysText(): string {
    return [...this.table.places()]
      .map((place) => `${typeof place}${String(place)}`)
      .sort()
      .join(",");
  }
}
