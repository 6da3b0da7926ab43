/** What a machine says of itself: `getconf`, `hostid`, `lscpu`, `lsblk`, `ipcs`, `last`, `logger`, `tput`. */
import { FsError } from "../../filesystem/errors.ts";
import { processorsIn, processorsOf } from "../../kernel/cgroups.ts";
import { mountEntries } from "../../kernel/proc/mount-files.ts";
import type { Process } from "../program.ts";
import type { Applet, Applets, Tool } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";

/** Of the system; what ends with `_MAX` of a path is asked of that. */
const variables: Readonly<Record<string, (process: Process) => string>> = {
  PAGESIZE: () => "4096",
  PAGE_SIZE: () => "4096",
  LONG_BIT: () => "64",
  CHAR_BIT: () => "8",
  INT_MAX: () => "2147483647",
  ARG_MAX: () => "2097152",
  CHILD_MAX: () => "unlimited",
  CLK_TCK: () => "100",
  OPEN_MAX: () => "1048576",
  LINE_MAX: () => "2048",
  HOST_NAME_MAX: () => "64",
  LOGIN_NAME_MAX: () => "256",
  NGROUPS_MAX: () => "65536",
  PATH: () => "/bin:/usr/bin",
  PATH_MAX: () => "4096",
  NAME_MAX: () => "255",
  LINK_MAX: () => "65000",
  PIPE_BUF: () => "4096",
  _NPROCESSORS_ONLN: (process) => String(processorsIn(processorsOf(process.task.cgroup, process.machine.cpus)).length),
  _NPROCESSORS_CONF: (process) => String(process.machine.cpus),
  _PHYS_PAGES: (process) => String(Math.floor(process.machine.memory / 4096)),
  GNU_LIBC_VERSION: () => "glibc 2.36",
  GNU_LIBPTHREAD_VERSION: () => "NPTL 2.36",
};
const ofPaths = new Set(["PATH_MAX", "NAME_MAX", "LINK_MAX", "PIPE_BUF"]);

function getconf(process: Process, args: readonly string[], tool: Tool): number {
  const [name, path] = args;
  if (name === undefined) {
    process.stderr("Usage: getconf [-v specification] variable_name [pathname]\n       getconf -a [pathname]\n");
    return 2;
  }
  if (name === "-a") {
    for (const [key, value] of Object.entries(variables)) process.stdout(`${key.padEnd(34)} ${value(process)}\n`);
    return 0;
  }
  const value = variables[name];
  if (!value || (path !== undefined && !ofPaths.has(name))) return tool.fail(`Unrecognized variable \`${name}'`, 2);
  if (path === undefined && ofPaths.has(name)) {
    process.stderr("Usage: getconf [-v specification] variable_name [pathname]\n       getconf -a [pathname]\n");
    return 2;
  }
  process.stdout(`${value(process)}\n`);
  return 0;
}

function lscpu(process: Process): number {
  const { cpus } = process.machine;
  const rows: readonly (readonly [string, string])[] = [
    ["Architecture:", "x86_64"],
    ["  CPU op-mode(s):", "32-bit, 64-bit"],
    ["  Byte Order:", "Little Endian"],
    ["CPU(s):", String(cpus)],
    ["  On-line CPU(s) list:", cpus === 1 ? "0" : `0-${cpus - 1}`],
    ["Vendor ID:", "Drydock"],
    ["  Model name:", "The lab's simulated processor"],
    ["    Thread(s) per core:", "1"],
    ["    Core(s) per socket:", String(cpus)],
    ["    Socket(s):", "1"],
    ["NUMA:", ""],
    ["  NUMA node(s):", "1"],
  ];
  for (const [name, value] of rows) process.stdout(`${name.padEnd(25)}${value}`.trimEnd().concat("\n"));
  return 0;
}

/** The lab's host has one disk; what a container has mounted of it stands beside it. */
function lsblk(process: Process): number {
  const targets = mountEntries(process.task)
    .filter(({ source, type }) => source.startsWith("/dev/") || type === "ext4")
    .map(({ target }) => target);
  process.stdout("NAME   MAJ:MIN RM SIZE RO TYPE MOUNTPOINTS\nvda    254:0    0  64G  0 disk \n");
  const [first = "", ...rest] = targets;
  process.stdout(`\`-vda1 254:1    0  64G  0 part ${first}\n${rest.map((target) => `${" ".repeat(32)}${target}\n`).join("")}`);
  return 0;
}

