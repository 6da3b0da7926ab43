/** The record at hand and its fields: each is made of the other when it is asked for. */
import { RunFailure } from "./mistakes.ts";
import { fromInput, type Value } from "./values.ts";

/** Cuts text into pieces. */
export type Split = (text: string) => string[];

export class Fields {
  readonly #split: () => Split;
  readonly #separator: () => string;
  readonly #toText: (value: Value) => string;
  #record: Value = "";
  #fields: Value[] = [];
  /** The fields are those of the record. */
  #cut = true;
  /** The record is made of the fields. */
  #joined = true;

  /**
   * @param split how fields are cut now, by `FS`
   * @param separator what stands between fields that are put together, `OFS`
   */
  constructor(split: () => Split, separator: () => string, toText: (value: Value) => string) {
    this.#split = split;
    this.#separator = separator;
    this.#toText = toText;
  }

  get record(): Value {
    if (!this.#joined) {
      this.#record = this.#fields.map(this.#toText).join(this.#separator());
      this.#joined = true;
    }
    return this.#record;
  }

  set record(value: Value) {
    this.#record = value;
    this.#joined = true;
    this.#cut = false;
  }

  get count(): number {
    this.#cutNow();
    return this.#fields.length;
  }

  set count(count: number) {
    this.#cutNow();
    const before = this.#fields.length;
    this.#fields.length = count;
    if (count > before) this.#fields.fill("", before);
    this.#joined = false;
  }

  /** Cuts the record before what it is cut by changes. */
  settle(): void {
    this.#cutNow();
  }

  get(index: number): Value {
    this.#require(index);
    if (index === 0) return this.record;
    this.#cutNow();
    return this.#fields[index - 1];
  }

  set(index: number, value: Value): void {
    this.#require(index);
    if (index === 0) {
      this.record = value;
      return;
    }
    this.#cutNow();
    if (index > this.#fields.length) this.count = index;
    this.#fields[index - 1] = value;
    this.#joined = false;
  }

  #require(index: number): void {
    if (index < 0) throw new RunFailure({ kind: "negative-field", index });
  }

  #cutNow(): void {
    if (this.#cut) return;
    this.#cut = true;
    this.#fields = this.#split()(this.#toText(this.#record)).map(fromInput);
  }
}
