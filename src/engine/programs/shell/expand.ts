/** Words to fields: the expansions of POSIX 2.6 and bash's, in their order. */
import { ArithmeticError, evaluate } from "./arithmetic.ts";
import { expandBraces, withoutBraces } from "./braces.ts";
import { type Field, joinPattern, joinText, literalPiece, type Piece, quotedPiece, expandedPiece, splitFields } from "./fields.ts";
import { glob } from "./glob.ts";
import { expandParameter } from "./parameter.ts";
import { isPattern } from "./pattern.ts";
import type { Shell } from "./shell.ts";
import { ShellFailure } from "./signals.ts";
import type { Word, WordPart } from "./syntax.ts";

/** Command names and arguments: split into fields, patterns replaced by the paths they match. */
export async function expandWords(shell: Shell, words: readonly Word[]): Promise<string[]> {
  const result: string[] = [];
  for (const word of words) {
    for (const single of shell.dialect.bashSyntax ? expandBraces(word) : [withoutBraces(word)]) {
      for (const field of await expandFields(shell, single)) result.push(...expandPath(shell, field));
    }
  }
  return result;
}

async function expandFields(shell: Shell, word: Word): Promise<Field[]> {
  return splitFields(await expandParts(shell, word.parts, false), shell.state.get("IFS") ?? " \t\n");
}

function expandPath(shell: Shell, field: Field): string[] {
  if (shell.state.options.noglob || !isPattern(field.pattern)) return [field.text];
  const { shopt } = shell.state;
  const found = glob(shell.process.fs, shell.state.cwd, field.pattern, {
    dotglob: shopt.has("dotglob"),
    globstar: shopt.has("globstar"),
    ignoreCase: shopt.has("nocaseglob"),
  });
  if (found.length > 0) return found;
  if (shopt.has("failglob")) throw new ShellFailure({ kind: "text", text: `no match: ${field.text}` }, 1);
  return shopt.has("nullglob") ? [] : [field.text];
}

/** One text, neither split nor globbed: assignments, `case`, redirection targets, here-documents. */
export async function expandToText(shell: Shell, word: Word): Promise<string> {
  return joinText(await expandParts(shell, withoutBraces(word).parts, false));
}

/** As a pattern: what was quoted stands for itself. */
export async function expandToPattern(shell: Shell, word: Word): Promise<string> {
  return joinPattern(await expandParts(shell, withoutBraces(word).parts, false));
}

/** `inQuotes` is true inside double quotes and here-documents. */
export async function expandParts(shell: Shell, parts: readonly WordPart[], inQuotes: boolean): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const part of parts) pieces.push(...(await expandPart(shell, part, inQuotes)));
  return pieces;
}

async function expandPart(shell: Shell, part: WordPart, inQuotes: boolean): Promise<Piece[]> {
  switch (part.type) {
    case "Literal":
      return [inQuotes ? quotedPiece(part.value) : literalPiece(part.value)];
    case "SingleQuoted":
    case "Escaped":
      return [quotedPiece(part.value)];
    case "Glob":
      return [inQuotes ? quotedPiece(part.pattern) : literalPiece(part.pattern)];
    case "DoubleQuoted": {
      const pieces = await expandParts(shell, part.parts, true);
      const vanishes = pieces.length === 0 && part.parts.length > 0 && part.parts.every(isListExpansion);
      return pieces.length > 0 || vanishes ? pieces : [quotedPiece("")];
    }
    case "TildeExpansion":
      return [quotedPiece(shell.homeOf(part.user))];
    case "ParameterExpansion":
      return expandParameter(shell, part, inQuotes);
    case "CommandSubstitution": {
      const text = await shell.substitute(part.body);
      return [inQuotes ? quotedPiece(text) : expandedPiece(text)];
    }
    case "ArithmeticExpansion": {
      const text = (await arithmetic(shell, part.expression)).toString();
      return [inQuotes ? quotedPiece(text) : expandedPiece(text)];
    }
    case "ProcessSubstitution":
      return [quotedPiece(await shell.processSubstitution(part.body, part.direction))];
    case "BraceExpansion":
      return expandParts(shell, withoutBraces({ type: "Word", parts: [part] }).parts, inQuotes);
  }
}

function isListExpansion(part: WordPart): boolean {
  return part.type === "ParameterExpansion" && (part.parameter === "@" || part.parameter.endsWith("[@]"));
}

/** Evaluates, with the words each shell has for a mistake. */
export async function arithmetic(
  shell: Shell,
  node: { expression: Parameters<typeof evaluate>[1]; originalText?: string },
): Promise<bigint> {
  try {
    return await evaluate(shell, node.expression);
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    throw new ShellFailure(
      { kind: "text", text: arithmeticWords(shell, error, node.originalText ?? "") },
      shell.dialect.name === "bash" ? 1 : 2,
    );
  }
}

function arithmeticWords(shell: Shell, error: ArithmeticError, source: string): string {
  const division = error.message === "division by 0";
  if (shell.dialect.name === "bash") return `${source}: ${error.message} (error token is "${error.token}")`;
  if (shell.dialect.name === "dash") return `arithmetic expression: ${division ? "division by zero" : "expecting primary"}: "${source}"`;
  return division ? "divide by zero" : "arithmetic syntax error";
}
