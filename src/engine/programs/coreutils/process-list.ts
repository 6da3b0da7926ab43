/** What /proc says about the processes that can be seen, as `ps`, `top` and `pgrep` read it. */
import { FsError } from "../../filesystem/errors.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import type { Process } from "../program.ts";

export interface ListedProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly group: number;
  readonly session: number;
  /** `pts/0`, `?` */
  readonly tty: string;
  readonly state: string;
  /** In the foreground of its terminal. */
  readonly foreground: boolean;
  readonly uid: number;
  readonly user: string;
  readonly gid: number;
  readonly groupName: string;
  readonly comm: string;
  /** Its argv; empty for a zombie. */
  readonly argv: readonly string[];
  /** Seconds of processor time. */
  readonly time: number;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Seconds it has run. */
  readonly elapsed: number;
  /** Kilobytes. */
  readonly vsz: number;
  readonly rss: number;
  readonly nice: number;
}

const ticks = 100;

/** By pid; empty where /proc is not mounted. */
export function listProcesses(process: Process): ListedProcess[] {
  const { fs } = process;
  let names: string[];
  try {
    names = fs.readdir("/proc").filter((name) => /^\d+$/.test(name));
  } catch (error) {
    if (error instanceof FsError) return [];
    throw error;
  }
  const users = new Map(accountsOf(fs).map(({ uid, name }) => [uid, name]));
  const groups = new Map(groupsIn(fs).map(({ gid, name }) => [gid, name]));
  const boot = bootTime(process);
  return names
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((pid) => one(process, pid, users, groups, boot) ?? []);
}

function bootTime(process: Process): number {
  try {
    return Number(/^btime (\d+)/m.exec(process.fs.readText("/proc/stat"))?.[1] ?? 0) * 1000;
  } catch {
    return 0;
  }
}

function one(
  process: Process,
  pid: number,
  users: ReadonlyMap<number, string>,
  groups: ReadonlyMap<number, string>,
  boot: number,
): ListedProcess | undefined {
  const { fs } = process;
  try {
    const stat = fs.readText(`/proc/${pid}/stat`);
    const [, comm = "", tail = ""] = /^\d+ \((.*)\) (.*)$/s.exec(stat.trimEnd()) ?? [];
    const [state = "S", ...numbers] = tail.split(" ");
    const at = (index: number): number => Number(numbers[index] ?? 0);
    const status = fs.readText(`/proc/${pid}/status`);
    const id = (name: string): number => Number(new RegExp(`^${name}:\\t(\\d+)`, "m").exec(status)?.[1] ?? 0);
    const uid = id("Uid");
    const gid = id("Gid");
    const tty = at(3);
    const started = boot + (at(18) * 1000) / ticks;
    return {
      pid,
      ppid: at(0),
      group: at(1),
      session: at(2),
      tty: tty === 0 ? "?" : `pts/${tty - 34816}`,
      state,
      foreground: tty !== 0 && at(4) === at(1),
      uid,
      user: users.get(uid) ?? String(uid),
      gid,
      groupName: groups.get(gid) ?? String(gid),
      comm,
      argv: fs.readText(`/proc/${pid}/cmdline`).split("\0").slice(0, -1),
      time: (at(10) + at(11)) / ticks,
      started,
      elapsed: Math.max(0, (process.clock.now() - started) / 1000),
      vsz: Math.floor(at(19) / 1024),
      rss: at(20) * 4,
      nice: at(15),
    };
  } catch (error) {
    // It has gone meanwhile, or may not be looked at.
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/** The command line; the name in brackets where there is none. */
export function commandLine({ argv, comm, state }: ListedProcess): string {
  // A table has one row for each: procps shows a blank for the end of a line and a question mark for what else cannot be shown.
  if (argv.length > 0)
    return argv
      .join(" ")
      .replaceAll("\n", " ")
      .replace(/\p{Cc}/gu, "?");
  return `[${comm}]${state === "Z" ? " <defunct>" : ""}`;
}

/** `Ss+` */
export function stateLetters({ state, nice, session, pid, foreground }: ListedProcess): string {
  return `${state}${nice < 0 ? "<" : nice > 0 ? "N" : ""}${session === pid ? "s" : ""}${foreground ? "+" : ""}`;
}

export function two(value: number): string {
  return Math.floor(value).toString().padStart(2, "0");
}
