/** Where variables live. */
import type { AwkArray, Value } from "./values.ts";

/** A variable: a value or an array, whichever it is first used as. */
export class Cell {
  array: AwkArray | undefined;
  #value: Value;
  /** What a parameter stands for that was passed before it was anything: an array it becomes is that variable's too. */
  readonly #origin: Cell | undefined;

  constructor(value?: Value, origin?: Cell) {
    this.#value = value;
    this.#origin = origin;
  }

  get value(): Value {
    return this.#value;
  }

  set value(value: Value) {
    this.#value = value;
  }

  get isUnset(): boolean {
    return this.array === undefined && this.#value === undefined;
  }

  becomeArray(): AwkArray {
    this.array ??= this.#origin ? (this.#origin.array ?? this.#origin.becomeArray()) : new Map();
    return this.array;
  }
}

/** A variable that is something else: `NF` is the number of fields. */
export class LiveCell extends Cell {
  readonly #get: () => Value;
  readonly #set: (value: Value) => void;

  constructor(get: () => Value, set: (value: Value) => void) {
    super();
    this.#get = get;
    this.#set = set;
  }

  override get value(): Value {
    return this.#get();
  }

  override set value(value: Value) {
    this.#set(value);
  }

  override get isUnset(): boolean {
    return false;
  }
}
