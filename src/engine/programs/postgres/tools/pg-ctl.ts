/** `pg_ctl`: starts a server in the background, stops it, says whether it runs. */
import { absolute } from "../../packages/lab.ts";
import type { Process, Program } from "../../program.ts";
import { connectToPath } from "../../../kernel/network/unix-sockets.ts";
import { releaseOf } from "../release.ts";
import { readOptions } from "./options.ts";

const usage = {
  D: "pgdata:",
  l: "log:",
  m: "mode:",
  o: "options:",
  p: "path:",
  s: "silent",
  t: "timeout:",
  w: "wait",
  W: "no-wait",
  V: "version",
  "?": "help",
};

export const pgCtl: Program = async (process, descriptor) => {
  const options = readOptions("pg_ctl", process.argv.slice(1), usage);
  if (typeof options === "string") {
    process.stderr(options);
    return 1;
  }
  const { values, operands } = options;
  if (values.has("version")) {
    process.stdout(`pg_ctl (PostgreSQL) ${releaseOf(descriptor).text}\n`);
    return 0;
  }
  const data = values.get("pgdata") ?? process.env.get("PGDATA");
  if (data === undefined) {
    process.stderr(
      'pg_ctl: no database directory specified and environment variable PGDATA unset\nTry "pg_ctl --help" for more information.\n',
    );
    return 1;
  }
  if (process.uid === 0) {
    process.stderr(
      'pg_ctl: cannot be run as root\nPlease log in (using, e.g., "su") as the (unprivileged) user that will\nown the server process.\n',
    );
    return 1;
  }
  const path = absolute(process.cwd, data);
  const control = new Control(process, path, values.has("silent"));
  const waits = values.has("no-wait") ? 0 : Number(values.get("timeout") ?? 60);
  switch (operands[0]) {
    case "start":
      return control.start(values.get("options") ?? "", values.get("log"), waits);
    case "stop":
      return control.stop(values.get("mode") ?? "fast", waits);
    case "restart":
      return (
        (await control.stop(values.get("mode") ?? "fast", waits)) || control.start(values.get("options") ?? "", values.get("log"), waits)
      );
    case "status":
      return control.status();
    case "reload":
      return control.reload();
    default:
      process.stderr(
        `pg_ctl: ${operands[0] === undefined ? "no operation specified" : `unrecognized operation mode "${operands[0]}"`}\nTry "pg_ctl --help" for more information.\n`,
      );
      return 1;
  }
};

const signals = { smart: "TERM", fast: "INT", immediate: "QUIT" } as const;

class Control {
  readonly #process: Process;
  readonly #path: string;
  readonly #silent: boolean;

  constructor(process: Process, path: string, silent: boolean) {
    this.#process = process;
    this.#path = path;
    this.#silent = silent;
  }

  #say(text: string): void {
    if (!this.#silent) this.#process.stdout(text);
  }

  /** The server's pid, from its lock file. */
  #pid(): number | undefined {
    const file = `${this.#path}/postmaster.pid`;
    if (!this.#process.fs.exists(file)) return undefined;
    const pid = Number(this.#process.fs.readText(file).split("\n")[0]);
    return this.#process.kill(pid, undefined) === undefined ? pid : undefined;
  }

  #noServer(): number {
    this.#process.stderr(`pg_ctl: PID file "${this.#path}/postmaster.pid" does not exist\nIs server running?\n`);
    return 1;
  }

  #answers(): boolean {
    const lines = this.#process.fs.readText(`${this.#path}/postmaster.pid`).split("\n");
    try {
      const connection = connectToPath(this.#process.machine, this.#process.fs, `${lines[4]}/.s.PGSQL.${lines[3]}`);
      if (connection === "ENOENT") return false;
      connection.retain().release();
      return true;
    } catch {
      return false;
    }
  }

  async start(options: string, log: string | undefined, waits: number): Promise<number> {
    const process = this.#process;
    if (this.#pid() !== undefined) this.#process.stderr("pg_ctl: another server might be running; trying to start server anyway\n");
    const words = [...options.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/["']/g, ""));
    const file = log === undefined ? undefined : absolute(process.cwd, log);
    const write = file === undefined ? {} : logTo(process, file);
    const ready = { ended: false };
    const child = process.start(["postgres", "-D", this.#path, ...words], { session: true, ...write });
    void child.wait().then(
      () => {
        ready.ended = true;
      },
      () => {},
    );
    if (waits === 0) {
      this.#say("server starting\n");
      return 0;
    }
    this.#say("waiting for server to start...");
    for (let tenths = 0; tenths < waits * 10; tenths++) {
      await process.clock.sleep(100, process.signal);
      if (ready.ended) {
        this.#say(" stopped waiting\n");
        process.stderr("pg_ctl: could not start server\nExamine the log output.\n");
        return 1;
      }
      if (
        child.task.argv[0] !== undefined &&
        process.fs.exists(`${this.#path}/postmaster.pid`) &&
        isReady(process, this.#path) &&
        this.#answers()
      ) {
        this.#say(" done\nserver started\n");
        return 0;
      }
      if (tenths % 10 === 9) this.#say(".");
    }
    this.#say(" stopped waiting\n");
    process.stderr("pg_ctl: server did not start in time\n");
    return 1;
  }

  async stop(mode: string, waits: number): Promise<number> {
    const signal = signals[({ s: "smart", f: "fast", i: "immediate" }[mode[0] ?? ""] ?? "") as keyof typeof signals];
    if (!signal) {
      this.#process.stderr(`pg_ctl: unrecognized shutdown mode "${mode}"\nTry "pg_ctl --help" for more information.\n`);
      return 1;
    }
    const pid = this.#pid();
    if (pid === undefined) return this.#noServer();
    this.#process.kill(pid, signal);
    if (waits === 0) {
      this.#say("server shutting down\n");
      return 0;
    }
    this.#say("waiting for server to shut down...");
    for (let tenths = 0; tenths < waits * 10; tenths++) {
      if (!this.#process.fs.exists(`${this.#path}/postmaster.pid`)) {
        this.#say(" done\nserver stopped\n");
        return 0;
      }
      await this.#process.clock.sleep(100, this.#process.signal);
      if (tenths % 10 === 9) this.#say(".");
    }
    this.#say(" failed\n");
    this.#process.stderr("pg_ctl: server does not shut down\n");
    return 1;
  }

  status(): number {
    const pid = this.#pid();
    if (pid !== undefined) {
      this.#say(`pg_ctl: server is running (PID: ${pid})\n`);
      return 0;
    }
    if (!this.#process.fs.exists(`${this.#path}/PG_VERSION`)) {
      this.#process.stderr(`pg_ctl: directory "${this.#path}" is not a database cluster directory\n`);
      return 4;
    }
    this.#say("pg_ctl: no server running\n");
    return 3;
  }

  reload(): number {
    const pid = this.#pid();
    if (pid === undefined) return this.#noServer();
    this.#process.kill(pid, "HUP");
    this.#say("server signaled\n");
    return 0;
  }
}

function logTo(process: Process, file: string): { stdout: (text: string) => void; stderr: (text: string) => void } {
  const append = (text: string): void => process.fs.appendFile(file, text);
  if (!process.fs.exists(file)) process.fs.writeFile(file, "", { mode: 0o600 });
  return { stdout: append, stderr: append };
}

/** A server writes into its lock file when it lets others in. */
function isReady(process: Process, path: string): boolean {
  return process.fs.readText(`${path}/postmaster.pid`).split("\n")[7]?.trim() === "ready";
}
