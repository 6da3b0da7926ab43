/** Parses the parameters of a definition and the arguments of a call. */
import type { Argument, Expression, Parameter, Parameters } from "./ast.ts";
import { DisplayParser } from "./displays.ts";
import { keywords } from "./token-stream.ts";

export abstract class ArgumentParser extends DisplayParser {
  /** An expression, with `:=` as well. */
  abstract named(): Expression;

  /** Up to `end`, which is left. */
  parameters(end: ")" | ":", annotated: boolean): Parameters {
    const positional: Parameter[] = [];
    const keywordOnly: Parameter[] = [];
    let positionalOnly: Parameter[] = [];
    let rest: Parameter | undefined;
    let words: Parameter | undefined;
    let only = false;
    while (!this.is(end)) {
      if (this.accept("**")) words = this.#parameter(annotated);
      else if (this.accept("*")) {
        only = true;
        if (!this.is(",")) rest = this.#parameter(annotated);
      } else if (this.accept("/")) positionalOnly = positional.splice(0);
      else {
        const at = this.token;
        const parameter = this.#parameter(annotated);
        if (!only && !parameter.fallback && positional.at(-1)?.fallback)
          throw this.error("parameter without a default follows parameter with a default", at);
        (only ? keywordOnly : positional).push(parameter);
      }
      if (!this.accept(",")) break;
    }
    return { positionalOnly, positional, keywordOnly, ...(rest ? { rest } : {}), ...(words ? { keywords: words } : {}) };
  }

  #parameter(annotated: boolean): Parameter {
    const name = this.identifier();
    const annotation = annotated && this.accept(":") ? this.starred() : undefined;
    const fallback = this.accept("=") ? this.expression() : undefined;
    return { name, ...(annotation ? { annotation } : {}), ...(fallback ? { fallback } : {}) };
  }

  /** With its parentheses. */
  callArguments(): Argument[] {
    this.expect("(");
    const args: Argument[] = [];
    while (!this.is(")")) {
      args.push(this.#argument(args));
      if (this.is(")")) break;
      if (!this.is(",")) throw this.missingComma(args.at(-1)?.value);
      this.next();
    }
    this.expect(")");
    return args;
  }

  #argument(before: readonly Argument[]): Argument {
    const start = this.token;
    if (this.accept("**")) return { kind: "**", value: this.expression() };
    if (this.accept("*")) return { kind: "*", value: this.expression() };
    if (start.kind === "name" && this.ahead(1).text === "=" && this.ahead(1).kind === "operator") {
      if (keywords.has(start.text) && /^(True|False|None)$/.test(start.text)) throw this.error(`cannot assign to ${start.text}`, start);
      const name = this.identifier();
      this.next();
      return { kind: "keyword", name, value: this.expression() };
    }
    const value = this.named();
    if (this.is("=")) throw this.error('expression cannot contain assignment, perhaps you meant "=="?', { ...value, endLine: value.line });
    if (this.is("for") || (this.is("async") && this.ahead(1).text === "for"))
      return {
        kind: "positional",
        value: this.comprehension("generator", value, undefined, before.length === 0 ? this.ahead(0) : start, value),
      };
    if (before.some(({ kind }) => kind === "keyword")) throw this.error("positional argument follows keyword argument", this.token);
    return { kind: "positional", value };
  }
}

/** In the order in which they stand. */
export function allParameters({ positionalOnly, positional, rest, keywordOnly, keywords: words }: Parameters): Parameter[] {
  return [...positionalOnly, ...positional, ...(rest ? [rest] : []), ...keywordOnly, ...(words ? [words] : [])];
}
