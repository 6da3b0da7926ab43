/** The keys of a server: sixteen numbered databases, whose values are of one of six kinds and may have an end. */

export type Value =
  | { readonly kind: "string"; text: string }
  | { readonly kind: "list"; readonly items: string[] }
  | { readonly kind: "hash"; readonly fields: Map<string, string> }
  | { readonly kind: "set"; readonly members: Set<string> }
  | { readonly kind: "zset"; readonly scores: Map<string, number> }
  | { readonly kind: "stream"; readonly entries: StreamEntry[]; newest: string };

/** An id, and fields each followed by its value. */
export type StreamEntry = readonly [id: string, fields: readonly string[]];

export type Kind = Value["kind"];

/** A command is given what it can do nothing with. The message is Redis's. */
export class CommandError extends Error {}

const wrongType = "WRONGTYPE Operation against a key holding the wrong kind of value";

const empty: { readonly [K in Kind]: () => Extract<Value, { kind: K }> } = {
  string: () => ({ kind: "string", text: "" }),
  list: () => ({ kind: "list", items: [] }),
  hash: () => ({ kind: "hash", fields: new Map() }),
  set: () => ({ kind: "set", members: new Set() }),
  zset: () => ({ kind: "zset", scores: new Map() }),
  stream: () => ({ kind: "stream", entries: [], newest: "0-0" }),
};

function isEmpty(value: Value): boolean {
  switch (value.kind) {
    case "string":
    case "stream":
      return false;
    case "list":
      return value.items.length === 0;
    case "hash":
      return value.fields.size === 0;
    case "set":
      return value.members.size === 0;
    case "zset":
      return value.scores.size === 0;
  }
}

export interface Saved {
  readonly key: string;
  readonly value: unknown;
  readonly kind: Kind;
  readonly until?: number;
}

export class Database {
  readonly #values = new Map<string, Value>();
  /** When keys end, in milliseconds since the epoch. */
  readonly #ends = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  #live(key: string): Value | undefined {
    const end = this.#ends.get(key);
    if (end !== undefined && end <= this.#now()) this.delete(key);
    return this.#values.get(key);
  }

  get(key: string): Value | undefined {
    return this.#live(key);
  }

  /** The value when it is of the kind; throws when it is of another. */
  read<K extends Kind>(key: string, kind: K): Extract<Value, { kind: K }> | undefined {
    const value = this.#live(key);
    if (value && value.kind !== kind) throw new CommandError(wrongType);
    return value as Extract<Value, { kind: K }> | undefined;
  }

  /** Changes a value, that begins empty where there is none; one that is empty then is gone. */
  change<K extends Kind, T>(key: string, kind: K, change: (value: Extract<Value, { kind: K }>) => T): T {
    const value = this.read(key, kind) ?? empty[kind]();
    const result = change(value);
    if (isEmpty(value)) this.delete(key);
    else this.#values.set(key, value);
    return result;
  }

  set(key: string, value: Value): void {
    this.#values.set(key, value);
    this.#ends.delete(key);
  }

  delete(key: string): boolean {
    this.#ends.delete(key);
    return this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
    this.#ends.clear();
  }

  end(key: string): number | undefined {
    return this.#live(key) ? this.#ends.get(key) : undefined;
  }

  setEnd(key: string, end: number | undefined): void {
    if (end === undefined) this.#ends.delete(key);
    else this.#ends.set(key, end);
  }

  keys(): string[] {
    return [...this.#values.keys()].filter((key) => this.#live(key) !== undefined);
  }

  get size(): number {
    return this.keys().length;
  }

  get expiring(): number {
    return this.keys().filter((key) => this.#ends.has(key)).length;
  }

  save(): Saved[] {
    return this.keys().map((key) => {
      const value = this.#values.get(key) as Value;
      const until = this.#ends.get(key);
      return { key, kind: value.kind, value: plain(value), ...(until === undefined ? {} : { until }) };
    });
  }

  load(entries: readonly Saved[]): void {
    for (const { key, kind, value, until } of entries) {
      this.set(key, restore(kind, value));
      if (until !== undefined) this.setEnd(key, until);
    }
  }
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case "string":
      return value.text;
    case "list":
      return value.items;
    case "hash":
      return [...value.fields];
    case "set":
      return [...value.members];
    case "zset":
      return [...value.scores].map(([member, score]) => [member, String(score)]);
    case "stream":
      return [value.newest, value.entries];
  }
}

function restore(kind: Kind, value: unknown): Value {
  switch (kind) {
    case "string":
      return { kind, text: String(value) };
    case "list":
      return { kind, items: [...(value as string[])] };
    case "hash":
      return { kind, fields: new Map(value as [string, string][]) };
    case "set":
      return { kind, members: new Set(value as string[]) };
    case "zset":
      return { kind, scores: new Map((value as [string, string][]).map(([member, score]) => [member, Number(score)])) };
    case "stream": {
      const [newest, entries] = value as [string, StreamEntry[]];
      return { kind, newest, entries: [...entries] };
    }
  }
}
