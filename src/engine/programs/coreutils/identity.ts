import { processorsIn, processorsOf } from "../../kernel/cgroups.ts";
import { formatIpv4 } from "../../kernel/network/address.ts";
import { addressOf, stackOf } from "../network/calls.ts";
import { readOptions } from "../network/usage.ts";
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { type Applets, quoted, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

const hostnameUsage = `hostname [-sidf] [HOSTNAME | -F FILE]

Show or set hostname or DNS domain name

	-s	Short
	-i	Addresses for the hostname
	-d	DNS domain name
	-f	Fully qualified domain name
	-F FILE	Use FILE's content as hostname`;

interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

function identityOf(process: Process, user: string | undefined): Identity | undefined {
  const { fs } = process;
  if (user === undefined) return { uid: process.uid, gid: process.gid, groups: unique([process.gid, ...process.task.credentials.groups]) };
  const account = accountsOf(fs).find(({ name, uid }) => name === user || uid.toString() === user);
  if (!account) return undefined;
  const member = groupsIn(fs).filter(({ members }) => members.includes(account.name));
  return { uid: account.uid, gid: account.gid, groups: unique([account.gid, ...member.map(({ gid }) => gid)]) };
}

function unique(values: readonly number[]): number[] {
  return [...new Set(values)];
}

function userName(process: Process, uid: number): string | undefined {
  return accountsOf(process.fs).find((account) => account.uid === uid)?.name;
}
function groupName(process: Process, gid: number): string | undefined {
  return groupsIn(process.fs).find((group) => group.gid === gid)?.name;
}

function id(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "agGnruzZ", long: { user: "u", group: "g", groups: "G", name: "n", real: "r", zero: "z" } });
  const [user] = options.operands;
  const identity = identityOf(process, user);
  if (!identity) return tool.fail(tool.gnu ? `${quoted(user ?? "").replace(/^'(.*)'$/, "‘$1’")}: no such user` : `unknown user ${user}`);
  const names = options.has("n");
  const nameless: string[] = [];
  const named = (kind: "user" | "group", id: number, name: string | undefined): string => {
    if (name === undefined) nameless.push(tool.gnu ? `cannot find name for ${kind} ID ${id}` : `unknown ID ${id}`);
    return name ?? id.toString();
  };
  const user_ = (uid: number): string => (names ? named("user", uid, userName(process, uid)) : uid.toString());
  const group = (gid: number): string => (names ? named("group", gid, groupName(process, gid)) : gid.toString());
  if (options.has("u")) process.stdout(`${user_(identity.uid)}\n`);
  else if (options.has("g")) process.stdout(`${group(identity.gid)}\n`);
  else if (options.has("G")) process.stdout(`${identity.groups.map(group).join(" ")}\n`);
  else {
    const both = (number: number, name: string | undefined): string => `${number}${name === undefined ? "" : `(${name})`}`;
    const groups = identity.groups.map((gid) => both(gid, groupName(process, gid))).join(",");
    const user_ = (uid: number): string => both(uid, userName(process, uid));
    const real = user === undefined ? process.task.credentials.realUid : identity.uid;
    const acting = real === identity.uid ? "" : ` euid=${user_(identity.uid)}`;
    process.stdout(`uid=${user_(real)} gid=${both(identity.gid, groupName(process, identity.gid))}${acting} groups=${groups}\n`);
  }
  for (const problem of nameless) tool.fail(problem);
  return nameless.length > 0 ? 1 : 0;
}

const kernel = { name: "Linux", release: "6.12.0-drydock", version: "#1 SMP PREEMPT_DYNAMIC", machine: "x86_64" };

function uname(process: Process, args: readonly string[]): number {
  const options = parseOptions(args, {
    short: "amnrspvio",
    long: {
      all: "a",
      machine: "m",
      nodename: "n",
      "kernel-release": "r",
      "kernel-name": "s",
      "kernel-version": "v",
      "operating-system": "o",
      processor: "p",
      "hardware-platform": "i",
    },
  });
  const all = options.has("a");
  const parts = [
    (all || options.has("s") || options.order.length === 0) && kernel.name,
    (all || options.has("n")) && process.hostname,
    (all || options.has("r")) && kernel.release,
    (all || options.has("v")) && kernel.version,
    (all || options.has("m")) && kernel.machine,
    !all && (options.has("p") || options.has("i")) && "unknown",
    (all || options.has("o")) && "GNU/Linux",
  ];
  process.stdout(`${parts.filter(Boolean).join(" ")}\n`);
  return 0;
}

