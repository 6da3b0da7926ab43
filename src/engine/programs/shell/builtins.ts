import { controlBuiltins } from "./builtins/control.ts";
import { inputBuiltins } from "./builtins/input.ts";
import { lookupBuiltins } from "./builtins/lookup.ts";
import { directoryBuiltins } from "./builtins/directory.ts";
import { outputBuiltins } from "./builtins/output.ts";
import { jobBuiltins } from "./builtins/jobs.ts";
import { setBuiltins } from "./builtins/set.ts";
import { limitBuiltins } from "./builtins/ulimit.ts";
import { variableBuiltins } from "./builtins/variables.ts";
import type { Shell } from "./shell.ts";

/** A command the shell runs itself. `args` are without the name. */
export type Builtin = (shell: Shell, args: readonly string[], name: string) => Promise<number>;
export type Builtins = Readonly<Record<string, Builtin>>;

const all: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({
    ...controlBuiltins,
    ...directoryBuiltins,
    ...inputBuiltins,
    ...jobBuiltins,
    ...lookupBuiltins,
    ...outputBuiltins,
    ...setBuiltins,
    ...variableBuiltins,
    ...limitBuiltins,
  }),
);

/** Assignments before these last (POSIX 2.14), and a mistake in them ends a script. */
export const specialBuiltins: ReadonlySet<string> = new Set([
  ":",
  ".",
  "break",
  "continue",
  "eval",
  "exec",
  "exit",
  "export",
  "readonly",
  "return",
  "set",
  "shift",
  "times",
  "trap",
  "unset",
]);

export function findBuiltin(shell: Shell, name: string): Builtin | undefined {
  return shell.dialect.lacks.has(name) ? undefined : all.get(name);
}

export function builtinNames(): readonly string[] {
  return [...all.keys()];
}
