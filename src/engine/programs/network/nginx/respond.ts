/** How nginx answers a request: which server, which location, and what from there. */
import { formatIpv4, parseIpv4 } from "../../../kernel/network/address.ts";
import { type Connection, SocketError } from "../../../kernel/network/sockets.ts";
import type { Process } from "../../program.ts";
import { bytesToText, textToBytes } from "../../shell/bytes.ts";
import { addressOf, connectTo, hangUp } from "../calls.ts";
import { receive, send } from "../http/client.ts";
import { header, type Header, httpDate, wholeBody } from "../http/message.ts";
import { decodePath, type Request } from "../http/server.ts";
import type { Configuration, Location, Scope, VirtualServer } from "./config.ts";

export interface Reply {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
}

export const statusWords: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  206: "Partial Content",
  301: "Moved Permanently",
  302: "Moved Temporarily",
  303: "See Other",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Not Allowed",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};

const types: Readonly<Record<string, string>> = {
  html: "text/html",
  htm: "text/html",
  shtml: "text/html",
  css: "text/css",
  xml: "text/xml",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "application/javascript",
  txt: "text/plain",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
  ico: "image/x-icon",
  woff: "font/woff",
  woff2: "font/woff2",
  json: "application/json",
  pdf: "application/pdf",
  zip: "application/zip",
  wasm: "application/wasm",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  webm: "video/webm",
};

export interface Exchange {
  readonly process: Process;
  readonly config: Configuration;
  readonly version: string;
  readonly connection: Connection;
  readonly request: Request;
  /** Where the next request to each upstream goes. */
  readonly turns: Map<string, number>;
  readonly logError: (level: string, words: string) => void;
}

/** The server of a request: by its name among those that hear at the port, else the default one. */
export function serverFor({ config, connection, request }: Exchange): VirtualServer | undefined {
  const { address, port } = connection.local;
  const heard = config.servers.filter((server) =>
    server.listens.some((at) => at.port === port && (at.address === 0 || at.address === address)),
  );
  const host = (header(request.headers, "host") ?? "").replace(/:\d+$/, "").toLowerCase();
  const matches = (name: string): boolean =>
    name.startsWith("~")
      ? new RegExp(name.slice(1)).test(host)
      : name.startsWith("*.")
        ? host.endsWith(name.slice(1))
        : name.toLowerCase() === host;
  return (
    heard.find((server) => server.names.some(matches)) ??
    heard.find((server) => server.listens.some((at) => at.port === port && at.isDefault)) ??
    heard[0]
  );
}

/** Exact, then the longest prefix, unless an expression matches first. */
function locationFor(server: VirtualServer, path: string): { location: Location; groups: readonly string[] } | undefined {
  const exact = server.locations.find(({ kind, path: own }) => kind === "=" && own === path);
  if (exact) return { location: exact, groups: [] };
  let best: Location | undefined;
  for (const location of server.locations)
    if (
      (location.kind === "" || location.kind === "^~") &&
      path.startsWith(location.path) &&
      location.path.length > (best?.path.length ?? -1)
    )
      best = location;
  if (best?.kind !== "^~") {
    for (const location of server.locations) {
      const match = location.regExp?.exec(path);
      if (match) return { location, groups: [...match] };
    }
  }
  return best && { location: best, groups: [] };
}

export async function respond(exchange: Exchange): Promise<{ reply: Reply; scope: Scope | undefined }> {
  const server = serverFor(exchange);
  const [path = "", args = ""] = exchange.request.target.split(/\?(.*)/s);
  const decoded = decodePath(path);
  if (!server || decoded === undefined) return { reply: errorPage(400, exchange.version), scope: server?.scope };
  return new Handling(exchange, server, args).handle(decoded, 0);
}

export function errorPage(status: number, version: string, headers: readonly Header[] = []): Reply {
  const words = status === 302 ? "Found" : (statusWords[status] ?? "");
  return {
    status,
    headers: [["Content-Type", "text/html"], ...headers],
    body: `<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body>\r\n<center><h1>${status} ${words}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`,
  };
}

class Handling {
  readonly #exchange: Exchange;
  readonly #server: VirtualServer;
  readonly #args: string;
  #uri = "";
  #groups: readonly string[] = [];

  constructor(exchange: Exchange, server: VirtualServer, args: string) {
    this.#exchange = exchange;
    this.#server = server;
    this.#args = args;
  }

