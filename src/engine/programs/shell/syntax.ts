/** just-bash's parser, and names for its syntax tree. */
import { Bash } from "just-bash/browser";

export type Script = ReturnType<Bash["transform"]>["ast"];
export type Statement = Script["statements"][number];
export type Pipeline = Statement["pipelines"][number];
export type Command = Pipeline["commands"][number];
export type SimpleCommand = Extract<Command, { type: "SimpleCommand" }>;
export type FunctionDefinition = Extract<Command, { type: "FunctionDef" }>;
export type CompoundCommand = Exclude<Command, SimpleCommand | FunctionDefinition>;
export type Redirection = SimpleCommand["redirections"][number];
export type HereDocument = Extract<Redirection["target"], { type: "HereDoc" }>;
export type Assignment = SimpleCommand["assignments"][number];
export type Word = NonNullable<SimpleCommand["name"]>;
export type WordPart = Word["parts"][number];
export type ParameterPart = Extract<WordPart, { type: "ParameterExpansion" }>;
export type ParameterOperation = NonNullable<ParameterPart["operation"]>;
export type ArithmeticNode = Extract<WordPart, { type: "ArithmeticExpansion" }>["expression"];
export type Arithmetic = ArithmeticNode["expression"];
export type Conditional = Extract<Command, { type: "ConditionalCommand" }>["expression"];

/** A script that is not one. `token` is what stood in the way, absent at the end of the text. */
export class ShellSyntaxError extends Error {
  readonly line: number;
  readonly token: string | undefined;
  /** Quote or bracket that was never closed, or the keyword that is missing. */
  readonly expected: string | undefined;
  /** The message is the complaint, word for word. */
  readonly whole: boolean;
  constructor(message: string, line: number, token?: string, expected?: string, whole = false) {
    super(message);
    this.name = "ShellSyntaxError";
    this.line = line;
    this.token = token;
    this.expected = expected;
    this.whole = whole;
  }
}

let captured: Script | undefined;
let parser: Bash | undefined;

/** Asks for the tree before just-bash turns it back to text, which we don't need. */
function bash(): Bash {
  if (parser) return parser;
  parser = new Bash({ defenseInDepth: false, commands: ["true"] });
  parser.registerTransformPlugin({
    name: "capture",
    transform({ ast }) {
      captured = ast;
      return { ast: { ...ast, statements: [] } };
    },
  });
  return parser;
}

const known = new Map<string, Script>();

/** Parses bash. Throws `ShellSyntaxError`. */
export function parse(text: string): Script {
  const before = known.get(text);
  if (before) return before;
  captured = undefined;
  try {
    bash().transform(plainLists(text));
  } catch (error) {
    if (!captured) throw asSyntaxError(error);
  }
  const script = captured as Script | undefined;
  if (!script) throw new ShellSyntaxError("syntax error", 1);
  // Shells read line by line: a mistake in the only line stops all of it, one further down only what follows.
  const deferred = script.statements.find((statement) => statement.deferredError)?.deferredError;
  if (deferred && !text.trim().includes("\n")) throw new ShellSyntaxError(deferred.message, 1, deferred.token);
  if (known.size > 200) known.clear();
  known.set(text, script);
  return script;
}

let writer: Bash | undefined;
let written: Command | undefined;

/** A command's text, as just-bash writes it: on one line, but for here-documents. */
export function unparse(command: Command): string {
  if (!writer) {
    writer = new Bash({ defenseInDepth: false, commands: ["true"] });
    writer.registerTransformPlugin({
      name: "write",
      transform({ ast }) {
        const pipelines: Pipeline[] = written ? [{ type: "Pipeline", commands: [written], negated: false }] : [];
        return { ast: { ...ast, statements: [{ type: "Statement", pipelines, operators: [], background: false }] } };
      },
    });
  }
  written = command;
  return writer.transform(":").script.trim();
}

/** `for x in a=1`: just-bash's parser expects no assignments there, and the shells know none. */
function plainLists(text: string): string {
  return text.replace(/\bfor\s+\w+\s+in\s[^;\n]*=[^;\n]*/g, (list) =>
    list.replace(/"(?:\\.|[^"\\])*"|'[^']*'|\$\([^)]*\)|(?<=\s[A-Za-z_]\w*\+?)=/g, (found) => (found === "=" ? "\\=" : found)),
  );
}

function asSyntaxError(error: unknown): ShellSyntaxError {
  const { message, line } = error as { message: string; line?: number };
  const at = line ?? 1;
  const matching = /looking for matching `(.+?)'$/.exec(message);
  if (matching) return new ShellSyntaxError(message, at, undefined, matching[1]);
  const expected = /Expected ([A-Z_]+), got (\S+)/.exec(message);
  if (expected) {
    const got = expected[2] === "EOF" ? undefined : (expected[2] ?? "").toLowerCase();
    return new ShellSyntaxError("unexpected token", at, got, (expected[1] ?? "").toLowerCase());
  }
  const near = /unexpected token `(.+?)'/s.exec(message);
  return new ShellSyntaxError(message, at, near?.[1]);
}
