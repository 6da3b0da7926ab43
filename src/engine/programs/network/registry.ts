/** The Distribution project's registry: `registry serve CONFIG` over the files of its own file system. */
import { formatIpv4, parseIpv4 } from "../../kernel/network/address.ts";
import { type Connection, type Endpoint, SocketError } from "../../kernel/network/sockets.ts";
import { answer } from "../../registry/server.ts";
import type { RegistryResponse } from "../../registry/message.ts";
import { RegistryStorage } from "../../registry/storage.ts";
import type { Process, Program } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { hangUp, listenAt } from "./calls.ts";
import { ByteReader, header, type Header, headText, httpDate } from "./http/message.ts";
import { readRequest, type Request, serve } from "./http/server.ts";

const usage = `\`registry\`

Usage:
  registry [flags]
  registry [command]

Available Commands: ${""}
  serve           \`serve\` stores and distributes Docker images
  garbage-collect \`garbage-collect\` deletes layers not referenced by any manifests
  help            Help about any command

Flags:
  -h, --help=false: help for registry
  -v, --version=false: show the version and exit


Use "registry help [command]" for more information about a command.
`;

export const registry: Program = async (process, descriptor) => {
  const version = String(descriptor.data?.version ?? "");
  const [command, path] = process.argv.slice(1);
  if (command === "--version" || command === "-v") {
    process.stdout(`registry github.com/${version.startsWith("2") ? "docker/distribution" : "distribution/distribution/v3"} v${version}\n`);
    return 0;
  }
  if (command === "garbage-collect") {
    process.stderr("drydock: registry garbage-collect is not modelled in the lab\n");
    return 1;
  }
  if (command !== "serve") {
    process.stdout(usage);
    return 0;
  }
  if (path === undefined) {
    process.stderr(`configuration error: configuration path unspecified\n${usage}`);
    return 1;
  }
  if (process.fs.lookup(path)?.kind !== "file") {
    process.stderr(`configuration error: open ${path}: no such file or directory\n${usage}`);
    return 1;
  }
  return new Registry(process, version, settingsOf(process, process.fs.readText(path))).run();
};

interface Settings {
  readonly address: string;
  readonly folder: string;
  readonly deletes: boolean;
  /** Parts of the configuration that the lab does nothing about. */
  readonly ignored: readonly string[];
}

/** The few settings that matter here; variables of the environment go before the file. */
function settingsOf({ env }: Process, text: string): Settings {
  const section = (name: string): string => new RegExp(`^${name}:[^\\n]*\\n((?:[ \\t]+.*\\n?|\\n)*)`, "m").exec(text)?.[1] ?? "";
  const inFile = (part: string, pattern: RegExp): string | undefined => pattern.exec(part)?.[1]?.trim();
  const storage = section("storage");
  const other = ["auth", "proxy", "notifications", "redis"].filter(
    (name) => section(name) !== "" || [...env.keys()].some((key) => key.startsWith(`REGISTRY_${name.toUpperCase()}`)),
  );
  const tls = /^\s+tls:/m.test(section("http")) || [...env.keys()].some((key) => key.startsWith("REGISTRY_HTTP_TLS"));
  return {
    address: env.get("REGISTRY_HTTP_ADDR") ?? inFile(section("http"), /^\s+addr:\s*(\S+)/m) ?? ":5000",
    folder: env.get("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY") ?? inFile(storage, /^\s+rootdirectory:\s*(\S+)/m) ?? "/var/lib/registry",
    deletes: (env.get("REGISTRY_STORAGE_DELETE_ENABLED") ?? inFile(storage, /^\s+delete:\s*\n\s+enabled:\s*(\S+)/m)) === "true",
    ignored: tls ? [...other, "http.tls"] : other,
  };
}

class Registry {
  readonly #process: Process;
  readonly #version: string;
  readonly #settings: Settings;
  readonly #storage: RegistryStorage;

  constructor(process: Process, version: string, settings: Settings) {
    this.#process = process;
    this.#version = version;
    this.#settings = settings;
    this.#storage = new RegistryStorage(process.fs, settings.folder);
  }

