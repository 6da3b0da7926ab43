/** One client's connection, from its first message to its end: the process `postgres: user database host(port) idle`. */
import { formatIpv4 } from "../../../kernel/network/address.ts";
import type { Connection } from "../../../kernel/network/sockets.ts";
import type { Process } from "../../program.ts";
import { bytesToText } from "../../shell/bytes.ts";
import { wasmData } from "../backend/data-files.ts";
import {
  bodyOf,
  decode,
  encode,
  errorMessage,
  fieldsOf,
  joined,
  type Message,
  MessageReader,
  startupParameters,
} from "../protocol/messages.ts";
import { quoted } from "../quote.ts";
import type { Release } from "../release.ts";
import { type Asker, parseAccess, ruleFor } from "./access.ts";
import type { Cluster, Session } from "./cluster.ts";
import { isOwn, logLine } from "./log.ts";
import { matches } from "./passwords.ts";

/** What a conversation needs of its server. */
export interface Host {
  readonly cluster: Cluster;
  readonly release: Release;
  /** The data directory. */
  readonly path: string;
  readonly maxConnections: number;
  /** Why nobody is let in at the moment. */
  readonly refusal: () => string | undefined;
  readonly connections: () => number;
}

/** Protocol numbers that ask for something else than a session. */
const requests = { tls: 80_877_103, gss: 80_877_104, cancel: 80_877_102 };

export class Conversation {
  readonly #process: Process;
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #reader: MessageReader;
  readonly #local: boolean;
  #session: Session | undefined;
  #gone = false;

  constructor(process: Process, connection: Connection, host: Host) {
    this.#process = process;
    this.#connection = connection;
    this.#host = host;
    this.#reader = new MessageReader(connection, process.signal);
    this.#local = connection.remote.port === 0;
  }

  /** To the client, unless it has gone. */
  #send(...messages: readonly Uint8Array[]): void {
    if (!this.#gone) this.#connection.write(bytesToText(joined(messages)));
  }

