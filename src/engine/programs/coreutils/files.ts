import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import { type Applets, at, baseName, dirName, quoted, type Tool } from "./applet.ts";
import { parseDate } from "./dates.ts";
import { ModeError, parseMode } from "./modes.ts";
import { parseOptions } from "./options.ts";
import { relativePath } from "./paths.ts";

function mkdir(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "pm:vZ", long: { parents: "p", mode: "m:", verbose: "v" } });
  if (options.operands.length === 0) return tool.usage("missing operand");
  let status = 0;
  const given = options.value("m");
  for (const operand of options.operands) {
    const path = at(process, operand);
    try {
      const mode = given === undefined ? undefined : parseMode(given, 0o777, { directory: true, umask: 0 });
      const there = process.fs.lookup(path)?.kind === "directory";
      if (options.has("p") && there) continue;
      process.fs.mkdir(path, { ...(mode === undefined ? {} : { mode }), recursive: options.has("p") });
      if (options.has("v"))
        process.stdout(tool.gnu ? `mkdir: created directory ${quoted(operand)}\n` : `created directory: '${operand}'\n`);
    } catch (error) {
      if (error instanceof ModeError) return tool.fail(`invalid mode ‘${given}’`);
      status = tool.failFile(error, `cannot create directory ‘${operand}’`, `can't create directory '${operand}'`);
    }
  }
  return status;
}

function rmdir(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "pv", long: { parents: "p", verbose: "v", "ignore-fail-on-non-empty": "ignore" } });
  if (options.operands.length === 0) return tool.usage("missing operand");
  let status = 0;
  for (const operand of options.operands) {
    let path = operand;
    try {
      do {
        const node = process.fs.stat(at(process, path), { follow: false });
        if (node.kind !== "directory") throw new FsError("ENOTDIR", path);
        process.fs.remove(at(process, path));
        path = dirName(path);
      } while (options.has("p") && path !== "." && path !== "/");
    } catch (error) {
      if (options.has("ignore") && error instanceof FsError && error.code === "ENOTEMPTY") continue;
      status = tool.failFile(error, `failed to remove ${quoted(path)}`, `'${path}'`);
    }
  }
  return status;
}

function rm(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: tool.gnu ? "rRfivdI" : "rRfiv",
    long: { recursive: "r", force: "f", verbose: "v", dir: "d", "no-preserve-root": "np", "preserve-root": "pr", "one-file-system": "x" },
  });
  const force = options.has("f");
  const recursive = options.has("r") || options.has("R");
  if (options.operands.length === 0) return force ? 0 : tool.usage("missing operand");
  let status = 0;
  for (const operand of options.operands) {
    const path = at(process, operand);
    if (/^(.*\/)?\.\.?\/*$/.test(operand)) {
      status = tool.fail(
        tool.gnu
          ? `refusing to remove '.' or '..' directory: skipping ${quoted(operand)}`
          : `'.' or '..' can't be removed: ${operand}`.replace("can't be removed: ", "can't be removed"),
      );
      continue;
    }
    if (/^\/+$/.test(operand) && tool.gnu && !options.has("np")) {
      process.stderr("rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n");
      status = 1;
      continue;
    }
    try {
      const node = process.fs.lookup(path, { follow: false });
      if (!node) {
        if (!force) throw new FsError("ENOENT", path);
        continue;
      }
      if (node.kind === "directory" && !recursive && !(options.has("d") && tool.gnu)) {
        status = tool.fail(tool.gnu ? `cannot remove ${quoted(operand)}: Is a directory` : `'${operand}' is a directory`);
        continue;
      }
      process.fs.remove(path, { recursive });
      if (options.has("v")) process.stdout(`removed ${node.kind === "directory" ? "directory " : ""}${quoted(operand)}\n`);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      if (error.code === "EPERM" && path === "/") continue;
      if (recursive && path !== "/") removeBelow(process, tool, operand.replace(/\/+$/, ""));
      else tool.failFile(error, `cannot remove ${quoted(operand)}`, `can't remove '${operand}'`);
      status = 1;
    }
  }
  return status;
}

/** Removes what can be removed of something that can't go as a whole, and says what could not. Gives whether it is gone. */
function removeBelow(process: Process, tool: Tool, operand: string): boolean {
  const path = at(process, operand);
  try {
    const names = process.fs.lookup(path, { follow: false })?.kind === "directory" ? process.fs.readdir(path) : [];
    const gone = names.map((name) => removeBelow(process, tool, `${operand}/${name}`));
    // What still holds something is not even tried.
    if (gone.includes(false)) return false;
    process.fs.remove(path);
    return true;
  } catch (error) {
    tool.failFile(error, `cannot remove ${quoted(operand)}`, `can't remove '${operand}'`);
    return false;
  }
}

function touch(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "acmd:r:t:h",
    long: { "no-create": "c", date: "d:", reference: "r:", time: "time:", "no-dereference": "h" },
  });
  if (options.operands.length === 0) return tool.usage("missing file operand");
  const now = process.clock.now();
  let time = now;
  const date = options.value("d");
  const stamp = options.value("t");
  const reference = options.value("r");
  if (date !== undefined) {
    const parsed = parseDate(date, now);
    if (parsed === undefined) return tool.fail(tool.gnu ? `invalid date format ‘${date}’` : `invalid date '${date}'`);
    time = parsed;
  } else if (stamp !== undefined) {
    const match = /^(?:(\d\d)?(\d\d))?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp);
    if (!match) return tool.fail(`invalid date format ‘${stamp}’`);
    const year =
      match[2] === undefined ? new Date(now).getUTCFullYear() : Number(`${match[1] ?? (Number(match[2]) < 69 ? "20" : "19")}${match[2]}`);
    time = Date.UTC(year, Number(match[3]) - 1, Number(match[4]), Number(match[5]), Number(match[6]), Number(match[7] ?? 0));
  } else if (reference !== undefined) {
    const node = process.fs.lookup(at(process, reference));
    if (!node) return tool.fail(`failed to get attributes of ${quoted(reference)}: No such file or directory`);
    time = node.mtime;
  }
  let status = 0;
  for (const operand of options.operands) {
    const path = at(process, operand);
    try {
      if (process.fs.exists(path)) process.fs.utimes(path, time);
      else if (!options.has("c")) {
        process.fs.writeFile(path, "");
        process.fs.utimes(path, time);
      }
    } catch (error) {
      status = tool.failFile(
        error,
        error instanceof FsError && error.code === "EPERM" ? `setting times of ${quoted(operand)}` : `cannot touch ${quoted(operand)}`,
        operand,
      );
    }
  }
  return status;
}

