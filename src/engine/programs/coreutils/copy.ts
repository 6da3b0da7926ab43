import { FsError } from "../../filesystem/errors.ts";
import type { Meta, Node } from "../../filesystem/node.ts";
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { type Applets, at, baseName, dirName, quoted, type Tool } from "./applet.ts";
import { parseMode } from "./modes.ts";
import { type Options, parseOptions } from "./options.ts";

export interface CopyOptions {
  readonly recursive: boolean;
  /** Keep mode, owner and time. */
  readonly preserve: boolean;
  readonly follow: boolean;
  readonly force: boolean;
  readonly noClobber: boolean;
  readonly update: boolean;
  readonly verbose: boolean;
  readonly link: "no" | "hard" | "symbolic";
  /** Set on the way down. */
  readonly cycle?: Cycle;
}

const copyLong = {
  archive: "a",
  recursive: "r",
  force: "f",
  "no-clobber": "n",
  preserve: "p?",
  "no-dereference": "P",
  dereference: "L",
  verbose: "v",
  "target-directory": "t:",
  "no-target-directory": "T",
  update: "u?",
  parents: "parents",
  link: "l",
  "symbolic-link": "s",
  interactive: "i",
  reflink: "reflink?",
  sparse: "sparse:",
  "remove-destination": "f",
};

/** Where the sources go: into a directory, or to one name. Says what is wrong and gives undefined. */
export function targetOf(
  process: Process,
  tool: Tool,
  options: Options,
): { sources: readonly string[]; target: string; into: boolean } | undefined {
  const given = options.value("t");
  const operands = [...options.operands];
  if (operands.length === 0) {
    tool.usage("missing file operand");
    return undefined;
  }
  if (given === undefined && operands.length === 1) {
    tool.usage(`missing destination file operand after ${quoted(operands[0] as string)}`);
    return undefined;
  }
  const target = given ?? (operands.pop() as string);
  const into = process.fs.lookup(at(process, target))?.kind === "directory" && !options.has("T");
  if (!into && operands.length > 1 && (tool.gnu || process.fs.exists(at(process, target)))) {
    const missing = !process.fs.exists(at(process, target));
    tool.fail(
      tool.gnu
        ? `target ${quoted(target)}: ${missing ? "No such file or directory" : "Not a directory"}`
        : `'${target}' is not a directory`,
    );
    return undefined;
  }
  return { sources: operands, target, into: into || operands.length > 1 };
}

function cp(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "adfHilLnpPrRsTt:uvx", long: copyLong });
  const target = targetOf(process, tool, options);
  if (!target) return 1;
  const archive = options.has("a");
  const recursive = archive || options.has("r") || options.has("R");
  const how: CopyOptions = {
    recursive,
    preserve: archive || options.has("p"),
    follow: options.has("L") || !(archive || options.has("d") || options.has("P") || recursive),
    force: options.has("f"),
    noClobber: options.has("n"),
    update: options.has("u"),
    verbose: options.has("v"),
    link: options.has("s") ? "symbolic" : options.has("l") ? "hard" : "no",
  };
  let status = 0;
  for (const source of target.sources) {
    const name = options.has("parents") ? source.replace(/^\/+/, "") : source === "." || source.endsWith("/.") ? "" : baseName(source);
    const destination = target.into ? `${target.target.replace(/\/+$/, "")}${name === "" ? "" : `/${name}`}` : target.target;
    if (options.has("parents")) process.fs.mkdir(at(process, dirName(destination)), { recursive: true });
    status = copyOne(process, tool, source, destination, how) || status;
  }
  return status;
}

/** A folder that is copied without `-p`: GNU makes it with mkdir, which knows the sticky bit alone; busybox sets all of its mode. */
function folderMode(mode: number, umask: number, gnu: boolean): number {
  return mode & ~umask & (gnu ? 0o1777 : 0o7777);
}

/** A directory that is copied to a place in itself, which it meets on the way. */
interface Cycle {
  readonly to: string;
  /** As the line named them. */
  readonly source: string;
  readonly destination: string;
  met: boolean;
}