  #title(state: string): void {
    const { remote } = this.#connection;
    const from = this.#local ? "[local]" : `${formatIpv4(remote.address)}(${remote.port})`;
    this.#process.task.argv = [`postgres: ${this.#session?.user ?? ""} ${this.#session?.database ?? ""} ${from} ${state}`];
  }

  /** Ends the connection with the server's reason. */
  dismiss(code: string, message: string): void {
    if (this.#session) logLine(this.#process, "FATAL", message);
    this.#send(errorMessage("FATAL", code, message));
    this.#gone = true;
  }

  #fatal(code: string, message: string, detail?: string): undefined {
    logLine(this.#process, "FATAL", message);
    if (detail !== undefined) logLine(this.#process, "DETAIL", detail);
    this.#send(errorMessage("FATAL", code, message));
    return undefined;
  }

  async run(): Promise<void> {
    this.#session = await this.#begin();
    if (!this.#session) return;
    try {
      await this.#serve(this.#session);
    } finally {
      this.#host.cluster.leave(this.#session);
    }
  }

  async #begin(): Promise<Session | undefined> {
    for (;;) {
      const first = await this.#reader.first();
      if (!first || first.body.length < 4) return undefined;
      const wanted = new DataView(first.body.buffer, first.body.byteOffset).getInt32(0);
      if (wanted === requests.tls || wanted === requests.gss) this.#send(bodyOf("N"));
      else if (wanted === requests.cancel) return undefined;
      else if (wanted >> 16 !== 3)
        return this.#fatal("0A000", `unsupported frontend protocol ${wanted >> 16}.${wanted & 0xffff}: server supports 3.0 to 3.0`);
      else return this.#admit(startupParameters(first.body));
    }
  }

  async #admit(parameters: ReadonlyMap<string, string>): Promise<Session | undefined> {
    const user = parameters.get("user") ?? "";
    if (user === "") return this.#fatal("28000", "no PostgreSQL user name specified in startup packet");
    const database = parameters.get("database") || user;
    const refusal = this.#host.refusal();
    if (refusal !== undefined) return this.#fatal("57P03", refusal);
    if (this.#host.connections() > this.#host.maxConnections) return this.#fatal("53300", "sorry, too many clients already");
    if (!(await this.#authenticate({ user, database, address: this.#local ? undefined : this.#connection.remote.address })))
      return undefined;
    const ask = (sql: string): Promise<(string | null)[][]> => this.#host.cluster.ask(sql, this.#process.signal);
    const [role] = await ask(`SELECT rolcanlogin, rolsuper FROM pg_authid WHERE rolname = ${quoted(user)}`);
    if (!role) return this.#fatal("28000", `role "${user}" does not exist`);
    if (role[0] !== "t") return this.#fatal("28000", `role "${user}" is not permitted to log in`);
    const [found] = await ask(
      `SELECT datallowconn, has_database_privilege(${quoted(user)}, oid, 'CONNECT') FROM pg_database WHERE datname = ${quoted(database)}`,
    );
    if (!found) return this.#fatal("3D000", `database "${database}" does not exist`);
    if (found[0] !== "t") return this.#fatal("55000", `database "${database}" is not currently accepting connections`);
    if (found[1] !== "t")
      return this.#fatal("42501", `permission denied for database "${database}"`, "User does not have CONNECT privilege.");
    const settings = new Map<string, string>();
    for (const name of ["application_name", "client_encoding"]) if (parameters.get(name)) settings.set(name, parameters.get(name) ?? "");
    for (const [, name = "", value = ""] of (parameters.get("options") ?? "").matchAll(/(?:-c\s*|--)([\w.]+)=(\S*)/g))
      settings.set(name, value);
    const session: Session = { pid: this.#process.pid, database, user, settings, status: "I" };
    this.#session = session;
    this.#title("idle");
    const says = {
      server_version: this.#host.release.text,
      server_encoding: "UTF8",
      client_encoding: "UTF8",
      DateStyle: "ISO, MDY",
      TimeZone: "Etc/UTC",
      integer_datetimes: "on",
      is_superuser: role[1] === "t" ? "on" : "off",
      standard_conforming_strings: "on",
    };
    this.#send(
      encode("R", bodyOf(0)),
      ...Object.entries(says).map(([name, value]) => encode("S", bodyOf(name, "\0", value, "\0"))),
      encode("K", bodyOf(session.pid, 0)),
      encode("Z", bodyOf("I")),
    );
    return session;
  }

  async #authenticate(asker: Asker): Promise<boolean> {
    const file = `${this.#host.path}/pg_hba.conf`;
    const rule = ruleFor(parseAccess(this.#process.fs.readText(file)), asker);
    const words = `user "${asker.user}"`;
    if (!rule || rule.method === "reject") {
      const host = asker.address === undefined ? "[local]" : formatIpv4(asker.address);
      const why = rule ? "pg_hba.conf rejects connection" : "no pg_hba.conf entry";
      this.#fatal("28000", `${why} for host "${host}", ${words}, database "${asker.database}", no encryption`);
      return false;
    }
    if (rule.method === "trust") return true;
    const matched = `Connection matched ${Number(this.#host.release.major) > 15 ? `file "${file}" line ${rule.line}` : `pg_hba.conf line ${rule.line}`}: "${rule.text}"`;
    if (rule.method === "peer") {
      this.#fatal("28000", `Peer authentication failed for ${words}`, matched);
      return false;
    }
    this.#send(encode("R", bodyOf(3)));
    const given = await this.#reader.next();
    if (given?.type !== "p") return false;
    const [row] = await this.#host.cluster.ask(
      `SELECT rolpassword FROM pg_authid WHERE rolname = ${quoted(asker.user)}`,
      this.#process.signal,
    );
    const secret = row?.[0];
    if (secret && matches(new TextDecoder().decode(given.body.subarray(0, given.body.indexOf(0))), secret)) return true;
    const missing = row ? (secret ? "" : `User "${asker.user}" has no password assigned.\n`) : `Role "${asker.user}" does not exist.\n`;
    this.#fatal("28P01", `password authentication failed for ${words}`, `${missing}${matched}`);
    return false;
  }

  async #serve(session: Session): Promise<void> {
    for (;;) {
      const message = await this.#reader.next();
      if (!message || message.type === "X" || this.#gone) {
        if (!message && session.status !== "I")
          logLine(this.#process, "LOG", "unexpected EOF on client connection with an open transaction");
        return;
      }
      this.#title("active");
      await this.#run(session, message);
      this.#title(session.status === "I" ? "idle" : session.status === "T" ? "idle in transaction" : "idle in transaction (aborted)");
    }
  }

  async #run(session: Session, message: Message): Promise<void> {
    const copies = message.type === "Q" && /^\s*copy\s[\s\S]*\sfrom\s+stdin\b/i.test(new TextDecoder().decode(message.body));
    const pieces = [encode(message.type, message.body)];
    if (copies) {
      this.#send(encode("G", bodyOf("\0", { int16: 0 })));
      pieces.push(...(await this.#copied()));
    }
    const signal = this.#process.signal;
    const { answer, slept } = await this.#host.cluster.run(session, joined(pieces), signal, "PBDECH".includes(message.type));
    if (slept > 0) await this.#process.clock.sleep(slept, signal);
    await this.#process.compute(0.05 + answer.length / 1e6);
    const kept = decode(answer).filter(({ type, body }) => !(type === "G" && copies) && !(type === "N" && isOwn(fieldsOf(body).M ?? "")));
    this.#send(...kept.map(({ type, body }) => encode(type, type === "E" ? this.#inPlace(body) : body)));
    if (!this.#gone) await this.#connection.drained(signal);
  }

  /** An error with the image's paths in place of PGlite's. */
  #inPlace(body: Uint8Array): Uint8Array {
    const text = bytesToText(body);
    if (!text.includes("/tmp/pglite/")) return body;
    const { major } = this.#host.release;
    return bodyOf(text.replaceAll("/tmp/pglite/share/postgresql", `/usr/share/postgresql/${major}`).replaceAll(wasmData, this.#host.path));
  }

  /** What a client gives to `COPY … FROM STDIN`, to its end. */
  async #copied(): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = [];
    for (;;) {
      const message = await this.#reader.next();
      if (!message) return [...pieces, encode("f", bodyOf("the client has gone\0"))];
      pieces.push(encode(message.type, message.body));
      if (message.type === "c" || message.type === "f") return pieces;
    }
  }
}
