/** `mount`, `umount`, `findmnt`, `mountpoint`: what is mounted where. */
import { FsError } from "../../filesystem/errors.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import type { MountEntry } from "../../kernel/mount-view.ts";
import { MountTable } from "../../kernel/mounts.ts";
import { mountEntries, optionsOf } from "../../kernel/proc/mount-files.ts";
import { mountProc } from "../../kernel/proc/mount-proc.ts";
import type { Process } from "../program.ts";
import { type Applets, at, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

function mount(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "t:o:avrwlfnB",
    long: {
      types: "t:",
      options: "o:",
      bind: "B",
      rbind: "R",
      "read-only": "r",
      all: "a",
      "make-private": "private",
      "make-rprivate": "private",
    },
  });
  const [source, target] = options.operands;
  if (source === undefined) {
    for (const entry of mountEntries(process.task)) {
      if (options.has("t") && entry.type !== options.value("t")) continue;
      process.stdout(`${entry.source} on ${entry.target} type ${entry.type} (${optionsOf(entry)})\n`);
    }
    return 0;
  }
  const { task, machine } = process;
  const flags = (options.value("o") ?? "").split(",").filter((flag) => flag !== "");
  const type = options.value("t") ?? "";
  const place = at(process, target ?? source);
  const fail = (reason: string): number =>
    tool.gnu ? tool.fail(`${target ?? source}: ${reason}.`, 32) : tool.fail(`mounting ${source} on ${target ?? source} failed: ${reason}`);
  if (!task.credentials.effective.has("SYS_ADMIN")) {
    if (!tool.gnu) return tool.fail(`permission denied (are you root?)`);
    return task.credentials.uid === 0 ? fail("permission denied") : tool.fail(`${target ?? source}: must be superuser to use mount.`, 1);
  }
  const { mounts } = task.namespaces.mnt;
  if (!(mounts instanceof MountTable)) return fail("permission denied");
  if (target === undefined && !flags.includes("remount")) return tool.fail(`${source}: can't find in /etc/fstab.`);
  const readOnly = options.has("r") || flags.includes("ro");
  const now = { now: () => machine.clock.now() };
  try {
    if (type === "proc") {
      const problem = mountProc(machine, task, task.namespaces.pid, place);
      return problem ? fail(problem) : 0;
    }
    if (type === "tmpfs") {
      const data = flags.filter((flag) => flag.includes("=")).join(",");
      const tree = new WorkingTree(
        { kind: "directory", mode: 0o1777, uid: 0, gid: 0, mtime: machine.clock.now(), entries: new Map() },
        now,
      );
      mounts.mount(place, { tree, source, type: "tmpfs", flags: "relatime", data, readOnly });
      return 0;
    }
    const recursive = options.has("R") || flags.includes("rbind");
    if (recursive || options.has("B") || flags.includes("bind")) {
      const from = at(process, source);
      process.fs.attributes(from);
      bind(mounts, mounts.tree.realpath(from), place, { recursive, readOnly });
      return 0;
    }
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return fail(error.code === "ENOENT" ? (tool.gnu ? "mount point does not exist" : error.reason) : error.reason);
  }
  if (type !== "" && !fileSystemTypes.has(type)) {
    if (tool.gnu) return tool.fail(`${target}: unknown filesystem type '${type}'.`, 32);
    fail("No such device");
    return 255;
  }
  process.stderr(`drydock: mount: the lab mounts tmpfs, proc and binds; ${type || source} is not one of them\n`);
  return 32;
}

/** What the machine's kernel knows of, whether or not the lab mounts it. */
const fileSystemTypes = new Set("sysfs cgroup cgroup2 devtmpfs devpts mqueue ext4 overlay vfat squashfs nfs ramfs bpf debugfs".split(" "));

/** Shows what is at `from` at `target` as well; `recursive`, with what is mounted below it. */
function bind(
  mounts: MountTable,
  from: string,
  target: string,
  options: { readonly recursive: boolean; readonly readOnly: boolean },
): void {
  const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(above.replace(/\/?$/, "/"));
  const entries = mounts.entries();
  const below = options.recursive ? entries.filter((entry) => entry.target !== from && isBelow(entry.target, from)) : [];
  for (const path of [from, ...below.map((entry) => entry.target)]) {
    const { source = "none", type = "none" } = entries.findLast((entry) => isBelow(path, entry.target)) ?? {};
    const { tree, root } = mounts.tree.fileSystemAt(path, true);
    mounts.mount(`${target}${path.slice(from.length)}`, { tree, root, source, type, flags: "relatime", readOnly: options.readOnly });
  }
}

