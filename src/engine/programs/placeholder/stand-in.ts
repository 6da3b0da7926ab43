/**
 * Somebody's server that needs what the lab does not have: it has said so, and where its sources tell that it would listen, a
 * placeholder goes on in its place, so that what depends on it can be looked at.
 */
import type { Process } from "../program.ts";
import { namedPorts } from "./named-ports.ts";
import { holdHttp } from "./server.ts";

/** `http.ListenAndServe(":8080", …)`, `app.run(host="0.0.0.0", port=9090)`, `server.listen(3000)`. */
const calls = /\b(ListenAndServe(?:TLS)?|[Ll]isten|serve|HTTPServer|TCPServer|[Rr]un)\s*\(((?:[^()]|\([^()]*\))*)\)/g;
/** What a call of `run` says that is to serve; others run a task or another program. */
const namesPort = /port\s*=|:\d{2,5}\b/;
/** Frameworks that somebody else starts, or that know a port of their own. */
const served = /\b(?:Flask|FastAPI|Starlette|Sanic|Bottle|WSGIApplication|ListenAndServe|gin\.Default|gin\.New)\s*\(/;

/**
 * @param of what ended: its path or command
 * @param sources its texts
 * @param usual where programs of its kind listen when they do not say
 * @returns the exit code of the placeholder, once it is told to end; `undefined` at once where nothing says that it is a server
 */
export function standIn(process: Process, of: string, sources: readonly string[], usual: number): Promise<number> | undefined {
  const ports = listeningPorts(sources, process.argv, process.env, usual);
  return ports && holdHttp(process, of, ports);
}

/** `standIn` for a program that serves whatever it is given. */
export function standInForServer(process: Process, of: string, usual: number): Promise<number> {
  const said = settledPorts(process.argv, process.env);
  return holdHttp(process, of, said.length > 0 ? said : [usual]);
}

/** Where a program would listen; `undefined` when its sources do not say that it would. */
export function listeningPorts(
  sources: readonly string[],
  argv: readonly string[],
  env: ReadonlyMap<string, string>,
  usual: number,
): number[] | undefined {
  const listens = sources
    .flatMap((text) => [...text.matchAll(calls)])
    .flatMap(([, name = "", words = ""]) => (/run/i.test(name) && !namesPort.test(words) ? [] : [words]));
  if (listens.length === 0 && !sources.some((text) => served.test(text))) return undefined;
  const said = settledPorts(argv, env);
  if (said.length > 0) return said;
  const written = listens.flatMap((words) => [...words.matchAll(/(?<![\w.])(\d{2,5})(?![\w.])/g)].map(([, port]) => Number(port)));
  return [written.find((port) => port < 65_536) ?? usual];
}

/** Ports that options and variables name, each once. */
function settledPorts(argv: readonly string[], env: ReadonlyMap<string, string>): number[] {
  const fromVariables = ["PORT", "FLASK_RUN_PORT"].flatMap((name) => Number(env.get(name) ?? "") || []);
  return [...new Set([...namedPorts(argv, env), ...fromVariables])];
}
