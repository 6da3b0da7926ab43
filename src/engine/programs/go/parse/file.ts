/** The part of Go that the lab's servers are written in: tokens to a tree. */
import { type Declared, type File, NotInTheLab, type Statement, type Type } from "../ast.ts";
import { tokenize } from "../tokens.ts";
import { StatementParser } from "./statements.ts";

/** Throws `NotInTheLab` where the lab's Go ends. */
export function parseGo(source: string): File {
  return new FileParser(tokenize(source)).file();
}

class FileParser extends StatementParser {
  file(): File {
    const functions: Declared[] = [];
    const types = new Map<string, Type>();
    const variables: Statement[] = [];
    const imports = new Map<string, string>();
    this.semicolons();
    this.expect("package");
    this.name();
    this.semicolons();
    while (this.token.kind !== "end") {
      if (this.accept("import"))
        this.group(() => {
          const alias = this.token.kind === "name" ? this.name() : this.accept(".") ? "." : undefined;
          const path = String(this.take().value);
          imports.set(alias ?? path.replace(/\/v\d+$/, "").replace(/^.*\//, ""), path);
        });
      else if (this.is("func")) functions.push(this.function());
      else if (this.accept("type"))
        this.group(() => {
          const name = this.name();
          if (this.is("[")) throw new NotInTheLab("generic types", this.token.line);
          this.accept("=");
          types.set(name, this.type());
        });
      else if (this.is("var") || this.is("const")) variables.push(...this.declarations());
      else throw new NotInTheLab(`"${this.token.text}" at the outermost level`, this.token.line);
      this.semicolons();
    }
    return { functions, types, variables, imports };
  }

  function(): Declared {
    this.expect("func");
    const receiver = this.is("(") ? this.parameters()[0] : undefined;
    const name = this.name();
    if (this.is("[")) throw new NotInTheLab("generic functions", this.token.line);
    return { name, ...(receiver ? { receiver } : {}), node: this.signature() };
  }
}
