/** `nsenter`, `unshare`, `lsns`: namespaces by hand. */
import { becomeUser, credentialsFor } from "../../kernel/credentials.ts";
import { isStartError, resolveProgram, startErrorStatus } from "../../kernel/exec.ts";
import { type Namespace, type NamespaceKind, type NamespaceSet, namespaceKinds } from "../../kernel/namespaces.ts";
import { NetworkStack } from "../../kernel/network/stack.ts";
import { mountProc } from "../../kernel/proc/mount-proc.ts";
import type { Task } from "../../kernel/task.ts";
import { accountsOf } from "../../kernel/accounts.ts";
import type { Process } from "../program.ts";
import type { Applets, Tool } from "./applet.ts";
import { type Options, parseOptions } from "./options.ts";

/** Letters of the options, in the order the tools enter namespaces. */
const letters: readonly (readonly [string, NamespaceKind, string])[] = [
  ["U", "user", "user"],
  ["C", "cgroup", "cgroup"],
  ["i", "ipc", "ipc"],
  ["u", "uts", "uts"],
  ["n", "net", "net"],
  ["p", "pid", "pid"],
  ["m", "mnt", "mount"],
  ["T", "time", "time"],
];

/** The flag of `clone(2)`, as busybox shows the call that failed. */
const cloneFlags: Readonly<Record<NamespaceKind, number>> = {
  time: 0x80,
  mnt: 0x20000,
  cgroup: 0x2000000,
  uts: 0x4000000,
  ipc: 0x8000000,
  user: 0x10000000,
  pid: 0x20000000,
  net: 0x40000000,
};

const longNames = Object.fromEntries(letters.map(([letter, , long]) => [long, letter]));

function kindsIn(options: Options): NamespaceKind[] {
  return letters.filter(([letter]) => options.has(letter)).map(([, kind]) => kind);
}

/** Runs what is named, or a shell, in the process or in a child of it. */
async function run(process: Process, tool: Tool, words: readonly string[], fork: boolean): Promise<number> {
  const argv = words.length > 0 ? words : [process.env.get("SHELL") ?? "/bin/sh"];
  const { task } = process;
  const image = resolveProgram(task.root, argv, process.env.get("PATH"), task.cwd);
  if (isStartError(image)) {
    tool.fail(`failed to execute ${argv[0]}: ${startErrorStatus(image) === 127 ? "No such file or directory" : "Permission denied"}`);
    return startErrorStatus(image);
  }
  // Not looked for with what the tool itself sees: its root may be another one by now.
  const options = { image, cwd: task.cwd };
  if (!fork) return process.exec(argv, options);
  const child = process.start(argv, options);
  const status = await child.wait();
  return status.code;
}

async function nsenter(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "at:mMuinpCUTrwFS:G:Z",
    long: {
      ...longNames,
      all: "a",
      target: "t:",
      "no-fork": "F",
      root: "r?",
      wd: "w?",
      setuid: "S:",
      setgid: "G:",
      "preserve-credentials": "keep",
    },
    stopAtOperand: true,
  });
  const target = options.value("t");
  if (target === undefined)
    return tool.fail(
      options.order.length === 0
        ? "no target PID specified"
        : `neither filename nor target pid supplied for ns/${kindsIn(options)[0] ?? "user"}`,
    );
  const { task } = process;
  const other = task.namespaces.pid.tasks.get(Number(target));
  const kinds: readonly NamespaceKind[] = options.has("a") ? namespaceKinds : kindsIn(options);
  const first = kinds[0] ?? "ipc";
  const file = `/proc/${target}/ns/${first}`;
  const notOpened = (reason: string): number => tool.fail(tool.gnu ? `cannot open ${file}: ${reason}` : `can't open '${file}': ${reason}`);
  if (!other || other.status) return notOpened("No such file or directory");
  if (task.credentials.uid !== 0 && task.credentials.uid !== other.credentials.uid) return notOpened("Permission denied");
  // util-linux leaves out those it is in already; busybox asks the kernel for each, and that wants the capability all the same.
  const changed = kinds.filter((kind) => !tool.gnu || other.namespaces[kind] !== task.namespaces[kind]);
  if (changed.length > 0 && !task.credentials.effective.has("SYS_ADMIN"))
    return tool.fail(
      tool.gnu
        ? `reassociate to namespace 'ns/${changed[0]}' failed: Operation not permitted`
        : `setns(): can't reassociate to namespace '${changed[0]}': Operation not permitted`,
    );
  enter(task, other, kinds);
  if (kinds.includes("mnt") || options.has("r")) {
    task.root = other.root;
    task.cwd = options.has("w") ? other.cwd : "/";
  }
  const [uid, gid] = [options.value("S"), options.value("G")];
  if (uid !== undefined || gid !== undefined) task.credentials = becomeUser(task.credentials, Number(uid ?? 0), Number(gid ?? 0));

  return run(process, tool, options.operands, kinds.includes("pid") && !options.has("F"));
}

