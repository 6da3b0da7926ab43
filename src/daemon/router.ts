/** Which route answers a request: the first whose method and path match. */
import type { Engine } from "../engine/api.ts";
import type { Reply, Request } from "./wire/message.ts";
import type { Query } from "./wire/query.ts";

/** A request on its way to a route. */
export interface Call extends Request {
  readonly engine: Engine;
  /** The minor number of the API version it is written for: 51 of 1.51. */
  readonly version: number;
  /** Without the version. */
  readonly path: string;
  readonly query: Query;
  /** What stands in the path where the pattern has a name in braces; empty when it has none. */
  parameter(name: string): string;
}

export type Handler = (call: Call) => Promise<Reply> | Reply;

export interface Route {
  readonly methods: readonly string[];
  readonly pattern: string;
  readonly handler: Handler;
}

const verb =
  (...methods: string[]) =>
  (pattern: string, handler: Handler): Route => ({ methods, pattern, handler });

export const get = verb("GET");
export const head = verb("HEAD");
export const post = verb("POST");
export const put = verb("PUT");
export const remove = verb("DELETE");

export interface Match {
  readonly handler: Handler;
  readonly parameters: Readonly<Record<string, string>>;
}

export class Router {
  readonly #routes: readonly { readonly methods: readonly string[]; readonly expression: RegExp; readonly handler: Handler }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map(({ methods, pattern, handler }) => ({
      methods,
      handler,
      // Names of images have slashes in them.
      expression: new RegExp(`^${pattern.replace(/\{(\w+)\}/g, "(?<$1>.*)")}$`),
    }));
  }

  find(method: string, path: string): Match | undefined {
    for (const { methods, expression, handler } of this.#routes) {
      const found = methods.includes(method) ? expression.exec(path) : null;
      if (found) return { handler, parameters: found.groups ?? {} };
    }
    return undefined;
  }
}
