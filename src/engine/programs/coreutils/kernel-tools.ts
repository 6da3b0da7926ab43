/** Tools that ask something of the kernel: `sysctl`, `dmesg`, `reboot`, `chroot`, `mknod`, `insmod`. What they may is a matter of capabilities. */
import { deviceFile } from "../../filesystem/build.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { Capability } from "../../kernel/credentials.ts";
import { isStartError, resolveProgram, startErrorStatus } from "../../kernel/exec.ts";
import { kernelRelease, kernelVersion } from "../../kernel/kernel-version.ts";
import { MountTable } from "../../kernel/mounts.ts";
import type { SignalName } from "../../kernel/signals.ts";
import { showUsage } from "../network/usage.ts";
import type { Process } from "../program.ts";
import { type Applet, type Applets, at, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

function has(process: Process, capability: Capability): boolean {
  return process.task.credentials.effective.has(capability);
}

const settings = "/proc/sys";

function sysctl(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "aAXnNeqwp::",
    long: { all: "a", values: "n", names: "N", ignore: "e", quiet: "q", write: "w" },
  });
  let status = 0;
  const fail = (text: string): void => {
    status = tool.gnu ? tool.fail(text) : tool.fail(`error ${text}`);
  };
  const show = (name: string): void => {
    const path = `${settings}/${name.replaceAll(".", "/")}`;
    if (!process.fs.exists(path)) {
      if (!options.has("e"))
        fail(tool.gnu ? `cannot stat ${path}: No such file or directory` : `reading key '${name}': No such file or directory`);
      return;
    }
    const value = process.fs.readText(path).trimEnd();
    process.stdout(options.has("N") ? `${name}\n` : options.has("n") ? `${value}\n` : `${name} = ${value}\n`);
  };
  if (options.has("a") || options.has("A")) for (const name of namesBelow(process, settings)) show(name);
  for (const operand of options.operands) {
    const [name = "", value] = operand.split(/=(.*)/s);
    if (value === undefined) {
      show(name.replaceAll("/", "."));
      continue;
    }
    const path = `${settings}/${name.replaceAll(".", "/")}`;
    try {
      process.fs.writeFile(path, value);
      if (!options.has("q")) process.stdout(`${name} = ${value}\n`);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const missing = error.code === "ENOENT";
      if (tool.gnu) fail(missing ? `cannot stat ${path}: ${error.reason}` : `setting key "${name}": ${error.reason}`);
      else fail(`setting key '${name}': ${error.reason}`);
    }
  }
  return status;
}

/** Dotted names of all files below a directory. */
function namesBelow(process: Process, path: string): string[] {
  return process.fs.readdir(path).flatMap((name) => {
    const below = `${path}/${name}`;
    if (process.fs.attributes(below).kind === "directory") return namesBelow(process, below);
    return [below.slice(settings.length + 1).replaceAll("/", ".")];
  });
}

function dmesg(process: Process, _args: readonly string[], tool: Tool): number {
  if (!has(process, "SYSLOG") && !has(process, "SYS_ADMIN"))
    return tool.fail(tool.gnu ? "read kernel buffer failed: Operation not permitted" : "klogctl: Operation not permitted");
  const { machine } = process;
  process.stdout(
    [
      `[    0.000000] Linux version ${kernelRelease} ${kernelVersion}`,
      "[    0.000000] Command line: root=/dev/vda1 ro quiet",
      `[    0.004117] Memory: ${Math.floor(machine.memory / 1024)}K available`,
      `[    0.021930] smp: Brought up 1 node, ${machine.cpus} CPUs`,
      "",
    ].join("\n"),
  );
  return 0;
}

/** busybox tells PID 1; with -f it asks the kernel, which wants CAP_SYS_BOOT. */
function endsMachine(signal: SignalName): Applet {
  return (process, args, tool) => {
    if (!args.includes("-f")) {
      const failure = process.kill(1, signal);
      return failure ? tool.fail(`can't kill pid 1: ${failure === "EPERM" ? "Operation not permitted" : "No such process"}`) : 0;
    }
    if (!has(process, "SYS_BOOT")) return tool.fail("Operation not permitted");
    process.stderr("drydock: a container with SYS_BOOT could restart the whole machine; the lab's goes on\n");
    return 1;
  };
}

