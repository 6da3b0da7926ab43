/** `ps`: procps's and busybox's. */
import { formatDate } from "./dates.ts";
import type { Process } from "../program.ts";
import type { Applet, Tool } from "./applet.ts";
import { commandLine, type ListedProcess, listProcesses, stateLetters, two } from "./process-list.ts";

interface Column {
  readonly title: string;
  readonly width: number;
  readonly left?: boolean;
  readonly value: (listed: ListedProcess, process: Process) => string;
}

const share = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
const processor = ({ time, elapsed }: ListedProcess): number => share(time, elapsed);
const memory = ({ rss }: ListedProcess, process: Process): string => share(rss * 1024, process.machine.memory).toFixed(1);
const hours = ({ time }: ListedProcess): string => `${two(time / 3600)}:${two((time % 3600) / 60)}:${two(time % 60)}`;
const minutes = ({ time }: ListedProcess): string => `${Math.floor(time / 60)}:${two(time % 60)}`;
const start = ({ started }: ListedProcess, process: Process): string =>
  formatDate(process.clock.now() - started < 86_400_000 ? "%H:%M" : "%b%d", started);
const elapsed = ({ elapsed: seconds }: ListedProcess): string => {
  const days = Math.floor(seconds / 86_400);
  const clock = `${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}-${two((seconds % 86_400) / 3600)}:${clock}` : seconds >= 3600 ? `${two(seconds / 3600)}:${clock}` : clock;
};
const text = (value: (listed: ListedProcess) => string | number, title: string, width: number, left = false): Column => ({
  title,
  width,
  left,
  value: (listed) => String(value(listed)),
});

const columns: Readonly<Record<string, Column>> = {
  "%cpu": text((listed) => processor(listed).toFixed(1), "%CPU", 4),
  "%mem": { title: "%MEM", width: 4, value: memory },
  args: text(commandLine, "COMMAND", 27, true),
  bsdtime: text(minutes, "TIME", 6),
  c: text((listed) => Math.min(99, Math.floor(processor(listed))), "C", 2),
  cmd: text(commandLine, "CMD", 27, true),
  comm: text(({ comm }) => comm, "COMMAND", 15, true),
  etime: text(elapsed, "ELAPSED", 11),
  etimes: text(({ elapsed: seconds }) => Math.floor(seconds), "ELAPSED", 7),
  gid: text(({ gid }) => gid, "GID", 5),
  group: text(({ groupName }) => groupName, "GROUP", 8, true),
  ni: text(({ nice }) => nice, "NI", 3),
  nlwp: text(() => 1, "NLWP", 4),
  pgid: text(({ group }) => group, "PGID", 7),
  pid: text(({ pid }) => pid, "PID", 7),
  ppid: text(({ ppid }) => ppid, "PPID", 7),
  pri: text(() => 19, "PRI", 3),
  rss: text(({ rss }) => rss, "RSS", 5),
  s: text(({ state }) => state, "S", 1, true),
  sid: text(({ session }) => session, "SID", 7),
  start: { title: "START", width: 5, value: start },
  stat: text(stateLetters, "STAT", 4, true),
  stime: { title: "STIME", width: 5, value: start },
  time: text(hours, "TIME", 8),
  tty: text(({ tty }) => tty, "TTY", 8, true),
  ucmd: text(({ comm }) => comm, "CMD", 15, true),
  uid: text(({ uid }) => uid, "UID", 5),
  uname: text(({ user }) => user, "UID", 8, true),
  user: text(({ user }) => user, "USER", 8, true),
  vsz: text(({ vsz }) => vsz, "VSZ", 6),
};

const aliases: Readonly<Record<string, string>> = {
  pcpu: "%cpu",
  pmem: "%mem",
  command: "args",
  cputime: "time",
  egid: "gid",
  egroup: "group",
  euid: "uid",
  euser: "user",
  nice: "ni",
  pgrp: "pgid",
  rgroup: "group",
  rssize: "rss",
  ruser: "user",
  ruid: "uid",
  sess: "sid",
  session: "sid",
  start_time: "stime",
  state: "s",
  thcount: "nlwp",
  tname: "tty",
  tt: "tty",
  vsize: "vsz",
};

const full = ["uname", "pid", "ppid", "c", "stime", "tty", "time", "cmd"];
const bsdUser = ["user", "pid", "%cpu", "%mem", "vsz", "rss", "tty", "stat", "start", "bsdtime", "args"];
const bsd = ["pid", "tty", "stat", "bsdtime", "args"];
const short = ["pid", "tty", "time", "ucmd"];

interface Chosen {
  readonly column: Column;
  readonly title: string;
}

function columnFor(spec: string): Chosen | undefined {
  const [name = "", ...title] = spec.split("=");
  const column = columns[aliases[name] ?? name];
  return column && { column, title: title.length > 0 ? title.join("=") : name === "comm" || name === "args" ? "COMMAND" : column.title };
}

