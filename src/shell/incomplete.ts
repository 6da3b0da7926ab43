import { parse, ShellSyntaxError } from "../engine/programs/shell/syntax.ts";

/** True when more lines must follow: an open quote, bracket or block, a here-document, a `\`, `|`, `&&` or `||` at the end. */
export function isIncompleteLine(text: string): boolean {
  if (text.trim() === "") return false;
  if (/(^|[^\\])(\\\\)*\\$/.test(text) && !insideSingleQuotes(text)) return true;
  try {
    return endsOpen(parse(text));
  } catch (error) {
    return error instanceof ShellSyntaxError && error.token === undefined && error.expected !== undefined;
  }
}

function insideSingleQuotes(text: string): boolean {
  let quote = "";
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (quote === "'") quote = character === "'" ? "" : quote;
    else if (character === "\\") index++;
    else if (quote === '"') quote = character === '"' ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
  }
  return quote === "'";
}

/** A tree with a here-document that was not closed, or a pipe or list with nothing after its operator. */
function endsOpen(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(endsOpen);
  if (typeof node !== "object" || node === null) return false;
  const { type, terminated, name, assignments, redirections } = node as Record<string, unknown>;
  if (type === "HereDoc" && terminated === false) return true;
  if (type === "Statement") {
    const { pipelines, deferredError } = node as { pipelines: { commands: unknown[] }[]; deferredError?: unknown };
    if (deferredError) return false;
    const commands = pipelines.flatMap((pipeline) => pipeline.commands);
    if (commands.length > 1 && isEmpty(commands.at(-1))) return true;
  }
  if (type === "SimpleCommand" && name === null && (assignments as unknown[]).length === 0 && (redirections as unknown[]).length === 0)
    return false;
  return Object.values(node).some(endsOpen);
}

function isEmpty(command: unknown): boolean {
  const { type, name, assignments, redirections } = command as {
    type: string;
    name: unknown;
    assignments: unknown[];
    redirections: unknown[];
  };
  return type === "SimpleCommand" && name === null && assignments.length === 0 && redirections.length === 0;
}