function cycleOf(fs: Process["fs"], from: string, to: string, source: string, destination: string): Cycle | undefined {
  if (!fs.exists(dirName(to))) return undefined;
  const real = `${fs.realpath(dirName(to)).replace(/\/$/, "")}/${baseName(to)}`;
  const origin = fs.realpath(from);
  if (origin === real || !real.startsWith(`${origin.replace(/\/$/, "")}/`)) return undefined;
  return { to: real, source, destination, met: false };
}

/** Copies a file or, with `recursive`, a tree. */
export function copyOne(process: Process, tool: Tool, source: string, destination: string, how: CopyOptions): number {
  const { fs } = process;
  const from = at(process, source);
  const to = at(process, destination);
  let node: Node;
  try {
    node = fs.stat(from, { follow: how.follow });
  } catch (error) {
    return tool.failFile(error, `cannot stat ${quoted(source)}`, `can't stat '${source}'`);
  }
  const there = fs.lookup(to, { follow: false });
  if (there && how.noClobber && there.kind !== "directory") return 0;
  if (there && how.update && there.mtime >= node.mtime && there.kind !== "directory") return 0;
  if (fs.exists(from) && fs.exists(to) && fs.realpath(from) === fs.realpath(to) && node.kind !== "directory") {
    return tool.fail(
      tool.gnu ? `${quoted(source)} and ${quoted(destination)} are the same file` : `'${source}' and '${destination}' are the same file`,
    );
  }
  if (node.kind === "directory" && !how.recursive) {
    return tool.fail(tool.gnu ? `-r not specified; omitting directory ${quoted(source)}` : `omitting directory '${source}'`);
  }
  const { cycle = node.kind === "directory" ? cycleOf(fs, from, to, source, destination) : undefined } = how;
  if (cycle && node.kind === "directory" && fs.realpath(from) === cycle.to) {
    cycle.met = true;
    return tool.fail(
      tool.gnu
        ? `cannot copy a directory, ${quoted(cycle.source)}, into itself, ${quoted(cycle.destination)}`
        : `recursion detected, omitting directory '${source}'`,
    );
  }
  try {
    if (how.verbose) process.stdout(`${quoted(source)} -> ${quoted(destination)}\n`);
    if (node.kind !== "directory") {
      copyLeaf(process, node, from, to, source, how, there, tool.gnu);
      return 0;
    }
    if (there && there.kind !== "directory")
      return tool.fail(
        tool.gnu
          ? `cannot overwrite non-directory ${quoted(destination)} with directory ${quoted(source)}`
          : `target '${destination}' is not a directory`,
      );
    if (!there) fs.mkdir(to, { mode: how.preserve ? node.mode : folderMode(node.mode, process.task.umask, tool.gnu) });
  } catch (error) {
    if (error instanceof FsError && error.code === "ENOSPC")
      return tool.failFile(error, `error writing ${quoted(destination)}`, "write error");
    const what = node.kind === "directory" ? "directory" : node.kind === "symlink" ? "symbolic link" : "regular file";
    const exists = error instanceof FsError && fs.exists(to);
    return tool.failFile(
      error,
      exists ? `cannot create ${what} ${quoted(destination)}` : `cannot create ${what} ${quoted(destination)}`,
      `can't create ${node.kind === "directory" ? "directory " : ""}'${destination}'`,
    );
  }
  let status = 0;
  let names: readonly string[] = [];
  try {
    names = fs.readdir(from);
  } catch (error) {
    status = tool.failFile(error, `cannot access ${quoted(source)}`, `can't open '${source}'`);
  }
  for (const name of names) {
    // GNU ends where it meets itself, busybox leaves that out.
    if (tool.gnu && cycle?.met) break;
    status =
      copyOne(process, tool, `${source.replace(/\/+$/, "")}/${name}`, `${destination.replace(/\/+$/, "")}/${name}`, {
        ...how,
        follow: how.follow && !how.recursive,
        ...(cycle && { cycle }),
      }) || status;
  }
  if (how.preserve) keepMeta(process, to, node);
  return status;
}