function ln(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "sfnvTrt:ib",
    long: {
      symbolic: "s",
      force: "f",
      "no-dereference": "n",
      verbose: "v",
      "no-target-directory": "T",
      relative: "r",
      "target-directory": "t:",
    },
  });
  const operands = [...options.operands];
  if (operands.length === 0) return tool.usage("missing file operand");
  const into = options.value("t");
  let target = into ?? (operands.length > 1 ? (operands.pop() as string) : ".");
  if (operands.length === 1 && options.operands.length === 1 && into === undefined) target = ".";
  const node = process.fs.lookup(at(process, target), { follow: !(options.has("n") || options.has("T")) });
  const isDirectory = node?.kind === "directory" && !options.has("T");
  if (operands.length > 1 && !isDirectory)
    return tool.fail(`target ${quoted(target)}: ${node ? "Not a directory" : "No such file or directory"}`);
  let status = 0;
  for (const source of operands) {
    const bare = !tool.gnu && options.operands.length === 1 && into === undefined;
    const path = bare ? baseName(source) : isDirectory ? `${target.replace(/\/$/, "")}/${baseName(source)}` : target;
    try {
      if (!options.has("s")) {
        const { kind } = process.fs.stat(at(process, source), { follow: false });
        if (kind === "directory" && tool.gnu) {
          status = tool.fail(`${source}: hard link not allowed for directory`);
          continue;
        }
        if (options.has("f") && tool.gnu && process.fs.hardLinks(at(process, source), { follow: false }).includes(at(process, path))) {
          status = tool.fail(`${quoted(source)} and ${quoted(path)} are the same file`);
          continue;
        }
      }
      if (options.has("f") && process.fs.lookup(at(process, path), { follow: false })) process.fs.remove(at(process, path));
      if (options.has("s")) process.fs.symlink(options.has("r") ? relative(process, path, source) : source, at(process, path));
      else process.fs.link(at(process, source), at(process, path));
      if (options.has("v")) process.stdout(`${quoted(path)} ${options.has("s") ? "->" : "=>"} ${quoted(source)}\n`);
    } catch (error) {
      const kind = options.has("s") ? "symbolic link" : "hard link";
      const missing = !options.has("s") && error instanceof FsError && !process.fs.lookup(at(process, source), { follow: false });
      status = tool.failFile(
        error,
        missing ? `failed to access ${quoted(source)}` : `failed to create ${kind} ${quoted(path)}`,
        missing ? source : path,
      );
    }
  }
  return status;
}