function printTable(process: Process, chosen: readonly Chosen[], rows: readonly ListedProcess[], headers: boolean): void {
  const cells = rows.map((row) => chosen.map(({ column }) => column.value(row, process)));
  const withTitles = headers && chosen.some(({ title }) => title !== "");
  const width = (index: number): number => {
    const { column, title } = chosen[index] as Chosen;
    return Math.max(column.width, title.length);
  };
  const line = (values: readonly string[]): string =>
    `${values
      .map((value, index) => {
        const { column } = chosen[index] as Chosen;
        if (index === chosen.length - 1 && column.left) return value;
        return column.left ? value.slice(0, width(index)).padEnd(width(index)) : value.padStart(width(index));
      })
      .join(" ")}\n`;
  const head = withTitles ? line(chosen.map(({ title }) => title)) : "";
  process.stdout(head + cells.map(line).join(""));
}

/** What was asked for, of procps's three ways to ask. */
interface Request {
  names: string[];
  headers: boolean;
  all: boolean;
  withTerminal: boolean;
  pids: Set<number> | undefined;
  commands: Set<string> | undefined;
  users: Set<string> | undefined;
  sort: string[];
}

function readRequest(args: readonly string[]): Request | string {
  const request: Request = {
    names: [],
    headers: true,
    all: false,
    withTerminal: false,
    pids: undefined,
    commands: undefined,
    users: undefined,
    sort: [],
  };
  let format = short;
  const custom: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    const value = (): string => args[++index] ?? "";
    const list = (given: string): string[] => given.split(/[\s,]+/).filter((item) => item !== "");
    if (word.startsWith("--")) {
      const [name = "", given] = word.slice(2).split("=");
      const of = (): string => given ?? value();
      if (name === "no-headers" || name === "no-heading" || name === "noheaders") request.headers = false;
      else if (name === "sort") request.sort = list(of());
      else if (name === "pid") request.pids = new Set(list(of()).map(Number));
      else if (name === "format") custom.push(...list(of()));
      else if (name === "user") request.users = new Set(list(of()));
      else if (name !== "forest" && name !== "headers") return "unknown gnu long option";
      continue;
    }
    if (/^\d+$/.test(word)) {
      request.pids = new Set([...(request.pids ?? []), Number(word)]);
      continue;
    }
    const dashed = word.startsWith("-");
    const letters = dashed ? word.slice(1) : word;
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] as string;
      const rest = letters.slice(at + 1);
      const taken = (): string => rest || value();
      if ("oOpCuUtG".includes(letter) && (dashed || "oOp".includes(letter))) {
        const given = taken();
        if (letter === "o" || letter === "O") {
          // A title may hold anything, and ends the list.
          const titled = /^(.*?)([\w%]+=.*)$/s.exec(given);
          custom.push(...(titled ? [...list(titled[1] ?? ""), titled[2] as string] : list(given)));
        } else if (letter === "p") request.pids = new Set(list(given).map(Number));
        else if (letter === "C") request.commands = new Set(list(given));
        else if (letter === "u" || letter === "U") request.users = new Set(list(given));
        break;
      }
      if (dashed && (letter === "e" || letter === "A")) request.all = true;
      else if (dashed && letter === "f") format = full;
      else if (letter === "a") request.withTerminal = true;
      else if (letter === "x") request.all = true;
      else if (letter === "u") format = bsdUser;
      else if (letter === "j") format = ["ppid", "pid", "pgid", "sid", "tty", "stat", "uid", "bsdtime", "args"];
      else if (letter === "l") format = ["s", "uid", "pid", "ppid", "c", "pri", "ni", "vsz", "rss", "tty", "time", "ucmd"];
      else if (letter === "h") request.headers = false;
      else if (!"fwHLTmrcnd".includes(letter)) return dashed ? "unsupported SysV option" : "unsupported option (BSD syntax)";
    }
    if (!dashed && format === short) format = bsd;
  }
  request.names = custom.length > 0 ? custom : format;
  return request;
}

function procps(process: Process, args: readonly string[], tool: Tool): number {
  const request = readRequest(args);
  if (typeof request === "string") {
    process.stderr(
      `error: ${request}\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n`,
    );
    return 1;
  }
  const everything = listProcesses(process);
  if (everything.length === 0) {
    process.stderr("Error, do this: mount -t proc proc /proc\n");
    return 1;
  }
  const chosen: Chosen[] = [];
  for (const spec of request.names) {
    const column = columnFor(spec);
    if (!column) return tool.fail(`unknown user-defined format specifier "${spec}"`);
    chosen.push(column);
  }
  const self = everything.find(({ pid }) => pid === process.pid);
  const { pids, commands, users } = request;
  const shown = everything.filter((listed) => {
    if (pids || commands || users)
      return pids?.has(listed.pid) || commands?.has(listed.comm) || users?.has(listed.user) || users?.has(String(listed.uid));
    if (request.all) return true;
    if (request.withTerminal) return listed.tty !== "?";
    return listed.uid === process.uid && listed.tty === self?.tty;
  });
  printTable(process, chosen, sorted(shown, request.sort, process), request.headers);
  return shown.length > 0 ? 0 : 1;
}

