/** What a sed script is made of. */
import type { SedPattern } from "./patterns.ts";

export type Address =
  | { readonly type: "line"; readonly line: number }
  | { readonly type: "last" }
  /** `first~step` */
  | { readonly type: "step"; readonly first: number; readonly step: number }
  | { readonly type: "pattern"; readonly pattern: SedPattern };

/** Where a range ends: at an address, so many lines on, or at the next line whose number is a multiple. */
export type RangeEnd = Address | { readonly type: "lines" | "multiple"; readonly count: number };

export interface Selector {
  readonly from?: Address;
  readonly to?: RangeEnd;
  /** With `!`: every other line. */
  readonly inverted: boolean;
}

/** A piece of what stands in place of a match. */
export type ReplacementPart =
  | { readonly type: "text"; readonly text: string }
  /** `&` is group 0. */
  | { readonly type: "group"; readonly group: number }
  /** `\U \L \u \l \E` */
  | { readonly type: "case"; readonly case: "U" | "L" | "u" | "l" | "E" };

export interface Substitution {
  readonly pattern: SedPattern;
  readonly replacement: readonly ReplacementPart[];
  readonly global: boolean;
  /** The first match that is replaced. */
  readonly occurrence: number;
  readonly print: boolean;
  readonly evaluate: boolean;
  readonly file?: string;
}

export type Action =
  | { readonly type: "{"; readonly end: number }
  | { readonly type: "}" | "=" | "d" | "D" | "g" | "G" | "h" | "H" | "n" | "N" | "p" | "P" | "x" | "z" | "F" }
  | { readonly type: "a" | "i" | "c"; readonly text: string }
  | { readonly type: "b" | "t" | "T"; readonly target: number }
  | { readonly type: "e"; readonly command: string }
  | { readonly type: "l" | "q" | "Q"; readonly number?: number }
  | { readonly type: "r" | "R" | "w" | "W"; readonly file: string }
  | { readonly type: "s"; readonly substitution: Substitution }
  | { readonly type: "y"; readonly characters: ReadonlyMap<string, string> };

export interface Command {
  readonly selector: Selector;
  readonly action: Action;
}

/** Commands in order; `{` knows where its `}` stands, and a jump where it leads. */
export interface Script {
  readonly commands: readonly Command[];
  /** It begins with `#n`. */
  readonly quiet: boolean;
}
