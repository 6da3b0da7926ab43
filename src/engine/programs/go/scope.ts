/** Names that a block knows, and the blocks around it. */
import type { Value } from "./values.ts";

export class Scope {
  readonly #values = new Map<string, Value>();
  readonly #outer: Scope | undefined;
  constructor(outer?: Scope) {
    this.#outer = outer;
  }
  declare(name: string, value: Value): void {
    if (name !== "_") this.#values.set(name, value);
  }
  find(name: string): Scope | undefined {
    return this.#values.has(name) ? this : this.#outer?.find(name);
  }
  get(name: string): Value | undefined {
    const scope = this.find(name);
    return scope ? scope.#values.get(name) : undefined;
  }
  set(name: string, value: Value): void {
    const scope = this.find(name);
    if (scope) scope.#values.set(name, value);
  }
  has(name: string): boolean {
    return this.#values.has(name);
  }
}
