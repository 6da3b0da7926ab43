/** The question before something is removed for good. */
import { typedLine } from "./ask.ts";
import type { DockerContext } from "./context.ts";

/** Asks on standard output; only `y` on standard input is a yes. */
export async function confirmed(question: string, context: DockerContext): Promise<boolean> {
  context.stdout(`${question} [y/N] `);
  const answer = context.terminal?.stdin ? await typedLine(context) : context.stdin;
  return answer.split("\n")[0]?.trim().toLowerCase() === "y";
}

/** `--filter name=value` as the engine takes them. */
export function filterMap(filters: readonly string[]): Record<string, string[]> {
  const map: Record<string, string[]> = {};
  for (const filter of filters.filter((text) => text !== "")) {
    const equals = filter.indexOf("=");
    const name = filter.slice(0, equals).trim().toLowerCase();
    map[name] = [...(Object.hasOwn(map, name) ? (map[name] ?? []) : []), filter.slice(equals + 1).trim()];
  }
  return map;
}
