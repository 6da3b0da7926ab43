import type { Statement } from "./syntax.ts";

/** A statement as it was typed, without the `&` at its end. */
export function textOf(statement: Statement): string {
  return (statement.sourceText ?? "").replace(/\s*&\s*$/, "").trim();
}