function ipcs(process: Process): number {
  const table = (title: string, columns: string): string => `\n------ ${title} --------\n${columns}\n`;
  process.stdout(
    `${table("Message Queues", "key        msqid      owner      perms      used-bytes   messages    ")}${table(
      "Shared Memory Segments",
      "key        shmid      owner      perms      bytes      nattch     status      ",
    )}${table("Semaphore Arrays", "key        semid      owner      perms      nsems     ")}\n`,
  );
  return 0;
}

/** Nobody keeps a log in a container: what is written goes where no one listens. */
async function logger(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, { short: "isp:t:f:", long: { stderr: "s", priority: "p:", tag: "t:", file: "f:", id: "i?" } });
  const text = options.operands.length > 0 ? options.operands.join(" ") : (await process.input.readAll()).trimEnd();
  if (!options.has("s")) return 0;
  const tag = options.value("t") ?? process.env.get("USER") ?? "root";
  for (const line of text.split("\n")) process.stderr(tool.gnu ? `<13>${stamp(process)} ${tag}: ${line}\n` : `${tag}: ${line}\n`);
  return 0;
}

function stamp(process: Process): string {
  const [, month, day, time] = /^\w+, (\d+) (\w+) \d+ ([\d:]+)/.exec(new Date(process.clock.now()).toUTCString()) ?? [];
  return `${day} ${String(Number(month)).padStart(2)} ${time}`;
}

const resetSequence = "\x1bc\x1b[!p\x1b[?3;4l\x1b[4l\x1b>";

const capabilities: Readonly<Record<string, string>> = {
  clear: "\x1b[H\x1b[2J\x1b[3J",
  reset: resetSequence,
  bold: "\x1b[1m",
  dim: "\x1b[2m",
  smul: "\x1b[4m",
  rmul: "\x1b[24m",
  rev: "\x1b[7m",
  smso: "\x1b[7m",
  rmso: "\x1b[27m",
  sgr0: "\x1b(B\x1b[m",
  civis: "\x1b[?25l",
  cnorm: "\x1b[?12l\x1b[?25h",
  el: "\x1b[K",
  ed: "\x1b[J",
  home: "\x1b[H",
  bel: "\x07",
  smcup: "\x1b[?1049h\x1b[22;0;0t",
  rmcup: "\x1b[?1049l\x1b[23;0;0t",
};

function tput(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "T:SVx" });
  const [name, ...numbers] = options.operands;
  if (options.value("T") === undefined && !process.env.get("TERM")) return tool.fail("No value for $TERM and no -T specified", 2);
  const [first = 0, second = 0] = numbers.map(Number);
  if (name === undefined) return tool.usage("missing operand", 2);
  if (name === "cols" || name === "lines") {
    const { columns = 80, rows = 24 } = process.terminal ?? {};
    process.stdout(`${name === "cols" ? columns : rows}\n`);
  } else if (name === "colors") process.stdout(`${/256/.test(process.env.get("TERM") ?? "") ? 256 : 8}\n`);
  else if (name === "setaf" || name === "setab") {
    const base = name === "setaf" ? 30 : 40;
    process.stdout(first < 8 ? `\x1b[${base + first}m` : first < 16 ? `\x1b[${base + 52 + first}m` : `\x1b[${base + 8};5;${first}m`);
  } else if (name === "cup") process.stdout(`\x1b[${first + 1};${second + 1}H`);
  else if (capabilities[name] !== undefined) process.stdout(capabilities[name]);
  else return tool.fail(`unknown terminfo capability '${name}'`, 4);
  return 0;
}

/** Sets a terminal right again. Without one busybox says nothing, ncurses that there is none. */
const reset: Applet = (process, _args, tool) => {
  if (process.terminal?.stdout) process.stdout(resetSequence);
  else if (tool.gnu) {
    process.stderr("reset: terminal attributes: No such device or address\n\n");
    return 1;
  }
  return 0;
};

const last: Applet = (process, _args, tool) => {
  let began = 0;
  try {
    began = process.fs.attributes("/var/log/wtmp").mtime;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return tool.fail("cannot open /var/log/wtmp: No such file or directory");
  }
  process.stdout(`\nwtmp begins ${new Date(began).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+).*/, "$1 $3 $2 $5 $4")}\n`);
  return 0;
};

export const machineApplets: Applets = {
  getconf,
  lscpu,
  lsblk,
  ipcs,
  logger,
  tput,
  reset,
  tset: reset,
  last,
  lastb: last,
  hostid: (process) => {
    process.stdout("007f0100\n");
    return 0;
  },
};
