/** A server that is none: it listens where the real one would. */
import { type Connection, type Protocol, SocketError } from "../../kernel/network/sockets.ts";
import { hangUp, listenAt } from "../network/calls.ts";
import { ByteReader, headText, httpDate } from "../network/http/message.ts";
import { readRequest, serve } from "../network/http/server.ts";
import { sayLab } from "../packages/lab.ts";
import type { Process, Program } from "../program.ts";
import { namedPorts } from "./named-ports.ts";

/** What the file of a placeholder says about itself. */
export interface PlaceholderData {
  /** What it stands for, as people call it: `MySQL`. */
  readonly of: string;
  /** `3306/tcp`. */
  readonly ports: readonly string[];
  /** Which of them speak HTTP: there it answers, with a page about itself. */
  readonly http: readonly number[];
  /** A variable that names the port in the place of the usual ones. */
  readonly portVariable?: string;
  /** Settings the real program refuses to start without: one of each row, or its `_FILE`. */
  readonly needs?: readonly (readonly string[])[];
}

export const placeholderServer: Program = async (process, descriptor) => {
  const data = descriptor.data as unknown as PlaceholderData;
  const args = process.argv.slice(1);
  if (args.some((word) => /^(--?version|-[vV]|--help)$/.test(word))) {
    process.stdout(`drydock: a placeholder for ${data.of}: there is no version and no help to show.\n`);
    return 0;
  }
  const missing = (data.needs ?? []).find((names) => !names.some((name) => process.env.has(name) || process.env.has(`${name}_FILE`)));
  if (missing) {
    sayLab(process, `a placeholder for ${data.of}. The real one ends here as well: it wants ${alternatives(missing)} to be set.`);
    return 1;
  }
  return hold(process, data, ports(process, data, args));
};

export interface Port {
  readonly number: number;
  readonly protocol: Protocol;
}

/** The usual ports, and those that the command line or a variable names. */
function ports(process: Process, data: PlaceholderData, args: readonly string[]): Port[] {
  const usual = data.ports.map((text): Port => {
    const [number, protocol] = text.split("/");
    return { number: Number(number), protocol: protocol === "udp" ? "udp" : "tcp" };
  });
  const set = Number(data.portVariable && process.env.get(data.portVariable));
  if (set > 0 && set < 65_536) return [tcp(set)];
  const more = namedPorts(args, process.env).filter((number) => !usual.some((port) => port.number === number));
  return [...usual, ...more.map(tcp)];
}

export function tcp(number: number): Port {
  return { number, protocol: "tcp" };
}

/** `hold` in the place of a server that speaks HTTP and nothing else. */
export function holdHttp(process: Process, of: string, ports: readonly number[]): Promise<number> {
  return hold(process, { of, ports: [], http: ports }, ports.map(tcp));
}

/** Listens, says so, and stays until it is told to end. Resolves to the exit code. */
export async function hold(process: Process, data: PlaceholderData, wanted: readonly Port[]): Promise<number> {
  process.stdout(`drydock: this is a placeholder for ${data.of}. The lab does not have the program itself.\n`);
  const listeners: { readonly port: Port; readonly listener: ReturnType<typeof listenAt> }[] = [];
  for (const port of wanted) {
    try {
      listeners.push({ port, listener: listenAt(process, { address: 0, port: port.number }, port.protocol) });
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      sayLab(process, `port ${port.number}/${port.protocol}: ${error.message}`);
      // Whoever shares its network may have been given the same one: the real program would be set to another.
      if (error.code !== "EADDRINUSE") return 1;
    }
  }
  const names = listeners.map(({ port }) => port).map(({ number, protocol }) => `${number}/${protocol}`);
  const answers = data.http.length > 0 ? ", and answers HTTP with a page that says so" : "";
  process.stdout(
    names.length > 0
      ? `drydock: It holds ${new Intl.ListFormat("en").format(names)}${answers}. Nothing is stored, nothing is done.\n`
      : "drydock: It runs, and does nothing.\n",
  );
  const ended = new Promise<number>((resolve) => {
    for (const signal of ["TERM", "INT", "QUIT"] as const)
      process.onSignal(signal, () => {
        for (const { listener } of listeners) hangUp(process, listener);
        resolve(0);
      });
  });
  for (const { port, listener } of listeners) {
    const speaksHttp = data.http.includes(port.number) || (data.http.length > 0 && !data.ports.includes(`${port.number}/tcp`));
    // It ends with the process, and that is no failure.
    serve(process, listener, (connection) => (speaksHttp ? answerPage(process, data, connection) : refuse(data, connection))).catch(
      () => {},
    );
  }
  return ended;
}

async function answerPage(process: Process, { of }: PlaceholderData, connection: Connection): Promise<void> {
  const request = await readRequest(new ByteReader(connection, process.signal));
  if (!request) return;
  const page = `<!doctype html>
<title>A placeholder for ${of}</title>
<h1>A placeholder for ${of}</h1>
<p>This is not ${of}. Drydock holds its place, so that what depends on it can start.</p>
`;
  const head = headText("HTTP/1.1 200 OK", [
    ["Date", httpDate(process.clock.now())],
    ["Server", "drydock-placeholder"],
    ["Content-Type", "text/html"],
    ["Content-Length", String(page.length)],
    ["Connection", "close"],
  ]);
  connection.write(head + (request !== "bad" && request.method === "HEAD" ? "" : page));
  await connection.drained(process.signal);
}

/** Says what it is to whoever calls, in no protocol, and hangs up. */
async function refuse({ of }: PlaceholderData, connection: Connection): Promise<void> {
  connection.write(`drydock: a placeholder for ${of}; it speaks no protocol\n`);
}

function alternatives(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(names);
}
