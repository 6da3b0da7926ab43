import { formatIpv4 } from "../../kernel/network/address.ts";
import { type Connection, SocketError } from "../../kernel/network/sockets.ts";
import { BrokenPipe } from "../../kernel/open-file.ts";
import type { Applet, Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { addressOf, connectTo, hangUp, listenAt, sayOffline, TimeIsUp, within } from "./calls.ts";
import { readOptions, showUsage } from "./usage.ts";

const usage = `nc [-iN] [-wN] [-l] [-p PORT] [-f FILE|IPADDR PORT] [-e PROG]

Open a pipe to IP:PORT or FILE

	-l	Listen mode, for inbound connects
		(use -ll with -e for persistent server)
	-p PORT	Local port
	-w SEC	Connect timeout
	-i SEC	Delay interval for lines sent
	-f FILE	Use file (ala /dev/ttyS0) instead of network
	-e PROG	Run PROG after connect`;

/** Busybox's nc, and OpenBSD's where Debian's package has it. Both know `-z`, `-v`, `-k`: Alpine's busybox is built with them. */
export const nc: Applet = async (process, args, tool) => {
  // What comes after -e is a command line of its own.
  const at = tool.gnu ? -1 : args.findIndex((word) => /^-[a-z]*e$/.test(word));
  const program = at >= 0 ? args.slice(at + 1) : [];
  const own = at >= 0 ? [...args.slice(0, at), (args[at] as string).replace(/e$/, "")].filter((word) => word !== "-") : args;
  const options = readOptions(process, tool, own, { short: tool.gnu ? "lp:w:zvknNuq:4" : "lp:w:i:f:zvnk" }, usage);
  if (typeof options === "number") return options;
  const listens = options.has("l");
  const [first, second] = options.operands;
  const given = listens ? (options.value("p") ?? second ?? (tool.gnu ? first : undefined)) : second;
  if (!listens && (first === undefined || second === undefined || options.operands.length > 2)) {
    if (!tool.gnu) return showUsage(process, usage);
    process.stderr(
      "usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]\n\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]\n\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]\n\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]\n\t  [destination] [port]\n",
    );
    return 1;
  }
  const port = Number(given ?? 0);
  if (given !== undefined && (!/^\d+$/.test(given) || port > 65_535))
    return tool.fail(tool.gnu ? `port number invalid: ${given}` : `bad port '${given}'`);
  const timeout = options.value("w");
  const seconds = timeout === undefined ? undefined : Number(timeout) * 1000;
  try {
    if (listens) return await listen(process, port, seconds, program, options.has("k") || options.values("l").length > 1);
    return await call(process, tool, first as string, port, seconds, program, { probe: options.has("z"), tells: options.has("v") });
  } catch (error) {
    if (error instanceof TimeIsUp) return tool.gnu ? 1 : tool.fail("timed out");
    if (error instanceof SocketError) return tool.fail(tool.gnu ? error.message : `bind: ${error.message}`);
    throw error;
  }
};

async function listen(
  process: Process,
  port: number,
  ms: number | undefined,
  program: readonly string[],
  goesOn: boolean,
): Promise<number> {
  const listener = listenAt(process, { address: 0, port });
  for (;;) {
    const connection = await within(process, ms, (signal) => listener.accept(signal));
    if (!connection) return 1;
    if (!goesOn) hangUp(process, listener);
    const code = await talk(process, connection.retain(), program);
    connection.release();
    if (!goesOn) return code;
  }
}

interface Manner {
  readonly probe: boolean;
  readonly tells: boolean;
}

async function call(
  process: Process,
  tool: Tool,
  host: string,
  port: number,
  ms: number | undefined,
  program: readonly string[],
  { probe, tells }: Manner,
): Promise<number> {
  const address = addressOf(process, host);
  if (typeof address === "string") {
    tool.fail(tool.gnu ? `getaddrinfo for host "${host}" port ${port}: Name or service not known` : `bad address '${host}'`);
    sayOffline(process, host);
    return 1;
  }
  let connection: Connection;
  try {
    connection = await within(process, ms, (signal) => connectTo(process, { address, port }, { signal }));
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    if (!tool.gnu) return tool.fail(`can't connect to remote host (${formatIpv4(address)}): ${error.message}`);
    if (tells) tool.fail(`connect to ${host} (${formatIpv4(address)}) port ${port} (tcp) failed: ${error.message}`);
    return 1;
  }
  if (tells && !tool.gnu) process.stderr(`${host} (${formatIpv4(address)}:${port}) open\n`);
  else if (tells) process.stderr(`Connection to ${host} (${formatIpv4(address)}) ${port} port [tcp/*] succeeded!\n`);
  if (probe) return 0;
  return talk(process, connection, program);
}

/** What is typed goes out, what comes in is printed, until the other side has said all. */
async function talk(process: Process, connection: Connection, program: readonly string[]): Promise<number> {
  if (program.length > 0) return process.spawn(program, { stdin: connection, stdout: connection, stderr: connection });
  void sendInput(process, connection).catch(() => {});
  for (let text = await connection.read(process.signal); text !== ""; text = await connection.read(process.signal)) {
    process.stdout(text);
    await process.drained();
  }
  return 0;
}

async function sendInput(process: Process, connection: Connection): Promise<void> {
  try {
    for (let text = await process.input.read(); text !== ""; text = await process.input.read()) {
      connection.write(text);
      await connection.drained(process.signal);
    }
  } catch (error) {
    if (!(error instanceof BrokenPipe)) throw error;
  }
  connection.shutdown();
}