  async handle(path: string, depth: number): Promise<{ reply: Reply; scope: Scope }> {
    this.#uri = path;
    const found = locationFor(this.#server, path);
    const scope = found?.location.scope ?? this.#server.scope;
    this.#groups = found?.groups ?? [];
    if (depth > 10) return { reply: errorPage(500, this.#exchange.version), scope };
    const returned = this.#server.scope.own("return")[0] ?? scope.own("return")[0];
    let reply: Reply | { readonly go: string };
    if (returned) reply = this.#return(returned.args);
    else {
      const rewritten = this.#rewrite([...this.#server.scope.own("rewrite"), ...scope.own("rewrite")], path);
      if (rewritten !== undefined && rewritten !== path) return this.handle(rewritten, depth + 1);
      reply = scope.own("proxy_pass").length > 0 ? await this.#proxy(scope, found?.location) : this.#file(scope, found?.location, path);
    }
    if ("go" in reply) {
      const named = this.#server.locations.find((location) => location.kind === "@" && location.path === (reply as { go: string }).go);
      if (!named) return this.handle(reply.go, depth + 1);
      if (named.scope.own("proxy_pass").length > 0) return { reply: await this.#proxy(named.scope, undefined), scope: named.scope };
      const words = named.scope.own("return")[0];
      return { reply: words ? this.#return(words.args) : errorPage(404, this.#exchange.version), scope: named.scope };
    }
    if (reply.status >= 300 && depth === 0) {
      for (const { args } of scope.all("error_page")) {
        if (!args.slice(0, -1).includes(String(reply.status))) continue;
        const target = args.at(-1) as string;
        const override = args.find((word) => word.startsWith("="));
        const page = await this.handle(target, 5);
        if (page.reply.status >= 400) continue;
        return { reply: { ...page.reply, status: override ? Number(override.slice(1)) || page.reply.status : reply.status }, scope };
      }
    }
    return { reply, scope };
  }

  #expand(text: string): string {
    const { request, connection } = this.#exchange;
    return text.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
      if (/^\d$/.test(name)) return this.#groups[Number(name)] ?? "";
      const host = header(request.headers, "host") ?? "";
      if (name.startsWith("http_")) return header(request.headers, name.slice(5).replaceAll("_", "-")) ?? "";
      if (name.startsWith("arg_")) return new URLSearchParams(this.#args).get(name.slice(4)) ?? "";
      const values: Record<string, string> = {
        uri: this.#uri,
        document_uri: this.#uri,
        request_uri: request.target,
        args: this.#args,
        query_string: this.#args,
        is_args: this.#args ? "?" : "",
        host: host.replace(/:\d+$/, ""),
        remote_addr: formatIpv4(connection.remote.address),
        remote_port: String(connection.remote.port),
        server_addr: formatIpv4(connection.local.address),
        server_port: String(connection.local.port),
        request_method: request.method,
        scheme: "http",
        server_name: this.#server.names[0] ?? "",
        hostname: this.#exchange.process.hostname,
        server_protocol: request.protocol,
        nginx_version: this.#exchange.version,
        proxy_add_x_forwarded_for: [header(request.headers, "x-forwarded-for"), formatIpv4(connection.remote.address)]
          .filter(Boolean)
          .join(", "),
        proxy_host: "",
      };
      return values[name] ?? "";
    });
  }

  #return([first = "", text]: readonly string[]): Reply {
    const { version } = this.#exchange;
    const status = /^\d{3}$/.test(first) ? Number(first) : 302;
    if (status >= 301 && status <= 308 && status !== 304) {
      const location = this.#expand(text ?? first);
      const page = errorPage(status, version);
      return {
        ...page,
        headers: [
          ["Content-Type", "text/html"],
          ["Location", location.startsWith("/") ? `${this.#origin()}${location}` : location],
        ],
      };
    }
    if (text === undefined) return status === 200 || status === 204 ? { status, headers: [], body: "" } : errorPage(status, version);
    return { status, headers: [["Content-Type", this.#server.scope.word("default_type") ?? "text/plain"]], body: this.#expand(text) };
  }

  #origin(): string {
    return `http://${header(this.#exchange.request.headers, "host") ?? this.#server.names[0] ?? ""}`;
  }

  #rewrite(rules: readonly { readonly args: readonly string[] }[], path: string): string | undefined {
    for (const { args } of rules) {
      const match = new RegExp(args[0] as string).exec(path);
      if (!match) continue;
      this.#groups = [...match];
      return this.#expand(args[1] as string).replace(/\?.*$/, "");
    }
    return undefined;
  }

  #place(scope: Scope, location: Location | undefined, uri: string): string {
    const alias = scope.own("alias")[0]?.args[0];
    if (alias !== undefined && location) return alias + uri.slice(location.path.length);
    return `${this.#expand(scope.word("root") ?? "/etc/nginx/html").replace(/\/$/, "")}${uri}`;
  }

  #file(scope: Scope, location: Location | undefined, uri: string): Reply | { readonly go: string } {
    const { process, request, version, logError } = this.#exchange;
    const tries = scope.own("try_files")[0]?.args ?? this.#server.scope.own("try_files")[0]?.args;
    let path = this.#place(scope, location, uri);
    if (tries) {
      const candidates = tries.slice(0, -1).map((word) => this.#expand(word));
      const hit = candidates.find(
        (word) =>
          process.fs.lookup(this.#place(scope, location, word).replace(/\/$/, "") || "/")?.kind ===
          (word.endsWith("/") ? "directory" : "file"),
      );
      if (hit === undefined) {
        const last = this.#expand(tries.at(-1) as string);
        return last.startsWith("=") ? errorPage(Number(last.slice(1)), version) : { go: last };
      }
      path = this.#place(scope, location, hit);
    }
    if (request.method !== "GET" && request.method !== "HEAD") return errorPage(405, version);
    const node = process.fs.lookup(path.replace(/\/$/, "") || "/");
    if (node?.kind === "directory") {
      if (!path.endsWith("/"))
        return {
          ...errorPage(301, version),
          headers: [
            ["Content-Type", "text/html"],
            ["Location", `${this.#origin()}${uri}/`],
          ],
        };
      const names = scope.all("index")[0]?.args ?? ["index.html"];
      const index = names.find((name) => process.fs.lookup(path + name)?.kind === "file");
      if (index !== undefined) return { ...this.#read(scope, path + index) };
      logError("error", `directory index of "${path}" is forbidden`);
      return errorPage(403, version);
    }
    return this.#read(scope, path);
  }

  #read(scope: Scope, path: string): Reply {
    const { process, version, logError } = this.#exchange;
    const node = process.fs.lookup(path);
    if (node?.kind !== "file" || path.endsWith("/")) {
      logError("error", `open() "${path}" failed (2: No such file or directory)`);
      return errorPage(404, version);
    }
    let bytes: Uint8Array;
    try {
      bytes = process.fs.readFile(path);
    } catch {
      logError("error", `open() "${path}" failed (13: Permission denied)`);
      return errorPage(403, version);
    }
    const ending = path.split("/").at(-1)?.split(".").at(-1)?.toLowerCase() ?? "";
    const type = types[ending] ?? scope.word("default_type") ?? "text/plain";
    const tag = `"${Math.floor(node.mtime / 1000).toString(16)}-${bytes.length.toString(16)}"`;
    return {
      status: 200,
      headers: [
        ["Content-Type", type],
        ["Last-Modified", httpDate(node.mtime)],
        ["ETag", tag],
        ["Accept-Ranges", "bytes"],
      ],
      body: bytesToText(bytes),
    };
  }

  async #proxy(scope: Scope, location: Location | undefined): Promise<Reply> {
    const { process, config, request, version, turns, logError } = this.#exchange;
    const target = this.#expand(scope.own("proxy_pass")[0]?.args[0] as string);
    const [, name = "", port = "80", rest] = /^https?:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(target) ?? [];
    const upstream = config.upstreams.get(name);
    const servers = upstream?.servers
      .filter(({ backup }) => !backup)
      .flatMap((server) => Array.from({ length: server.weight }, () => server)) ?? [{ host: name, port: Number(port) }];
    const query = this.#args === "" ? "" : `?${this.#args}`;
    const path = rest === undefined || !location ? request.target : `${rest}${this.#uri.slice(location.path.length)}${query}`;
    const body = bytesToText(await request.body());
    const given = scope.all("proxy_set_header").map(({ args }): Header => [args[0] as string, this.#expand(args[1] as string)]);
    const own: Header[] = [
      ["Host", upstream ? name : target.replace(/^https?:\/\//, "").replace(/\/.*$/, "")],
      ["Connection", "close"],
    ];
    const passed = request.headers.filter(
      ([other]) => !["host", "connection", "keep-alive", "content-length"].includes(other.toLowerCase()),
    );
    const named = new Set(given.map(([other]) => other.toLowerCase()));
    const headers = [...given, ...[...own, ...passed].filter(([other]) => !named.has(other.toLowerCase()))].filter(
      ([, value]) => value !== "",
    );
    if (body !== "") headers.push(["Content-Length", String(textToBytes(body).length)]);
    const first = turns.get(name) ?? 0;
    turns.set(name, first + 1);
    for (let attempt = 0; attempt < servers.length; attempt++) {
      const server = servers[(first + attempt) % servers.length] as { host: string; port: number };
      const address = parseIpv4(server.host) ?? addressOf(process, server.host);
      if (typeof address === "string") continue;
      try {
        const connection = await connectTo(process, { address, port: server.port });
        send(connection, `${request.method} ${path} HTTP/1.0`, headers, body);
        const answer = await receive(connection, request.method, process.signal);
        const bytes = answer && answer !== "garbage" ? await wholeBody(answer.body) : undefined;
        hangUp(process, connection);
        if (!answer || answer === "garbage" || !bytes) {
          logError(
            "error",
            `upstream prematurely closed connection while reading response header from upstream, upstream: "http://${formatIpv4(address)}:${server.port}${path}"`,
          );
          continue;
        }
        const kept = answer.headers.filter(
          ([other]) => !["connection", "server", "date", "transfer-encoding", "content-length", "keep-alive"].includes(other.toLowerCase()),
        );
        return { status: answer.status, headers: kept, body: bytesToText(bytes) };
      } catch (error) {
        if (!(error instanceof SocketError)) throw error;
        const number = { ECONNREFUSED: 111, EHOSTUNREACH: 113, ETIMEDOUT: 110 }[error.code as "ECONNREFUSED"] ?? 101;
        logError("error", `connect() failed (${number}: ${error.message}) while connecting to upstream`);
      }
    }
    return errorPage(502, version);
  }
}
