import { ArithmeticError, numberIn } from "./arithmetic.ts";
import { builtinNames, findBuiltin } from "./builtins.ts";
import { runCommand, runStatements } from "./execute.ts";
import { arithmetic, expandParts, expandToPattern, expandToText } from "./expand.ts";
import { Shell, type ShellOptionsIn } from "./shell.ts";
import { runExternal } from "./simple-command.ts";
import { ShellFailure } from "./signals.ts";
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
  valueOf: valueOfText,
};

/** As `numberIn`, with a mistake as a failure of the shell's. */
async function valueOfText(shell: Shell, text: string): Promise<bigint> {
  try {
    return await numberIn(shell, text);
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    throw new ShellFailure({ kind: "text", text: `${text}: ${error.message} (error token is "${error.token}")` }, 1);
  }
}

/** A shell, ready to run text. */
export function createShell(options: ShellOptionsIn, shared?: Shell["shared"]): Shell {
  return new Shell(options, walker, shared);
}
