/** The tree of a Go program, as far as the lab's servers are written in it. */

/** Where the lab's Go ends. */
export class NotInTheLab extends Error {
  readonly line: number;
  constructor(what: string, line: number) {
    super(what);
    this.line = line;
  }
}

export type Node =
  | { readonly t: "int" | "float" | "string"; readonly value: number | string }
  | { readonly t: "name"; readonly name: string; readonly line: number }
  | { readonly t: "unary"; readonly op: string; readonly x: Node }
  | { readonly t: "binary"; readonly op: string; readonly a: Node; readonly b: Node; readonly line: number }
  | { readonly t: "call"; readonly f: Node; readonly args: readonly Node[]; readonly spread: boolean; readonly line: number }
  | { readonly t: "select"; readonly x: Node; readonly name: string; readonly line: number }
  | { readonly t: "index"; readonly x: Node; readonly i: Node; readonly line: number }
  | { readonly t: "slice"; readonly x: Node; readonly from?: Node; readonly to?: Node }
  | { readonly t: "func"; readonly params: readonly Field[]; readonly results: readonly Field[]; readonly body: readonly Statement[] }
  | { readonly t: "literal"; readonly type: Type; readonly items: readonly { readonly key?: Node; readonly value: Node }[] }
  | { readonly t: "type"; readonly type: Type };

export type Type =
  | { readonly k: "named"; readonly name: string }
  | { readonly k: "slice" | "pointer"; readonly of: Type }
  | { readonly k: "map"; readonly key: Type; readonly of: Type }
  | { readonly k: "struct"; readonly fields: readonly Field[] }
  | { readonly k: "other" };

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly tag?: string;
  readonly rest?: boolean;
}

export type Statement = { readonly line: number } & (
  | { readonly s: "expr"; readonly x: Node }
  | { readonly s: "assign"; readonly targets: readonly Node[]; readonly op: string; readonly values: readonly Node[] }
  | { readonly s: "var"; readonly names: readonly string[]; readonly type?: Type; readonly values: readonly Node[] }
  | {
      readonly s: "if";
      readonly init?: Statement;
      readonly test: Node;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly s: "for"; readonly init?: Statement; readonly test?: Node; readonly post?: Statement; readonly body: readonly Statement[] }
  | { readonly s: "range"; readonly key?: string; readonly value?: string; readonly x: Node; readonly body: readonly Statement[] }
  | {
      readonly s: "switch";
      readonly subject?: Node;
      readonly cases: readonly { readonly values: readonly Node[]; readonly body: readonly Statement[] }[];
    }
  | { readonly s: "return"; readonly values: readonly Node[] }
  | { readonly s: "block"; readonly body: readonly Statement[] }
  | { readonly s: "go" | "defer"; readonly x: Node }
  | { readonly s: "break" | "continue" }
);

export interface Declared {
  readonly name: string;
  readonly receiver?: Field;
  readonly node: Extract<Node, { t: "func" }>;
}

export interface File {
  readonly functions: readonly Declared[];
  readonly types: ReadonlyMap<string, Type>;
  readonly variables: readonly Statement[];
  /** Full path by the name it is used under. */
  readonly imports: ReadonlyMap<string, string>;
}
