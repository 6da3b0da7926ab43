import { valueOf } from "./arithmetic.ts";
import { builtinNames, findBuiltin } from "./builtins.ts";
import { runCommand, runStatements } from "./execute.ts";
import { arithmetic, expandParts, expandToPattern, expandToText } from "./expand.ts";
import { Shell, type ShellOptionsIn } from "./shell.ts";
import { runExternal } from "./simple-command.ts";
import type { Walker } from "./walker.ts";

const walker: Walker = {
  runStatements,
  runCommand,
  runExternal,
  findBuiltin,
  builtinNames,
  expandParts,
  expandToText,
  expandToPattern,
  arithmetic,
  valueOf,
};

/** A shell, ready to run text. */
export function createShell(options: ShellOptionsIn, shared?: Shell["shared"]): Shell {
  return new Shell(options, walker, shared);
}