function sorted(rows: readonly ListedProcess[], keys: readonly string[], process: Process): ListedProcess[] {
  const order = [...rows];
  for (const key of [...keys].reverse()) {
    const name = key.replace(/^[-+]/, "");
    const column = columns[aliases[name] ?? name];
    if (!column) continue;
    const sign = key.startsWith("-") ? -1 : 1;
    order.sort((a, b) => {
      const [one, other] = [column.value(a, process), column.value(b, process)];
      const numbers = Number(one) - Number(other);
      return sign * (Number.isNaN(numbers) ? (one < other ? -1 : one > other ? 1 : 0) : numbers);
    });
  }
  return order;
}

const busyboxColumns: Readonly<Record<string, { title: string; width: number; value: (listed: ListedProcess) => string }>> = {
  user: { title: "USER", width: 8, value: ({ user }) => user.slice(0, 8).padEnd(8) },
  group: { title: "GROUP", width: 8, value: ({ groupName }) => groupName.slice(0, 8).padEnd(8) },
  comm: { title: "COMMAND", width: 16, value: ({ comm }) => comm.padEnd(16) },
  args: { title: "COMMAND", width: 256, value: (listed) => busyboxCommand(listed) },
  pid: { title: "PID", width: 5, value: ({ pid }) => String(pid).padStart(5) },
  ppid: { title: "PPID", width: 5, value: ({ ppid }) => String(ppid).padStart(5) },
  pgid: { title: "PGID", width: 5, value: ({ group }) => String(group).padStart(5) },
  nice: { title: "NI", width: 5, value: ({ nice }) => String(nice).padStart(5) },
  rgroup: { title: "RGROUP", width: 8, value: ({ groupName }) => groupName.padEnd(8) },
  ruser: { title: "RUSER", width: 8, value: ({ user }) => user.padEnd(8) },
  tty: { title: "TT", width: 6, value: ({ tty }) => (tty === "?" ? "?" : `136,${tty.slice(4)}`).padEnd(6) },
  vsz: { title: "VSZ", width: 4, value: ({ vsz }) => inBusyboxUnits(vsz) },
  sid: { title: "SID", width: 5, value: ({ session }) => String(session).padStart(5) },
  stat: { title: "STAT", width: 4, value: ({ state, nice }) => `${state}${nice < 0 ? "<" : nice > 0 ? "N" : ""}`.padEnd(4) },
  rss: { title: "RSS", width: 4, value: ({ rss }) => inBusyboxUnits(rss) },
  time: { title: "TIME", width: 5, value: (listed) => minutes(listed).padStart(5) },
  etime: { title: "ELAPSED", width: 7, value: (listed) => elapsed(listed).padStart(7) },
};

function busyboxCommand({ argv, comm }: ListedProcess): string {
  if (argv.length === 0) return `[${comm}]`;
  // What would break the row is a blank.
  const line = argv.join(" ").replace(/\p{Cc}/gu, " ");
  const name = argv[0]?.split("/").pop();
  // A script is named as well as its interpreter.
  return name?.startsWith(comm) || comm.startsWith(name ?? "") ? line : `{${comm}} ${line}`;
}

/** Four characters: `1540`, `12m`. */
function inBusyboxUnits(kilobytes: number): string {
  const shown = kilobytes < 10_000 ? String(kilobytes) : `${Math.floor(kilobytes / 1024)}m`;
  return shown.padStart(4);
}

function busyboxPs(process: Process, args: readonly string[], tool: Tool): number {
  const rows = listProcesses(process);
  const names: { name: string; title: string }[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (!word.startsWith("-o")) continue;
    for (const spec of (word.length > 2 ? word.slice(2) : (args[++index] ?? "")).split(",")) {
      const [name = "", title] = spec.split("=");
      const column = busyboxColumns[name];
      if (!column) return tool.fail(`bad -o argument '${name}', supported arguments: ${Object.keys(busyboxColumns).join(",")}`);
      names.push({ name, title: title ?? column.title });
    }
  }
  if (names.length === 0) {
    const line = (listed: ListedProcess): string =>
      `${String(listed.pid).padStart(5)} ${listed.user.slice(0, 8).padEnd(8)} ${busyboxCommand(listed)}\n`;
    process.stdout(`PID   USER     COMMAND\n${rows.map(line).join("")}`);
    return 0;
  }
  const line = (cells: readonly string[]): string => `${cells.join(" ").trimEnd()}\n`;
  const titles = line(names.map(({ name, title }) => title.padEnd(busyboxColumns[name]?.width ?? 0)));
  const body = rows.map((listed) => line(names.map(({ name }) => busyboxColumns[name]?.value(listed) ?? "")));
  process.stdout((names.some(({ title }) => title !== "") ? titles : "") + body.join(""));
  return 0;
}

export const ps: Applet = (process, args, tool) => (tool.gnu ? procps(process, args, tool) : busyboxPs(process, args, tool));
