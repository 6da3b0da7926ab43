/** Awk programs that can't be read or can't go on. What is said of them is each awk's own: see `words.ts`. */

/** Where in a program something stands. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** Characters before it on its line. */
  readonly column: number;
  /** Characters before it. */
  readonly offset: number;
}

/** What is wrong with a program's text. */
export type Mistake =
  | { readonly kind: "token"; readonly text: string; readonly braces: number; readonly parentheses: number }
  | { readonly kind: "character" | "string" | "regex"; readonly text: string }
  | { readonly kind: "pattern"; readonly pattern: string; readonly reason: string }
  | { readonly kind: "arguments"; readonly function: string; readonly count: number }
  | { readonly kind: "undefined"; readonly functions: readonly string[] }
  | { readonly kind: "redefined"; readonly function: string }
  | { readonly kind: "no-format" }
  | { readonly kind: "misplaced"; readonly statement: "next" | "nextfile" | "break" | "continue" | "return" };

export class SyntaxMistake extends Error {
  readonly mistake: Mistake;
  readonly at: Position;
  constructor(mistake: Mistake, at: Position) {
    super(mistake.kind);
    this.mistake = mistake;
    this.at = at;
  }
}

/** What ends a program that runs. */
export type Failure =
  | { readonly kind: "division"; readonly modulo: boolean }
  | {
      readonly kind: "format-arguments";
      readonly function: string;
      readonly format: string;
      /** Where in the format the directive ends that lacks one. */
      readonly at: number;
      /** What was formatted before it. */
      readonly before: string;
    }
  | { readonly kind: "format" | "star" }
  | { readonly kind: "negative-field"; readonly index: number }
  | { readonly kind: "array-as-scalar" | "scalar-as-array"; readonly name: string }
  | { readonly kind: "pattern"; readonly pattern: string; readonly reason: string }
  | { readonly kind: "open-input" | "open-output" | "read"; readonly path: string; readonly reason: string };

export class RunFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}
