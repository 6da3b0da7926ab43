/** `/proc/<pid>`: what can be read about one process. */
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { capabilityMask } from "../credentials.ts";
import { processorsIn, processorsOf } from "../cgroups.ts";
import type { Machine } from "../machine.ts";
import { type NamespaceKind, namespaceKinds, type PidNamespace } from "../namespaces.ts";
import { limitText, type Resource, resources } from "../resource-limits.ts";
import { type SignalName, signalNumbers } from "../signals.ts";
import type { Task } from "../task.ts";
import { current, directoryOf, liveDirectory, liveFile, liveLink, writableFile } from "./live.ts";
import { memoryMap } from "./memory-map.ts";
import { mountinfo, mounts } from "./mount-files.ts";
import { netDirectory } from "./net-files.ts";

/** Ticks a second, as `getconf CLK_TCK` has it. */
const ticks = 100;

const stateWords = { R: "running", S: "sleeping", D: "disk sleep", T: "stopped", Z: "zombie" } as const;

/** @param seen the pid namespace of the /proc it is in: pids are shown as they are there */
export function taskDirectory(machine: Machine, task: Task, seen: PidNamespace): DirectoryNode {
  return taskFiles(machine, task, seen, true);
}

function taskFiles(machine: Machine, task: Task, seen: PidNamespace, withThreads: boolean): DirectoryNode {
  const { uid, gid } = task.credentials;
  const own = { uid, gid };
  const secret = { ...own, mode: 0o400 };
  const inCgroup = (): string => task.cgroup.pathFrom((current.task ?? task).namespaces.cgroup.root);
  const alive = <T>(value: T, otherwise: T): T => (task.status ? otherwise : value);
  return directoryOf(
    {
      cgroup: () => liveFile(() => `0::${inCgroup()}\n`, own),
      cmdline: () => liveFile(() => alive(task.argv.map((word) => `${word}\0`).join(""), ""), own),
      comm: () =>
        writableFile(
          () => `${task.comm}\n`,
          (text) => rename(task, text),
          own,
        ),
      coredump_filter: () => liveFile(() => "00000033\n", own),
      cpuset: () => liveFile(() => `${inCgroup()}\n`, own),
      cwd: () => liveLink(() => task.cwd, own),
      environ: () => liveFile(() => alive([...task.environ].map(([name, value]) => `${name}=${value}\0`).join(""), ""), secret),
      exe: () => liveLink(() => realExecutable(task), own),
      fd: () => descriptors(task, { ...own, mode: 0o500 }),
      fdinfo: () => descriptorFacts(task, { ...own, mode: 0o500 }),
      gid_map: () => liveFile(() => idMap(task.namespaces.user.gidMap), own),
      io: () => liveFile(() => transferred, secret),
      limits: () => liveFile(() => limits(task), own),
      loginuid: () => liveFile(() => noAuditId, own),
      maps: () => liveFile(() => requireSight(task, "maps") ?? alive(memoryMap(task, realExecutable(task)), ""), own),
      mountinfo: () => liveFile(() => mountinfo(task), own),
      mounts: () => liveFile(() => mounts(task), own),
      net: () => netDirectory(task, own),
      ns: () => namespaces(task, { ...own, mode: 0o511 }),
      oom_adj: () => liveFile(() => `${oldOomScore(task.oomScoreAdj)}\n`, own),
      oom_score: () => liveFile(() => `${Math.max(0, Math.round(666 + (task.oomScoreAdj * 2) / 3))}\n`, own),
      oom_score_adj: () =>
        writableFile(
          () => `${task.oomScoreAdj}\n`,
          (text) => adjustOomScore(task, text),
          own,
        ),
      personality: () => liveFile(() => "00000000\n", secret),
      projid_map: () => liveFile(() => idMap(task.namespaces.user.uidMap), own),
      root: () => liveLink(() => "/", own),
      sessionid: () => liveFile(() => noAuditId, own),
      stat: () => liveFile(() => stat(machine, task, seen), own),
      statm: () => liveFile(() => statm(task), own),
      status: () => liveFile(() => status(machine, task, seen), own),
      ...(withThreads ? { task: () => directoryOf({ [String(task.pidIn(seen))]: () => taskFiles(machine, task, seen, false) }, own) } : {}),
      timerslack_ns: () => liveFile(() => "50000\n", own),
      uid_map: () => liveFile(() => idMap(task.namespaces.user.uidMap), own),
      setgroups: () => liveFile(() => "allow\n", own),
      wchan: () => liveFile(() => "0", own),
    },
    own,
  );
}

/** Nobody logged in to get here: -1, as the audit subsystem has it. */
const noAuditId = String(2 ** 32 - 1);