  async run(): Promise<number> {
    const process = this.#process;
    const { address, ignored } = this.#settings;
    for (const name of ignored) process.stderr(`drydock: registry: "${name}" is not modelled in the lab; the registry runs without it\n`);
    const endpoint = endpointOf(address);
    if (!endpoint) return this.#fatal(`listen tcp: address ${address}: missing port in address`);
    this.#log("info", "redis not configured");
    this.#log("info", "using inmemory blob descriptor cache");
    try {
      const listener = listenAt(process, endpoint);
      this.#log("info", `listening on ${endpoint.address === 0 ? "[::]" : formatIpv4(endpoint.address)}:${endpoint.port}`);
      const ended = new Promise<number>((resolve) => {
        process.onSignal("TERM", () => {
          this.#log("info", "stopping server gracefully. Draining connections for 0s");
          hangUp(process, listener);
          resolve(0);
        });
      });
      serve(process, listener, (connection) => this.#converse(connection)).catch(() => {});
      return await ended;
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      return this.#fatal(`listen tcp ${address}: bind: ${error.message.toLowerCase()}`);
    }
  }

  async #converse(connection: Connection): Promise<void> {
    const process = this.#process;
    const reader = new ByteReader(connection, process.signal);
    for (;;) {
      const request = await readRequest(reader);
      if (!request) return;
      if (request === "bad") {
        connection.write(
          `${headText("HTTP/1.1 400 Bad Request", [
            ["Content-Type", "text/plain; charset=utf-8"],
            ["Connection", "close"],
          ])}400 Bad Request`,
        );
        return;
      }
      const { method, target } = request;
      const response = answer(this.#storage, { deletes: this.#settings.deletes }, { method, target, body: await request.body() });
      const lasts = request.protocol === "HTTP/1.1" && header(request.headers, "connection")?.toLowerCase() !== "close";
      connection.write(headText(`HTTP/1.1 ${response.status} ${words[response.status] ?? ""}`, this.#headers(response, lasts)));
      if (response.body.length > 0) connection.write(bytesToText(response.body));
      this.#logAnswer(request, response, formatIpv4(connection.remote.address));
      await connection.drained(process.signal);
      if (!lasts) return;
    }
  }

  #headers({ headers, body }: RegistryResponse, lasts: boolean): Header[] {
    const all: Record<string, string> = {
      "content-length": String(body.length),
      "x-content-type-options": "nosniff",
      date: httpDate(this.#process.clock.now()),
      ...(lasts ? {} : { connection: "close" }),
      ...headers,
    };
    return Object.entries(all)
      .map(([name, value]): Header => [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** One line of the program's own, one of the web server's. */
  #logAnswer(request: Request, { status, body }: RegistryResponse, peer: string): void {
    const { method, target, line } = request;
    const agent = header(request.headers, "user-agent") ?? "";
    const failed = status >= 400;
    this.#log(failed ? "error" : "info", failed ? "response completed with error" : "response completed", {
      "http.request.host": header(request.headers, "host") ?? "",
      "http.request.method": method,
      "http.request.remoteaddr": peer,
      "http.request.uri": target,
      "http.request.useragent": agent,
      "http.response.status": String(status),
      "http.response.written": String(body.length),
    });
    const [, day, month, year] = new Date(this.#process.clock.now()).toUTCString().split(" ");
    const time = new Date(this.#process.clock.now()).toISOString().slice(11, 19);
    this.#process.stdout(`${peer} - - [${day}/${month}/${year}:${time} +0000] "${line}" ${status} ${body.length} "" "${agent}"\n`);
  }

  #log(level: string, message: string, fields: Readonly<Record<string, string>> = {}): void {
    const all = { "go.version": "go1.20.8", ...fields, service: "registry", version: this.#version };
    const pairs = Object.entries(all).map(([name, value]) => ` ${name}=${/^[\w.:/-]+$/.test(value) ? value : JSON.stringify(value)}`);
    const time = new Date(this.#process.clock.now()).toISOString();
    this.#process.stderr(`time="${time}" level=${level} msg=${JSON.stringify(message)}${pairs.join("")}\n`);
  }

  #fatal(message: string): number {
    this.#log("fatal", message);
    return 1;
  }
}

const words: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  301: "Moved Permanently",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
};

function endpointOf(text: string): Endpoint | undefined {
  const colon = text.lastIndexOf(":");
  const port = Number(text.slice(colon + 1));
  const address = colon === 0 ? 0 : parseIpv4(text.slice(0, colon).replace(/^localhost$/, "127.0.0.1"));
  return colon < 0 || address === undefined || !Number.isInteger(port) ? undefined : { address, port };
}
