/** The variables of a stage, in the order that enters RUN's cache key (spec §3.1). */
import { sha } from "../keys/hash.ts";

export type VariableSource = "ENV" | "ARG" | "base";

export interface Variable {
  readonly value: string;
  readonly source: VariableSource;
}

type Entry = readonly [name: string, variable: Variable];

/**
 * Immutable. Setting a name again moves it to the end, as it does in BuildKit's list.
 *
 * A stage sets one variable after the other and almost only ever asks the newest environment. So that one alone owns the
 * map, each older one knows what was set on which, and puts its own together when it is asked: thousands of ENV lines
 * cost a map entry each.
 */
export class Environment {
  static readonly empty = new Environment(undefined, [], new Map());
  readonly #before: Environment | undefined;
  readonly #set: readonly Entry[];
  #map: Map<string, Variable> | undefined;
  #pairs: readonly Entry[] | undefined;
  #digest: string | undefined;
  /** Nothing that was set here was set before, so the digest can grow from the one before. */
  readonly #onlyNew: boolean;

  private constructor(before: Environment | undefined, set: readonly Entry[], map: Map<string, Variable> | undefined, onlyNew = true) {
    this.#before = before;
    this.#set = set;
    this.#map = map;
    this.#onlyNew = onlyNew;
  }

  get variables(): ReadonlyMap<string, Variable> {
    return this.#own();
  }

  /** The variables as a list, the same one each time. */
  get pairs(): readonly Entry[] {
    this.#pairs ??= [...this.#own()];
    return this.#pairs;
  }

  get(name: string): string | undefined {
    return this.#own().get(name)?.value;
  }

  has(name: string): boolean {
    return this.#own().has(name);
  }

  set(name: string, value: string, source: VariableSource): Environment {
    return this.setAll([[name, value]], source);
  }

  setAll(pairs: Iterable<readonly [string, string]>, source: VariableSource): Environment {
    return this.#with([...pairs].map(([name, value]): Entry => [name, { value, source }]));
  }

  /** Sets an image's variables again, in the image's order. A value that is there already comes from where it came from. */
  restored(pairs: readonly (readonly [string, string])[]): Environment {
    const now = this.pairs;
    if (now.length === pairs.length && now.every(([name, { value }], at) => name === pairs[at]?.[0] && value === pairs[at]?.[1]))
      return this;
    return this.#with(
      pairs.map(([name, value]): Entry => {
        const known = this.variables.get(name);
        return [name, known?.value === value ? known : { value, source: "ENV" }];
      }),
    );
  }

  #with(set: readonly Entry[]): Environment {
    const map = this === Environment.empty ? new Map() : this.#own();
    const size = map.size;
    apply(map, set);
    if (this !== Environment.empty) this.#map = undefined;
    return new Environment(this, set, map, map.size === size + set.length);
  }

  /** Names, values and their order as one text of constant length. */
  get digest(): string {
    const open: Environment[] = [];
    let at: Environment = this;
    while (at.#digest === undefined && at.#onlyNew && at.#before) {
      open.push(at);
      at = at.#before;
    }
    at.#digest ??= grown("", at.pairs);
    let digest = at.#digest;
    for (let next = open.pop(); next; next = open.pop()) {
      digest = grown(digest, next.#set);
      next.#digest = digest;
    }
    return digest;
  }

  #own(): Map<string, Variable> {
    if (!this.#map) {
      const later: Environment[] = [];
      let at: Environment = this;
      while (!at.#map && at.#before) {
        later.push(at);
        at = at.#before;
      }
      const map = new Map(at.#map);
      for (let next = later.pop(); next; next = later.pop()) apply(map, next.#set);
      this.#map = map;
    }
    return this.#map;
  }
}

function apply(map: Map<string, Variable>, set: readonly Entry[]): void {
  for (const [name, variable] of set) {
    map.delete(name);
    map.set(name, variable);
  }
}

/** Entry by entry, so that it does not matter how many of them were set at once. */
function grown(digest: string, entries: readonly Entry[]): string {
  return entries.reduce((sum, [name, { value }]) => sha(`${sum}\0${name}=${value}`), digest);
}

/** Splits an image config's `Env` entry. One without `=` has an empty value. */
export function splitVariable(entry: string): [string, string] {
  const cut = entry.indexOf("=");
  return cut < 0 ? [entry, ""] : [entry.slice(0, cut), entry.slice(cut + 1)];
}