function relative(process: Process, link: string, target: string): string {
  return relativePath(at(process, dirName(link)), at(process, target));
}

function mktemp(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "dqutp:",
    long: { directory: "d", quiet: "q", "dry-run": "u", tmpdir: "p?", suffix: "suffix:" },
  });
  const [template] = options.operands;
  const pattern = template ?? (tool.gnu ? "tmp.XXXXXXXXXX" : "tmp.XXXXXX");
  if (!/X{3,}/.test(pattern)) return tool.fail(tool.gnu ? `too few X's in template ‘${pattern}’` : "(null): Invalid argument");
  const directory =
    template === undefined || options.has("p") || options.has("t") ? options.value("p") || process.env.get("TMPDIR") || "/tmp" : "";
  for (let attempt = 0; attempt < 1000; attempt++) {
    const name = pattern.replace(/X+(?=[^X]*$)/, (run) => letters(run.length, attempt, process)) + (options.value("suffix") ?? "");
    const path = directory === "" ? name : `${directory}/${name}`;
    if (process.fs.lookup(at(process, path), { follow: false })) continue;
    try {
      if (!options.has("u")) {
        if (options.has("d")) process.fs.mkdir(at(process, path), { mode: 0o700 });
        else process.fs.writeFile(at(process, path), "", { mode: 0o600 });
      }
    } catch (error) {
      return tool.failFile(
        error,
        `failed to create ${options.has("d") ? "directory" : "file"} via template ‘${directory === "" ? pattern : `${directory}/${pattern}`}’`,
        "(null)",
      );
    }
    process.stdout(`${path}\n`);
    return 0;
  }
  return 1;
}

/** Letters that look random and come out the same each run. */
function letters(count: number, attempt: number, process: Process): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  let state = (Math.floor(process.clock.now()) ^ (attempt * 2654435761)) >>> 0 || 1;
  let text = "";
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[(state >>> 16) % alphabet.length];
  }
  return text;
}

export const fileApplets: Applets = {
  mkdir,
  rmdir,
  rm,
  touch,
  ln,
  mktemp,
  unlink: (process, args, tool) => {
    const [path] = args;
    if (path === undefined) return tool.usage("missing operand");
    try {
      if (process.fs.lookup(at(process, path), { follow: false })?.kind === "directory") throw new FsError("EISDIR", path);
      process.fs.remove(at(process, path));
      return 0;
    } catch (error) {
      return tool.failFile(error, `cannot unlink ${quoted(path)}`, `can't remove file '${path}'`);
    }
  },
  link: (process, args, tool) => {
    const [from, to, extra] = args.filter((word) => word !== "--");
    if (from === undefined) return tool.usage("missing operand");
    if (to === undefined) return tool.usage(tool.gnu ? `missing operand after ‘${from}’` : "missing");
    if (extra !== undefined) return tool.usage(tool.gnu ? `extra operand ‘${extra}’` : "missing");
    try {
      process.fs.link(at(process, from), at(process, to));
      return 0;
    } catch (error) {
      return tool.failFile(error, `cannot create link ${quoted(to)} to ${quoted(from)}`, `can't create hardlink '${to}' to '${from}'`);
    }
  },
  truncate: (process, args, tool) => {
    const options = parseOptions(args, { short: "s:cr:o", long: { size: "s:", "no-create": "c" } });
    const given = options.value("s");
    if (given === undefined) return tool.usage(tool.gnu ? "you must specify either ‘--size’ or ‘--reference’" : "missing operand");
    const match = /^([+-]?)(\d+)([KMGTPE]?)(B?)$/i.exec(given);
    if (!match) return tool.fail(tool.gnu ? `Invalid number: ‘${given}’` : `invalid number '${given}'`);
    const unit = (match[4] && match[3] ? 1000 : 1024) ** " KMGTPE".indexOf((match[3] as string).toUpperCase() || " ");
    for (const operand of options.operands) {
      const node = process.fs.lookup(at(process, operand));
      const before = node?.kind === "file" ? node.content : { bytes: new Uint8Array(), size: 0 };
      const amount = Number(match[2]) * unit;
      const size = match[1] === "+" ? before.size + amount : match[1] === "-" ? Math.max(0, before.size - amount) : amount;
      process.fs.writeFile(at(process, operand), { bytes: before.bytes.slice(0, size), size });
    }
    return 0;
  },
  sync: () => 0,
};

export { ProcessTree };
