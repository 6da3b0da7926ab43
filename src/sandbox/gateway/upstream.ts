/**
 * Requests to the engine. dockerode finds it and knows its ways (sockets, TLS, `DOCKER_HOST`); the requests themselves are made
 * with Node's own client, since dockerode collects bodies and gives up the streams' flow, and what a session may say to the
 * engine has to go through piece by piece, no faster than it is read.
 */
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { Duplex, Readable } from "node:stream";
import Dockerode from "dockerode";
import { DaemonError } from "../policy/refusal.ts";
import { daemonMessage } from "../wire/daemon-message.ts";

export interface UpstreamRequest {
  readonly method: string;
  /** Path and query, without a version. */
  readonly target: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it comes. */
  readonly stream?: Readable;
  readonly contentType?: string;
  readonly upgrade?: boolean;
  readonly signal?: AbortSignal;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Readable;
  /** The connection, where it was taken over. */
  readonly socket?: Duplex;
}

/** The newest version of the API that the rules know, and the oldest that can mount a part of a volume. */
const newest = 51;
const oldest = 45;

interface Modem {
  readonly socketPath?: string | (() => Promise<string>);
  readonly host?: string;
  readonly port?: string | number;
  readonly protocol?: string;
  readonly ca?: Buffer[];
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

export class Upstream {
  readonly #options: http.RequestOptions;
  readonly #protocol: typeof http | typeof https;
  readonly #agent: http.Agent;
  #version = `v1.${oldest}`;
  #cpus = 1;
  /** `unix:///var/run/docker.sock`: how other clients find the same engine. */
  readonly address: string;

  private constructor(modem: Modem, socketPath: string | undefined) {
    const secure = modem.protocol === "https";
    this.#protocol = secure ? https : http;
    this.#agent = new this.#protocol.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
    const { host, port, ca, cert, key } = modem;
    this.#options = host ? { host, ...(port !== undefined && { port }), ...(secure && { ca, cert, key }) } : { socketPath };
    this.address = host ? `tcp://${host}:${port}` : `unix://${socketPath}`;
  }

  /** The engine of `DOCKER_HOST`, or the one at the usual socket. Throws when it can be reached in no way that is known. */
  static async find(): Promise<Upstream> {
    const modem = new Dockerode().modem as Modem;
    if (modem.protocol === "ssh")
      throw new Error("an engine behind ssh:// is not supported: forward its socket and name that in DOCKER_HOST");
    const { socketPath } = modem;
    const upstream = new Upstream(modem, typeof socketPath === "function" ? await socketPath() : socketPath);
    upstream.#cpus = (await upstream.json<{ readonly NCPU: number }>("GET", "/info")).NCPU;
    const { ApiVersion } = await upstream.json<{ readonly ApiVersion: string }>("GET", "/version");
    const minor = Number(ApiVersion.split(".")[1]);
    if (minor < oldest) throw new Error(`the engine speaks API 1.${minor}; the sandbox needs 1.${oldest} (Docker 26) or newer`);
    upstream.#version = `v1.${Math.min(minor, newest)}`;
    return upstream;
  }

  /** How many the engine's machine has. */
  get cpus(): number {
    return this.#cpus;
  }

  /** True when the engine is on this machine. */
  get isLocal(): boolean {
    return this.address.startsWith("unix:");
  }

  request({ method, target, json, stream, contentType, upgrade, signal }: UpstreamRequest): Promise<UpstreamAnswer> {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const headers: http.OutgoingHttpHeaders = {
      Host: "docker",
      ...(body !== undefined && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
      ...(stream && { "Content-Type": contentType ?? "application/x-tar" }),
      ...(upgrade && { Connection: "Upgrade", Upgrade: "tcp" }),
    };
    return new Promise((resolve, reject) => {
      const request = this.#protocol.request({
        ...this.#options,
        ...(upgrade ? {} : { agent: this.#agent }),
        method,
        path: `/${this.#version}${target}`,
        headers,
        ...(signal && { signal }),
      });
      request.once("error", (error) => reject(unreachable(error)));
      request.once("response", (answer: IncomingMessage) =>
        resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: answer }),
      );
      request.once("upgrade", (answer: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (head.length > 0) socket.unshift(head);
        resolve({ status: answer.statusCode ?? 101, headers: answer.headers, body: answer, socket });
      });
      if (stream) stream.on("error", (error) => request.destroy(error)).pipe(request);
      else request.end(body);
    });
  }

  /** The answer's JSON. Throws `DaemonError` for what is not a success. */
  async json<T>(method: string, target: string, body?: unknown): Promise<T> {
    const answer = await this.request({ method, target, ...(body !== undefined && { json: body }) });
    const text = await textOf(answer.body);
    if (answer.status >= 400) throw new DaemonError(answer.status, daemonMessage(text));
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
}

/** Bytes of a body that is read as a whole. */
const mostText = 64 * 1024 * 1024;

/** Throws `DaemonError` for one that is too long. */
export async function textOf(body: AsyncIterable<Uint8Array>, most = mostText): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > most) throw new DaemonError(413, "sandbox: the body is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function unreachable(error: Error): Error {
  const { code } = error as { code?: string };
  if (code === "ABORT_ERR") return error;
  return new DaemonError(503, `sandbox: the Docker Engine behind it does not answer (${code ?? error.message})`);
}
