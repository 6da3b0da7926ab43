/**
 * Somebody's server that needs what the lab does not have: it has said so, and where its sources tell that it would listen, a
 * placeholder goes on in its place, so that what depends on it can be looked at.
 */
import type { Process } from "../program.ts";
import { namedPorts } from "./named-ports.ts";
import { hold, tcp } from "./server.ts";

/** `http.ListenAndServe(":8080", …)`, `app.run(host="0.0.0.0", port=9090)`, `server.listen(3000)`. */
const listens = /\b(?:ListenAndServe(?:TLS)?|Listen|Run|run|listen|serve|HTTPServer|TCPServer)\s*\(((?:[^()]|\([^()]*\))*)\)/g;
/** Frameworks that somebody else starts. */
const served = /\b(?:Flask|FastAPI|Starlette|Sanic|Bottle|WSGIApplication|ListenAndServe)\s*\(/;

/**
 * @param of what ended: its path or command
 * @param sources its texts
 * @param usual where programs of its kind listen when they do not say
 * @returns the exit code of the placeholder, once it is told to end; `undefined` at once where nothing says that it is a server
 */
export function standIn(process: Process, of: string, sources: readonly string[], usual: number): Promise<number> | undefined {
  const ports = listeningPorts(sources, process.argv, process.env, usual);
  return ports && hold(process, { of, ports: [], http: ports }, ports.map(tcp));
}

/** Where a program would listen; `undefined` when its sources do not say that it would. */
export function listeningPorts(
  sources: readonly string[],
  argv: readonly string[],
  env: ReadonlyMap<string, string>,
  usual: number,
): number[] | undefined {
  const calls = sources.flatMap((text) => [...text.matchAll(listens)].map((match) => match[1] as string));
  if (calls.length === 0 && !sources.some((text) => served.test(text))) return undefined;
  const written = calls.flatMap((call) => [...call.matchAll(/(?<![\w.])(\d{2,5})(?![\w.])/g)].map((match) => Number(match[1])));
  const said = [...namedPorts(argv, env), ...["PORT", "FLASK_RUN_PORT"].flatMap((name) => Number(env.get(name) ?? "") || [])];
  const found = said.length > 0 ? said : written.filter((port) => port < 65_536).slice(0, 1);
  return found.length > 0 ? [...new Set(found)] : [usual];
}
