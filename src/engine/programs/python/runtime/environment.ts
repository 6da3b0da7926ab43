/** Where names have their values: one for each call, module and class body. */
import type { Scope } from "../syntax/ast.ts";
import type { Value } from "./values.ts";

export class Environment {
  readonly scope: Scope;
  readonly variables: Map<string, Value>;
  /** The block around it; `undefined` for a module. */
  readonly parent: Environment | undefined;
  readonly globals: Map<string, Value>;
  readonly builtins: ReadonlyMap<string, Value>;

  constructor(
    scope: Scope,
    parent: Environment | undefined,
    module: { readonly globals: Map<string, Value>; readonly builtins: ReadonlyMap<string, Value> },
    variables: Map<string, Value> = new Map(),
  ) {
    this.scope = scope;
    this.parent = parent;
    this.variables = variables;
    this.globals = module.globals;
    this.builtins = module.builtins;
  }

  /** `undefined` when the name has no value: see `missing`. */
  lookup(name: string): Value | undefined {
    if (this.parent && !this.scope.globals.has(name)) {
      for (let environment: Environment = this; environment.parent; environment = environment.parent) {
        const { scope } = environment;
        if (scope.kind === "class" && environment !== this) continue;
        const value = environment.variables.get(name);
        if (value !== undefined) return value;
        if (scope.globals.has(name)) break;
        if (isOwn(scope, name)) return undefined;
      }
    }
    const value = this.globals.get(name);
    return value === undefined ? this.builtins.get(name) : value;
  }

  /** Why `lookup` found nothing: a variable of this block or of one around it without a value yet, or no such name at all. */
  missing(name: string): "local" | "free" | "unknown" {
    for (let environment: Environment = this; environment.parent; environment = environment.parent)
      if (!environment.scope.globals.has(name) && isOwn(environment.scope, name)) return environment === this ? "local" : "free";
    return "unknown";
  }

  /** The variables an assignment to `name` changes. */
  target(name: string): Map<string, Value> {
    const { scope } = this;
    if (scope.globals.has(name)) return this.globals;
    if (scope.kind === "comprehension" && !scope.bound.has(name) && this.parent) return this.parent.target(name);
    if (!scope.nonlocals.has(name)) return this.variables;
    for (let environment = this.parent; environment?.parent; environment = environment.parent)
      if (environment.scope.kind !== "class" && environment.scope.bound.has(name) && !environment.scope.nonlocals.has(name))
        return environment.variables;
    return this.variables;
  }
}

/** A variable of functions and comprehensions is theirs alone; a class body looks outside as well. */
function isOwn(scope: Scope, name: string): boolean {
  return scope.kind !== "class" && scope.bound.has(name) && !scope.nonlocals.has(name);
}
