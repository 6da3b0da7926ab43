/** The server: `postgres`. */
import type { Listener } from "../../../kernel/network/sockets.ts";
import { SocketError } from "../../../kernel/network/sockets.ts";
import type { Task } from "../../../kernel/task.ts";
import { listenAtPath } from "../../../kernel/network/unix-sockets.ts";
import { addressesOf, hangUp, listenAt } from "../../network/calls.ts";
import { absolute } from "../../packages/lab.ts";
import type { Child, Process, Program } from "../../program.ts";
import { type Release, releaseOf } from "../release.ts";
import { Cluster } from "./cluster.ts";
import { Conversation } from "./conversation.ts";
import { type Lock, lock, objection, superuserOf } from "./data-directory.ts";
import { LogFilter, logLine } from "./log.ts";
import { parseCommandLine, Settings } from "./settings.ts";

export const postgres: Program = async (process, descriptor) => {
  const release = releaseOf(descriptor);
  const [first, ...others] = process.argv.slice(1);
  if (first === "--version" || first === "-V") {
    process.stdout(`postgres (PostgreSQL) ${release.text}\n`);
    return 0;
  }
  if (process.uid === 0) {
    process.stderr(
      `"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n`,
    );
    return 1;
  }
  if (first === "--single" || first === "--boot" || first === "--describe-config") {
    process.stderr(`drydock: postgres ${first} is not part of the lab; a server that runs is asked with psql.\n`);
    return 1;
  }
  const line = parseCommandLine(first === undefined ? [] : [first, ...others]);
  if (line.mistake !== undefined) {
    process.stderr(`${line.mistake}\nTry "postgres --help" for more information.\n`);
    return 1;
  }
  const given = line.data ?? process.env.get("PGDATA");
  if (given === undefined) {
    process.stderr(
      "postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n",
    );
    return 2;
  }
  const path = absolute(process.cwd, given);
  const file = absolute(process.cwd, line.configFile ?? `${path}/postgresql.conf`);
  const refused = objection(process, path, file, release);
  if (refused !== undefined) return refused;
  return new Postmaster(process, release, path, Settings.read(process, file, path, line.settings)).run();
};

type Writer = Pick<Process, "clock" | "pid" | "stderr">;

/** How a server is told to end. */
type Shutdown = "smart" | "fast" | "immediate";

class Postmaster {
  readonly #process: Process;
  readonly #release: Release;
  readonly #path: string;
  readonly #settings: Settings;
  readonly #listeners: Listener[] = [];
  /** Conversations, and the process that has each. */
  readonly #talks = new Map<Conversation, Task>();
  readonly #helpers: Child[] = [];
  #starting = true;
  #shutdown: Shutdown | undefined;
  #end: (code: number) => void = () => {};

  constructor(process: Process, release: Release, path: string, settings: Settings) {
    this.#process = process;
    this.#release = release;
    this.#path = path;
    this.#settings = settings;
  }

