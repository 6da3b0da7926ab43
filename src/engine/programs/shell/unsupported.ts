import type { Dialect } from "./dialect.ts";
import { badLoop, redirection } from "./tokens.ts";
import { type Script, ShellSyntaxError, type Statement } from "./syntax.ts";

/**
 * Our parser reads bash. What dash and ash can't read becomes the syntax error they would report: of the whole text when
 * it is one line, else from that statement on.
 */
export function restrict(script: Script, text: string, dialect: Dialect): Script {
  if (dialect.bashSyntax) return script;
  const statements: Statement[] = [];
  for (const statement of script.statements) {
    const token = firstBashism(statement, dialect);
    if (token === undefined) {
      statements.push(statement);
      continue;
    }
    if (!text.trim().includes("\n")) throw new ShellSyntaxError("bash syntax", 1, token);
    statements.push({ ...statement, deferredError: { message: "bash syntax", token } });
    break;
  }
  return statements.length === script.statements.length && !statements.at(-1)?.deferredError ? script : { ...script, statements };
}

/** The token such a shell trips over; undefined when there is none. */
function firstBashism(node: unknown, dialect: Dialect): string | undefined {
  if (Array.isArray(node)) {
    for (const child of node) {
      const token = firstBashism(child, dialect);
      if (token !== undefined) return token;
    }
    return undefined;
  }
  if (typeof node !== "object" || node === null) return undefined;
  const { type, operator, array, target, direction } = node as Record<string, unknown>;
  if (type === "Redirection" && operator === "<<<") return redirection;
  if (type === "Redirection" && dialect.name === "dash" && startsWithProcess(target)) return redirection;
  if (type === "ProcessSubstitution" && direction !== undefined && dialect.name === "dash") return "(";
  if (type === "Assignment" && Array.isArray(array)) return "(";
  if (type === "CStyleFor") return badLoop;
  return firstBashism(Object.values(node), dialect);
}

function startsWithProcess(target: unknown): boolean {
  const parts = (target as { parts?: { type: string }[] } | null)?.parts;
  return parts?.[0]?.type === "ProcessSubstitution";
}
