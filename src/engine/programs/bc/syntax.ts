/** A bc program, read. */
export type Expression =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "assign"; readonly place: Place; readonly operator: string; readonly value: Expression }
  /** `++` and `--`: before, the new value counts; behind, the old one. */
  | { readonly kind: "step"; readonly place: Place; readonly by: 1 | -1; readonly before: boolean }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly value: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: string; readonly values: readonly Expression[] };

/** A variable, or an element of an array. */
export interface Place {
  readonly name: string;
  readonly index?: Expression;
}

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression; readonly prints: boolean }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "print"; readonly parts: readonly (Expression | string)[] }
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | { readonly kind: "if"; readonly condition: Expression; readonly body: Statement; readonly otherwise?: Statement }
  | {
      readonly kind: "loop";
      readonly first?: Expression;
      readonly condition?: Expression;
      readonly next?: Expression;
      readonly body: Statement;
    }
  | { readonly kind: "break" | "continue" | "quit" | "halt" }
  | { readonly kind: "return"; readonly value?: Expression }
  | {
      readonly kind: "define";
      readonly name: string;
      readonly parameters: readonly string[];
      readonly locals: readonly string[];
      readonly body: Statement;
    };
