/** The names a Dockerfile defines: stages and variables, as far as the text can be read. */
import { expandWord } from "../../engine/dockerfile/expand.ts";

export interface Variable {
  readonly name: string;
  readonly kind: "ARG" | "ENV";
  readonly value?: string;
  /** Counts from 0. */
  readonly line: number;
}

export interface StageName {
  readonly name: string;
  readonly image: string;
  readonly line: number;
}

export interface Symbols {
  readonly stages: readonly StageName[];
  /** Variables above the line that its stage can see; before the first FROM the global ones. */
  readonly variables: readonly Variable[];
}

/** What can be referred to at a line (counted from 0). Written for text that may be wrong in any way. */
export function symbolsAt(lines: readonly string[], line: number): Symbols {
  const stages: StageName[] = [];
  const scopes = new Map<string, readonly Variable[]>();
  const globals: Variable[] = [];
  let current: Variable[] = globals;
  let name = "";
  for (const [i, text] of lines.slice(0, line).entries()) {
    const from = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text);
    if (from) {
      scopes.set(name, current);
      current = [...(scopes.get((from[1] as string).toLowerCase()) ?? [])];
      name = (from[2] ?? "").toLowerCase();
      if (name) stages.push({ name, image: from[1] as string, line: i });
      continue;
    }
    const set = /^\s*(ARG|ENV)\s+(.*?)\s*\\?$/i.exec(text);
    if (set) current.push(...definitions(set[1]?.toUpperCase() as Variable["kind"], set[2] as string, i, globals));
  }
  return { stages, variables: [...new Map(current.map((variable) => [variable.name, variable])).values()] };
}

function definitions(kind: Variable["kind"], rest: string, line: number, globals: readonly Variable[]): Variable[] {
  const pairs = [...rest.matchAll(/(?<=^|\s)([A-Za-z_]\w*)(?:=((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s])*))?/g)];
  const legacy = kind === "ENV" ? /^(\w+)\s+([^=]*)$/.exec(rest) : null;
  if (legacy) return [{ name: legacy[1] as string, kind, value: legacy[2] as string, line }];
  return pairs.map(([, name, raw]) => {
    const inherited = raw === undefined ? globals.find((variable) => variable.name === name)?.value : undefined;
    const value = raw === undefined ? inherited : unquoted(raw);
    return { name: name as string, kind, line, ...(value === undefined ? {} : { value }) };
  });
}

function unquoted(raw: string): string {
  try {
    return expandWord(raw, { get: () => undefined }, { keepUnset: true });
  } catch {
    return raw;
  }
}
