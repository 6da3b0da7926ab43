/** The variables of a stage, in the order that enters RUN's cache key (spec §3.1). */

export type VariableSource = "ENV" | "ARG" | "base";

export interface Variable {
  readonly value: string;
  readonly source: VariableSource;
}

/** Immutable. Setting a name again moves it to the end, as it does in BuildKit's list. */
export class Environment {
  static readonly empty = new Environment(new Map());
  readonly variables: ReadonlyMap<string, Variable>;
  #list: readonly string[] | undefined;

  private constructor(variables: ReadonlyMap<string, Variable>) {
    this.variables = variables;
  }

  get(name: string): string | undefined {
    return this.variables.get(name)?.value;
  }

  has(name: string): boolean {
    return this.variables.has(name);
  }

  set(name: string, value: string, source: VariableSource): Environment {
    const next = new Map(this.variables);
    next.delete(name);
    next.set(name, { value, source });
    return new Environment(next);
  }

  setAll(pairs: Iterable<readonly [string, string]>, source: VariableSource): Environment {
    const next = new Map(this.variables);
    for (const [name, value] of pairs) {
      next.delete(name);
      next.set(name, { value, source });
    }
    return new Environment(next);
  }

  /** `K=V` in key order. */
  get list(): readonly string[] {
    this.#list ??= [...this.variables].map(([name, { value }]) => `${name}=${value}`);
    return this.#list;
  }
}

/** Splits an image config's `Env` entry. One without `=` has an empty value. */
export function splitVariable(entry: string): [string, string] {
  const cut = entry.indexOf("=");
  return cut < 0 ? [entry, ""] : [entry.slice(0, cut), entry.slice(cut + 1)];
}

/** Sets a variable in an image config's `Env`: there, a name keeps the place where it was first set. */
export function withVariable(env: readonly string[], name: string, value: string): string[] {
  const entry = `${name}=${value}`;
  const at = env.findIndex((known) => splitVariable(known)[0] === name);
  return at < 0 ? [...env, entry] : env.with(at, entry);
}
