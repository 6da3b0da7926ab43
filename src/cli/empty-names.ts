/** What Docker's client refuses before it asks anybody: a request about something without a name. */
import type { Engine } from "../engine/api.ts";
import { CliError } from "./errors.ts";

/** What the leading arguments of a method name, where that is not what its own name begins with. */
const named: Readonly<Record<string, readonly string[]>> = {
  networkConnect: ["network", "container"],
  networkDisconnect: ["network", "container"],
};

/** Images have no such rule: an empty reference is for the daemon to refuse. */
const kinds = ["container", "volume", "network"];

/** The engine, whose methods reject with a `CliError` where a container, a volume or a network has a blank for a name. */
export function refusingEmptyNames(engine: Engine): Engine {
  return new Proxy(engine, {
    get(target, property) {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== "function" || typeof property !== "string") return method;
      const wanted = named[property] ?? kinds.filter((kind) => property.startsWith(kind));
      if (wanted.length === 0) return method.bind(target);
      return async (...given: unknown[]): Promise<unknown> => {
        for (const [index, kind] of wanted.entries()) {
          const name = given[index];
          if (typeof name === "string" && name.trim() === "") throw new CliError(`invalid ${kind} name or ID: value is empty`);
        }
        return method.apply(target, given);
      };
    },
  });
}
