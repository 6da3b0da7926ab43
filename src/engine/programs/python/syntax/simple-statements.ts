/** Parses the statements that stand on one line. */
import type { Alias, BinaryOperator, Expression, Statement, StatementOf } from "./ast.ts";
import { PatternParser } from "./patterns.ts";
import type { Token } from "./tokens.ts";

export class SimpleStatementParser extends PatternParser {
  /** How many loops of this function are around what is read: `break` and `continue` need one. */
  protected loops = 0;

  /** What comes before a `;` or the end of the line. */
  simple(): Statement {
    const start = this.token;
    if (start.kind !== "name") return this.#assignment(start);
    switch (start.text) {
      case "pass":
        this.next();
        return { type: "Pass", ...this.position(start) };
      case "break":
      case "continue":
        this.next();
        if (this.loops === 0) throw this.error(start.text === "break" ? "'break' outside loop" : "'continue' not properly in loop", start);
        return { type: start.text === "break" ? "Break" : "Continue", ...this.position(start) };
      case "return": {
        this.next();
        const value = this.startsExpression() ? this.expressions() : undefined;
        if (this.scope.kind !== "function") throw this.error("'return' outside function", this.position(start));
        return { type: "Return", ...(value ? { value } : {}), ...this.position(start) };
      }
      case "raise": {
        this.next();
        const exception = this.startsExpression() ? this.expression() : undefined;
        const cause = exception && this.accept("from") ? this.expression() : undefined;
        return { type: "Raise", ...(exception ? { exception } : {}), ...(cause ? { cause } : {}), ...this.position(start) };
      }
      case "global":
      case "nonlocal":
        return this.#declaration();
      case "del": {
        this.next();
        const targets: Expression[] = [];
        do {
          if (!this.startsExpression()) break;
          targets.push(this.binary(0));
        } while (this.accept(","));
        for (const target of targets) this.bindTarget(target, "delete");
        return { type: "Delete", targets, ...this.position(start) };
      }
      case "assert": {
        this.next();
        const test = this.expression();
        const message = this.accept(",") ? this.expression() : undefined;
        return { type: "Assert", test, ...(message ? { message } : {}), ...this.position(start) };
      }
      case "import":
        return this.#import();
      case "from":
        return this.#importFrom();
      default:
        return this.#assignment(start);
    }
  }

  #declaration(): Statement {
    const start = this.next();
    const names = [this.identifier()];
    while (this.accept(",")) names.push(this.identifier());
    const isGlobal = start.text === "global";
    if (!isGlobal && this.scope.kind === "module")
      throw this.error("nonlocal declaration not allowed at module level", this.position(start));
    for (const name of names) {
      (isGlobal ? this.scope.globals : this.scope.nonlocals).add(name);
      if (isGlobal) this.scopes[0]?.bound.add(name);
    }
    return { type: isGlobal ? "Global" : "Nonlocal", names, ...this.position(start) };
  }

  #dotted(): string {
    let name = this.identifier();
    while (this.accept(".")) name += `.${this.identifier()}`;
    return name;
  }

  #alias(name: string): Alias {
    if (!this.accept("as")) return { name };
    return { name, as: this.identifier() };
  }

  #import(): Statement {
    const start = this.next();
    const names: Alias[] = [];
    do {
      const alias = this.#alias(this.#dotted());
      this.bind(alias.as ?? (alias.name.split(".")[0] as string));
      names.push(alias);
    } while (this.accept(","));
    return { type: "Import", names, ...this.position(start) };
  }

  #importFrom(): Statement {
    const start = this.next();
    let level = 0;
    while (this.is(".") || this.is("...")) level += this.next().text.length;
    const module = this.is("import") ? "" : this.#dotted();
    this.expect("import");
    if (this.accept("*")) return { type: "ImportFrom", module, level, names: "*", ...this.position(start) };
    const inParentheses = this.accept("(");
    const names: Alias[] = [];
    do {
      if (inParentheses && this.is(")")) break;
      const alias = this.#alias(this.identifier());
      this.bind(alias.as ?? alias.name);
      names.push(alias);
    } while (this.accept(","));
    if (inParentheses) this.expect(")");
    return { type: "ImportFrom", module, level, names, ...this.position(start) } satisfies StatementOf<"ImportFrom">;
  }

  #assignment(start: Token): Statement {
    const first = this.is("yield") ? this.yield() : this.expressions();
    const { token } = this;
    if (this.is(":") && (first.type === "Name" || first.type === "Attribute" || first.type === "Subscript")) {
      this.next();
      const annotation = this.expression();
      const value = this.accept("=") ? this.expressions() : undefined;
      this.bindTarget(first);
      return { type: "AnnotatedAssign", target: first, annotation, ...(value ? { value } : {}), ...this.position(start) };
    }
    if (token.kind === "operator" && /^(\*\*|\/\/|>>|<<|[-+*/%&|^@])=$/.test(token.text)) {
      this.next();
      if (!["Name", "Attribute", "Subscript"].includes(first.type))
        throw this.error(`'${first.type.toLowerCase()}' is an illegal expression for augmented assignment`, first);
      this.bindTarget(first);
      const value = this.is("yield") ? this.yield() : this.expressions();
      return {
        type: "AugmentedAssign",
        target: first,
        operator: token.text.slice(0, -1) as BinaryOperator,
        value,
        ...this.position(start),
      };
    }
    if (!this.is("=")) return { type: "Expression", value: first, ...this.position(start) };
    const targets: Expression[] = [];
    let value = first;
    while (this.accept("=")) {
      this.bindTarget(value);
      targets.push(value);
      value = this.is("yield") ? this.yield() : this.expressions();
    }
    return { type: "Assign", targets, value, ...this.position(start) };
  }
}
