import { FsError } from "../../filesystem/errors.ts";
import { formatIpv4, parseIpv4 } from "../../kernel/network/address.ts";
import { type Connection, SocketError } from "../../kernel/network/sockets.ts";
import { type Applet, at } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";
import { addressOf, connectTo, hangUp, sayOffline, TimeIsUp, within } from "./calls.ts";
import { type CurlBody, CurlMistake, type CurlRequest, readCurlOptions, readInput, requestHeaders } from "./curl-options.ts";
import { writeOut } from "./curl-write-out.ts";
import { type Answer, receive, sayNoTls, send } from "./http/client.ts";
import { CutShort, header } from "./http/message.ts";
import { follow, hostHeader, type PageUrl, parseUrl } from "./http/url.ts";

const version = "7.88.1";

/** A transfer that failed, with curl's number and words for it. */
class Failure extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What is known of a transfer when it has ended. */
export interface Transfer {
  url: string;
  method: string;
  status: number;
  answer: Answer | undefined;
  address: number;
  port: number;
  received: number;
  sent: number;
  redirects: number;
  took: number;
  redirectUrl: string;
  headerBytes: number;
  scheme: string;
  code: number;
  error: string;
}

export const curl: Applet = async (process, args) => {
  let request: CurlRequest;
  try {
    request = await readCurlOptions(process, args);
  } catch (error) {
    if (!(error instanceof CurlMistake)) throw error;
    process.stderr(`curl: ${error.message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`);
    return 2;
  }
  const { flags } = request;
  if (flags.has("version")) {
    process.stdout(`curl ${version} (x86_64-pc-linux-gnu) libcurl/${version}\nProtocols: http\nFeatures: Largefile\n`);
    return 0;
  }
  if (flags.has("help")) {
    process.stdout(help);
    return 0;
  }
  if (request.urls.length === 0) {
    const words = args.length === 0 ? "" : "curl: no URL specified!\n";
    process.stderr(`${words}curl: try 'curl --help' or 'curl --manual' for more information\n`);
    return 2;
  }
  let code = 0;
  for (const [index, url] of request.urls.entries()) code = await withRetries(process, request, url, request.outputs[index]);
  return code;
};

const help = `Usage: curl [options...] <url>
 -d, --data <data>          HTTP POST data
 -f, --fail                 Fail fast with no output on HTTP errors
 -h, --help <category>      Get help for commands
 -i, --include              Include protocol response headers in the output
 -o, --output <file>        Write to file instead of stdout
 -O, --remote-name          Write output to a file named as the remote file
 -s, --silent               Silent mode
 -T, --upload-file <file>   Transfer local FILE to destination
 -u, --user <user:password> Server user and password
 -A, --user-agent <name>    Send User-Agent <name> to server
 -v, --verbose              Make the operation more talkative
 -V, --version              Show version number and quit

This is not the full help, this menu is stripped into categories.
Use "--help category" to get an overview of all categories.
For all options use the manual or "--help all".
`;

async function withRetries(process: Process, request: CurlRequest, url: string, output: string | true | undefined): Promise<number> {
  const { flags, values } = request;
  const says = !flags.has("silent") || flags.has("show-error");
  let left = Number(values.get("retry") ?? 0);
  let pause = Number(values.get("retry-delay") ?? 0) || 1;
  for (;;) {
    const transfer = await run(process, request, url, output);
    const again = left > 0 && isTransient(transfer, flags);
    if (transfer.code !== 0 && says) process.stderr(`curl: (${transfer.code}) ${transfer.error}\n`);
    if (!again) {
      const format = values.get("write-out");
      if (format !== undefined) {
        const text = format.startsWith("@") ? await readInput(process, format.slice(1)) : format;
        const written = writeOut(text, transfer);
        process.stdout(written.stdout);
        process.stderr(written.stderr);
      }
      if (transfer.code === 6) sayOffline(process, parseUrl(url)?.host ?? "");
      return transfer.code;
    }
    if (says) {
      const problem =
        transfer.code === 7
          ? "connection refused"
          : transfer.code === 0
            ? "HTTP error"
            : transfer.code === 28
              ? "timeout"
              : "(retrying all errors)";
      process.stderr(
        `Warning: Problem : ${problem}. Will retry in ${pause} seconds. ${left} ${left === 1 ? "retry" : "retries"} \nWarning: left.\n`,
      );
    }
    await process.clock.sleep(pause * 1000, process.signal);
    left--;
    if (values.get("retry-delay") === undefined || Number(values.get("retry-delay")) === 0) pause *= 2;
  }
}

