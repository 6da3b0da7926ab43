/** `knock`: the lab's own command. It tries a connection from the host or from a container, and says how far it came and why. */
import { type ConnectionObstacle, EngineError, type NetworkCaller, type NetworkTraceEntry } from "../engine/api.ts";
import type { DockerContext } from "./context.ts";

const usage = `Usage:  knock [--from CONTAINER] [--udp] HOST:PORT

Look HOST up and connect to PORT, from the host or from where a container stands, and say how far it
came. Nothing is sent. A command of the lab, not of Docker.
`;

interface Asked {
  readonly from?: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
}

/**
 * Tries one connection.
 * @param argv the words after `knock`
 * @returns 0 when somebody answered, 1 when not, 2 for a line that can't be read; never rejects
 */
export async function runKnock(argv: readonly string[], context: DockerContext): Promise<number> {
  const words = argv[0] === "knock" ? argv.slice(1) : argv;
  if (words.includes("--help")) {
    context.stdout(usage);
    return 0;
  }
  const asked = parse(words);
  if (typeof asked === "string") {
    context.stderr(`knock: ${asked}\n${usage}`);
    return 2;
  }
  try {
    const entries = await context.engine.networkProbe({ ...asked, ...(context.signal && { signal: context.signal }) });
    for (const entry of entries) context.stdout(`${told(entry, asked)}\n`);
    return entries.some((entry) => entry.kind === "connection" && entry.way !== undefined) ? 0 : 1;
  } catch (error) {
    if (context.signal?.aborted) return 130;
    if (!(error instanceof EngineError)) throw error;
    context.stderr(`knock: ${error.message}\n`);
    return 1;
  }
}

function parse(words: readonly string[]): Asked | string {
  let from: string | undefined;
  let protocol: "tcp" | "udp" = "tcp";
  let target: string | undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word === "--udp") protocol = "udp";
    else if (word === "--from") from = words[++index] ?? "";
    else if (word.startsWith("--from=")) from = word.slice("--from=".length);
    else if (word.startsWith("-")) return `unknown option ${word}`;
    else if (target === undefined) target = word;
    else return `one place to knock at is enough: ${word} is another`;
  }
  if (from === "") return "--from needs the name of a container";
  const match = /^(?:https?:\/\/)?([^/:\s]+):(\d{1,5})\/?$/.exec(target ?? "");
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65_535) return target === undefined ? "where to?" : `${target} is no HOST:PORT`;
  return { to: match[1] as string, port, protocol, ...(from !== undefined && { from }) };
}

function told(entry: NetworkTraceEntry, asked: Asked): string {
  const who = nameOf(entry.caller, asked);
  if (entry.kind === "lookup") {
    const places = entry.asked.map(
      ({ place, name, silent }) => `${place}${name === entry.name ? "" : ` (as ${name})`}${silent ? " (silent)" : ""}`,
    );
    const asking = places.length > 0 ? ` asks ${places.join(", then ")}` : " knows";
    return `${who}${asking} for ${entry.name}: ${entry.addresses.join(", ") || "no such name"}`;
  }
  const { address, port, way, obstacle, reached } = entry;
  const further = reached && (reached.address !== address || reached.port !== port) ? ` (${reached.address}:${reached.port})` : "";
  const outcome = way ? `open, ${way}` : `${refusals.has(obstacle) ? "refused" : "no answer"}, ${obstacle}`;
  return `${who} connects to ${address}:${port}: ${outcome}${further}`;
}

/** What says no at once; whatever else there is says nothing. */
const refusals = new Set<ConnectionObstacle | undefined>([
  "nobody listens",
  "listens at another address",
  "nobody listens behind the port",
  "published at another address",
  "no route",
]);

function nameOf(caller: NetworkCaller | undefined, { from }: Asked): string {
  return from ?? (caller?.container?.slice(0, 12) || "the host");
}