function enter(task: Task, other: Task, kinds: readonly NamespaceKind[]): void {
  const set: { -readonly [K in NamespaceKind]: NamespaceSet[K] } = { ...task.namespaces };
  for (const kind of kinds) Object.assign(set, { [kind]: other.namespaces[kind] });
  task.setNamespaces(set);
}

async function unshare(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "muinpCUTfrcS:G:R:w:",
    long: {
      ...longNames,
      fork: "f",
      "map-root-user": "r",
      "map-current-user": "c",
      "mount-proc": "proc?",
      "kill-child": "kill?",
      propagation: "propagation:",
      setuid: "S:",
      setgid: "G:",
      root: "R:",
      wd: "w:",
    },
    stopAtOperand: true,
  });
  const { task, machine } = process;
  const kinds = new Set(kindsIn(options));
  if (options.has("r") || options.has("c")) kinds.add("user");
  if (options.has("proc")) kinds.add("mnt");
  const { effective, seccomp } = task.credentials;
  // Everyone may make a user namespace, but Docker's system call filter keeps that from whoever lacks CAP_SYS_ADMIN.
  if (kinds.size > 0 && !effective.has("SYS_ADMIN") && (!kinds.has("user") || seccomp === 2)) {
    const flags = [...kinds].reduce((sum, kind) => sum + cloneFlags[kind], 0);
    return tool.fail(`${tool.gnu ? "unshare failed" : `unshare(0x${flags.toString(16)})`}: Operation not permitted`);
  }
  const { uid, gid } = task.credentials;
  const inside = options.has("r") ? 0 : options.has("c") ? uid : undefined;
  const map = inside === undefined ? [] : [{ inside, outside: uid, count: 1 }];
  task.setNamespaces(
    machine.namespaces.derive(task.namespaces, kinds, {
      uidMap: map,
      gidMap: map.map((one) => ({ ...one, outside: gid })),
      network: new NetworkStack({ up: false }),
    }),
  );
  // Whoever makes a user namespace has every capability in it.
  if (kinds.has("user")) {
    const full = credentialsFor(0, 0);
    task.credentials = { ...full, uid: inside ?? 65534, gid: inside === undefined ? 65534 : inside === 0 ? 0 : gid };
  }
  const { mounts } = task.namespaces.mnt;
  if (kinds.has("mnt") && mounts) task.root = mounts.tree;
  if (options.has("proc")) {
    const problem = mountProc(machine, task, task.childPidNamespace);
    if (problem) return tool.fail(`mount /proc failed: ${problem}`);
  }
  return run(process, tool, options.operands, options.has("f") || options.has("kill"));
}

/** Every namespace that a visible process is in, by number. */
function lsns(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "t:p:lnrJo:u", long: { type: "t:", task: "p:", noheadings: "n", output: "o:" } });
  const { task, machine } = process;
  const visible = machine.processes
    .in(task.namespaces.pid)
    .filter((other) => !other.status && (task.credentials.uid === 0 || other.credentials.uid === task.credentials.uid));
  const found = new Map<Namespace, Task[]>();
  for (const other of visible)
    for (const kind of namespaceKinds) {
      const namespace = other.namespaces[kind];
      found.set(namespace, [...(found.get(namespace) ?? []), other]);
    }
  const only = options.value("p");
  const users = new Map(accountsOf(process.fs).map(({ uid, name }) => [uid, name]));
  const rows = [...found]
    .filter(([namespace, members]) => {
      if (options.has("t") && namespace.kind !== options.value("t")) return false;
      return only === undefined || members.some((member) => member.pidIn(task.namespaces.pid) === Number(only));
    })
    .sort(([a], [b]) => a.inode - b.inode)
    .map(([namespace, members]) => {
      const first = members[0] as Task;
      const { uid } = first.credentials;
      const pid = String(first.pidIn(task.namespaces.pid));
      return [String(namespace.inode), namespace.kind, String(members.length), pid, users.get(uid) ?? String(uid), first.argv.join(" ")];
    });
  if (only !== undefined && rows.length === 0) return tool.fail(`not found namespace`);
  const titles = ["NS", "TYPE", "NPROCS", "PID", "USER", "COMMAND"];
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const rightAligned = new Set([0, 2, 3]);
  for (const row of options.has("n") ? rows : [titles, ...rows])
    process.stdout(
      `${row.map((cell, column) => (rightAligned.has(column) ? cell.padStart(widths[column] ?? 0) : column === 5 ? cell : cell.padEnd(widths[column] ?? 0))).join(" ")}\n`,
    );
  return 0;
}

export const namespaceApplets: Applets = { nsenter, unshare, lsns };
