/** A client of a server that is a placeholder: all it can tell is whether somebody listens. */
import { SocketError } from "../../kernel/network/sockets.ts";
import { addressOf, connectTo, hangUp, TimeIsUp, within } from "../network/calls.ts";
import { sayLab } from "../packages/lab.ts";
import type { Process, Program } from "../program.ts";
import { leaveArtifacts } from "./build-tools.ts";
import { servedPorts } from "./runtimes.ts";
import { hold, tcp } from "./server.ts";

interface ClientData {
  /** What the program is called: `mysqladmin`. */
  readonly name: string;
  /** Where its server listens when the command line does not say; 0 for a tool that calls nobody. */
  readonly port: number;
}

/** Where servers that speak Redis's protocol listen. */
const redis = 6379;

/** Ends with 0 when there is a listener at the place the command line names, with 1 when there is none. */
export const placeholderClient: Program = async (process, descriptor) => {
  const { name, port: usual } = descriptor.data as unknown as ClientData;
  if (usual === 0) return tool(process, name);
  const { host, port } = target(process.argv.slice(1), usual);
  const fail = (why: string): number => {
    sayLab(process, `${name} is a placeholder: it can only look who listens. ${host}:${port}: ${why}`);
    return 1;
  };
  const address = addressOf(process, host);
  if (typeof address === "string") return fail("no such host");
  try {
    hangUp(process, await within(process, 5_000, (signal) => connectTo(process, { address, port }, { signal })));
  } catch (error) {
    if (error instanceof TimeIsUp) return fail("no answer");
    if (error instanceof SocketError) return fail(error.message);
    throw error;
  }
  // What health checks look for: all that an answer says is that somebody is there.
  if (usual === redis && process.argv.at(-1)?.toLowerCase() === "ping") process.stdout("PONG\n");
  else sayLab(process, `${name} is a placeholder: it can only look who listens. ${host}:${port}: somebody does.`);
  return 0;
};

/** A tool that calls nobody: what it would start stays, what it would make is left as a placeholder. */
async function tool(process: Process, name: string): Promise<number> {
  const ports = servedPorts(name, process.argv.slice(1), process.env);
  if (ports) return hold(process, { of: `what ${name} starts`, ports: [], http: name === "php-fpm" ? [] : ports }, ports.map(tcp));
  const left = leaveArtifacts(process, name);
  const done =
    left.length > 0
      ? `compiled nothing, and left ${left.join(" and ")}, ${left.length > 1 ? "placeholders" : "a placeholder"} too`
      : "did nothing";
  sayLab(process, `${name} is a placeholder: it was called, and ${done}.`);
  return 0;
}

/** Where a command line of one of the usual kinds leads: `-h db -P 3307`, `--host=db`, `db:9092`, `http://db:8086/ping`. */
export function target(args: readonly string[], usual: number): { readonly host: string; readonly port: number } {
  let host = "localhost";
  let port = usual;
  for (const [index, word] of args.entries()) {
    const option = /^(-h|--host|--hostname|-P|--port)(?:=?(.+))?$/.exec(word);
    if (option) {
      const value = option[2] ?? args[index + 1] ?? "";
      if (/^(-P|--port)$/.test(option[1] as string)) port = Number(value) || port;
      else if (value !== "" && !value.startsWith("-")) host = value;
      continue;
    }
    const place = /(?:^|:\/\/|@|=)([A-Za-z][\w.-]*|\d+(?:\.\d+){3}):(\d{2,5})(?=$|[/,?])/.exec(word);
    if (place) return { host: place[1] as string, port: Number(place[2]) };
  }
  return { host: host === "0.0.0.0" ? "localhost" : host, port };
}