async function chroot(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "",
    long: { userspec: "user:", groups: "groups:", "skip-chdir": "skip" },
    stopAtOperand: true,
  });
  const [root, ...words] = options.operands;
  if (root === undefined) return tool.usage("missing operand", 125);
  const { task } = process;
  const fail = (reason: string): number =>
    tool.gnu
      ? tool.fail(`cannot change root directory to '${root}': ${reason}`, 125)
      : tool.fail(`can't change root directory to '${root}': ${reason}`);
  try {
    if (process.fs.attributes(at(process, root)).kind !== "directory") return fail("Not a directory");
    if (!has(process, "SYS_CHROOT")) return fail("Operation not permitted");
    const below = new MountTable({ tree: task.root, root: task.root.realpath(at(process, root)), source: "none", type: "none" });
    task.root = below.tree;
    task.cwd = "/";
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return fail(error.reason);
  }
  const argv = words.length > 0 ? words : [process.env.get("SHELL") ?? "/bin/sh", "-i"];
  const image = resolveProgram(task.root, argv, process.env.get("PATH"), "/");
  if (isStartError(image)) {
    const missing = startErrorStatus(image) === 127;
    const reason = missing ? "No such file or directory" : "Permission denied";
    return tool.fail(
      tool.gnu ? `failed to run command ‘${argv[0]}’: ${reason}` : `can't execute '${argv[0]}': ${reason}`,
      missing ? 127 : 126,
    );
  }
  return process.exec(argv, { image, cwd: "/" });
}

const mknodUsage = `mknod [-m MODE] NAME TYPE [MAJOR MINOR]

Create a special file (block, character, or pipe)

	-m MODE	Creation mode (default a=rw)
TYPE:
	b	Block device
	c or u	Character device
	p	Named pipe (MAJOR MINOR must be omitted)`;

function mknod(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "m:Z", long: { mode: "m:" } });
  const [path = "", type = "", ...numbers] = options.operands;
  if (!tool.gnu && (!["b", "c", "u", "p"].includes(type) || numbers.length !== (type === "p" ? 0 : 2)))
    return showUsage(process, mknodUsage);
  if (path === "" || type === "") return tool.usage(path === "" ? "missing operand" : `missing operand after ‘${path}’`);
  if (!["b", "c", "u", "p"].includes(type)) return tool.usage(`invalid device type ‘${type}’`);
  if (type !== "p" && numbers.length < 2) return tool.usage("Special files require major and minor device numbers.");
  if (type !== "p" && !has(process, "MKNOD")) return tool.fail(`${path}: Operation not permitted`);
  const place = at(process, path);
  if (process.fs.lookup(place, { follow: false })) return tool.fail(`${path}: File exists`);
  const [major = 0, minor = 0] = numbers.map((text) => Number(text) & 0xfff);
  const { uid, gid } = process.task.credentials;
  const mode = options.value("m") === undefined ? 0o666 & ~process.task.umask : Number.parseInt(options.value("m") ?? "", 8) & 0o7777;
  try {
    process.fs.put(
      place,
      deviceFile(
        { type: type === "p" ? "fifo" : type === "b" ? "block" : "character", major, minor },
        { mode, uid, gid, mtime: process.clock.now() },
      ),
    );
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return tool.fail(`${path}: ${error.reason}`);
  }
  return 0;
}

function mkfifo(process: Process, args: readonly string[], tool: Tool): number {
  const { operands, value } = parseOptions(args, { short: "m:Z", long: { mode: "m:" } });
  if (operands.length === 0 || (!tool.gnu && operands.length > 1)) return tool.usage("missing operand");
  const mode = value("m") === undefined ? [] : ["-m", value("m") ?? ""];
  return Math.max(...operands.map((operand) => mknod(process, [...mode, operand, "p"], tool)));
}

/** Modules are of the machine, not of a container. */
function module(process: Process, args: readonly string[], tool: Tool): number {
  const [name = ""] = args.filter((word) => !word.startsWith("-"));
  if (name === "") return tool.usage("missing operand");
  if (!process.fs.exists(at(process, name)) && tool.name === "insmod")
    return tool.fail(`can't insert '${name}': No such file or directory`);
  if (tool.name === "modprobe") return tool.fail(`can't change directory to '/lib/modules': No such file or directory`);
  if (!has(process, "SYS_MODULE"))
    return tool.fail(`can't ${tool.name === "rmmod" ? "unload module" : "insert"} '${name}': Operation not permitted`);
  process.stderr(`drydock: ${tool.name}: the lab's kernel has no modules\n`);
  return 1;
}

export const kernelApplets: Applets = {
  sysctl,
  dmesg,
  chroot,
  mknod,
  insmod: module,
  rmmod: module,
  modprobe: module,
  reboot: endsMachine("TERM"),
  halt: endsMachine("USR1"),
  poweroff: endsMachine("USR2"),
  mkfifo,
};
