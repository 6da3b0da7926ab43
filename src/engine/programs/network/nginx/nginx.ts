/** nginx: a master, its workers, and what the command line asks of them. */
import { formatIpv4 } from "../../../kernel/network/address.ts";
import { type Connection, type Listener, SocketError } from "../../../kernel/network/sockets.ts";
import { deviceOf } from "../../../kernel/devices.ts";
import type { Child, Process, Program } from "../../program.ts";
import { textToBytes } from "../../shell/bytes.ts";
import { addressesOf, hangUp, listenAt } from "../calls.ts";
import { ByteReader, header, type Header, headText, httpDate } from "../http/message.ts";
import { readRequest, serve } from "../http/server.ts";
import { type Configuration, understand } from "./config.ts";
import { ConfigError, parseConfig, parseText } from "./parse.ts";
import { errorPage, type Exchange, type Reply, respond, serverFor, statusWords } from "./respond.ts";

const main = "/etc/nginx/nginx.conf";

export const nginx: Program = async (process, descriptor) => {
  const version = String(descriptor.data?.version ?? "1.27.5");
  const args = process.argv.slice(1);
  const after = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const unknown = args.find((word, index) =>
    word.startsWith("-") ? !/^-[?hvVtTqscgpe]$/.test(word) : !/^-[scgpe]$/.test(args[index - 1] ?? ""),
  );
  if (unknown !== undefined) {
    process.stderr(`nginx: invalid option: "${unknown.replace(/^-/, "")}"\n`);
    return 1;
  }
  if (args.includes("-v") || args.includes("-V")) {
    process.stderr(`nginx version: nginx/${version}\n`);
    return 0;
  }
  const path = after("-c") ?? main;
  const tests = args.includes("-t") || args.includes("-T");
  const signal = after("-s");
  const stamp = (level: string, words: string): string => `${clockText(process)} [${level}] ${process.pid}#${process.pid}: ${words}\n`;
  if (signal !== undefined && !["stop", "quit", "reopen", "reload"].includes(signal)) {
    process.stderr(`nginx: invalid option: "-s ${signal}"\n`);
    return 1;
  }
  let config: Configuration;
  try {
    config = load(process, path, after("-g"));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr(tests ? `nginx: [emerg] ${error.message}\n` : `${stamp("emerg", error.message)}nginx: [emerg] ${error.message}\n`);
    if (tests) process.stderr(`nginx: configuration file ${path} test failed\n`);
    return 1;
  }
  if (tests) {
    if (!args.includes("-q"))
      process.stderr(`nginx: the configuration file ${path} syntax is ok\nnginx: configuration file ${path} test is successful\n`);
    return 0;
  }
  const pidFile = config.main.word("pid") ?? "/run/nginx.pid";
  if (signal !== undefined) {
    process.stderr(stamp("notice", "signal process started"));
    const pid = process.fs.lookup(pidFile)?.kind === "file" ? Number(process.fs.readText(pidFile)) : undefined;
    if (pid === undefined) {
      process.stderr(`nginx: [error] open() "${pidFile}" failed (2: No such file or directory)\n`);
      return 1;
    }
    process.kill(pid, ({ stop: "TERM", quit: "QUIT", reopen: "USR1", reload: "HUP" } as const)[signal as "stop"]);
    return 0;
  }
  const master = (own: Process): Promise<number> => new Master(own, version, path, after("-g"), config, pidFile).run();
  if (config.main.word("daemon") === "off") return master(process);
  process.fork((child) => {
    child.task.newSession();
    return master(child);
  });
  return 0;
};

function load(process: Process, path: string, globals: string | undefined): Configuration {
  const given = globals === undefined ? [] : parseText(process.fs, globals.trim().endsWith(";") ? globals : `${globals};`);
  const directives = [...given, ...parseConfig(process.fs, path, path.slice(0, path.lastIndexOf("/")) || "/")];
  const config = understand(directives, (host) => typeof addressesOf(process, host) !== "string");
  if (config.main.own("events").length === 0) throw new ConfigError('no "events" section in configuration');
  return config;
}

function clockText(process: Process): string {
  return new Date(process.clock.now()).toISOString().slice(0, 19).replace("T", " ").replaceAll("-", "/");
}

/** Writes to a log: the container's streams where a file is a link to them. */
function writeLog(process: Process, path: string, text: string): void {
  const device = path === "stderr" ? "/dev/stderr" : (deviceOf(process.fs, path) ?? path);
  if (device === "/dev/stdout") process.stdout(text);
  else if (device === "/dev/stderr") process.stderr(text);
  else process.fs.appendFile(device, text);
}