  #log(text: string, level = "LOG", process: Writer = this.#process): void {
    logLine(process, level, text);
  }

  async run(): Promise<number> {
    const process = this.#process;
    const port = this.#settings.get("port", "5432");
    const folder = this.#settings.get("unix_socket_directories", "/var/run/postgresql").split(",")[0]?.trim() ?? "";
    const held = lock(process, this.#path, { port, socket: folder, listen: this.#settings.get("listen_addresses", "localhost") });
    if (!held) return 1;
    process.useMemory(28 * 1024 ** 2);
    this.#log(`starting ${this.#release.full}`);
    const sockets = this.#listen(Number(port), folder);
    if (!sockets) {
      this.#log("database system is shut down");
      held.release();
      return 1;
    }
    const ended = new Promise<number>((resolve) => {
      this.#end = resolve;
    });
    process.onSignal("INT", () => this.#stop("fast"));
    process.onSignal("TERM", () => this.#stop("smart"));
    process.onSignal("QUIT", () => this.#stop("immediate"));
    process.onSignal("HUP", () => this.#log("received SIGHUP, reloading configuration files"));
    const cluster = await this.#open(held);
    const code = await ended;
    if (this.#shutdown === "immediate") cluster.abandon();
    else await this.#checkpoint(cluster);
    for (const helper of this.#helpers) helper.kill("KILL");
    this.#log("database system is shut down");
    for (const socket of sockets) process.fs.remove(socket, { force: true });
    held.release();
    return code;
  }

  /** Opens every socket; gives the files made for it, `undefined` when there is no port to be had. */
  #listen(port: number, folder: string): string[] | undefined {
    const process = this.#process;
    const wanted = this.#settings.get("listen_addresses", "localhost");
    const hosts = wanted === "*" ? ["0.0.0.0", "::"] : wanted.split(",").map((host) => host.trim());
    let open = 0;
    for (const host of hosts.filter((name) => name !== "")) {
      if (host === "::") {
        if (open > 0) this.#log(`listening on IPv6 address "::", port ${port}`);
        continue;
      }
      const found = host === "0.0.0.0" ? [0] : addressesOf(process, host);
      const shown = host === "localhost" ? "127.0.0.1" : host;
      try {
        if (typeof found === "string") throw new SocketError("EADDRNOTAVAIL");
        this.#listeners.push(listenAt(process, { address: found[0] as number, port }));
        this.#log(`listening on IPv4 address "${shown}", port ${port}`);
        open++;
      } catch (error) {
        if (!(error instanceof SocketError)) throw error;
        this.#log(`could not bind IPv4 address "${shown}": ${error.message}`);
        if (error.code === "EADDRINUSE")
          this.#log(`Is another postmaster already running on port ${port}? If not, wait a few seconds and retry.`, "HINT");
        this.#log(`could not create listen socket for "${host === "0.0.0.0" ? "*" : host}"`, "WARNING");
      }
    }
    if (open === 0 && wanted !== "") {
      this.#log("could not create any TCP/IP sockets", "FATAL");
      return undefined;
    }
    if (folder === "") return [];
    const path = `${folder}/.s.PGSQL.${port}`;
    const listener = listenAtPath(process.machine, process.fs, path);
    process.task.open(listener);
    this.#listeners.push(listener);
    process.fs.writeFile(`${path}.lock`, `${process.pid}\n${this.#path}\n`, { mode: 0o600 });
    this.#log(`listening on Unix socket "${path}"`);
    return [path, `${path}.lock`];
  }

  /** A process of the server's that does nothing but be seen. */
  #helper(title: string): Child {
    const child = this.#process.fork(async (own) => {
      own.task.argv = [`postgres: ${title}`];
      own.useMemory(6 * 1024 ** 2);
      for (const signal of ["INT", "TERM", "HUP"] as const) own.onSignal(signal, "ignore");
      return new Promise<number>((_, reject) => own.signal.addEventListener("abort", () => reject(own.signal.reason), { once: true }));
    });
    void child.wait().catch(() => {});
    this.#helpers.push(child);
    return child;
  }

  async #open(held: Lock): Promise<Cluster> {
    const process = this.#process;
    this.#helper("checkpointer ");
    this.#helper("background writer ");
    const startup = this.#helper("startup ");
    let writer = this.#as(startup.pid);
    const filter = new LogFilter((level, text) => (level === "" ? process.stderr(`${text}\n`) : this.#log(text, level, writer)));
    const cluster: Cluster = new Cluster({
      tree: process.fs,
      path: this.#path,
      superuser: superuserOf(process, this.#path),
      sessionSettings: this.#settings.forSessions(),
      release: this.#release,
      seed: `${process.hostname} ${process.clock.now()}`,
      now: () => process.clock.now(),
      log: (line) => {
        if (!this.#starting) writer = this.#as(cluster.pid ?? process.pid);
        if (this.#starting || !cluster.quiet) filter.take(line);
      },
    });
    for (const listener of this.#listeners) void this.#accept(listener, cluster).catch(() => {});
    await process.compute(20);
    await cluster.open("postgres");
    startup.kill("KILL");
    this.#helper("walwriter ");
    this.#helper("autovacuum launcher ");
    this.#helper("logical replication launcher ");
    this.#starting = false;
    held.ready();
    if (!this.#shutdown) this.#log("database system is ready to accept connections");
    else this.#stop(this.#shutdown);
    return cluster;
  }

  async #accept(listener: Listener, cluster: Cluster): Promise<void> {
    const process = this.#process;
    for (;;) {
      const connection = await listener.accept(process.signal);
      if (!connection) return;
      const host = {
        cluster,
        release: this.#release,
        path: this.#path,
        maxConnections: Number(this.#settings.get("max_connections", "100")),
        refusal: () =>
          this.#starting ? "the database system is starting up" : this.#shutdown ? "the database system is shutting down" : undefined,
        connections: () => this.#talks.size,
      };
      connection.retain();
      const child = process.fork(async (own) => {
        own.task.open(connection);
        connection.release();
        const talk = new Conversation(own, connection, host);
        own.onSignal("INT", "ignore");
        own.onSignal("TERM", () => talk.dismiss("57P01", "terminating connection due to administrator command"));
        own.useMemory(8 * 1024 ** 2);
        this.#talks.set(talk, own.task);
        try {
          await talk.run();
        } finally {
          this.#talks.delete(talk);
          hangUp(own, connection);
        }
        return 0;
      });
      void child
        .wait()
        .catch(() => {})
        .then(() => {
          if (this.#shutdown === "smart" && this.#talks.size === 0) this.#end(0);
        });
    }
  }

  #stop(how: Shutdown): void {
    const order: readonly Shutdown[] = ["smart", "fast", "immediate"];
    if (this.#shutdown && order.indexOf(this.#shutdown) >= order.indexOf(how) && !this.#starting) return;
    if (this.#shutdown !== how) this.#log(`received ${how} shutdown request`);
    this.#shutdown = how;
    if (this.#starting) return;
    for (const listener of this.#listeners) hangUp(this.#process, listener);
    if (how === "smart" && this.#talks.size > 0) return;
    if (how === "fast") this.#log("aborting any active transactions");
    for (const [talk, task] of this.#talks) {
      if (how !== "smart")
        talk.dismiss(
          how === "fast" ? "57P01" : "57P02",
          how === "fast"
            ? "terminating connection due to administrator command"
            : "terminating connection because of immediate shutdown command",
        );
      task.table.kill(task, "KILL");
    }
    const launcher = this.#helpers.at(-1);
    if (how !== "immediate" && launcher)
      this.#log(`background worker "logical replication launcher" (PID ${launcher.pid}) exited with exit code 1`);
    this.#end(0);
  }

  /** Closes the cluster with a last checkpoint, and tells of it. */
  async #checkpoint(cluster: Cluster): Promise<void> {
    const checkpointer = this.#as(this.#helpers[0]?.pid ?? 0);
    this.#log("shutting down", "LOG", checkpointer);
    this.#log("checkpoint starting: shutdown immediate", "LOG", checkpointer);
    const { files, bytes } = await cluster.close();
    const buffers = Math.ceil(bytes / 8192);
    const share = ((buffers / 16_384) * 100).toFixed(1);
    this.#log(
      `checkpoint complete: wrote ${buffers} buffers (${share}%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.001 s, sync=0.001 s, total=0.003 s; sync files=${files}, longest=0.001 s, average=0.001 s; distance=0 kB, estimate=0 kB`,
      "LOG",
      checkpointer,
    );
  }

  /** What a line of the log needs to be another process's. */
  #as(pid: number): Writer {
    return { pid, clock: this.#process.clock, stderr: (text) => this.#process.stderr(text) };
  }
}
