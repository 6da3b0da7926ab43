/** The columns of procps' ps, as `docker top` shows them. */
import { EngineError } from "../api.ts";
import { accountsOf, groupsIn } from "../kernel/accounts.ts";
import type { Task } from "../kernel/task.ts";
import type { Daemon } from "./daemon.ts";
import type { PsColumn } from "./ps-options.ts";

export interface Column {
  readonly title: string;
  readonly value: (task: Task, daemon: Daemon) => string;
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
const ttyOf = ({ terminal }: Task): string => terminal?.name.replace(/^\/dev\//, "") ?? "?";
const commandOf = ({ argv }: Task): string => argv.join(" ");
const userOf = (task: Task, { machine }: Daemon): string =>
  accountsOf(machine.disk).find(({ uid }) => uid === task.credentials.uid)?.name ?? String(task.credentials.uid);
const processorSeconds = ({ processorTime }: Task): number => (processorTime.user + processorTime.system) / 1000;
const startOf = ({ startedAt }: Task): string => new Date(startedAt).toISOString().slice(11, 16);
const shortTime = (task: Task): string => `${Math.floor(processorSeconds(task) / 60)}:${two(processorSeconds(task) % 60)}`;
const longTime = (task: Task): string =>
  `${two(processorSeconds(task) / 3600)}:${two((processorSeconds(task) % 3600) / 60)}:${two(processorSeconds(task) % 60)}`;
const share = (task: Task, { clock }: Daemon): number =>
  (100 * processorSeconds(task)) / Math.max(1, (clock.now() - task.startedAt) / 1000);
const secondsOf = ({ startedAt }: Task, { clock }: Daemon): number => Math.floor((clock.now() - startedAt) / 1000);
const groupOf = ({ credentials }: Task, { machine }: Daemon): string =>
  groupsIn(machine.disk).find(({ gid }) => gid === credentials.gid)?.name ?? String(credentials.gid);
/** `[[dd-]hh:]mm:ss`. */
const elapsedOf = (task: Task, daemon: Daemon): string => {
  const seconds = secondsOf(task, daemon);
  const days = seconds >= 86_400 ? `${Math.floor(seconds / 86_400)}-` : "";
  return `${days}${seconds >= 3600 ? `${two((seconds % 86_400) / 3600)}:` : ""}${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
};
/** `Sun Nov 22 10:18:08 2026`. */
const longDate = (time: number): string => {
  const [day = "", date = "", month = "", year = "", clock = ""] = new Date(time).toUTCString().split(/,? /);
  return `${day} ${month} ${String(Number(date)).padStart(2)} ${clock} ${year}`;
};
const stateOf = (task: Task): string => `${task.state}${task.session === task.pid ? "s" : ""}`;

/** By ps' names of them. */
const columns: Readonly<Record<string, Column>> = {
  uid: { title: "UID", value: userOf },
  uidnumber: { title: "UID", value: ({ credentials }) => String(credentials.uid) },
  user: { title: "USER", value: userOf },
  pid: { title: "PID", value: ({ pid }) => String(pid) },
  ppid: { title: "PPID", value: ({ parent }) => String(parent?.pid ?? 0) },
  pgid: { title: "PGID", value: ({ group }) => String(group) },
  sid: { title: "SID", value: ({ session }) => String(session) },
  c: { title: "C", value: (task, daemon) => String(Math.min(99, Math.floor(share(task, daemon)))) },
  stime: { title: "STIME", value: startOf },
  start: { title: "START", value: startOf },
  tty: { title: "TT", value: ttyOf },
  tname: { title: "TTY", value: ttyOf },
  time: { title: "TIME", value: longTime },
  shorttime: { title: "TIME", value: shortTime },
  cmd: { title: "CMD", value: commandOf },
  args: { title: "COMMAND", value: commandOf },
  command: { title: "COMMAND", value: commandOf },
  comm: { title: "COMMAND", value: ({ comm }) => comm },
  ucmd: { title: "CMD", value: ({ comm }) => comm },
  spid: { title: "SPID", value: ({ pid }) => String(pid) },
  lwp: { title: "LWP", value: ({ pid }) => String(pid) },
  tid: { title: "TID", value: ({ pid }) => String(pid) },
  "%cpu": { title: "%CPU", value: (task, daemon) => share(task, daemon).toFixed(1) },
  "%mem": { title: "%MEM", value: ({ memory }, { machine }) => ((100 * memory) / machine.memory).toFixed(1) },
  vsz: { title: "VSZ", value: ({ memory }) => String(Math.ceil(memory / 1024) + 1024) },
  rss: { title: "RSS", value: ({ memory }) => String(Math.ceil(memory / 1024)) },
  stat: { title: "STAT", value: stateOf },
  state: { title: "S", value: ({ state }) => state },
  s: { title: "S", value: ({ state }) => state },
  // Whoever was let in from outside has used a superuser's rights.
  f: { title: "F", value: ({ parent, cgroup }) => (parent?.cgroup === cgroup ? "0" : "4") },
  ni: { title: "NI", value: ({ nice }) => String(nice) },
  // Three scales of one number.
  pri: { title: "PRI", value: ({ nice }) => String(19 - nice) },
  opri: { title: "PRI", value: ({ nice }) => String(80 + nice) },
  priority: { title: "PRI", value: ({ nice }) => String(20 + nice) },
  cls: { title: "CLS", value: () => "TS" },
  psr: { title: "PSR", value: () => "0" },
  addr: { title: "ADDR", value: () => "-" },
  sz: { title: "SZ", value: ({ memory }) => String(Math.ceil(memory / 4096) + 256) },
  wchan: { title: "WCHAN", value: () => "-" },
  tpgid: { title: "TPGID", value: ({ terminal }) => String(terminal?.foreground ?? -1) },
  nlwp: { title: "NLWP", value: () => "1" },
  label: { title: "LABEL", value: () => "-" },
  gid: { title: "GID", value: ({ credentials }) => String(credentials.gid) },
  group: { title: "GROUP", value: groupOf },
  etime: { title: "ELAPSED", value: elapsedOf },
  etimes: { title: "ELAPSED", value: (task, daemon) => String(secondsOf(task, daemon)) },
  times: { title: "TIME", value: (task) => String(Math.floor(processorSeconds(task))) },
  lstart: { title: "STARTED", value: ({ startedAt }) => longDate(startedAt) },
  startedtime: { title: "STARTED", value: ({ startedAt }) => new Date(startedAt).toISOString().slice(11, 19) },
  exe: { title: "EXE", value: ({ root, executable }) => (root.lookup(executable) === undefined ? "-" : root.realpath(executable)) },
  cgroup: { title: "CGROUP", value: ({ cgroup }) => `0::${cgroup.path}` },
  majfl: { title: "MAJFL", value: () => "0" },
  drs: { title: "DRS", value: ({ memory }) => String(Math.ceil(memory / 1024) + 512) },
  trs: { title: "TRS", value: () => "512" },
  ...Object.fromEntries(
    (["pid", "mnt", "net", "uts", "ipc", "user", "cgroup"] as const).map((kind) => [
      `${kind}ns`,
      { title: `${kind.toUpperCase()}NS`, value: ({ namespaces }: Task) => String(namespaces[kind].inode) },
    ]),
  ),
};

const aliases: Readonly<Record<string, string>> = {
  pcpu: "%cpu",
  pmem: "%mem",
  ruser: "user",
  euser: "user",
  tt: "tty",
  cputime: "time",
  rssize: "rss",
  sess: "sid",
  session: "sid",
  pgrp: "pgid",
  euid: "uidnumber",
  ruid: "uidnumber",
  egid: "gid",
  egroup: "group",
  rgroup: "group",
  uname: "user",
  nice: "ni",
  rsz: "rss",
  vsize: "vsz",
  tgid: "pid",
  thcount: "nlwp",
  start_time: "stime",
  bsdtime: "shorttime",
};

/** @throws EngineError 500 for a name that ps does not know */
export function columnFor({ name, title }: PsColumn): Column {
  const column = columns[aliases[name] ?? name];
  if (!column) throw new EngineError(500, `ps: error: unknown user-defined format specifier "${name}"`);
  return title === undefined ? column : { ...column, title };
}

/** What a row is sorted by; `undefined` for a name that ps does not know. */
export function sortValue(name: string): Column["value"] | undefined {
  return columns[aliases[name] ?? name]?.value;
}