class Master {
  readonly #process: Process;
  readonly #version: string;
  readonly #path: string;
  readonly #globals: string | undefined;
  readonly #pidFile: string;
  #config: Configuration;
  #listeners: Listener[] = [];
  #workers: Child[] = [];
  readonly #turns = new Map<string, number>();
  #requests = 0;
  #stopping = false;
  #end: (code: number) => void = () => {};

  constructor(process: Process, version: string, path: string, globals: string | undefined, config: Configuration, pidFile: string) {
    this.#process = process;
    this.#version = version;
    this.#path = path;
    this.#globals = globals;
    this.#config = config;
    this.#pidFile = pidFile;
  }

  #log(process: Process, level: string, words: string): void {
    writeLog(
      process,
      this.#config.main.word("error_log") ?? "/var/log/nginx/error.log",
      `${clockText(process)} [${level}] ${process.pid}#${process.pid}: ${words}\n`,
    );
  }

  async run(): Promise<number> {
    const process = this.#process;
    const failed = this.#listen();
    if (failed !== undefined) return failed;
    process.task.argv = [`nginx: master process ${process.argv.join(" ")}`];
    process.fs.writeFile(this.#pidFile, `${process.pid}\n`);
    this.#log(process, "notice", 'using the "epoll" event method');
    this.#log(process, "notice", `nginx/${this.#version}`);
    this.#log(process, "notice", "OS: Linux 6.12.0");
    this.#log(process, "notice", "getrlimit(RLIMIT_NOFILE): 1048576:1048576");
    this.#startWorkers();
    const ended = new Promise<number>((resolve) => {
      this.#end = resolve;
    });
    process.onSignal("QUIT", () => this.#stop("3 (SIGQUIT)", "shutting down", "gracefully shutting down"));
    process.onSignal("TERM", () => this.#stop("15 (SIGTERM)", "exiting", "exiting"));
    process.onSignal("INT", () => this.#stop("2 (SIGINT)", "exiting", "exiting"));
    process.onSignal("HUP", () => this.#reload());
    const code = await ended;
    process.fs.remove(this.#pidFile, { force: true });
    return code;
  }

  #listen(): number | undefined {
    const wanted = new Map(
      this.#config.servers.flatMap(({ listens }) => listens.map((at) => [`${formatIpv4(at.address)}:${at.port}`, at] as const)),
    );
    for (const [name, { address, port }] of wanted) {
      if (this.#listeners.some(({ local }) => local.port === port && local.address === address)) continue;
      try {
        const listener = listenAt(this.#process, { address, port });
        this.#listeners.push(listener);
      } catch (error) {
        if (!(error instanceof SocketError)) throw error;
        const number = error.code === "EACCES" ? 13 : error.code === "EADDRINUSE" ? 98 : 99;
        const words = `bind() to ${name} failed (${number}: ${error.message})`;
        this.#log(this.#process, "emerg", words);
        this.#process.stderr(`nginx: [emerg] ${words}\n`);
        return 1;
      }
    }
    return undefined;
  }

  #startWorkers(): void {
    const process = this.#process;
    const given = this.#config.main.word("worker_processes") ?? "1";
    const count = given === "auto" ? process.machine.cpus : Number(given);
    this.#log(process, "notice", "start worker processes");
    for (let index = 0; index < count; index++) {
      const worker = process.fork(async (own) => {
        own.task.argv = ["nginx: worker process"];
        own.onSignal("QUIT", "ignore");
        for (const listener of this.#listeners) void serve(own, listener, (connection) => this.#converse(own, connection)).catch(() => {});
        return new Promise<number>((_, reject) => own.signal.addEventListener("abort", () => reject(own.signal.reason), { once: true }));
      });
      this.#workers.push(worker);
      this.#log(process, "notice", `start worker process ${worker.pid}`);
    }
  }

  #stop(signal: string, words: string, worker: string): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#log(this.#process, "notice", `signal ${signal} received, ${words}`);
    for (const listener of this.#listeners) hangUp(this.#process, listener);
    this.#endWorkers(worker);
    this.#log(this.#process, "notice", "exit");
    this.#end(0);
  }

  #endWorkers(words: string): void {
    for (const { task, pid } of this.#workers) {
      const own = { ...this.#process, pid, clock: this.#process.clock } as Process;
      for (const line of new Set([words, "exiting", "exit"])) this.#log(own, "notice", line);
      task.table.kill(task, "KILL");
      this.#log(this.#process, "notice", `worker process ${pid} exited with code 0`);
    }
    this.#workers = [];
  }

  #reload(): void {
    this.#log(this.#process, "notice", "signal 1 (SIGHUP) received, reconfiguring");
    this.#log(this.#process, "notice", "reconfiguring");
    try {
      this.#config = load(this.#process, this.#path, this.#globals);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#log(this.#process, "emerg", error.message);
      return;
    }
    if (this.#listen() !== undefined) return;
    const before = this.#workers;
    this.#workers = [];
    this.#startWorkers();
    const after = this.#workers;
    this.#workers = before;
    this.#endWorkers("gracefully shutting down");
    this.#workers = after;
  }

  async #converse(process: Process, connection: Connection): Promise<void> {
    const reader = new ByteReader(connection, process.signal);
    for (;;) {
      const request = await readRequest(reader);
      if (!request) return;
      const { remote } = connection;
      const number = ++this.#requests;
      const client = `client: ${formatIpv4(remote.address)}`;
      let reply: Reply;
      let line = "-";
      let agent: readonly Header[] = [];
      let lasts = false;
      let added: readonly Header[] = [];
      let log = this.#config.http?.all("access_log").at(-1)?.args[0];
      if (request === "bad") reply = errorPage(400, this.#version);
      else {
        line = request.line;
        agent = request.headers;
        const host = header(request.headers, "host");
        const exchange: Exchange = {
          process,
          config: this.#config,
          version: this.#version,
          connection,
          request,
          turns: this.#turns,
          logError: (level, words) =>
            this.#log(
              process,
              level,
              `*${number} ${words}, ${client}, server: ${serverFor(exchange)?.names[0] ?? ""}, request: "${line}"${host === undefined ? "" : `, host: "${host}"`}`,
            ),
        };
        if (request.protocol === "HTTP/1.1" && host === undefined) reply = errorPage(400, this.#version);
        else {
          const answer = await respond(exchange);
          reply = answer.reply;
          log = answer.scope?.all("access_log").at(-1)?.args[0] ?? log;
          const ok = reply.status < 400;
          added = (answer.scope?.all("add_header") ?? [])
            .filter(({ args }) => ok || args[2] === "always")
            .map(({ args }): Header => [args[0] as string, args[1] as string]);
          lasts = request.protocol === "HTTP/1.1" && header(request.headers, "connection")?.toLowerCase() !== "close";
        }
      }
      const length = textToBytes(reply.body).length;
      const headers = assemble(reply, length, lasts, added, this.#version, process);
      const body = request !== "bad" && request.method === "HEAD" ? "" : reply.body;
      connection.write(headText(`HTTP/1.1 ${reply.status} ${statusWords[reply.status] ?? ""}`, headers) + body);
      if (log !== undefined && log !== "off")
        writeLog(process, log, accessLine(process, remote.address, line, reply.status, body === "" ? 0 : length, agent));
      await connection.drained(process.signal);
      if (!lasts) return;
    }
  }
}

function assemble(reply: Reply, length: number, lasts: boolean, added: readonly Header[], version: string, process: Process): Header[] {
  const pick = (...names: readonly string[]): Header[] => reply.headers.filter(([name]) => names.includes(name.toLowerCase()));
  const rest = reply.headers.filter(([name]) => !["content-type", "last-modified"].includes(name.toLowerCase()));
  return [
    ["Server", `nginx/${version}`],
    ["Date", httpDate(process.clock.now())],
    ...pick("content-type"),
    ...(reply.status === 204 ? [] : ([["Content-Length", String(length)]] as const)),
    ...pick("last-modified"),
    ["Connection", lasts ? "keep-alive" : "close"],
    ...rest,
    ...added,
  ];
}

/** The `combined` format, with what the official images add to it. */
function accessLine(process: Process, address: number, line: string, status: number, bytes: number, headers: readonly Header[]): string {
  const [, , month, year] = new Date(process.clock.now()).toUTCString().split(" ");
  const iso = new Date(process.clock.now()).toISOString();
  const time = `${iso.slice(8, 10)}/${month}/${year}:${iso.slice(11, 19)} +0000`;
  return `${formatIpv4(address)} - - [${time}] "${line}" ${status} ${bytes} "${header(headers, "referer") ?? "-"}" "${header(headers, "user-agent") ?? "-"}"\n`;
}
