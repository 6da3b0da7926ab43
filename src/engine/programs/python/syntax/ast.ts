/** The syntax tree. Every node knows where it stands, as tracebacks show it. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Expression = Position &
  (
    | { readonly type: "Constant"; readonly value: null | boolean | bigint | number | string | Uint8Array }
    | { readonly type: "Ellipsis" }
    | { readonly type: "Name"; readonly name: string }
    | { readonly type: "Format"; readonly parts: readonly (string | FormatField)[] }
    | { readonly type: "List" | "Tuple" | "Set"; readonly items: readonly Expression[] }
    | { readonly type: "Dict"; readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[] }
    | { readonly type: "Unary"; readonly operator: "-" | "+" | "~" | "not"; readonly operand: Expression }
    | { readonly type: "Binary"; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
    | { readonly type: "Logical"; readonly operator: "and" | "or"; readonly values: readonly Expression[] }
    | { readonly type: "Compare"; readonly left: Expression; readonly rest: readonly { operator: Comparison; value: Expression }[] }
    | { readonly type: "Call"; readonly callee: Expression; readonly args: readonly Argument[] }
    | { readonly type: "Attribute"; readonly object: Expression; readonly name: string }
    | { readonly type: "Subscript"; readonly object: Expression; readonly index: Expression }
    | { readonly type: "Slice"; readonly start?: Expression; readonly stop?: Expression; readonly step?: Expression }
    | { readonly type: "Starred"; readonly value: Expression }
    | { readonly type: "Conditional"; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
    | { readonly type: "Lambda"; readonly parameters: Parameters; readonly body: Expression; readonly scope: Scope }
    | {
        readonly type: "Comprehension";
        readonly kind: "list" | "set" | "dict" | "generator";
        readonly element: Expression;
        readonly value?: Expression;
        readonly clauses: readonly ComprehensionClause[];
        readonly scope: Scope;
      }
    | { readonly type: "Await" | "YieldFrom"; readonly value: Expression }
    | { readonly type: "Yield"; readonly value?: Expression }
    | { readonly type: "Assignment"; readonly target: string; readonly value: Expression }
  );

export type ExpressionOf<T extends Expression["type"]> = Extract<Expression, { readonly type: T }>;

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" | "is" | "is not";

export interface FormatField {
  readonly value: Expression;
  readonly conversion?: "r" | "s" | "a";
  readonly spec: readonly (string | FormatField)[];
}

export interface Argument {
  readonly kind: "positional" | "keyword" | "*" | "**";
  readonly name?: string;
  readonly value: Expression;
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly annotation?: Expression;
  readonly fallback?: Expression;
}

export interface Parameters {
  readonly positionalOnly: readonly Parameter[];
  readonly positional: readonly Parameter[];
  readonly rest?: Parameter;
  readonly keywordOnly: readonly Parameter[];
  readonly keywords?: Parameter;
}

/** Which names a block binds, and whose the others are. */
export interface Scope {
  readonly kind: "module" | "function" | "class" | "comprehension";
  readonly bound: Set<string>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  /** It has a `yield`. */
  generates: boolean;
}

export interface FunctionNode {
  readonly name: string;
  readonly parameters: Parameters;
  readonly returns?: Expression;
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
  readonly scope: Scope;
}

export interface Handler extends Position {
  readonly type?: Expression;
  readonly name?: string;
  readonly body: readonly Statement[];
}

export interface Alias {
  readonly name: string;
  readonly as?: string;
}

export type Pattern = Position &
  (
    | { readonly type: "Value"; readonly value: Expression }
    | { readonly type: "Capture"; readonly name?: string; readonly pattern?: Pattern }
    | { readonly type: "Sequence"; readonly items: readonly Pattern[] }
    | { readonly type: "Star"; readonly name?: string }
    | { readonly type: "Mapping"; readonly entries: readonly { key: Expression; pattern: Pattern }[]; readonly rest?: string }
    | {
        readonly type: "Class";
        readonly cls: Expression;
        readonly items: readonly Pattern[];
        readonly named: readonly { name: string; pattern: Pattern }[];
      }
    | { readonly type: "Or"; readonly choices: readonly Pattern[] }
  );

export type Statement = Position &
  (
    | { readonly type: "Expression"; readonly value: Expression }
    | { readonly type: "Assign"; readonly targets: readonly Expression[]; readonly value: Expression }
    | { readonly type: "AugmentedAssign"; readonly target: Expression; readonly operator: BinaryOperator; readonly value: Expression }
    | { readonly type: "AnnotatedAssign"; readonly target: Expression; readonly annotation: Expression; readonly value?: Expression }
    | { readonly type: "Return"; readonly value?: Expression }
    | { readonly type: "Raise"; readonly exception?: Expression; readonly cause?: Expression }
    | { readonly type: "Pass" | "Break" | "Continue" }
    | { readonly type: "Global" | "Nonlocal"; readonly names: readonly string[] }
    | { readonly type: "Delete"; readonly targets: readonly Expression[] }
    | { readonly type: "Assert"; readonly test: Expression; readonly message?: Expression }
    | { readonly type: "Import"; readonly names: readonly Alias[] }
    | { readonly type: "ImportFrom"; readonly module: string; readonly level: number; readonly names: readonly Alias[] | "*" }
    | { readonly type: "If"; readonly test: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] }
    | { readonly type: "While"; readonly test: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] }
    | {
        readonly type: "For";
        readonly target: Expression;
        readonly iterable: Expression;
        readonly body: readonly Statement[];
        readonly otherwise: readonly Statement[];
        readonly isAsync: boolean;
      }
    | {
        readonly type: "Try";
        readonly body: readonly Statement[];
        readonly handlers: readonly Handler[];
        readonly otherwise: readonly Statement[];
        readonly final: readonly Statement[];
      }
    | {
        readonly type: "With";
        readonly items: readonly { readonly context: Expression; readonly target?: Expression }[];
        readonly body: readonly Statement[];
        readonly isAsync: boolean;
      }
    | { readonly type: "Function"; readonly definition: FunctionNode; readonly decorators: readonly Expression[] }
    | {
        readonly type: "Class";
        readonly name: string;
        readonly args: readonly Argument[];
        readonly body: readonly Statement[];
        readonly decorators: readonly Expression[];
        readonly scope: Scope;
      }
    | { readonly type: "Match"; readonly subject: Expression; readonly cases: readonly MatchCase[] }
  );

export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard?: Expression;
  readonly body: readonly Statement[];
}

export type StatementOf<T extends Statement["type"]> = Extract<Statement, { readonly type: T }>;

export interface Module {
  readonly body: readonly Statement[];
  readonly scope: Scope;
}