/** The scale that was before -1000 to 1000: -17 to 15. */
function oldOomScore(score: number): number {
  return score === 1000 ? 15 : Math.trunc((score * 17) / 1000);
}

/** The kernel keeps fifteen characters. */
function rename(task: Task, text: string): void {
  task.comm = (text.split("\n")[0] as string).slice(0, 15);
}

/** Everyone may offer themselves sooner; to be spared takes CAP_SYS_RESOURCE. Throws `FsError` EINVAL, EACCES. */
function adjustOomScore(task: Task, text: string): void {
  const wanted = Number(text.trim() || Number.NaN);
  const path = "/proc/self/oom_score_adj";
  if (!Number.isInteger(wanted) || Math.abs(wanted) > 1000) throw new FsError("EINVAL", path);
  const least = Math.min(0, task.oomScoreAdj);
  if (wanted < least && !(current.task ?? task).credentials.effective.has("SYS_RESOURCE")) throw new FsError("EACCES", path);
  task.oomScoreAdj = wanted;
}

function realExecutable(task: Task): string {
  try {
    return task.root.realpath(task.executable);
  } catch {
    return task.executable;
  }
}

function descriptors(task: Task, owner: { uid: number; gid: number; mode: number }): DirectoryNode {
  const link = (name: string) => {
    const file = task.descriptors.get(Number(name));
    return file && liveLink(() => file.name, { ...owner, mode: (file.readable ? 0o400 : 0) | (file.writable ? 0o300 : 0o100) }, 64);
  };
  return liveDirectory({ names: () => [...task.descriptors.keys()].sort((a, b) => a - b).map(String), get: link }, owner);
}

/** How the descriptors are open. Where in a file they are the lab tells of what was read alone. */
function descriptorFacts(task: Task, owner: { uid: number; gid: number; mode: number }): DirectoryNode {
  const facts = (name: string) => {
    const file = task.descriptors.get(Number(name));
    if (!file) return undefined;
    const way = file.readable && file.writable ? 2 : file.writable ? 1 : 0;
    // What is opened by its name is opened as a large file; 02000 is O_APPEND.
    const flags = (file.name.startsWith("/") ? 0o100000 : 0) | (file.appends ? 0o2000 : 0) | way;
    return liveFile(() => `pos:\t${file.position}\nflags:\t0${flags.toString(8)}\nmnt_id:\t75\nino:\t${5 + Number(name)}\n`, {
      ...owner,
      mode: 0o400,
    });
  };
  return liveDirectory({ names: () => [...task.descriptors.keys()].sort((a, b) => a - b).map(String), get: facts }, owner);
}

/** The lab counts no bytes of a single process. */
const transferred = ["rchar", "wchar", "syscr", "syscw", "read_bytes", "write_bytes", "cancelled_write_bytes"]
  .map((name) => `${name}: 0\n`)
  .join("");

/** Whose memory may be looked at: one's own user's, unless one may trace others. Throws `FsError` EACCES. */
function requireSight(task: Task, file: string): undefined {
  const asker = current.task?.credentials;
  if (!asker || asker.effective.has("SYS_PTRACE") || asker.uid === task.credentials.uid) return;
  throw new FsError("EACCES", `/proc/${task.pid}/${file}`);
}

function namespaces(task: Task, owner: { uid: number; gid: number; mode: number }): DirectoryNode {
  const of = (kind: NamespaceKind) => () => liveLink(() => task.namespaces[kind].name, owner);
  return directoryOf(
    {
      ...Object.fromEntries(namespaceKinds.map((kind) => [kind, of(kind)])),
      pid_for_children: () => liveLink(() => task.childPidNamespace.name, owner),
      time_for_children: of("time"),
    },
    owner,
  );
}

function idMap(map: readonly { inside: number; outside: number; count: number }[]): string {
  const cell = (value: number): string => value.toString().padStart(10);
  return map.map(({ inside, outside, count }) => `${cell(inside)} ${cell(outside)} ${cell(count)}\n`).join("");
}

function mask(names: Iterable<SignalName>): string {
  let bits = 0n;
  for (const name of names) bits |= 1n << BigInt(signalNumbers[name] - 1);
  return bits.toString(16).padStart(16, "0");
}

/** A bit for each processor of a list, in hexadecimal. */
function cpuMask(list: string): string {
  return processorsIn(list)
    .reduce((bits, cpu) => bits | (1 << cpu), 0)
    .toString(16);
}

