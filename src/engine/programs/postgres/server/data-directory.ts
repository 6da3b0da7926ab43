/** What a server looks at before it starts: its data directory, and the lock in it. */
import type { Machine } from "../../../kernel/machine.ts";
import { accountsOf } from "../../../kernel/accounts.ts";
import type { Process } from "../../program.ts";
import type { Release } from "../release.ts";
import { logLine } from "./log.ts";

/** The role a data directory was made with; PGlite must be told it. */
const superuserFile = ".drydock-superuser";

export function rememberSuperuser(process: Process, path: string, name: string): void {
  process.fs.writeFile(`${path}/${superuserFile}`, `${name}\n`, { mode: 0o600 });
}

export function superuserOf(process: Process, path: string): string {
  const file = `${path}/${superuserFile}`;
  return process.fs.exists(file) ? process.fs.readText(file).trim() : "postgres";
}

/** Why the server may not use the directory: what it logs, and its exit code. Nothing when all is well. */
export function objection(process: Process, path: string, configFile: string, release: Release): number | undefined {
  const fatal = (text: string, level = "", more = ""): number => {
    logLine(process, "FATAL", text);
    if (level) logLine(process, level, more);
    return 1;
  };
  const node = process.fs.lookup(path);
  if (!node) {
    process.stderr(
      `postgres: could not access directory "${path}": No such file or directory\nRun initdb or pg_basebackup to initialize a PostgreSQL data directory.\n`,
    );
    return 2;
  }
  if (process.fs.lookup(configFile)?.kind !== "file") {
    process.stderr(`postgres: could not access the server configuration file "${configFile}": No such file or directory\n`);
    return 2;
  }
  if (node.kind !== "directory") return fatal(`specified data directory "${path}" is not a directory`);
  if (node.uid !== process.uid)
    return fatal(
      `data directory "${path}" has wrong ownership`,
      "HINT",
      "The server must be started by the user that owns the data directory.",
    );
  if ((node.mode & 0o027) !== 0)
    return fatal(`data directory "${path}" has invalid permissions`, "DETAIL", "Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).");
  const versionFile = `${path}/PG_VERSION`;
  if (!process.fs.exists(versionFile))
    return fatal(`"${path}" is not a valid data directory`, "DETAIL", `File "${versionFile}" is missing.`);
  const made = process.fs.readText(versionFile).trim();
  if (made !== release.major)
    return fatal(
      "database files are incompatible with server",
      "DETAIL",
      `The data directory was initialized by PostgreSQL version ${made}, which is not compatible with this version ${release.text}.`,
    );
  return undefined;
}

/** Servers that run, by the number each wrote into its lock file. */
const running = new WeakMap<Machine, Set<number>>();
let started = 65_536;

/** A server's hold on its data directory. */
export interface Lock {
  /** Says that connections are let in. */
  ready(): void;
  release(): void;
}

/**
 * Writes `postmaster.pid`. Gives `undefined` when another server holds it: one on the same
 * files, in whatever container it runs.
 */
export function lock(process: Process, path: string, lines: { port: string; socket: string; listen: string }): Lock | undefined {
  const file = `${path}/postmaster.pid`;
  const servers = running.get(process.machine) ?? new Set<number>();
  running.set(process.machine, servers);
  const [pid, , , , , , memory] = process.fs.exists(file) ? process.fs.readText(file).split("\n") : [];
  if (memory !== undefined && servers.has(Number(memory.trim().split(/\s+/)[1]))) {
    logLine(process, "FATAL", 'lock file "postmaster.pid" already exists');
    logLine(process, "HINT", `Is another postmaster (PID ${pid}) running in data directory "${path}"?`);
    const inside = process.machine.processes.get(Number(pid), process.task.namespaces.pid);
    if (!inside || inside === process.task)
      process.stderr(
        "drydock: the other server is in another container. A real one there can miss it, since each sees only its own processes, and then both ruin the files.\n",
      );
    return undefined;
  }
  const number = started++;
  servers.add(number);
  const since = Math.floor(process.clock.now() / 1000);
  const write = (state: string): void =>
    process.fs.writeFile(
      file,
      `${process.pid}\n${path}\n${since}\n${lines.port}\n${lines.socket}\n${lines.listen}\n  5432001    ${number}\n${state}\n`,
      { mode: 0o600 },
    );
  write("starting");
  const gone = (): void => {
    servers.delete(number);
  };
  process.signal.addEventListener("abort", gone, { once: true });
  return {
    ready: () => write("ready   "),
    release: () => {
      gone();
      process.fs.remove(file, { force: true });
    },
  };
}

/** A user's name in `/etc/passwd`; for one who has none, what the tools say. */
export function userName(process: Process): string | undefined {
  return accountsOf(process.fs).find(({ uid }) => uid === process.uid)?.name;
}
