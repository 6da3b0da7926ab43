/** Parses types, and the parameters and results of functions. */
import { type Field, type Node, NotInTheLab, type Statement, type Type } from "../ast.ts";
import { TokenReader } from "./token-reader.ts";

export abstract class TypeParser extends TokenReader {
  /** Braces begin a block here, not a literal. */
  protected plain = false;

  abstract expression(): Node;
  abstract block(): Statement[];

  signature(): Extract<Node, { t: "func" }> {
    const params = this.parameters();
    const results = this.is("(")
      ? this.parameters()
      : this.is("{") || this.is(";") || this.is(",") || this.is(")")
        ? []
        : [{ name: "", type: this.type() }];
    const before = this.plain;
    this.plain = false;
    const body = this.is("{") ? this.block() : [];
    this.plain = before;
    return { t: "func", params, results, body };
  }

  parameters(): Field[] {
    this.expect("(");
    const parts: { name?: string; type?: Type; rest: boolean }[] = [];
    while (!this.accept(")")) {
      const rest = this.accept("...");
      const type = this.type();
      if (type.k === "named" && !this.is(",") && !this.is(")")) {
        const inner = this.accept("...");
        parts.push({ name: type.name, type: this.type(), rest: inner });
      } else parts.push({ type, rest });
      this.accept(",");
      this.semicolons();
    }
    const named = parts.some(({ name }) => name !== undefined);
    let last: Type = { k: "other" };
    return parts
      .reverse()
      .map((part) => {
        if (!named) return { name: "", type: part.type ?? last, rest: part.rest };
        if (part.name !== undefined) last = part.type ?? last;
        const name = part.name ?? (part.type?.k === "named" ? part.type.name : "");
        return { name, type: last, rest: part.rest };
      })
      .reverse();
  }

  type(): Type {
    if (this.accept("*")) return { k: "pointer", of: this.type() };
    if (this.accept("[")) {
      if (!this.is("]")) this.expression();
      this.expect("]");
      return { k: "slice", of: this.type() };
    }
    if (this.accept("map")) {
      this.expect("[");
      const key = this.type();
      this.expect("]");
      return { k: "map", key, of: this.type() };
    }
    if (this.accept("func")) {
      this.signature();
      return { k: "other" };
    }
    if (this.accept("struct")) return this.struct();
    if (this.accept("interface")) {
      this.expect("{");
      for (let depth = 1; depth > 0; this.take()) depth += this.is("{") ? 1 : this.is("}") ? -1 : 0;
      return { k: "other" };
    }
    if (this.is("chan") || this.is("<-")) throw new NotInTheLab("channels", this.token.line);
    let name = this.name();
    if (this.accept(".")) name += `.${this.name()}`;
    return { k: "named", name };
  }

  struct(): Type {
    this.expect("{");
    this.semicolons();
    const fields: Field[] = [];
    while (!this.accept("}")) {
      const names = [this.accept("*") ? `*${this.name()}` : this.name()];
      if (this.is(".")) throw new NotInTheLab("embedded types of other packages", this.token.line);
      while (this.accept(",")) names.push(this.name());
      const type = this.is(";") || this.is("}") ? undefined : this.type();
      const tag = this.token.kind === "string" ? String(this.take().value) : undefined;
      for (const name of names)
        fields.push({ name: name.replace("*", ""), type: type ?? { k: "named", name }, ...(tag === undefined ? {} : { tag }) });
      this.semicolons();
    }
    return { k: "struct", fields };
  }
}
