/** The interpreter's parts call each other in circles, as the grammar does; they find each other through the shell. */
import type { Builtin } from "./builtins.ts";
import type { Piece } from "./fields.ts";
import type { Shell } from "./shell.ts";
import type { Arithmetic, Command, Statement, Word, WordPart } from "./syntax.ts";

export interface Walker {
  runStatements(shell: Shell, statements: readonly Statement[]): Promise<number>;
  runCommand(shell: Shell, command: Command): Promise<number>;
  runExternal(shell: Shell, argv: readonly string[], environment: ReadonlyMap<string, string>): Promise<number>;
  findBuiltin(shell: Shell, name: string): Builtin | undefined;
  builtinNames(): readonly string[];
  expandParts(shell: Shell, parts: readonly WordPart[], inQuotes: boolean): Promise<Piece[]>;
  expandToText(shell: Shell, word: Word): Promise<string>;
  expandToPattern(shell: Shell, word: Word): Promise<string>;
  arithmetic(shell: Shell, node: { expression: Arithmetic; originalText?: string }): Promise<bigint>;
  valueOf(shell: Shell, text: string): Promise<bigint>;
}
