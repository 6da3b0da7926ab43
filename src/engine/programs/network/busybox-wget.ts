import { formatIpv4 } from "../../kernel/network/address.ts";
import { FsError } from "../../filesystem/errors.ts";
import { SocketError } from "../../kernel/network/sockets.ts";
import { at, type Tool } from "../coreutils/applet.ts";
import type { Options } from "../coreutils/options.ts";
import type { Process } from "../program.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";
import { addressOf, connectTo, hangUp, sayOffline, TimeIsUp, within } from "./calls.ts";
import { receive, sayNoTls, send } from "./http/client.ts";
import { CutShort, header, type Header, wholeBody } from "./http/message.ts";
import { follow, hostHeader, type PageUrl, parseUrl } from "./http/url.ts";
import { readOptions, showUsage } from "./usage.ts";

const usage = `wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]
	[--post-data STR | --post-file FILE] [-Y on/off]
	[--no-check-certificate] [-P DIR] [-U AGENT] URL...

Retrieve files via HTTP or FTP

	--spider	Only check URL existence: $? is 0 if exists
	--header STR	Add STR (of form 'header: value') to headers
	--post-data STR	Send STR using POST method
	--post-file FILE	Send FILE using POST method
	--no-check-certificate	Don't validate the server's certificate
	-c		Continue retrieval of aborted transfer
	-q		Quiet
	-P DIR		Save to DIR (default .)
	-S    		Show server response
	-O FILE		Save to FILE ('-' for stdout)
	-o LOGFILE	Log messages to FILE
	-U STR		Use STR for User-Agent header
	-Y on/off	Use proxy`;

