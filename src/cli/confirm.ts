/** The question before something is removed for good. */
import type { DockerContext } from "./context.ts";

/** Asks on standard output; only `y` on standard input is a yes. */
export async function confirmed(question: string, context: DockerContext): Promise<boolean> {
  context.stdout(`${question} [y/N] `);
  const answer = context.terminal?.stdin ? await answered(context) : context.stdin;
  return answer.split("\n")[0]?.trim().toLowerCase() === "y";
}

/** The line that is typed. Throws when ^C was typed instead. */
async function answered({ input, signal }: DockerContext): Promise<string> {
  let typed = "";
  while (!typed.includes("\n")) {
    const piece = await input.read();
    signal.throwIfAborted();
    if (piece === "") break;
    typed += piece;
  }
  return typed;
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
