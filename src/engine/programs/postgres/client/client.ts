/**
 * A connection to a PostgreSQL server over the lab's network: what psql and the other tools use, and what a driver of another
 * language (psycopg, node-postgres) can be built on.
 *
 *     const client = await Client.connect(process, targetOf(process, { host: "db", user: "app", application: "app.py" }));
 *     const [result] = await client.query("SELECT name FROM users WHERE id = 1");
 *     await client.execute("INSERT INTO users(name) VALUES ($1)", ["Ada"]);
 *     client.close();
 */
import { formatIpv4 } from "../../../kernel/network/address.ts";
import { type Connection, SocketError } from "../../../kernel/network/sockets.ts";
import { connectToPath } from "../../../kernel/network/unix-sockets.ts";
import { BrokenPipe } from "../../../kernel/open-file.ts";
import { addressesOf, connectTo, hangUp } from "../../network/calls.ts";
import type { Process } from "../../program.ts";
import { bytesToText } from "../../shell/bytes.ts";
import { bodyOf, type Column, columnsOf, encode, type Fields, fieldsOf, joined, MessageReader, valuesOf } from "../protocol/messages.ts";
import type { Target } from "./target.ts";

/** No connection came to be. The message is libpq's; `refused` when there was a server and it said no. */
export class ConnectError extends Error {
  /** The server answered, and did not let the client in. */
  readonly rejected: boolean;
  /** The server's own words, when it had some. */
  readonly fields: Fields | undefined;
  constructor(message: string, fields?: Fields) {
    super(message);
    this.rejected = fields !== undefined;
    this.fields = fields;
  }
}

/** The server's error. */
export class ServerError extends Error {
  readonly fields: Fields;
  constructor(fields: Fields) {
    super(fields.M ?? "");
    this.fields = fields;
  }
}

/** The server has gone. */
export class ConnectionLost extends Error {}

/** What one statement came to. */
export interface Result {
  /** `INSERT 0 1`; empty for a statement of nothing. */
  readonly tag: string;
  /** Absent for what gives no rows. */
  readonly columns: readonly Column[] | undefined;
  /** Values as text, as the server prints them. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface Listener {
  notice?(fields: Fields): void;
  result?(result: Result): void;
  error?(fields: Fields): void;
  /** The server wants rows for `COPY … FROM STDIN`. */
  copyIn?(): Promise<string>;
  /** A piece of what `COPY … TO STDOUT` gives. */
  copyOut?(text: string): void;
}

export class Client {
  readonly target: Target;
  /** The server's address, where there is one. */
  readonly address: string | undefined;
  /** What the server says of itself: `server_version`. */
  readonly parameters = new Map<string, string>();
  pid = 0;
  /** Idle, in a transaction, in one that failed. */
  status = "I";
  readonly #process: Process;
  readonly #connection: Connection;
  readonly #reader: MessageReader;

  private constructor(process: Process, target: Target, connection: Connection, address: string | undefined) {
    this.#process = process;
    this.target = target;
    this.#connection = connection;
    this.address = address;
    this.#reader = new MessageReader(connection, process.signal);
  }

  /** Throws `ConnectError`. */
  static async connect(process: Process, target: Target): Promise<Client> {
    const { connection, address, where } = await reach(process, target);
    const client = new Client(process, target, connection, address);
    try {
      await client.#begin(where);
    } catch (error) {
      client.close();
      if (error instanceof BrokenPipe) throw new ConnectError(`${where} failed: server closed the connection unexpectedly`);
      throw error;
    }
    return client;
  }

