/** `redis-cli`. */
import type { Process, Program } from "../program.ts";
import { textToBytes } from "../shell/bytes.ts";
import { ConnectError, RedisClient } from "./client.ts";
import { isFailure, type Reply, splitWords, type Status } from "./protocol.ts";

interface Options {
  host: string;
  port: number;
  password: string | undefined;
  user: string | undefined;
  database: number;
  raw: boolean;
  csv: boolean;
  repeat: number;
  interval: number;
  lastFromInput: boolean;
  readonly command: readonly string[];
}

export const redisCli: Program = async (process, descriptor) => {
  const options = readOptions(process, process.argv.slice(1));
  if (typeof options === "string") {
    process.stderr(options);
    return 1;
  }
  if (options === undefined) {
    process.stdout(`redis-cli ${String(descriptor.data?.version ?? "7.4.4")}\n`);
    return 0;
  }
  return new Cli(process, options).run();
};

function readOptions(process: Process, args: readonly string[]): Options | string | undefined {
  const options: Options = {
    host: "127.0.0.1",
    port: 6379,
    password: process.env.get("REDISCLI_AUTH"),
    user: undefined,
    database: 0,
    raw: process.terminal?.stdout !== true,
    csv: false,
    repeat: 1,
    interval: 0,
    lastFromInput: false,
    command: [],
  };
  let at = 0;
  for (; at < args.length && (args[at] ?? "").startsWith("-"); at++) {
    const word = args[at] ?? "";
    const value = (): string => args[++at] ?? "";
    if (word === "-h") options.host = value();
    else if (word === "-p") options.port = Number(value());
    else if (word === "-a" || word === "--pass") options.password = value();
    else if (word === "--user") options.user = value();
    else if (word === "-n") options.database = Number(value());
    else if (word === "-r") options.repeat = Number(value());
    else if (word === "-i") options.interval = Number(value());
    else if (word === "-x") options.lastFromInput = true;
    else if (word === "-u") {
      const match = /^rediss?:\/\/(?:([^:@]*):)?(?:([^@]*)@)?([^:/]*)(?::(\d+))?(?:\/(\d+))?$/.exec(value());
      if (!match) return "Invalid URI scheme\n";
      const [, user, password, host, port, database] = match;
      if (user) options.user = user;
      if (password) options.password = password;
      if (host) options.host = host;
      options.port = Number(port ?? options.port);
      options.database = Number(database ?? 0);
    } else if (word === "--raw") options.raw = true;
    else if (word === "--no-raw") options.raw = false;
    else if (word === "--csv") options.csv = true;
    else if (word === "--no-auth-warning" || word === "-2" || word === "-e") continue;
    else if (word === "-v" || word === "--version") return undefined;
    else if (
      /^--(scan|bigkeys|memkeys|hotkeys|stat|latency|pipe|rdb|cluster|eval|ldb|intrinsic-latency|functions-rdb|replica|slave)/.test(word)
    )
      return `drydock: redis-cli ${word} is not part of the lab.\n`;
    else return `Unrecognized option or bad number of args for: '${word}'\n`;
  }
  return { ...options, command: args.slice(at) };
}

class Cli {
  readonly #process: Process;
  readonly #options: Options;
  #client: RedisClient | undefined;
  #database: number;

  constructor(process: Process, options: Options) {
    this.#process = process;
    this.#options = options;
    this.#database = options.database;
  }

  async run(): Promise<number> {
    const { command, repeat, interval, lastFromInput, password } = this.#options;
    const process = this.#process;
    if (password !== undefined && process.argv.includes("-a") && !process.argv.includes("--no-auth-warning"))
      process.stderr("Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n");
    const connected = await this.#connect();
    if (command.length === 0) return this.#lines(connected);
    if (!connected) return 1;
    const words = lastFromInput ? [...command, await process.input.readAll()] : command;
    for (let count = 0; repeat < 0 || count < repeat; count++) {
      if (count > 0 && interval > 0) await process.clock.sleep(interval * 1000, process.signal);
      const code = await this.#send(words);
      if (code !== 0) return code;
    }
    return 0;
  }

  async #connect(): Promise<boolean> {
    const { host, port, password, user } = this.#options;
    try {
      this.#client = await RedisClient.connect(this.#process, { host, port });
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      this.#process.stderr(`Could not connect to Redis at ${host}:${port}: ${error.message}\n`);
      return false;
    }
    if (password !== undefined) {
      const reply = await this.#client.call("AUTH", ...(user === undefined ? [] : [user]), password);
      if (reply !== undefined && isFailure(reply)) this.#process.stderr(`AUTH failed: ${reply.error}\n`);
    }
    if (this.#database !== 0) await this.#client.call("SELECT", String(this.#database));
    return true;
  }

