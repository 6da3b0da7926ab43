/** What an awk program is made of. */

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=" | " ";

/** A variable by its place: among the program's own, or among a function's parameters. */
export interface Variable {
  readonly type: "variable";
  readonly name: string;
  readonly scope: "global" | "local";
  readonly slot: number;
}

export interface Element {
  readonly type: "element";
  readonly array: Variable;
  readonly subscripts: readonly Expression[];
}

export interface Field {
  readonly type: "field";
  readonly index: Expression;
}

/** What can be assigned to. */
export type Place = Variable | Element | Field;

export interface Call {
  readonly type: "call";
  /** A function of the program's own; known by after, whether it stands before or behind. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly line: number;
}

export interface BuiltinCall {
  readonly type: "builtin";
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Getline {
  readonly type: "getline";
  /** Nothing: the next record of the main input. */
  readonly from?: { readonly kind: "file" | "command"; readonly name: Expression };
  /** Nothing: `$0`. */
  readonly into?: Place;
}

export type Expression =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "regex"; readonly source: string }
  | Place
  | { readonly type: "assign"; readonly operator: BinaryOperator | "="; readonly place: Place; readonly value: Expression }
  | { readonly type: "increment"; readonly place: Place; readonly by: 1 | -1; readonly prefix: boolean }
  | { readonly type: "conditional"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly type: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly type: "not" | "minus" | "plus"; readonly operand: Expression }
  | { readonly type: "binary"; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly type: "match"; readonly negated: boolean; readonly text: Expression; readonly pattern: Expression }
  | { readonly type: "in"; readonly subscripts: readonly Expression[]; readonly array: Variable }
  /** Several expressions in parentheses: subscripts before `in`, or what `print` prints. */
  | { readonly type: "group"; readonly parts: readonly Expression[] }
  | Call
  | BuiltinCall
  | Getline;

export interface Redirection {
  readonly kind: ">" | ">>" | "|";
  readonly to: Expression;
}

export type Statement =
  | { readonly type: "expression"; readonly value: Expression }
  | { readonly type: "print" | "printf"; readonly args: readonly Expression[]; readonly to?: Redirection }
  | { readonly type: "block"; readonly body: readonly Statement[] }
  | { readonly type: "if"; readonly test: Expression; readonly yes: Statement; readonly no?: Statement }
  /** `while`, `for` and `do`, which looks at its test only after the body. */
  | {
      readonly type: "loop";
      readonly before?: Statement;
      readonly test?: Expression;
      readonly after?: Statement;
      readonly body: Statement;
      readonly bodyFirst: boolean;
    }
  | { readonly type: "each"; readonly variable: Variable; readonly array: Variable; readonly body: Statement }
  | { readonly type: "switch"; readonly value: Expression; readonly cases: readonly Case[] }
  | { readonly type: "next" | "nextfile" | "break" | "continue" }
  | { readonly type: "exit" | "return"; readonly value?: Expression }
  | { readonly type: "delete"; readonly array: Variable; readonly subscripts?: readonly Expression[] };

/** One `case` of gawk's `switch`; without a value it is `default`. */
export interface Case {
  readonly value?: Expression;
  readonly body: readonly Statement[];
}

export type Pattern =
  | { readonly type: "begin" | "end" | "always" }
  | { readonly type: "when"; readonly test: Expression }
  | { readonly type: "range"; readonly from: Expression; readonly to: Expression };

export interface Rule {
  readonly pattern: Pattern;
  /** Nothing: print the record. */
  readonly body?: readonly Statement[];
}

export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: readonly Statement[];
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** Names of global variables; a variable's slot is its place here. */
  readonly globals: readonly string[];
}