/** The first name that `/etc/hosts` has for this host: the one with its domain. */
function canonicalName({ fs, hostname }: Process): string {
  const lines = fs.lookup("/etc/hosts")?.kind === "file" ? fs.readText("/etc/hosts").split("\n") : [];
  const names = lines.map((line) => line.replace(/#.*/, "").trim().split(/\s+/).slice(1));
  return names.find((line) => line.includes(hostname))?.[0] ?? hostname;
}

/** Lines of `/etc/hosts` as getent prints them; of a name the first, an address of IPv6 before the others. */
function hostLines(lines: readonly string[], key: string | undefined): string[] {
  const rows = lines.map((line) => line.replace(/#.*/, "").trim().split(/\s+/));
  const chosen = key === undefined ? rows : [rows.find(([address = ""]) => address.includes(":")) ?? rows[0] ?? []];
  return chosen.filter((row) => row.length > 1).map(([address = "", ...names]) => `${address.padEnd(15)} ${names.join(" ")}`);
}

export const identityApplets: Applets = {
  id,
  uname,
  whoami: (process, _args, tool) => {
    const name = userName(process, process.uid);
    if (name === undefined) return tool.fail(tool.gnu ? `cannot find name for user ID ${process.uid}` : `unknown uid ${process.uid}`);
    process.stdout(`${name}\n`);
    return 0;
  },
  // Nobody has logged in: a container starts its processes as a user.
  logname: (_process, _args, tool) => tool.fail(tool.gnu ? "no login name" : "getlogin: No such device or address"),
  groups: (process, [user], tool) => {
    const identity = identityOf(process, user);
    if (!identity) return tool.fail(tool.gnu ? `‘${user}’: no such user` : `unknown user ${user}`);
    const names = identity.groups.map((gid) => groupName(process, gid) ?? gid.toString()).join(" ");
    process.stdout(`${user === undefined || !tool.gnu ? "" : `${user} : `}${names}\n`);
    return 0;
  },
  hostname: (process, args, tool) => {
    if (!tool.gnu) {
      const options = readOptions(process, tool, args, { short: "sidfF:" }, hostnameUsage);
      if (typeof options === "number") return options;
    }
    const name = args.find((word) => !word.startsWith("-"));
    if (name !== undefined) {
      const { credentials, namespaces } = process.task;
      if (!credentials.effective.has("SYS_ADMIN"))
        return tool.fail(tool.gnu ? "you must be root to change the host name" : "sethostname: Operation not permitted");
      namespaces.uts.hostname = name;
      return 0;
    }
    if (args.includes("-i") || args.includes("-I")) {
      const own = args.includes("-I") ? "unknown" : addressOf(process, process.hostname);
      const first = stackOf(process).interfaces.find(({ kind, up, address }) => kind !== "loopback" && up && address)?.address?.address;
      const address = typeof own === "number" ? own : first;
      if (address === undefined) return tool.gnu && args.includes("-i") ? tool.fail("Name or service not known") : 0;
      process.stdout(`${formatIpv4(address)}${args.includes("-I") ? " " : ""}\n`);
      return 0;
    }
    const [short = ""] = process.hostname.split(".");
    if (args.includes("-f") || args.includes("--fqdn")) process.stdout(`${canonicalName(process)}\n`);
    else if (args.includes("-d") || args.includes("--domain")) {
      const [, ...domain] = canonicalName(process).split(".");
      if (domain.length > 0) process.stdout(`${domain.join(".")}\n`);
    } else process.stdout(`${args.includes("-s") ? short : process.hostname}\n`);
    return 0;
  },
  arch: (process) => {
    process.stdout(`${kernel.machine}\n`);
    return 0;
  },
  nproc: (process) => {
    process.stdout(`${processorsIn(processorsOf(process.task.cgroup, process.machine.cpus)).length}\n`);
    return 0;
  },
  tty: (process) => {
    process.stdout(process.terminal?.stdin ? `${process.task.descriptors.get(0)?.name ?? "/dev/pts/0"}\n` : "not a tty\n");
    return process.terminal?.stdin ? 0 : 1;
  },
  users: () => 0,
  who: () => 0,
  getent: (process, [database, key], tool) => {
    const path = { passwd: "/etc/passwd", group: "/etc/group", hosts: "/etc/hosts", shadow: "/etc/shadow" }[database ?? ""];
    if (path === undefined) return tool.fail(`Unknown database: ${database ?? ""}`);
    const node = process.fs.lookup(path);
    const lines =
      node?.kind === "file"
        ? process.fs
            .readText(path)
            .split("\n")
            .filter((line) => line !== "" && !line.startsWith("#"))
        : [];
    const found = lines.filter(
      (line) =>
        key === undefined ||
        line.split(":")[0] === key ||
        line.split(":")[2] === key ||
        (database === "hosts" && line.split(/\s+/).includes(key)),
    );
    for (const line of database === "hosts" ? hostLines(found, key) : found) process.stdout(`${line}\n`);
    if (found.length > 0) return 0;
    // What no file knows, the name server may.
    const address = database === "hosts" && key !== undefined ? addressOf(process, key) : "unknown";
    if (typeof address !== "number") return 2;
    process.stdout(`${formatIpv4(address).padEnd(15)} ${key}\n`);
    return 0;
  },
};
