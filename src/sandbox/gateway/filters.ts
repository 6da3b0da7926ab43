/** Filters of a list, so that they speak of what the session calls things and find nothing of anybody else's. */
import { parseFilters } from "../../daemon/wire/query.ts";
import { EngineError } from "../../engine/api.ts";
import { labelPrefix } from "../policy/names.ts";
import { DaemonError, Refused } from "../policy/refusal.ts";
import type { Call } from "./call.ts";

/** Throws `DaemonError` for filters that cannot be read, `Refused` for the sandbox's own labels. */
export async function filtersOf({ query, session }: Call): Promise<Record<string, readonly string[]>> {
  const given = read(query.get("filters") ?? "");
  const filters: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(given)) filters[name] = await Promise.all(values.map((value) => translated(name, value)));
  return filters;

  async function translated(name: string, value: string): Promise<string> {
    switch (name) {
      case "label":
      case "label!":
        if (value.toLowerCase().startsWith(labelPrefix)) throw new Refused("labels", `the label ${value} is the sandbox's own`);
        return value;
      case "name":
        return nameFilter(value, session.names.prefix);
      case "volume":
        return value.startsWith("/") ? value : session.names.real(value);
      case "network":
        return session.network(value).catch(() => session.names.real(value));
      case "ancestor":
        return session.image(value).then(
          ({ facts }) => facts.Id,
          () => value,
        );
      case "before":
      case "since":
        return session.container(value);
      default:
        return value;
    }
  }
}

/**
 * A pattern of a name as one of the name that the engine knows. The engine's own patterns take no time to speak of, whatever
 * they are; ours would, so it is left to match them.
 */
function nameFilter(pattern: string, prefix: string): string {
  const start = /^\^\/?/.exec(pattern)?.[0];
  if (start !== undefined) return `^/?${prefix}(${pattern.slice(start.length)})`;
  return `${prefix}.*(${pattern.replace(/^\//, "")})`;
}

function read(text: string): Readonly<Record<string, readonly string[]>> {
  try {
    return parseFilters(text);
  } catch (error) {
    if (error instanceof EngineError) throw new DaemonError(error.status, error.message);
    throw error;
  }
}
