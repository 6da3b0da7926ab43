/** The Docker Engine API over HTTP: requests in, replies out. What carries them is an adapter's business. */
import { type Engine, EngineError } from "../engine/api.ts";
import { Router } from "./router.ts";
import { routes } from "./routes/index.ts";
import { negotiate, splitVersion } from "./versions.ts";
import { isRpcRefusal, isTakeover, problem, type Reply, type Request } from "./wire/message.ts";
import { Query } from "./wire/query.ts";

export interface Daemon {
  /** Never rejects: what goes wrong is a reply of its own. */
  handle(request: Request): Promise<Reply>;
}

export interface DaemonOptions {
  readonly engine: Engine;
  /** Hears of mistakes that are the lab's own. */
  readonly onFault?: (error: unknown, request: Request) => void;
}

export function createDaemon({ engine, onFault = () => {} }: DaemonOptions): Daemon {
  const router = new Router(routes);
  return {
    async handle(request) {
      const cut = request.target.indexOf("?");
      const written = cut < 0 ? request.target : request.target.slice(0, cut);
      const decoded = decodePath(written);
      if (decoded === undefined) return problem(400, `invalid URL escape in ${JSON.stringify(written)}`);
      const { path, version } = splitVersion(decoded);
      const match = router.find(request.method, path);
      if (!match) return problem(404, "page not found");
      const about = await engine.version();
      const headers: Record<string, string> = {
        "api-version": about.ApiVersion,
        ostype: about.Os,
        server: `Docker/${about.Version} (${about.Os})`,
      };
      try {
        const minor = negotiate(version, about);
        headers["docker-experimental"] = "false";
        const reply = await match.handler({
          ...request,
          engine,
          version: minor,
          path,
          query: new Query(cut < 0 ? "" : request.target.slice(cut + 1)),
          parameter: (name) => match.parameters[name] ?? "",
        });
        return withHeaders(reply, headers);
      } catch (error) {
        if (error instanceof EngineError) return withHeaders(problem(error.status, error.message), headers);
        if (request.signal.aborted) return withHeaders(problem(499, "client closed the connection"), headers);
        onFault(error, request);
        return withHeaders(problem(500, `drydock: the lab made a mistake: ${(error as Error).message}`), headers);
      }
    },
  };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return isTakeover(reply) || isRpcRefusal(reply) ? reply : { ...reply, headers: { ...headers, ...reply.headers } };
}