function isTransient({ code, status }: Transfer, flags: ReadonlySet<string>): boolean {
  if (flags.has("retry-all-errors")) return code !== 0;
  if (code === 28 || (code === 7 && flags.has("retry-connrefused"))) return true;
  return [408, 429, 500, 502, 503, 504].includes(status);
}

async function run(process: Process, request: CurlRequest, text: string, output: string | true | undefined): Promise<Transfer> {
  const { flags, values } = request;
  const begun = process.clock.now();
  const transfer: Transfer = {
    url: text,
    method: "GET",
    status: 0,
    answer: undefined,
    address: 0,
    port: 0,
    received: 0,
    sent: 0,
    redirects: 0,
    took: 0,
    redirectUrl: "",
    headerBytes: 0,
    scheme: "HTTP",
    code: 0,
    error: "",
  };
  // A meter would be in the way of what goes to a terminal.
  const toTerminal = output === undefined && process.terminal?.stdout === true;
  const meter = !flags.has("silent") && !flags.has("no-progress-meter") && !toTerminal && !flags.has("progress-bar");
  let metered = false;
  const showMeter = (): void => {
    metered = true;
    if (meter) process.stderr(`${meterHead}\r${meterLine(0, 0, 0)}`);
  };
  const limit = values.get("max-time");
  try {
    await within(process, limit === undefined ? undefined : Number(limit) * 1000, (signal) =>
      fetchPage(process, request, transfer, output, signal, showMeter),
    );
  } catch (error) {
    if (error instanceof TimeIsUp) {
      const ms = Math.round(process.clock.now() - begun);
      transfer.code = 28;
      transfer.error = transfer.answer
        ? `Operation timed out after ${ms} milliseconds with ${transfer.received} bytes received`
        : transfer.status === 0 && transfer.sent > 0
          ? `Operation timed out after ${ms} milliseconds with 0 bytes received`
          : `Connection timed out after ${ms} milliseconds`;
    } else if (error instanceof Failure) {
      transfer.code = error.code;
      transfer.error = error.message;
    } else throw error;
  }
  transfer.took = process.clock.now() - begun;
  if (meter && metered) process.stderr(`\r${meterLine(transfer.received, transfer.sent, transfer.took)}\n`);
  if (flags.has("progress-bar") && transfer.received > 0) process.stderr(`\r${"#".repeat(72)} 100.0%\n`);
  return transfer;
}

const meterHead =
  "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n";

function meterLine(received: number, sent: number, took: number): string {
  const total = received + sent;
  const share = total === 0 ? "  0" : "100";
  const speed = (bytes: number): string => amount(took < 1 ? bytes * 1000 : (bytes * 1000) / took);
  return `${share} ${amount(total)}  ${received > 0 ? "100" : "  0"} ${amount(received)}  ${sent > 0 ? "100" : "  0"} ${amount(sent)}  ${speed(received).padStart(5)}  ${speed(sent).padStart(5)} --:--:-- --:--:-- --:--:-- ${speed(total).padStart(5)}`;
}

/** A number in five characters, as curl's meter has it. */
function amount(bytes: number): string {
  const value = Math.round(bytes);
  if (value < 100_000) return String(value).padStart(5);
  if (value < 10_000 * 1024) return `${Math.floor(value / 1024)}k`.padStart(5);
  return `${(value / 1024 ** 2).toFixed(1)}M`.padStart(5);
}