  /** Gives the exit code so far. */
  async #send(words: readonly string[]): Promise<number> {
    const client = this.#client;
    if (!client) return 1;
    const name = (words[0] ?? "").toLowerCase();
    const reply = await client.call(...words);
    if (reply === undefined) {
      this.#client = undefined;
      if (name === "shutdown") return 0;
      this.#process.stderr("Error: Server closed the connection\n");
      return 1;
    }
    this.#show(reply, words);
    if (name === "select" && !isFailure(reply)) this.#database = Number(words[1]);
    if (name === "shutdown") return 0;
    if (/^p?subscribe$|^monitor$/.test(name) && !isFailure(reply))
      for (let next = await client.next(); next !== undefined; next = await client.next()) this.#show(next, words);
    return 0;
  }

  #show(reply: Reply, words: readonly string[]): void {
    const { raw, csv } = this.#options;
    // What is a page of text already is shown as it is.
    const plain = raw || /^(info|client (list|info))\b/i.test(words.join(" "));
    this.#process.stdout(csv ? `${asCsv(reply)}\n` : plain ? `${rawText(reply)}\n` : shown(reply, ""));
  }

  /** Commands of standard input, at a prompt when somebody sits there. */
  async #lines(connected: boolean): Promise<number> {
    const process = this.#process;
    const sits = process.terminal?.stdin === true;
    if (!connected && !sits) return 1;
    const { host, port } = this.#options;
    for (;;) {
      if (sits) process.stdout(this.#client ? `${host}:${port}${this.#database === 0 ? "" : `[${this.#database}]`}> ` : "not connected> ");
      const line = await process.input.readLine();
      if (line === undefined) {
        if (sits) process.stdout("\n");
        return 0;
      }
      const words = splitWords(line);
      if (!words) {
        process.stdout("Invalid argument(s)\n");
        continue;
      }
      const [name = ""] = words;
      if (name === "") continue;
      if (/^(quit|exit)$/i.test(name)) return 0;
      if (/^clear$/i.test(name)) process.stdout("\x1b[H\x1b[2J");
      else if (/^(help|\?)$/i.test(name)) process.stdout("drydock: redis-cli's help is not part of the lab.\n");
      else if (this.#client || (await this.#connect())) {
        const times = /^\d+$/.test(name) && words.length > 1 ? Number(name) : 1;
        for (let count = 0; count < times; count++) await this.#send(times > 1 || /^\d+$/.test(name) ? words.slice(1) : words);
      }
    }
  }
}

/** As a person reads it: types said, items numbered. */
export function shown(reply: Reply, indent: string): string {
  if (reply === null || (typeof reply === "object" && "nilArray" in reply)) return "(nil)\n";
  if (typeof reply === "number") return `(integer) ${reply}\n`;
  if (typeof reply === "string") return `${quotedText(reply)}\n`;
  if (Array.isArray(reply)) {
    if (reply.length === 0) return "(empty array)\n";
    const width = String(reply.length).length;
    const inner = `${indent}${" ".repeat(width + 2)}`;
    return reply
      .map((item: Reply, index) => `${index === 0 ? "" : indent}${String(index + 1).padStart(width)}) ${shown(item, inner)}`)
      .join("");
  }
  return isFailure(reply) ? `(error) ${reply.error}\n` : `${(reply as Status).status}\n`;
}

function quotedText(text: string): string {
  const named: Readonly<Record<number, string>> = { 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 13: "\\r", 34: '\\"', 92: "\\\\" };
  const parts = [...textToBytes(text)].map(
    (byte) => named[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`),
  );
  return `"${parts.join("")}"`;
}

/** As a program reads it. */
function rawText(reply: Reply): string {
  if (reply === null || (typeof reply === "object" && "nilArray" in reply)) return "";
  if (Array.isArray(reply)) return reply.map((item: Reply) => rawText(item)).join("\n");
  if (typeof reply === "object") return isFailure(reply) ? `${reply.error}\n` : (reply as Status).status;
  return String(reply);
}

function asCsv(reply: Reply): string {
  if (reply === null) return "NULL";
  if (Array.isArray(reply)) return reply.map((item: Reply) => asCsv(item)).join(",");
  if (typeof reply === "string") return quotedText(reply);
  if (typeof reply === "number") return String(reply);
  return isFailure(reply) ? `ERROR,${quotedText(reply.error)}` : quotedText((reply as Status).status ?? "");
}