/** Options of GNU wget that it takes and does nothing with. */
function ignored(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

const spec = {
  short: "cqSO:o:P:U:Y:T:t:n::",
  long: {
    spider: "spider",
    header: "header:",
    "post-data": "post-data:",
    "post-file": "post-file:",
    "no-check-certificate": "no-check-certificate",
    continue: "c",
    quiet: "q",
    "server-response": "S",
    "output-document": "O:",
    "output-file": "o:",
    "directory-prefix": "P:",
    "user-agent": "U:",
    timeout: "T:",
    tries: "t:",
    proxy: "Y:",
    ...ignored("passive-ftp", "no-cache", "no-verbose", "no-clobber", "no-host-directories", "no-parent"),
  },
} as const;

/** Something that ends the program, in its words. */
class Failed extends Error {}

class BadAddress extends Failed {
  readonly host: string;
  /** @param shown with its port, where one was written */
  constructor(host: string, shown: string) {
    super(`bad address '${shown}'`);
    this.host = host;
  }
}

/** Busybox's wget. */
export async function busyboxWget(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = readOptions(process, tool, args, spec, usage);
  if (typeof options === "number") return options;
  if (options.operands.length === 0) return showUsage(process, usage);
  const ms = options.value("T") === undefined ? undefined : Number(options.value("T")) * 1000;
  const log = logOf(process, options);
  try {
    for (const url of options.operands) await within(process, ms, (signal) => download(process, options, url, log, signal));
    return 0;
  } catch (error) {
    if (error instanceof TimeIsUp) log("wget: download timed out\n");
    else if (error instanceof Failed) log(`wget: ${error.message}\n`);
    else throw error;
    if (error instanceof BadAddress) sayOffline(process, error.host);
    return 1;
  }
}

function logOf(process: Process, options: Options): (text: string) => void {
  const file = options.value("o");
  if (file === undefined || file === "-") return (text) => process.stderr(text);
  process.fs.writeFile(at(process, file), "");
  return (text) => process.fs.appendFile(at(process, file), text);
}

async function download(process: Process, options: Options, text: string, log: (text: string) => void, signal: AbortSignal): Promise<void> {
  const says = options.has("q") ? () => {} : log;
  let url = parse(text);
  const first = url;
  for (let redirects = 0; ; redirects++) {
    if (redirects > 5) throw new Failed("too many redirections");
    const address = addressOf(process, url.host);
    const shown = url.written === undefined ? url.host : `${url.host}:${url.written}`;
    if (typeof address === "string") throw new BadAddress(url.host, shown);
    says(`Connecting to ${shown} (${formatIpv4(address)}:${url.port})\n`);
    const connection = await connect(process, { address, port: url.port }, signal);
    if (url.scheme !== "http") {
      hangUp(process, connection);
      sayNoTls(process);
      throw new Failed("error getting response: Connection reset by peer");
    }
    const body = await bodyOf(process, options);
    send(connection, `${body === undefined ? "GET" : "POST"} ${url.path} HTTP/1.1`, headersOf(options, url, body), body);
    const answer = await receive(connection, "GET", signal);
    if (answer === undefined || answer === "garbage") throw new Failed("error getting response");
    if (options.has("S")) log(`  ${answer.statusLine}\n${answer.headers.map(([name, value]) => `  ${name}: ${value}\n`).join("")}  \n`);
    const location = header(answer.headers, "location");
    if ([300, 301, 302, 303, 307, 308].includes(answer.status) && location) {
      hangUp(process, connection);
      url = parse(follow(url, location));
      continue;
    }
    if (![200, 201, 202, 204, 206].includes(answer.status)) throw new Failed(`server returned error: ${answer.statusLine}`);
    if (options.has("spider")) says("remote file exists\n");
    else await save(process, options, first, answer, says);
    hangUp(process, connection);
    return;
  }
}

function parse(text: string): PageUrl {
  const scheme = /^([a-z]+):\/\//.exec(text)?.[1];
  const url = parseUrl(text);
  if (!url || (scheme !== undefined && !["http", "https", "ftp", "ftps"].includes(scheme)))
    throw new Failed(`not an http or ftp url: ${text}`);
  return url;
}

async function connect(process: Process, to: { address: number; port: number }, signal: AbortSignal) {
  try {
    return await connectTo(process, to, { signal });
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    throw new Failed(`can't connect to remote host (${formatIpv4(to.address)}): ${error.message}`);
  }
}

async function bodyOf(process: Process, options: Options): Promise<string | undefined> {
  const file = options.value("post-file");
  if (file === undefined) return options.value("post-data");
  if (file === "-") return process.input.readAll();
  return bytesToText(opened(file, () => process.fs.readFile(at(process, file))));
}

function headersOf(options: Options, url: PageUrl, body: string | undefined): Header[] {
  const given = options
    .values("header")
    .map((line): Header => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  const has = (name: string): boolean => header(given, name) !== undefined;
  const headers: Header[] = [];
  if (!has("host")) headers.push(["Host", hostHeader(url)]);
  if (!has("user-agent")) headers.push(["User-Agent", options.value("U") ?? "Wget"]);
  headers.push(["Connection", "close"]);
  if (url.user) headers.push(["Authorization", `Basic ${btoa(url.user)}`]);
  headers.push(...given);
  if (body === undefined) return headers;
  if (!has("content-type")) headers.push(["Content-Type", "application/x-www-form-urlencoded"]);
  return [...headers, ["Content-Length", String(textToBytes(body).length)]];
}

async function save(
  process: Process,
  options: Options,
  url: PageUrl,
  answer: { headers: readonly Header[]; body: AsyncIterable<Uint8Array> },
  says: (text: string) => void,
): Promise<void> {
  const given = options.value("O");
  const base =
    url.path
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) || "index.html";
  const folder = options.value("P");
  const name = given ?? (folder === undefined ? base : `${folder.replace(/\/$/, "")}/${base}`);
  const toOutput = name === "-";
  const path = at(process, name);
  if (!toOutput) {
    if (given === undefined && !options.has("c") && process.fs.exists(path)) throw new Failed(`can't open '${name}': File exists`);
    opened(name, () => process.fs.writeFile(path, ""));
  }
  says(toOutput ? "writing to stdout\n" : `saving to '${name}'\n`);
  let bytes: Uint8Array;
  try {
    bytes = await wholeBody(answer.body);
  } catch (error) {
    if (error instanceof CutShort) throw new Failed("connection closed prematurely");
    throw error;
  }
  if (toOutput) process.stdout(bytesToText(bytes));
  else opened(name, () => process.fs.writeFile(path, bytes));
  const shown = name.split("/").at(-1) as string;
  const atTerminal = process.terminal?.stderr ? "\r" : "";
  says(`${atTerminal}${shown.slice(0, 20).padEnd(20)} 100% |${"*".repeat(32)}| ${amount(bytes.length)}  0:00:00 ETA\n`);
  says(toOutput ? "written to stdout\n" : `'${name}' saved\n`);
}

function opened<T>(name: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new Failed(`can't open '${name}': ${error.reason}`);
  }
}

/** A size in five characters: 13, 97.6k, 1024k. */
function amount(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  const [value, unit] = bytes < 10 * 1024 ** 2 ? [bytes / 1024, "k"] : [bytes / 1024 ** 2, "M"];
  return (value < 100 ? `${value.toFixed(1)}${unit}` : `${Math.round(value)}${unit}`).padStart(5);
}