async function fetchPage(
  process: Process,
  request: CurlRequest,
  transfer: Transfer,
  output: string | true | undefined,
  signal: AbortSignal,
  showMeter: () => void,
): Promise<void> {
  const { flags, values } = request;
  const verbose = flags.has("verbose") ? (line: string): void => process.stderr(`* ${line}\n`) : (): void => {};
  let url = readUrl(transfer.url);
  if (flags.has("get") && request.data !== undefined) {
    const joined = `${url.path}${url.path.includes("?") ? "&" : "?"}${request.data}`;
    url = { ...url, path: joined };
  }
  const body = await bodyOf(process, request);
  let method = request.method ?? (flags.has("head") ? "HEAD" : request.upload !== undefined ? "PUT" : body ? "POST" : "GET");
  let carried = body;
  const sink = new Sink(process, request, output, url);
  showMeter();
  for (;;) {
    transfer.url = `${url.scheme}://${hostHeader(url)}${url.path}`;
    transfer.method = method;
    const connection = await connect(process, request, url, transfer, signal, verbose);
    const headers = requestHeaders(request, version, hostHeader(url), url.user, carried);
    const line = `${method} ${url.path} HTTP/${flags.has("http1.0") ? "1.0" : "1.1"}`;
    send(connection, line, headers, carried?.text);
    transfer.sent = carried?.length ?? 0;
    if (flags.has("verbose")) {
      process.stderr(
        [line, ...headers.map(([name, value]) => `${name}: ${value}`), ""]
          .map((text) => `> ${text}\r\n`)
          .join("")
          .replace(/\r\n> \r\n$/, "\r\n> \r\n"),
      );
      if (carried) process.stderr(`} [${carried.length} bytes data]\n`);
    }
    const answer = await receive(connection, method, signal);
    if (answer === "garbage") throw new Failure(1, "Received HTTP/0.9 when not allowed");
    if (!answer) {
      verbose("Empty reply from server");
      verbose("Closing connection 0");
      throw new Failure(52, "Empty reply from server");
    }
    transfer.answer = answer;
    transfer.status = answer.status;
    const head = [answer.statusLine, ...answer.headers.map(([name, value]) => `${name}: ${value}`), ""].map((text) => `${text}\r\n`);
    transfer.headerBytes += head.join("").length;
    if (flags.has("verbose")) for (const text of head) process.stderr(`< ${text}`);
    const fails = answer.status >= 400 && flags.has("fail");
    sink.head(head.join(""), fails);
    const location = header(answer.headers, "location");
    const redirected = answer.status >= 300 && answer.status < 400 && location !== undefined;
    transfer.redirectUrl = redirected ? follow(url, location) : "";
    if (redirected && (flags.has("location") || flags.has("location-trusted"))) {
      const most = Number(values.get("max-redirs") ?? 50);
      if (transfer.redirects >= most) throw new Failure(47, `Maximum (${most}) redirects followed`);
      transfer.redirects++;
      hangUp(process, connection);
      verbose(`Issue another request to this URL: '${transfer.redirectUrl}'`);
      url = readUrl(transfer.redirectUrl);
      if (answer.status <= 303 && method === "POST" && request.method === undefined) {
        method = "GET";
        carried = undefined;
      }
      continue;
    }
    if (fails) {
      hangUp(process, connection);
      throw new Failure(22, `The requested URL returned error: ${answer.status}`);
    }
    await take(process, answer, transfer, sink, flags.has("verbose"));
    hangUp(process, connection);
    verbose(header(answer.headers, "connection") === "close" ? "Closing connection 0" : `Connection #0 to host ${url.host} left intact`);
    sink.end();
    if (answer.status >= 400 && flags.has("fail-with-body")) throw new Failure(22, `The requested URL returned error: ${answer.status}`);
    return;
  }
}

