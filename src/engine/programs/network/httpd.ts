import { formatIpv4, parseIpv4 } from "../../kernel/network/address.ts";
import { type Connection, type Endpoint, SocketError } from "../../kernel/network/sockets.ts";
import { FsError } from "../../filesystem/errors.ts";
import { type Applet, at } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { listenAt } from "./calls.ts";
import { ByteReader, header, type Header, headText, httpDate } from "./http/message.ts";
import { decodePath, readRequest, type Request, serve } from "./http/server.ts";
import { readOptions } from "./usage.ts";

const usage = `httpd [-ifv[v]] [-c CONFFILE] [-p [IP:]PORT] [-u USER[:GRP]] [-r REALM] [-h HOME]
or httpd -d/-e/-m STRING

Listen for incoming HTTP requests

	-i		Inetd mode
	-f		Run in foreground
	-v[v]		Verbose
	-p [IP:]PORT	Bind to IP:PORT (default *:80)
	-u USER[:GRP]	Set uid/gid after binding to port
	-r REALM	Authentication Realm for Basic Authentication
	-h HOME		Home directory (default .)
	-c FILE		Configuration file (default {/etc,HOME}/httpd.conf)
	-m STRING	MD5 crypt STRING
	-e STRING	HTML encode STRING
	-d STRING	URL decode STRING`;

/** By the end of a name, as busybox has them. */
const contentTypes: Readonly<Record<string, string>> = {
  htm: "text/html",
  html: "text/html",
  txt: "text/plain",
  c: "text/plain",
  h: "text/plain",
  css: "text/css",
  xml: "text/xml",
  js: "text/javascript",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  png: "image/png",
  svg: "image/svg+xml",
  ico: "image/x-icon",
  wav: "audio/wav",
  avi: "video/x-msvideo",
  mov: "video/quicktime",
  qt: "video/quicktime",
  mpe: "video/mpeg",
  mpeg: "video/mpeg",
};

const statuses: Readonly<Record<number, readonly [words: string, text?: string]>> = {
  200: ["OK"],
  206: ["Partial Content"],
  302: ["Found"],
  304: ["Not Modified"],
  400: ["Bad Request", "Unsupported method"],
  403: ["Forbidden", ""],
  404: ["Not Found", "The requested URL was not found"],
  500: ["Internal Server Error", "Internal Server Error"],
  501: ["Not Implemented", "The requested method is not recognized"],
};

interface Site {
  readonly home: string;
  /** 0 to 2. */
  readonly verbosity: number;
}

/** Busybox's web server: files of one folder. Scripts in `cgi-bin` are not run. */
export const httpd: Applet = async (process, args, tool) => {
  const options = readOptions(process, tool, args, { short: "c:d:h:ifve:m:p:u:r:" }, usage);
  if (typeof options === "number") return options;
  const encode = options.value("e");
  if (encode !== undefined) {
    process.stdout(encode.replace(/[^A-Za-z0-9]/g, (character) => `&#${character.charCodeAt(0)};`));
    return 0;
  }
  const decode = options.value("d");
  if (decode !== undefined) {
    process.stdout(decodePath(decode.replace(/\+/g, " ")) ?? decode);
    return 0;
  }
  if (options.has("m") || options.has("i")) {
    process.stderr("drydock: httpd: -m and -i are not modelled in the lab\n");
    return 1;
  }
  const given = options.value("h") ?? ".";
  const home = at(process, given === "." ? process.cwd : given);
  const folder = process.fs.lookup(home);
  if (folder?.kind !== "directory")
    return tool.fail(`can't change directory to '${given}': ${folder ? "Not a directory" : "No such file or directory"}`);
  const endpoint = endpointOf(options.value("p") ?? "80");
  if (!endpoint) return tool.fail(`bad port '${options.value("p")}'`);
  const site: Site = { home, verbosity: options.order.filter((name) => name === "v").length };
  const start = (server: Process): number | undefined => {
    try {
      const listener = listenAt(server, endpoint);
      // It ends with the process, and that is no failure.
      serve(server, listener, (connection) => answer(server, site, connection)).catch(() => {});
      return undefined;
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      server.stderr(`${tool.name}: bind: ${error.message}\n`);
      return 1;
    }
  };
  const forever = (server: Process): Promise<number> =>
    new Promise((_, reject) => server.signal.addEventListener("abort", () => reject(server.signal.reason), { once: true }));
  if (options.has("f")) return start(process) ?? forever(process);
  // In the background: whoever started it learns whether it could take its port.
  let begun: (code: number) => void = () => {};
  const answered = new Promise<number>((resolve) => {
    begun = resolve;
  });
  process.fork(async (child) => {
    child.task.newSession();
    const failed = start(child);
    begun(failed ?? 0);
    return failed ?? forever(child);
  });
  return answered;
};

