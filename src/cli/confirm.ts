/** The question before something is removed for good. */
import type { DockerContext } from "./context.ts";
import { labLine } from "./errors.ts";

/** Asks on standard output; only `y` on standard input is a yes. */
export function confirmed(question: string, context: DockerContext): boolean {
  context.stdout(`${question} [y/N] `);
  const answer = context.stdin.split("\n")[0] ?? "";
  if (answer.trim().toLowerCase() === "y") return true;
  if (context.terminal && context.stdin === "") {
    context.stdout("\n");
    context.stderr(`${labLine("The lab's terminal cannot answer questions yet, so nothing was removed. Add `-f` to mean yes.")}\n`);
  }
  return false;
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
