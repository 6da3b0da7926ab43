/** `net/http`: a server with its routes, and a client. */
import { formatIpv4, parseIpv4 } from "../../kernel/network/address.ts";
import { type Connection, SocketError } from "../../kernel/network/sockets.ts";
import { addressOf, connectTo, hangUp, listenAt } from "../network/calls.ts";
import { receive, send } from "../network/http/client.ts";
import { ByteReader, header, headText, httpDate, wholeBody } from "../network/http/message.ts";
import { type Request, readRequest, serve } from "../network/http/server.ts";
import type { Process } from "../program.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";
import { bytesOf, type Func, fn, GoError, Native, Panic, Slice, Tuple, textOf, type Value } from "./values.ts";

const statuses: Readonly<Record<number, readonly [constant: string, text: string]>> = {
  200: ["StatusOK", "OK"],
  201: ["StatusCreated", "Created"],
  202: ["StatusAccepted", "Accepted"],
  204: ["StatusNoContent", "No Content"],
  301: ["StatusMovedPermanently", "Moved Permanently"],
  302: ["StatusFound", "Found"],
  303: ["StatusSeeOther", "See Other"],
  400: ["StatusBadRequest", "Bad Request"],
  401: ["StatusUnauthorized", "Unauthorized"],
  403: ["StatusForbidden", "Forbidden"],
  404: ["StatusNotFound", "Not Found"],
  405: ["StatusMethodNotAllowed", "Method Not Allowed"],
  409: ["StatusConflict", "Conflict"],
  500: ["StatusInternalServerError", "Internal Server Error"],
  502: ["StatusBadGateway", "Bad Gateway"],
  503: ["StatusServiceUnavailable", "Service Unavailable"],
};

type Routes = { readonly pattern: string; readonly handler: Func }[];

export function httpPackage(process: Process): Readonly<Record<string, Value>> {
  const routes: Routes = [];
  const add = (list: Routes) =>
    fn((pattern = "", handler = null) => {
      list.push({ pattern: String(pattern), handler: asHandler(handler) });
      return null;
    });
  const makeMux = (): Native => {
    const own: Routes = [];
    return new Native("*http.ServeMux", {
      HandleFunc: add(own),
      Handle: add(own),
      ServeHTTP: fn(async (writer = null, request = null) => {
        await route(own, writer as Native, request as Native);
        return null;
      }),
    });
  };
  const standard = fn(async (writer = null, request = null) => {
    await route(routes, writer as Native, request as Native);
    return null;
  });
  const listen = (address: Value | undefined, handler: Value | undefined): Promise<Value> =>
    serveAt(process, String(address), handler ? asHandler(handler) : standard);
  const get = (method: string) =>
    fn((url = "", type: Value = "", body: Value = "") => fetchUrl(process, method, String(url), textOf(body), String(type)));
  return {
    HandleFunc: add(routes),
    Handle: add(routes),
    HandlerFunc: fn((handler = null) => handler),
    NewServeMux: fn(makeMux),
    ListenAndServe: fn((address, handler) => listen(address, handler)),
    "Server{}": fn(() => {
      const server = new Native("*http.Server", { Addr: "", Handler: null });
      server.members.set(
        "ListenAndServe",
        fn(() => listen(server.members.get("Addr"), server.members.get("Handler") ?? undefined)),
      );
      return server;
    }),
    Error: fn(async (writer = null, text = "", code = 500) => {
      await answer(writer as Native, Number(code), `${String(text)}\n`, "text/plain; charset=utf-8");
      return null;
    }),
    NotFound: fn(async (writer = null) => {
      await answer(writer as Native, 404, "404 page not found\n", "text/plain; charset=utf-8");
      return null;
    }),
    Get: get("GET"),
    Post: get("POST"),
    StatusText: fn((code = 0) => statuses[Number(code)]?.[1] ?? ""),
    MethodGet: "GET",
    MethodPost: "POST",
    MethodPut: "PUT",
    MethodDelete: "DELETE",
    ...Object.fromEntries(Object.entries(statuses).map(([code, [constant]]) => [constant, Number(code)])),
  };
}

function asHandler(value: Value): Func {
  if (value instanceof Native) {
    const serveHttp = value.members.get("ServeHTTP");
    if (serveHttp && typeof serveHttp === "object" && "call" in serveHttp) return serveHttp;
  }
  if (value && typeof value === "object" && "call" in value) return value;
  throw new Panic(null, "http: nil handler");
}

async function call(target: Native, name: string, ...args: readonly Value[]): Promise<Value> {
  const member = target.members.get(name);
  return member && typeof member === "object" && "call" in member ? member.call(args) : null;
}