function status(machine: Machine, task: Task, seen: PidNamespace): string {
  const cpus = processorsOf(task.cgroup, machine.cpus);
  const { credentials, signals } = task;
  const { uid, gid } = credentials;
  const pid = task.pidIn(seen) ?? 0;
  const kb = (bytes: number): string =>
    `${Math.ceil(bytes / 1024)
      .toString()
      .padStart(8)} kB`;
  const inner = [...task.pids].reverse().map(([, own]) => own);
  const from = inner.slice(inner.indexOf(pid));
  const lines: [string, string][] = [
    ["Name", task.comm],
    ["Umask", task.umask.toString(8).padStart(4, "0")],
    ["State", `${task === current.task ? "R" : task.state} (${task === current.task ? "running" : stateWords[task.state]})`],
    ["Tgid", `${pid}`],
    ["Ngid", "0"],
    ["Pid", `${pid}`],
    ["PPid", `${task.parentPidIn(seen)}`],
    ["TracerPid", "0"],
    ["Uid", `${credentials.realUid}\t${uid}\t${uid}\t${uid}`],
    ["Gid", `${gid}\t${gid}\t${gid}\t${gid}`],
    ["FDSize", "64"],
    ["Groups", `${[gid, ...credentials.groups].join(" ")} `],
    ["NStgid", from.join("\t")],
    ["NSpid", from.join("\t")],
    ["NSpgid", from.join("\t")],
    ["NSsid", from.join("\t")],
  ];
  if (!task.status) {
    lines.push(["VmPeak", kb(task.memory + 1024 ** 2)], ["VmSize", kb(task.memory + 1024 ** 2)], ["VmHWM", kb(task.memory)]);
    lines.push(["VmRSS", kb(task.memory)], ["VmSwap", kb(0)]);
  }
  lines.push(
    ["Threads", "1"],
    ["SigQ", "0/31720"],
    ["SigPnd", mask(signals.pending)],
    ["ShdPnd", mask([])],
    ["SigBlk", mask([])],
    ["SigIgn", mask(signals.ignored)],
    ["SigCgt", mask(signals.caught)],
    ["CapInh", capabilityMask(credentials.inheritable)],
    ["CapPrm", capabilityMask(credentials.permitted)],
    ["CapEff", capabilityMask(credentials.effective)],
    ["CapBnd", capabilityMask(credentials.bounding)],
    ["CapAmb", capabilityMask(credentials.ambient)],
    ["NoNewPrivs", credentials.noNewPrivileges ? "1" : "0"],
    ["Seccomp", credentials.seccomp.toString()],
    ["Seccomp_filters", credentials.seccomp === 0 ? "0" : "1"],
    ["Cpus_allowed", cpuMask(cpus)],
    ["Cpus_allowed_list", cpus],
    ["Mems_allowed", "1"],
    ["Mems_allowed_list", "0"],
    ["voluntary_ctxt_switches", "12"],
    ["nonvoluntary_ctxt_switches", "0"],
  );
  return lines.map(([name, value]) => `${name}:\t${value}\n`).join("");
}

function stat(machine: Machine, task: Task, seen: PidNamespace): string {
  const group = machine.processes.get(task.group)?.pidIn(seen) ?? 0;
  const session = machine.processes.get(task.session)?.pidIn(seen) ?? 0;
  const tty = task.terminal ? 34816 + Number(/\d+$/.exec(task.terminal.name)?.[0] ?? 0) : 0;
  const time = (ms: number): number => Math.floor((ms * ticks) / 1000);
  const start = time(task.startedAt - machine.bootedAt);
  const state = task === current.task ? "R" : task.state;
  const foreground = task.terminal ? task.terminal.foreground : -1;
  const numbers = [task.parentPidIn(seen), group, session, tty, foreground, 4194560, 96, 0, 0, 0, time(task.processorTime.user)];
  const priority = [20 + task.nice, task.nice];
  const rest = [time(task.processorTime.system), 0, 0, ...priority, 1, 0, start, task.memory + 1024 ** 2, Math.ceil(task.memory / 4096)];
  const tail = Array.from({ length: 28 }, () => 0);
  return `${task.pidIn(seen)} (${task.comm}) ${state} ${[...numbers, ...rest, ...tail].join(" ")}\n`;
}

function statm(task: Task): string {
  const pages = Math.ceil(task.memory / 4096);
  return `${pages + 256} ${pages} ${Math.floor(pages / 2)} 20 0 60 0\n`;
}

function limits(task: Task): string {
  const rows = (Object.keys(resources) as Resource[]).map((name) => {
    const { soft, hard } = task.limits[name];
    return [resources[name].words, limitText(soft), limitText(hard), resources[name].unit];
  });
  const line = (cells: readonly string[]): string =>
    `${(cells[0] ?? "").padEnd(26)}${(cells[1] ?? "").padEnd(21)}${(cells[2] ?? "").padEnd(21)}${(cells[3] ?? "").padEnd(10)}\n`;
  return line(["Limit", "Soft Limit", "Hard Limit", "Units"]) + rows.map(line).join("");
}