function copyLeaf(
  process: Process,
  node: Exclude<Node, { kind: "directory" }>,
  from: string,
  to: string,
  source: string,
  how: CopyOptions,
  there: Node | undefined,
  gnu: boolean,
): void {
  const { fs } = process;
  if (how.link !== "no") {
    if (there && how.force) fs.remove(to);
    if (how.link === "hard") fs.link(from, to);
    else fs.symlink(source, to);
    return;
  }
  if (node.kind === "symlink") {
    if (there) fs.remove(to);
    fs.symlink(node.target, to);
    if (how.preserve && process.uid === 0) fs.chown(to, node.uid, node.gid, { follow: false });
    return;
  }
  // A special file is copied as one; the copy of a named pipe is a pipe of its own.
  if (node.device && how.recursive) {
    if (there) fs.remove(to);
    fs.put(to, { ...node, device: { ...node.device } });
    return;
  }
  // Reading asks for permission; a hole stays a hole.
  const content = node.content.size > node.content.bytes.length ? node.content : fs.readFile(from);
  if (there && how.force && !writable(process, to)) fs.remove(to);
  const existing = fs.lookup(to);
  const mode = how.preserve ? node.mode : node.mode & ~process.task.umask & (gnu ? 0o777 : 0o7777);
  fs.writeFile(to, content, existing ? {} : { mode });
  if (how.preserve) keepMeta(process, to, node);
}

function writable(process: Process, path: string): boolean {
  return process.uid === 0 || ((process.fs.lookup(path)?.mode ?? 0) & 0o200) !== 0;
}

function keepMeta(process: Process, path: string, meta: Meta): void {
  if (process.uid === 0) process.fs.chown(path, meta.uid, meta.gid);
  process.fs.chmod(path, meta.mode);
  process.fs.utimes(path, meta.mtime);
}

function install(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "bcCdDg:m:o:pst:Tv",
    long: {
      directory: "d",
      group: "g:",
      mode: "m:",
      owner: "o:",
      "preserve-timestamps": "p",
      "target-directory": "t:",
      verbose: "v",
      strip: "s",
    },
  });
  const mode = parseMode(options.value("m") ?? "755", 0, { directory: options.has("d"), umask: 0 });
  const owner = lookup(
    accountsOf(process.fs).map(({ name, uid }) => [name, uid] as const),
    options.value("o"),
  );
  const group = lookup(
    groupsIn(process.fs).map(({ name, gid }) => [name, gid] as const),
    options.value("g"),
  );
  if (owner === null) return tool.fail(`invalid user: ‘${options.value("o")}’`);
  if (group === null) return tool.fail(`invalid group: ‘${options.value("g")}’`);
  const finish = (path: string): void => {
    process.fs.chmod(path, mode);
    if (owner !== undefined || group !== undefined) process.fs.chown(path, owner ?? process.uid, group ?? process.gid);
  };
  try {
    if (options.has("d")) {
      for (const operand of options.operands) {
        process.fs.mkdir(at(process, operand), { recursive: true, mode: 0o755 });
        finish(at(process, operand));
      }
      return 0;
    }
    const target = targetOf(process, tool, options);
    if (!target) return 1;
    for (const source of target.sources) {
      const destination = target.into ? `${target.target}/${baseName(source)}` : target.target;
      if (options.has("D")) process.fs.mkdir(at(process, dirName(destination)), { recursive: true });
      const node = process.fs.lookup(at(process, source));
      if (node?.kind !== "file") return tool.fail(`cannot stat ${quoted(source)}: No such file or directory`);
      if (process.fs.lookup(at(process, destination), { follow: false })) process.fs.remove(at(process, destination));
      process.fs.writeFile(at(process, destination), node.content);
      finish(at(process, destination));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return tool.fail(`cannot create ${options.has("d") ? "directory" : "regular file"} ${quoted(error.path)}: ${error.reason}`);
  }
}

/** A name or number; null when there is no such name. */
function lookup(names: readonly (readonly [string, number])[], given: string | undefined): number | undefined | null {
  if (given === undefined) return undefined;
  return names.find(([name]) => name === given)?.[1] ?? (/^\d+$/.test(given) ? Number(given) : null);
}

export const copyApplets: Applets = { cp, install };