async function take(process: Process, answer: Answer, transfer: Transfer, sink: Sink, verbose: boolean): Promise<void> {
  try {
    for await (const piece of answer.body) {
      if (verbose) process.stderr(`{ [${piece.length} bytes data]\n`);
      transfer.received += piece.length;
      sink.body(piece);
      await process.drained();
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    const length = Number(header(answer.headers, "content-length") ?? 0);
    if (length === 0) throw new Failure(56, "Recv failure: Connection reset by peer");
    throw new Failure(18, `transfer closed with ${length - error.received} bytes remaining to read`);
  }
}

function readUrl(text: string): PageUrl {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\//.exec(text)?.[1];
  if (scheme !== undefined && !/^https?$/i.test(scheme)) throw new Failure(1, `Protocol "${scheme}" not supported or disabled in libcurl`);
  const url = parseUrl(text);
  if (!url || url.host === "") throw new Failure(3, "URL using bad/illegal format or missing URL");
  return url;
}

async function connect(
  process: Process,
  request: CurlRequest,
  url: PageUrl,
  transfer: Transfer,
  signal: AbortSignal,
  verbose: (line: string) => void,
): Promise<Connection> {
  const { host, port } = url;
  const pinned = request.resolve
    .map((line) => line.replace(/^\+/, "").split(":"))
    .find(([name, number]) => name === host && Number(number) === port)?.[2];
  const address = pinned !== undefined ? (parseIpv4(pinned) ?? "unknown") : addressOf(process, host);
  if (typeof address === "string") {
    verbose(`Could not resolve host: ${host}`);
    verbose("Closing connection 0");
    throw new Failure(6, `Could not resolve host: ${host}`);
  }
  verbose(`  Trying ${formatIpv4(address)}:${port}...`);
  const limit = request.values.get("connect-timeout");
  const begun = process.clock.now();
  try {
    const connection = await within(process, limit === undefined ? undefined : Number(limit) * 1000, (inner) =>
      connectTo(process, { address, port }, { signal: AbortSignal.any([signal, inner]) }),
    );
    verbose(`Connected to ${host} (${formatIpv4(address)}) port ${port} (#0)`);
    transfer.address = address;
    transfer.port = port;
    if (url.scheme === "https") {
      hangUp(process, connection);
      sayNoTls(process);
      throw new Failure(35, "OpenSSL/3.0.16: error:0A00010B:SSL routines::wrong version number");
    }
    return connection;
  } catch (error) {
    const ms = Math.round(process.clock.now() - begun);
    if (error instanceof TimeIsUp && !signal.aborted)
      throw new Failure(28, `Failed to connect to ${host} port ${port} after ${ms} ms: Timeout was reached`);
    if (!(error instanceof SocketError)) throw error;
    verbose(`connect to ${formatIpv4(address)} port ${port} failed: ${error.message}`);
    verbose(`Failed to connect to ${host} port ${port} after ${ms} ms: Couldn't connect to server`);
    verbose("Closing connection 0");
    throw new Failure(7, `Failed to connect to ${host} port ${port} after ${ms} ms: Couldn't connect to server`);
  }
}

async function bodyOf(process: Process, request: CurlRequest): Promise<CurlBody | undefined> {
  const make = (text: string, type: string | undefined): CurlBody => ({ text, length: textToBytes(text).length, type });
  try {
    if (request.upload !== undefined) return make(await readInput(process, request.upload), undefined);
    if (request.form.length > 0) return await formBody(process, request.form, make);
  } catch (error) {
    if (!(error instanceof CurlMistake)) throw error;
    throw new Failure(26, "Failed to open/read local data from file/application");
  }
  if (request.data === undefined || request.flags.has("get")) return undefined;
  return make(request.data, "application/x-www-form-urlencoded");
}

async function formBody(process: Process, fields: readonly string[], make: (text: string, type: string) => CurlBody): Promise<CurlBody> {
  const boundary = "------------------------6472796c6f636b21";
  const parts: string[] = [];
  for (const field of fields) {
    const equals = field.indexOf("=");
    const name = field.slice(0, equals);
    const value = field.slice(equals + 1);
    const file = value.startsWith("@") ? value.slice(1).replace(/;.*$/, "") : undefined;
    const extra = file === undefined ? "" : `; filename="${file.split("/").at(-1)}"\r\nContent-Type: application/octet-stream`;
    const text = file === undefined ? value : await readInput(process, file);
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${text}\r\n`);
  }
  return make(`${parts.join("")}--${boundary}--\r\n`, `multipart/form-data; boundary=${boundary}`);
}

/** Where a page goes: standard output, or a file that is made when the first byte comes. */
class Sink {
  readonly #process: Process;
  readonly #request: CurlRequest;
  readonly #path: string | undefined;
  readonly #name: string;
  #begun = false;

  constructor(process: Process, request: CurlRequest, output: string | true | undefined, url: PageUrl) {
    this.#process = process;
    this.#request = request;
    const remote =
      url.path
        .replace(/[?#].*$/, "")
        .split("/")
        .at(-1) ?? "";
    if (output === true && remote === "") throw new Failure(23, "Failed writing received data to disk/application");
    this.#name = output === true ? remote : (output ?? "-");
    const folder = request.values.get("output-dir");
    this.#path = this.#name === "-" ? undefined : at(process, folder === undefined ? this.#name : `${folder}/${this.#name}`);
  }

  head(text: string, hidden: boolean): void {
    const dump = this.#request.values.get("dump-header");
    if (dump === "-") this.#process.stdout(text);
    else if (dump !== undefined) this.#process.fs.writeFile(at(this.#process, dump), text);
    const shown = this.#request.flags.has("include") || this.#request.flags.has("head");
    if (shown && (!hidden || this.#request.flags.has("head"))) this.body(textToBytes(text));
  }

  body(bytes: Uint8Array): void {
    if (this.#path === undefined) {
      this.#process.stdout(bytesToText(bytes));
      return;
    }
    this.#write(bytes);
  }

  end(): void {
    if (this.#path !== undefined && !this.#begun) this.#write(new Uint8Array());
  }

  #write(bytes: Uint8Array): void {
    const { fs, stderr } = this.#process;
    const path = this.#path as string;
    try {
      if (this.#begun) fs.appendFile(path, bytes);
      else fs.writeFile(path, bytes, { parents: this.#request.flags.has("create-dirs") });
      this.#begun = true;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      if (!this.#request.flags.has("silent")) stderr(`Warning: Failed to open the file ${this.#name}: ${error.reason}\n`);
      throw new Failure(23, "Failure writing output to destination");
    }
  }
}
