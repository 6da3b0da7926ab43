/** `docker top`: the host's ps, of one container's processes. */
import { EngineError, type TopResponse } from "../api.ts";
import { accountsOf } from "../kernel/accounts.ts";
import type { Task } from "../kernel/task.ts";
import type { Daemon } from "./daemon.ts";
import { psColumns } from "./ps-options.ts";
import type { Container } from "./record.ts";

interface Column {
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
const stateOf = (task: Task): string => `${task.state}${task.session === task.pid ? "s" : ""}`;

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
  tty: { title: "TTY", value: ttyOf },
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
  f: { title: "F", value: () => "4" },
  ni: { title: "NI", value: () => "0" },
  pri: { title: "PRI", value: () => "80" },
  psr: { title: "PSR", value: () => "0" },
  addr: { title: "ADDR", value: () => "-" },
  sz: { title: "SZ", value: ({ memory }) => String(Math.ceil(memory / 4096) + 256) },
  wchan: { title: "WCHAN", value: () => "-" },
  tpgid: { title: "TPGID", value: ({ terminal }) => String(terminal?.foreground ?? -1) },
  nlwp: { title: "NLWP", value: () => "1" },
};

const aliases: Readonly<Record<string, string>> = {
  pcpu: "%cpu",
  pmem: "%mem",
  ruser: "user",
  euser: "user",
  tname: "tty",
  tt: "tty",
  cputime: "time",
  rssize: "rss",
  vsize: "vsz",
  lstart: "start",
  sess: "sid",
};

/** Throws `EngineError` 500 for what ps does not understand. */
export function topOf(daemon: Daemon, container: Container, psArguments: string | undefined): TopResponse {
  const chosen = columnsFor((psArguments ?? "-ef").trim().split(/\s+/));
  const cgroup = container.running?.init.cgroup;
  const tasks = [...(cgroup?.allTasks() ?? [])].sort((a, b) => a.pid - b.pid);
  return { Titles: chosen.map(({ title }) => title), Processes: tasks.map((task) => chosen.map(({ value }) => value(task, daemon))) };
}

function columnsFor(args: readonly string[]): Column[] {
  const chosen = psColumns(args).map(({ name, title }) => {
    const column = columns[aliases[name] ?? name];
    if (!column) throw new EngineError(500, `ps: error: unknown user-defined format specifier "${name}"`);
    return title === undefined ? column : { ...column, title };
  });
  if (!chosen.some(({ title }) => title === "PID")) throw new EngineError(500, "Couldn't find PID field in ps output");
  return chosen;
}
