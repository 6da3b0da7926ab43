import type { Process } from "../../program.ts";
import { hangUp, TimeIsUp, within } from "../calls.ts";
import { type Answer, receive, send } from "../http/client.ts";
import { CutShort, header } from "../http/message.ts";
import { follow, hostHeader, type PageUrl, parseUrl } from "../http/url.ts";
import { bodyOf } from "./body.ts";
import { connect } from "./connect.ts";
import { meterHead, meterLine } from "./meter.ts";
import { type CurlRequest, requestHeaders } from "./options.ts";
import { Sink } from "./sink.ts";
import { Failure, type Transfer } from "./transfer.ts";
import { version } from "./version.ts";

/** One page, redirects and all. What goes wrong is in the transfer's `code` and `error`; throws nothing of curl's. */
export async function transferPage(
  process: Process,
  request: CurlRequest,
  text: string,
  output: string | true | undefined,
): Promise<Transfer> {
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
