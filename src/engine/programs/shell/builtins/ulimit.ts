/** `ulimit`: looking at what a process may use, and allowing it less. */
import { limitText, type Resource } from "../../../kernel/resource-limits.ts";
import type { Builtins } from "../builtins.ts";
import type { ShellName } from "../dialect.ts";
import type { Shell } from "../shell.ts";

interface Row {
  readonly letter: string;
  readonly resource: Resource | "pipe";
  /** What one of it is, in bytes or whatever the kernel counts. */
  readonly unit: number;
  readonly label: string;
  /** bash puts the unit into its brackets. */
  readonly inside?: string;
}

const rows = (table: readonly (readonly [string, Resource | "pipe", number, string, string?])[]): Row[] =>
  table.map(([letter, resource, unit, label, inside]) => ({ letter, resource, unit, label, ...(inside && { inside }) }));

/** In the order of `-a`. */
const tables: Readonly<Record<ShellName, readonly Row[]>> = {
  ash: rows([
    ["c", "core", 512, "core file size (blocks)"],
    ["d", "data", 1024, "data seg size (kb)"],
    ["e", "nice", 1, "scheduling priority"],
    ["f", "fsize", 512, "file size (blocks)"],
    ["i", "sigpending", 1, "pending signals"],
    ["l", "memlock", 1024, "max locked memory (kb)"],
    ["m", "rss", 1024, "max memory size (kb)"],
    ["n", "nofile", 1, "open files"],
    ["q", "msgqueue", 1, "POSIX message queues (bytes)"],
    ["r", "rtprio", 1, "real-time priority"],
    ["s", "stack", 1024, "stack size (kb)"],
    ["t", "cpu", 1, "cpu time (seconds)"],
    ["u", "nproc", 1, "max user processes"],
    ["v", "as", 1024, "virtual memory (kb)"],
    ["x", "locks", 1, "file locks"],
  ]),
  bash: rows([
    ["R", "rttime", 1, "real-time non-blocking time", "microseconds, "],
    ["c", "core", 1024, "core file size", "blocks, "],
    ["d", "data", 1024, "data seg size", "kbytes, "],
    ["e", "nice", 1, "scheduling priority"],
    ["f", "fsize", 1024, "file size", "blocks, "],
    ["i", "sigpending", 1, "pending signals"],
    ["l", "memlock", 1024, "max locked memory", "kbytes, "],
    ["m", "rss", 1024, "max memory size", "kbytes, "],
    ["n", "nofile", 1, "open files"],
    ["p", "pipe", 1, "pipe size", "512 bytes, "],
    ["q", "msgqueue", 1, "POSIX message queues", "bytes, "],
    ["r", "rtprio", 1, "real-time priority"],
    ["s", "stack", 1024, "stack size", "kbytes, "],
    ["t", "cpu", 1, "cpu time", "seconds, "],
    ["u", "nproc", 1, "max user processes"],
    ["v", "as", 1024, "virtual memory", "kbytes, "],
    ["x", "locks", 1, "file locks"],
  ]),
  dash: rows([
    ["t", "cpu", 1, "time(seconds)"],
    ["f", "fsize", 512, "file(blocks)"],
    ["d", "data", 1024, "data(kbytes)"],
    ["s", "stack", 1024, "stack(kbytes)"],
    ["c", "core", 512, "coredump(blocks)"],
    ["m", "rss", 1024, "memory(kbytes)"],
    ["l", "memlock", 1024, "locked memory(kbytes)"],
    ["p", "nproc", 1, "process"],
    ["n", "nofile", 1, "nofiles"],
    ["v", "as", 1024, "vmemory(kbytes)"],
    ["w", "locks", 1, "locks"],
    ["r", "rtprio", 1, "rtprio"],
  ]),
};

/** A pipe holds so many blocks of 512 bytes, as bash knows it. */
const pipeBlocks = 8;

function title({ label, letter, inside = "" }: Row, name: ShellName): string {
  if (name === "ash") return `${label.padEnd(32)}(-${letter}) `;
  if (name === "dash") return `${label.padEnd(20)} `;
  return `${label.padEnd(20)} ${`(${inside}-${letter})`.padStart(19)} `;
}

/** A soft limit may be anything up to the hard one; a hard one goes down, and up with CAP_SYS_RESOURCE alone. */
function set(shell: Shell, row: Row, text: string, which: { readonly soft: boolean; readonly hard: boolean }): number {
  const { name } = shell.dialect;
  const { task } = shell.process;
  const say = (words: string): number => {
    if (name === "ash") shell.error(`${shell.name}: ${words}\n`);
    else shell.complain({ kind: "text", text: `ulimit: ${words}` });
    return name === "dash" ? 2 : 1;
  };
  const now = row.resource === "pipe" ? { soft: pipeBlocks, hard: pipeBlocks } : task.limits[row.resource];
  const named = new Map([
    ["unlimited", Number.POSITIVE_INFINITY],
    ["hard", now.hard],
    ["soft", now.soft],
  ]).get(text);
  if (named === undefined && !/^\d+$/.test(text))
    return say(name === "bash" ? `${text}: invalid number` : name === "dash" ? "bad number" : `invalid number '${text}'`);
  const value = named ?? Number(text) * row.unit;
  const hard = which.hard ? value : now.hard;
  const soft = which.soft ? value : now.soft;
  const raises = hard > now.hard && !task.credentials.effective.has("SYS_RESOURCE");
  const reason = raises ? "Operation not permitted" : soft > hard || row.resource === "pipe" ? "Invalid argument" : undefined;
  if (reason === undefined) {
    task.limits = { ...task.limits, [row.resource]: { soft, hard } };
    return 0;
  }
  if (name === "bash") return say(`${row.label}: cannot modify limit: ${reason}`);
  return say(name === "dash" ? `error setting limit (${reason})` : `error setting limit: ${reason}`);
}

async function ulimit(shell: Shell, args: readonly string[]): Promise<number> {
  const { name } = shell.dialect;
  const table = tables[name];
  const letters: string[] = [];
  let at = 0;
  for (; /^-./.test(args[at] ?? ""); at++) letters.push(...(args[at] as string).slice(1));
  const value = args[at];
  const unknown = letters.find((letter) => !"SHa".includes(letter) && !table.some((row) => row.letter === letter));
  if (unknown !== undefined) {
    if (name === "bash") {
      shell.complain({ kind: "text", text: `ulimit: -${unknown}: invalid option` });
      shell.error("ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n");
    } else if (name === "dash") shell.complain({ kind: "text", text: `ulimit: Illegal option -${unknown}` });
    else shell.error(`ulimit: invalid option -- '${unknown}'\n`);
    return name === "ash" ? 1 : 2;
  }
  const chosen = table.filter(({ letter }) => letters.includes(letter));
  const all = letters.includes("a");
  const shown = all ? table : chosen.length > 0 ? chosen : table.filter(({ letter }) => letter === "f");
  const given = { soft: letters.includes("S"), hard: letters.includes("H") };
  if (value !== undefined && !all)
    return set(shell, shown.at(-1) as Row, value, given.soft || given.hard ? given : { soft: true, hard: true });
  for (const row of shown) {
    const limit = row.resource === "pipe" ? { soft: pipeBlocks, hard: pipeBlocks } : shell.process.task.limits[row.resource];
    const text = limitText(given.hard && !given.soft ? limit.hard : limit.soft, row.unit);
    shell.out(`${all || shown.length > 1 ? title(row, name) : ""}${text}\n`);
  }
  return 0;
}

export const limitBuiltins: Builtins = { ulimit };