function umount(process: Process, args: readonly string[], tool: Tool): number {
  const { operands } = parseOptions(args, { short: "flRavdn", long: { force: "f", lazy: "l", recursive: "R" } });
  if (operands.length === 0)
    return tool.gnu ? tool.fail("bad usage\nTry 'umount --help' for more information.") : tool.fail("no mount point");
  const { task } = process;
  const { mounts } = task.namespaces.mnt;
  let status = 0;
  for (const operand of operands) {
    const fail = (gnu: string, busybox: string): number =>
      tool.gnu ? tool.fail(`${operand}: ${gnu}.`, 32) : tool.fail(`can't unmount ${operand}: ${busybox}`);
    const path = at(process, operand);
    // Docker's system call filter answers before the kernel looks at the path.
    const { effective, seccomp } = task.credentials;
    if (seccomp === 2 && !effective.has("SYS_ADMIN")) status = fail("must be superuser to unmount", "Operation not permitted");
    else if (!process.fs.exists(path)) status = fail("no mount point specified", "No such file or directory");
    else if (!mountEntries(task).some(({ target }) => target === path)) status = fail("not mounted", "Invalid argument");
    else if (!task.credentials.effective.has("SYS_ADMIN")) status = fail("must be superuser to unmount", "Operation not permitted");
    else if (mounts instanceof MountTable) {
      try {
        mounts.unmount(path);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        status = fail("target is busy", "Resource busy");
      }
    }
  }
  return status;
}

/** A tree of mounts, or the one that a path is on. */
function findmnt(process: Process, args: readonly string[]): number {
  const options = parseOptions(args, {
    short: "nlrRt:o:T:DS:",
    long: { noheadings: "n", list: "l", output: "o:", types: "t:", target: "T:", source: "S:" },
  });
  const all = mountEntries(process.task).filter(({ type }) => !options.has("t") || type === options.value("t"));
  const wanted = options.operands[0] ?? options.value("T");
  const path = wanted === undefined ? undefined : at(process, wanted);
  const holds = (entry: MountEntry): boolean =>
    options.has("T")
      ? path === entry.target || (path ?? "").startsWith(entry.target.replace(/\/?$/, "/"))
      : entry.target === path || entry.source === wanted;
  const shown = path === undefined ? all : all.filter(holds).slice(-1);
  if (shown.length === 0) return 1;
  const flat = path !== undefined || options.has("l") || options.has("r");
  const names = (options.value("o") ?? "TARGET,SOURCE,FSTYPE,OPTIONS").toUpperCase().split(",");
  const value = (entry: MountEntry, name: string): string =>
    name === "TARGET"
      ? (flat ? "" : branch(entry, all)) + entry.target
      : name === "SOURCE"
        ? entry.source
        : name === "FSTYPE"
          ? entry.type
          : name === "OPTIONS"
            ? optionsOf(entry)
            : "";
  const rows = inTreeOrder(shown).map((entry) => names.map((name) => value(entry, name)));
  const lines = options.has("n") ? rows : [names, ...rows];
  const widths = names.map((_, column) => Math.max(...lines.map((row) => [...(row[column] ?? "")].length)));
  for (const row of lines)
    process.stdout(
      `${row
        .map((cell, column) => (column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - [...cell].length)))
        .join(" ")
        .trimEnd()}\n`,
    );
  return 0;
}

function inTreeOrder(entries: readonly MountEntry[]): MountEntry[] {
  const ids = new Set(entries.map(({ id }) => id));
  const below = (parent: number): MountEntry[] =>
    entries.filter(({ parentId, id }) => parentId === parent && id !== parent).flatMap((entry) => [entry, ...below(entry.id)]);
  return entries.filter(({ parentId }) => !ids.has(parentId)).flatMap((entry) => [entry, ...below(entry.id)]);
}

/** `│ └─` before a mount in a tree. */
function branch(entry: MountEntry, all: readonly MountEntry[]): string {
  const parent = all.find(({ id }) => id === entry.parentId);
  if (!parent) return "";
  const isLast = (one: MountEntry): boolean => all.filter(({ parentId }) => parentId === one.parentId).at(-1) === one;
  let lead = "";
  for (
    let above: MountEntry | undefined = parent;
    above && all.some(({ id }) => id === above?.parentId);
    above = all.find(({ id }) => id === above?.parentId)
  )
    lead = `${isLast(above) ? "  " : "│ "}${lead}`;
  return `${lead}${isLast(entry) ? "└─" : "├─"}`;
}

export const mountApplets: Applets = {
  mount,
  umount,
  findmnt: (process, args) => findmnt(process, args),
  mountpoint: (process, args, tool) => {
    const [operand] = args.filter((word) => !word.startsWith("-"));
    if (operand === undefined) return tool.gnu ? tool.usage("bad usage") : tool.usage("missing");
    if (!process.fs.exists(at(process, operand))) {
      if (!args.includes("-q")) tool.fail(`${operand}: No such file or directory`);
      return 1;
    }
    const isPoint = mountEntries(process.task).some(({ target }) => target === at(process, operand).replace(/(.)\/$/, "$1"));
    if (!args.includes("-q")) process.stdout(`${operand} is ${isPoint ? "" : "not "}a mountpoint\n`);
    return isPoint ? 0 : 32;
  },
};