  #send(...messages: readonly Uint8Array[]): void {
    this.#connection.write(bytesToText(joined(messages)));
  }

  async #begin(where: string): Promise<void> {
    const { user, database, application, password } = this.target;
    const parameters = ["user", user, "database", database, "application_name", application, "client_encoding", "UTF8"];
    const body = bodyOf(196_608, ...parameters.map((word) => `${word}\0`), "\0");
    this.#send(bodyOf(body.length + 4), body);
    for (;;) {
      const message = await this.#reader.next();
      if (!message) {
        throw new ConnectError(
          `${where} failed: server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`,
        );
      }
      if (message.type === "E") {
        const fields = fieldsOf(message.body);
        throw new ConnectError(`${where} failed: ${fields.S}:  ${fields.M}`, fields);
      }
      if (message.type === "R" && new DataView(message.body.buffer, message.body.byteOffset).getInt32(0) === 3) {
        if (password === undefined) throw new ConnectError(`${where} failed: fe_sendauth: no password supplied`, {});
        this.#send(encode("p", bodyOf(password, "\0")));
      } else if (message.type === "S") this.#parameter(message.body);
      else if (message.type === "K") this.pid = new DataView(message.body.buffer, message.body.byteOffset).getInt32(0);
      else if (message.type === "Z") return;
    }
  }

  #parameter(body: Uint8Array): void {
    const [name = "", value = ""] = bytesToText(body).split("\0");
    this.parameters.set(name, value);
  }

  /** Sends statements as they are, and tells the listener what comes of them. Throws `ConnectionLost`. */
  async run(sql: string, listener: Listener): Promise<void> {
    await this.#exchange([encode("Q", bodyOf(sql, "\0"))], listener);
  }

  /** All results of statements without parameters. Throws `ServerError`, `ConnectionLost`. */
  async query(sql: string): Promise<Result[]> {
    return this.#results([encode("Q", bodyOf(sql, "\0"))]);
  }

  /** One statement with values for `$1`, `$2`…, as text. Throws `ServerError`, `ConnectionLost`. */
  async execute(sql: string, values: readonly (string | null)[] = []): Promise<Result> {
    const bound = values.flatMap((value) => {
      if (value === null) return [-1];
      const bytes = bodyOf(value);
      return [bytes.length, bytes];
    });
    const [result] = await this.#results([
      encode("P", bodyOf("\0", sql, "\0", { int16: 0 })),
      encode("B", bodyOf("\0\0", { int16: 0 }, { int16: values.length }, ...bound, { int16: 0 })),
      encode("D", bodyOf("P\0")),
      encode("E", bodyOf("\0", 0)),
      encode("S"),
    ]);
    return result ?? { tag: "", columns: undefined, rows: [] };
  }

  async #results(messages: readonly Uint8Array[]): Promise<Result[]> {
    const results: Result[] = [];
    let failure: Fields | undefined;
    await this.#exchange(messages, { result: (result) => results.push(result), error: (fields) => (failure ??= fields) });
    if (failure) throw new ServerError(failure);
    return results;
  }

  async #exchange(messages: readonly Uint8Array[], listener: Listener): Promise<void> {
    try {
      this.#send(...messages);
    } catch (error) {
      if (error instanceof BrokenPipe) throw new ConnectionLost();
      throw error;
    }
    let columns: Column[] | undefined;
    let rows: (string | null)[][] = [];
    for (;;) {
      const message = await this.#reader.next();
      if (!message) throw new ConnectionLost();
      const { type, body } = message;
      if (type === "T") columns = columnsOf(body);
      else if (type === "D") rows.push(valuesOf(body));
      else if (type === "C" || type === "I") {
        listener.result?.({ tag: type === "I" ? "" : bytesToText(body).replace("\0", ""), columns, rows });
        columns = undefined;
        rows = [];
      } else if (type === "E") {
        const fields = fieldsOf(body);
        listener.error?.(fields);
        if (fields.V === "FATAL" || fields.V === "PANIC") throw new ConnectionLost();
        columns = undefined;
        rows = [];
      } else if (type === "N") listener.notice?.(fieldsOf(body));
      else if (type === "S") this.#parameter(body);
      else if (type === "G") {
        const text = await listener.copyIn?.();
        this.#send(
          text === undefined
            ? encode("f", bodyOf("COPY from stdin is not possible here\0"))
            : joined([encode("d", bodyOf(text)), encode("c")]),
        );
      } else if (type === "d") listener.copyOut?.(bytesToText(body));
      else if (type === "Z") {
        this.status = String.fromCharCode(body[0] as number);
        return;
      }
    }
  }

  close(): void {
    try {
      this.#send(encode("X"));
    } catch {
      // The server has gone first.
    }
    hangUp(this.#process, this.#connection);
  }
}

async function reach(process: Process, target: Target): Promise<{ connection: Connection; address: string | undefined; where: string }> {
  const { host, port } = target;
  if (host.startsWith("/")) {
    const path = `${host}/.s.PGSQL.${port}`;
    const where = `connection to server on socket "${path}"`;
    const hint = "\n\tIs the server running locally and accepting connections on that socket?";
    try {
      const connection = connectToPath(process.machine, process.fs, path);
      if (connection === "ENOENT") throw new ConnectError(`${where} failed: No such file or directory${hint}`);
      process.task.open(connection);
      return { connection, address: undefined, where };
    } catch (error) {
      if (error instanceof SocketError) throw new ConnectError(`${where} failed: ${error.message}${hint}`);
      throw error;
    }
  }
  const addresses = addressesOf(process, host);
  if (typeof addresses === "string") {
    const musl = process.fs.exists("/lib/ld-musl-x86_64.so.1");
    const why =
      addresses === "unreachable"
        ? musl
          ? "Try again"
          : "Temporary failure in name resolution"
        : musl
          ? "Name does not resolve"
          : "Name or service not known";
    throw new ConnectError(`could not translate host name "${host}" to address: ${why}`);
  }
  const failures: string[] = [];
  for (const number of addresses) {
    const address = formatIpv4(number);
    const where = `connection to server at "${host}"${address === host ? "" : ` (${address})`}, port ${port}`;
    try {
      return { connection: await connectTo(process, { address: number, port: Number(port) }), address, where };
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      failures.push(`${where} failed: ${error.message}\n\tIs the server running on that host and accepting TCP/IP connections?`);
    }
  }
  throw new ConnectError(failures.join("\n"));
}
