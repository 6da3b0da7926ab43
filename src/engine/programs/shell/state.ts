import { LabLimit } from "../../kernel/budget.ts";
import type { FunctionDefinition } from "./syntax.ts";

/** Characters one variable may hold. */
const longestValue = 16 * 1024 ** 2;

/** A shell variable. A plain one is an array with the one element `0`, as in bash. */
export interface Variable {
  readonly kind: "scalar" | "indexed" | "associative";
  readonly elements: ReadonlyMap<string, string>;
  readonly exported: boolean;
  readonly readonly: boolean;
}

export interface ShellOptions {
  errexit: boolean;
  nounset: boolean;
  xtrace: boolean;
  noglob: boolean;
  noclobber: boolean;
  noexec: boolean;
  allexport: boolean;
  pipefail: boolean;
}

const noOptions: Readonly<ShellOptions> = {
  errexit: false,
  nounset: false,
  xtrace: false,
  noglob: false,
  noclobber: false,
  noexec: false,
  allexport: false,
  pipefail: false,
};

export class ReadonlyError extends Error {
  readonly variable: string;
  constructor(name: string) {
    super(`${name}: readonly variable`);
    this.variable = name;
  }
}

/** Everything a subshell gets a copy of. */
export class ShellState {
  variables = new Map<string, Variable>();
  functions = new Map<string, FunctionDefinition>();
  aliases = new Map<string, string>();
  traps = new Map<string, string>();
  options: ShellOptions = { ...noOptions };
  shopt = new Set<string>();
  positional: readonly string[] = [];
  cwd = "/";
  status = 0;
  pipeStatus: readonly number[] = [0];
  umask = 0o022;
  line = 1;
  lastArgument = "";
  backgroundPid = 0;
  /** What `local` hid, innermost call last. */
  hidden: Map<string, Variable | undefined>[] = [];

  clone(): ShellState {
    const copy = Object.assign(new ShellState(), this);
    copy.variables = new Map(this.variables);
    copy.functions = new Map(this.functions);
    copy.aliases = new Map(this.aliases);
    copy.traps = new Map();
    copy.options = { ...this.options };
    copy.shopt = new Set(this.shopt);
    copy.hidden = this.hidden.map((frame) => new Map(frame));
    return copy;
  }

  get(name: string): string | undefined {
    return this.variables.get(name)?.elements.get("0");
  }

  /** Sets a plain variable or element 0. Throws `ReadonlyError`. */
  set(name: string, value: string): void {
    const before = this.variables.get(name);
    if (before?.readonly) throw new ReadonlyError(name);
    if (value.length > longestValue)
      throw new LabLimit(`drydock: stopped: ${name} has grown beyond ${longestValue / 1024 ** 2} MB (a limit of the lab, not of Docker)`);
    const elements = before && before.kind !== "scalar" ? new Map(before.elements).set("0", value) : new Map([["0", value]]);
    this.variables.set(name, {
      kind: before?.kind ?? "scalar",
      elements,
      exported: (before?.exported ?? false) || this.options.allexport,
      readonly: false,
    });
  }

  setElement(name: string, key: string, value: string): void {
    const before = this.variables.get(name);
    if (before?.readonly) throw new ReadonlyError(name);
    const kind = before?.kind === "associative" ? "associative" : "indexed";
    const elements = new Map(before?.elements).set(key, value);
    this.variables.set(name, { kind, elements: sorted(kind, elements), exported: before?.exported ?? false, readonly: false });
  }

  setArray(name: string, elements: ReadonlyMap<string, string>): void {
    const before = this.variables.get(name);
    if (before?.readonly) throw new ReadonlyError(name);
    const kind = before?.kind === "associative" ? "associative" : "indexed";
    this.variables.set(name, { kind, elements, exported: before?.exported ?? false, readonly: false });
  }

  /** Changes attributes; makes the variable when there is none (without a value). */
  mark(name: string, change: Partial<Pick<Variable, "kind" | "exported" | "readonly">>): void {
    const before = this.variables.get(name) ?? { kind: "scalar", elements: new Map(), exported: false, readonly: false };
    this.variables.set(name, { ...before, ...change });
  }

  /** Throws `ReadonlyError`. */
  unset(name: string, key?: string): void {
    const before = this.variables.get(name);
    if (!before) return;
    if (before.readonly) throw new ReadonlyError(name);
    if (key === undefined) {
      this.variables.delete(name);
      return;
    }
    const elements = new Map(before.elements);
    elements.delete(key);
    this.variables.set(name, { ...before, elements });
  }

  /** Hides `name` until the function that runs returns. */
  makeLocal(name: string): void {
    const frame = this.hidden.at(-1);
    if (!frame || frame.has(name)) return;
    const before = this.variables.get(name);
    frame.set(name, before);
    this.variables.set(name, { kind: "scalar", elements: new Map(), exported: before?.exported ?? false, readonly: false });
  }

  leaveFunction(): void {
    for (const [name, before] of this.hidden.pop() ?? []) {
      if (before) this.variables.set(name, before);
      else this.variables.delete(name);
    }
  }

  /** What a program started from here gets. */
  environment(): Map<string, string> {
    const environment = new Map<string, string>();
    for (const [name, variable] of this.variables) {
      const value = variable.elements.get("0");
      if (variable.exported && value !== undefined) environment.set(name, value);
    }
    return environment;
  }
}

function sorted(kind: Variable["kind"], elements: Map<string, string>): Map<string, string> {
  if (kind === "associative") return elements;
  return new Map([...elements].sort(([a], [b]) => Number(a) - Number(b)));
}