async function answer(writer: Native, code: number, text: string, type: string): Promise<void> {
  const headers = await call(writer, "Header");
  if (headers instanceof Native) {
    await call(headers, "Set", "Content-Type", type);
    await call(headers, "Set", "X-Content-Type-Options", "nosniff");
  }
  await call(writer, "WriteHeader", code);
  await call(writer, "Write", bytesOf(text));
}

/** Calls the handler of the route that fits best: with a method before one without, a longer one before a shorter. */
async function route(routes: Routes, writer: Native, request: Native): Promise<void> {
  const path = String((request.members.get("URL") as Native).members.get("Path"));
  const method = String(request.members.get("Method"));
  let best: { readonly handler: Func; readonly length: number; readonly values: ReadonlyMap<string, string> } | undefined;
  const allowed: string[] = [];
  for (const { pattern, handler } of routes) {
    const [, wanted, place = ""] = /^(?:([A-Z]+)\s+)?(\S*)$/.exec(pattern) ?? [];
    const names: string[] = [];
    const source = place.replace(/[.+^$()|[\]\\]/g, "\\$&").replace(/\{(\w*)(\.\.\.|\$)?\}/g, (_, name: string, rest?: string) => {
      if (rest === "$") return "$";
      names.push(name);
      return rest === "..." ? "(.*)" : "([^/]+)";
    });
    const match = new RegExp(`^${source}${place.endsWith("/") ? "" : "$"}`).exec(path);
    if (!match) continue;
    if (wanted !== undefined && wanted !== method && !(wanted === "GET" && method === "HEAD")) {
      allowed.push(wanted);
      continue;
    }
    const length = place.length * 2 + (wanted ? 1 : 0);
    if (!best || length > best.length)
      best = { handler, length, values: new Map(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")])) };
  }
  if (best) {
    const { values } = best;
    request.members.set(
      "PathValue",
      fn((name = "") => values.get(String(name)) ?? ""),
    );
    await best.handler.call([writer, request]);
  } else if (allowed.length > 0) {
    const headers = await call(writer, "Header");
    if (headers instanceof Native) await call(headers, "Set", "Allow", allowed.join(", "));
    await answer(writer, 405, "Method Not Allowed\n", "text/plain; charset=utf-8");
  } else await answer(writer, 404, "404 page not found\n", "text/plain; charset=utf-8");
}

/** Serves until the process ends; gives why it could not. */
async function serveAt(process: Process, address: string, handler: Func): Promise<Value> {
  const [, host = "", port = ""] = /^(.*):(\w+)$/.exec(address) ?? [undefined, address, "80"];
  const at = host === "" ? 0 : (parseIpv4(host) ?? addressOf(process, host));
  if (typeof at !== "number") return new GoError(`listen tcp: lookup ${host}: no such host`);
  try {
    const listener = listenAt(process, { address: at, port: port === "http" ? 80 : Number(port) });
    await serve(process, listener, (connection) => converse(process, connection, handler));
    return new GoError("http: Server closed");
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    return new GoError(`listen tcp ${address}: bind: ${error.message.toLowerCase()}`);
  }
}

async function converse(process: Process, connection: Connection, handler: Func): Promise<void> {
  const reader = new ByteReader(connection, process.signal);
  for (;;) {
    const request = await readRequest(reader);
    if (!request) return;
    if (request === "bad") {
      connection.write("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request");
      return;
    }
    const close = (header(request.headers, "connection") ?? "").toLowerCase() === "close";
    await respond(process, connection, request, await request.body(), handler, close);
    await connection.drained(process.signal);
    if (close) return;
  }
}

async function respond(
  process: Process,
  connection: Connection,
  request: Request,
  body: Uint8Array,
  handler: Func,
  close: boolean,
): Promise<void> {
  const headers = new Map<string, string>();
  let status = 0;
  let text = "";
  const writer = new Native("http.ResponseWriter", {
    Header: fn(() => headerValue(headers)),
    WriteHeader: fn((code = 200) => {
      if (status === 0) status = Number(code);
      return null;
    }),
    Write: fn((data = null) => {
      if (status === 0) status = 200;
      text += data instanceof Slice ? bytesToText(Uint8Array.from(data.items.map(Number))) : textOf(data);
      return new Tuple([data instanceof Slice ? data.items.length : 0, null]);
    }),
  });
  try {
    await handler.call([writer, requestValue(connection, request, body)]);
  } catch (error) {
    if (!(error instanceof Panic)) throw error;
    process.stderr(
      `${new Date(process.clock.now()).toISOString().replace(/^(\d+)-(\d+)-(\d+)T([\d:]+).*$/, "$1/$2/$3 $4")} http: panic serving ${formatIpv4(connection.remote.address)}:${connection.remote.port}: ${error.message}\n`,
    );
    hangUp(process, connection);
    return;
  }
  const bytes = textToBytes(text);
  const code = status || 200;
  if (!headers.has("Content-Type") && bytes.length > 0)
    headers.set("Content-Type", /^\s*<(!doctype|html|h1|p|body)/i.test(text) ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
  const lines: [string, string][] = [...headers].sort(([a], [b]) => (a < b ? -1 : 1));
  lines.push(["Date", httpDate(process.clock.now())]);
  if (code !== 204 && code !== 304) lines.push(["Content-Length", String(bytes.length)]);
  if (close) lines.push(["Connection", "close"]);
  const order = ["Date", "Content-Length", "Content-Type", "Connection"];
  lines.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  connection.write(headText(`HTTP/1.1 ${code} ${statuses[code]?.[1] ?? ""}`, lines) + (request.method === "HEAD" ? "" : text));
}

function headerValue(headers: Map<string, string>): Native {
  const name = (given: Value | undefined): string =>
    String(given)
      .toLowerCase()
      .replace(/(^|-)\w/g, (letter) => letter.toUpperCase());
  const set = fn((key, value) => {
    headers.set(name(key), String(value));
    return null;
  });
  return new Native("http.Header", {
    Set: set,
    Add: set,
    Get: fn((key) => headers.get(name(key)) ?? ""),
    Del: fn((key) => {
      headers.delete(name(key));
      return null;
    }),
  });
}

function requestValue(connection: Connection, request: Request, body: Uint8Array): Native {
  const [path = "/", query = ""] = request.target.split("?");
  const values = new URLSearchParams(query);
  const headers = new Map(
    request.headers.map(([key, value]) => [key.toLowerCase().replace(/(^|-)\w/g, (letter) => letter.toUpperCase()), value]),
  );
  return new Native("*http.Request", {
    Method: request.method,
    Host: header(request.headers, "host") ?? "",
    RemoteAddr: `${formatIpv4(connection.remote.address)}:${connection.remote.port}`,
    RequestURI: request.target,
    Proto: request.protocol,
    URL: new Native("*url.URL", {
      Path: decodeURIComponent(path),
      RawQuery: query,
      Query: fn(() => new Native("url.Values", { Get: fn((name = "") => values.get(String(name)) ?? "") })),
      String: fn(() => request.target),
    }),
    Header: headerValue(headers),
    Body: new Native("io.ReadCloser", { data: new Slice([...body], true), Close: fn(() => null) }),
    FormValue: fn((name = "") => values.get(String(name)) ?? new URLSearchParams(bytesToText(body)).get(String(name)) ?? ""),
    UserAgent: fn(() => header(request.headers, "user-agent") ?? ""),
  });
}

async function fetchUrl(process: Process, method: string, url: string, body: string, type: string): Promise<Value> {
  const [, host = "", port = "80", path = "/"] = /^http:\/\/([^/:?#]+)(?::(\d+))?([^#]*)/.exec(url) ?? [];
  const failed = (why: string): Value =>
    new Tuple([null, new GoError(`${method === "GET" ? "Get" : "Post"} ${JSON.stringify(url)}: ${why}`)]);
  if (host === "")
    return failed(
      url.startsWith("https")
        ? "drydock: the lab's servers speak HTTP without TLS; ask for http:// instead"
        : "unsupported protocol scheme",
    );
  const address = addressOf(process, host);
  if (typeof address !== "number") return failed(`dial tcp: lookup ${host}: no such host`);
  try {
    const connection = await connectTo(process, { address, port: Number(port) });
    const lines: [string, string][] = [
      ["Host", port === "80" ? host : `${host}:${port}`],
      ["User-Agent", "Go-http-client/1.1"],
      ["Connection", "close"],
    ];
    if (method !== "GET") lines.push(["Content-Length", String(textToBytes(body).length)], ["Content-Type", type]);
    send(connection, `${method} ${path || "/"} HTTP/1.1`, lines, body);
    const got = await receive(connection, method, process.signal);
    if (!got || got === "garbage") return failed("EOF");
    const data = await wholeBody(got.body);
    hangUp(process, connection);
    const headers = new Map(got.headers.map(([key, value]) => [key, value]));
    return new Tuple([
      new Native("*http.Response", {
        StatusCode: got.status,
        Status: got.statusLine.replace(/^\S+ /, ""),
        Header: headerValue(headers),
        Body: new Native("io.ReadCloser", { data: new Slice([...data], true), Close: fn(() => null) }),
      }),
      null,
    ]);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    return failed(`dial tcp ${formatIpv4(address)}:${port}: connect: ${error.message.toLowerCase()}`);
  }
}
