/** What somebody has yet to read. It is bounded: when the reader is too slow the oldest go, and are counted. */
export class Backlog<Item> {
  readonly #limit: number;
  readonly #sizeOf: (item: Item) => number;
  #items: (Item | undefined)[] = [];
  #first = 0;
  #held = 0;
  #lost = 0;

  /** @param limit how much may wait, in the unit that `sizeOf` gives */
  constructor(limit: number, sizeOf: (item: Item) => number = () => 1) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#held += this.#sizeOf(item);
    while (this.#held > this.#limit && this.#items.length - this.#first > 1) {
      this.next();
      this.#lost++;
    }
  }

  /** The oldest; `undefined` when nothing waits. */
  next(): Item | undefined {
    const item = this.#items[this.#first];
    if (item === undefined) return undefined;
    this.#items[this.#first++] = undefined;
    this.#held -= this.#sizeOf(item);
    if (this.#first > 1024 && this.#first > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }

  /** How many went unread since it was asked last. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }
}
