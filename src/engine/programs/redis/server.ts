/** `redis-server`. */
import { type Connection, type Listener, SocketError } from "../../kernel/network/sockets.ts";
import { BrokenPipe, TextFile } from "../../kernel/open-file.ts";
import { hangUp, listenAt } from "../network/calls.ts";
import { absolute } from "../packages/lab.ts";
import type { Process, Program } from "../program.ts";
import { Client } from "./client-session.ts";
import { Configuration, ConfigurationError, readArguments } from "./configuration.ts";
import { Database } from "./database.ts";
import { ChangeLog, readSnapshot, saveSnapshot } from "./persistence.ts";
import { encode, ProtocolError, Reader } from "./protocol.ts";

export const redisServer: Program = async (process, descriptor) => {
  const version = String(descriptor.data?.version ?? "7.4.4");
  const args = process.argv.slice(1);
  if (args[0] === "--version" || args[0] === "-v") {
    process.stdout(`Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=7f1c2d3e4a5b6c7d\n`);
    return 0;
  }
  const configuration = new Configuration();
  const { file, lines } = readArguments(args);
  const path = file === undefined ? undefined : absolute(process.cwd, file);
  try {
    if (path !== undefined && process.fs.lookup(path)?.kind !== "file")
      throw new ConfigurationError(
        `\n${process.pid}:C * Fatal error, can't open config file '${path}': No such file or directory\n`.trimStart(),
      );
    configuration.read([path === undefined ? "" : process.fs.readText(path), lines].filter(Boolean).join("\n"), version);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr(error.message);
    return 1;
  }
  return new Server(process, version, configuration).run(path !== undefined || lines !== "");
};

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export class Server {
  readonly process: Process;
  readonly version: string;
  readonly configuration: Configuration;
  readonly databases: readonly Database[];
  readonly clients = new Set<Client>();
  readonly started: number;
  /** Commands that have been run, and connections that have been made. */
  commands = 0;
  connections = 0;
  changes = 0;
  lastSave: number;
  #log: ChangeLog | undefined;
  #listener: Listener | undefined;
  #saving = false;
  #end: (code: number) => void = () => {};

  constructor(process: Process, version: string, configuration: Configuration) {
    this.process = process;
    this.version = version;
    this.configuration = configuration;
    this.databases = Array.from({ length: Number(configuration.get("databases")) }, () => new Database(() => process.clock.now()));
    this.started = process.clock.now();
    this.lastSave = this.started;
  }

  /** A line of the log, as the release has it: `1:M 05 Jan 2026 09:00:00.000 * Ready…`. */
  log(text: string, level = "*", role = "M"): void {
    const { process } = this;
    const [date = "", time = ""] = new Date(process.clock.now()).toISOString().split("T");
    const [year, month, day] = date.split("-");
    const file = this.configuration.get("logfile");
    const line = `${process.pid}:${role} ${day} ${months[Number(month) - 1]} ${year} ${time.slice(0, 12)} ${level} ${text}\n`;
    if (file === "") process.stdout(line);
    else process.fs.appendFile(absolute(process.cwd, file), line);
  }

  get #folder(): string {
    return absolute(this.process.cwd, this.configuration.get("dir"));
  }

  get #dump(): string {
    return `${this.#folder}/${this.configuration.get("dbfilename")}`;
  }

  /** From 7.2 on more of what it says is ordinary. */
  get #modern(): boolean {
    const [major = 0, minor = 0] = this.version.split(".").map(Number);
    return major > 7 || (major === 7 && minor >= 2);
  }

  async run(configured: boolean): Promise<number> {
    const { process, configuration } = this;
    const plain = this.#modern ? "*" : "#";
    this.log("oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo", plain, "C");
    this.log(`Redis version=${this.version}, bits=64, commit=00000000, modified=0, pid=${process.pid}, just started`, plain, "C");
    if (configured) this.log("Configuration loaded", plain, "C");
    else
      this.log(
        "Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf",
        "#",
        "C",
      );
    this.log("monotonic clock: POSIX clock_gettime");
    const port = Number(configuration.get("port"));
    try {
      this.#listener = listenAt(process, { address: 0, port });
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      this.log(`Warning: Could not create server TCP listening socket *:${port}: bind: ${error.message}`, "#");
      this.log(`Failed listening on port ${port} (tcp), aborting.`, "#");
      return 1;
    }
    process.useMemory(9 * 1024 ** 2);
    process.task.argv = [`redis-server *:${port}`];
    this.log(`Running mode=standalone, port=${port}.`);
    this.log("Server initialized", plain);
    await this.#load();
    this.log(`Ready to accept connections${this.#modern ? " tcp" : ""}`);
    const ended = new Promise<number>((resolve) => {
      this.#end = resolve;
    });
    for (const signal of ["TERM", "INT"] as const) process.onSignal(signal, () => this.#signalled(signal));
    void this.#accept(this.#listener).catch(() => {});
    return ended;
  }

  async #load(): Promise<void> {
    const { process, configuration } = this;
    if (configuration.get("appendonly") === "yes") {
      const log = new ChangeLog(process.fs, this.#folder, configuration);
      await this.#replay(log.path);
      this.#log = log;
      return;
    }
    if (process.fs.lookup(this.#dump)?.kind !== "file") return;
    const snapshot = readSnapshot(process.fs, this.#dump);
    if (!snapshot) {
      this.log("Wrong signature trying to load DB from file", "#");
      this.log(`Fatal error loading the DB, check server logs. Exiting.`, "#");
      return;
    }
    const age = Math.round((process.clock.now() - snapshot.time) / 1000);
    this.log(`Loading RDB produced by version ${snapshot.version}`);
    this.log(`RDB age ${age} seconds`);
    for (const [index, entries] of snapshot.databases.entries()) this.databases[index]?.load(entries);
    const total = snapshot.databases.reduce((sum, entries) => sum + entries.length, 0);
    const kept = this.databases.reduce((sum, { size }) => sum + size, 0);
    this.log(`Done loading RDB, keys loaded: ${kept}, keys expired: ${total - kept}.`);
    this.log("DB loaded from disk: 0.000 seconds");
  }

  async #replay(path: string): Promise<void> {
    const text = this.process.fs.readText(path);
    if (text === "") return;
    const reader = new Reader(new TextFile(text));
    const client = new Client(this, 0, () => {}, "");
    client.trusted = true;
    for (let words = await reader.command(); words; words = await reader.command()) client.run(words);
    this.changes = 0;
    this.log(`DB loaded from incr file ${path.slice(path.lastIndexOf("/") + 1)}: 0.000 seconds`);
    this.log("DB loaded from append only file: 0.000 seconds");
  }

  /** A command has changed data. */
  changed(database: number, words: readonly string[]): void {
    this.changes++;
    this.#log?.append(database, words);
    for (const { seconds, changes } of this.configuration.saves())
      if (this.changes === changes) void this.#saveAfter(seconds, changes).catch(() => {});
  }

  async #saveAfter(seconds: number, changes: number): Promise<void> {
    const { process } = this;
    const clock = process.clock.background?.() ?? process.clock;
    await clock.sleep(Math.max(0, this.lastSave + seconds * 1000 - process.clock.now()), process.signal);
    if (this.changes < changes) return;
    this.log(`${changes} changes in ${seconds} seconds. Saving...`);
    this.saveInBackground();
  }

  /** `SAVE`: gives whether it could be written. */
  save(role = "M"): boolean {
    try {
      saveSnapshot(this.process.fs, this.#dump, this.version, this.process.clock.now(), this.databases);
    } catch {
      this.log(
        `Failed opening the temp RDB file temp-${this.process.pid}.rdb (in server root dir ${this.#folder}) for saving: Permission denied`,
        "#",
        role,
      );
      return false;
    }
    this.changes = 0;
    this.lastSave = this.process.clock.now();
    this.log("DB saved on disk", "*", role);
    return true;
  }

  /** `BGSAVE`: a process of its own writes. */
  saveInBackground(): void {
    if (this.#saving) return;
    this.#saving = true;
    const child = this.process.fork(async (own) => {
      own.task.argv = [`redis-rdb-bgsave ${this.process.task.argv[0]?.replace("redis-server ", "") ?? ""}`];
      await own.compute(5);
      return 0;
    });
    this.log(`Background saving started by pid ${child.pid}`);
    void child
      .wait()
      .then(() => {
        this.#saving = false;
        if (this.save("C")) this.log("Background saving terminated with success");
        else this.log("Background saving error", "#");
      })
      .catch(() => {});
  }

  #signalled(signal: "TERM" | "INT"): void {
    const words = signal === "TERM" ? "Received SIGTERM scheduling shutdown..." : "Received SIGINT scheduling shutdown...";
    this.process.stdout(`${this.process.pid}:signal-handler (${Math.floor(this.process.clock.now() / 1000)}) ${words}\n`);
    this.shutdown();
  }

  /** @param saves whether to write a snapshot; as configured when not said */
  shutdown(saves?: boolean): boolean {
    const plain = this.#modern ? "*" : "#";
    this.log("User requested shutdown...", plain);
    if (saves ?? this.configuration.saves().length > 0) {
      this.log("Saving the final RDB snapshot before exiting.");
      if (!this.save()) {
        this.log("Error trying to save the DB, can't exit.", "#");
        return false;
      }
    }
    this.log("Redis is now ready to exit, bye bye...", plain);
    if (this.#listener) hangUp(this.process, this.#listener);
    this.#end(0);
    return true;
  }

  async #accept(listener: Listener): Promise<void> {
    const { process } = this;
    for (;;) {
      const connection = await listener.accept(process.signal);
      if (!connection) return;
      process.task.open(connection);
      void this.#converse(connection)
        .catch((error: unknown) => {
          if (process.signal.aborted || error instanceof BrokenPipe) return;
          process.task.scope.fail(error instanceof Error ? error : new Error(String(error)), process.machine.processes.all());
        })
        .finally(() => hangUp(process, connection));
    }
  }

  async #converse(connection: Connection): Promise<void> {
    const { process } = this;
    const { remote } = connection;
    const address = [24, 16, 8, 0].map((bits) => (remote.address >>> bits) & 255).join(".");
    const client = new Client(this, ++this.connections, (reply) => connection.write(encode(reply)), `${address}:${remote.port}`);
    this.clients.add(client);
    const reader = new Reader(connection, process.signal);
    try {
      while (!client.closing) {
        const words = await reader.command();
        if (!words) return;
        if (words.length === 0) continue;
        const reply = await client.answer(words);
        if (reply !== "none") connection.write(encode(reply.reply));
        await connection.drained(process.signal);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      connection.write(encode({ error: `ERR Protocol error: ${error.message}` }));
    } finally {
      client.leave();
      this.clients.delete(client);
    }
  }
}