function endpointOf(text: string): Endpoint | undefined {
  const colon = text.lastIndexOf(":");
  const address = colon < 0 ? 0 : parseIpv4(text.slice(0, colon).replace(/^\[?::\]?$|^\*$/, "0.0.0.0"));
  const port = Number(text.slice(colon + 1));
  return address === undefined || !/^\d+$/.test(text.slice(colon + 1)) || port > 65_535 ? undefined : { address, port };
}

async function answer(process: Process, site: Site, connection: Connection): Promise<void> {
  const request = await readRequest(new ByteReader(connection, process.signal), true);
  if (!request) return;
  const peer = `[::ffff:${formatIpv4(connection.remote.address)}]:${connection.remote.port}`;
  if (site.verbosity > 1 && request !== "bad") process.stderr(`${peer}: url:${request.target}\n`);
  const respond = (status: number, headers: readonly Header[] = [], body?: string): undefined => {
    if (site.verbosity > 0) process.stderr(`${peer}: response:${status}\n`);
    const [words, text] = statuses[status] as readonly [string, string?];
    const all: Header[] = [["Date", httpDate(process.clock.now())], ["Connection", "close"], ...headers];
    const page =
      text === undefined
        ? ""
        : `<HTML><HEAD><TITLE>${status} ${words}</TITLE></HEAD>\n<BODY><H1>${status} ${words}</H1>\n${text}\n</BODY></HTML>\n`;
    if (text !== undefined) all.push(["Content-type", "text/html"]);
    connection.write(headText(`HTTP/1.1 ${status} ${words}`, all) + (body ?? page));
  };
  if (request === "bad" || !request.target.startsWith("/")) return respond(400);
  if (request.method === "POST") return respond(501);
  serveFile(process, site, request, respond);
  await connection.drained(process.signal);
}

function serveFile(
  process: Process,
  site: Site,
  request: Request,
  respond: (status: number, headers?: readonly Header[], body?: string) => undefined,
): undefined {
  const path = decodePath(request.target.replace(/[?#].*$/, ""));
  if (path === undefined) return respond(400);
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return respond(400);
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  if (parts[0] === "cgi-bin") {
    process.stderr("drydock: httpd: scripts in cgi-bin are not run in the lab\n");
    return respond(404);
  }
  let file = [site.home.replace(/\/$/, ""), ...parts].join("/");
  if (process.fs.lookup(file || "/")?.kind === "directory") {
    if (!path.endsWith("/")) return respond(302, [["Location", `/${parts.join("/")}/`]]);
    file += "/index.html";
  }
  const node = process.fs.lookup(file);
  if (node?.kind !== "file") return respond(404);
  let bytes: Uint8Array;
  try {
    bytes = process.fs.readFile(file);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return respond(404);
  }
  const size = bytes.length;
  const mtime = Math.floor(node.mtime / 1000);
  const range = /^bytes=(\d+)-(\d*)$/.exec(header(request.headers, "range") ?? "");
  const from = Number(range?.[1] ?? 0);
  const to = Math.min(size - 1, range?.[2] ? Number(range[2]) : size - 1);
  const partial = range !== null && from <= to;
  const type = contentTypes[file.slice(file.lastIndexOf(".") + 1).toLowerCase()];
  const known: Header[] = type && file.includes(".") ? [["Content-type", type]] : [];
  const length = partial ? to - from + 1 : size;
  return respond(
    partial ? 206 : 200,
    [
      ...known,
      ...(partial ? ([["Content-Range", `bytes ${from}-${to}/${size}`]] as const) : []),
      ["Accept-Ranges", "bytes"],
      ["Last-Modified", httpDate(node.mtime)],
      ["ETag", `"${mtime.toString(16)}-${size.toString(16)}"`],
      ["Content-Length", String(length)],
    ],
    bytesToText(partial ? bytes.subarray(from, to + 1) : bytes),
  );
}
