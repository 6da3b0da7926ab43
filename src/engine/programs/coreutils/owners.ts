import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";
import { type Applets, at, quoted, type Tool } from "./applet.ts";
import { ModeError, modeText, parseMode } from "./modes.ts";
import { type Options, parseOptions } from "./options.ts";

const long = {
  recursive: "R",
  verbose: "v",
  changes: "c",
  silent: "f",
  quiet: "f",
  reference: "reference:",
  "no-dereference": "h",
  "preserve-root": "pr",
  "no-preserve-root": "np",
};

/** `visit` for each path and, with -R, for all below it; links met on the way are left alone. */
function forEach(
  process: Process,
  path: string,
  written: string,
  recursive: boolean,
  visit: (path: string, written: string) => void,
): void {
  visit(path, written);
  const node = process.fs.lookup(path, { follow: false });
  if (!recursive || node?.kind !== "directory") return;
  for (const name of process.fs.readdir(path))
    forEach(process, `${path === "/" ? "" : path}/${name}`, `${written.replace(/\/$/, "")}/${name}`, true, visit);
}

function chmod(process: Process, args: readonly string[], tool: Tool): number {
  // `-x` and `-w` are modes, not options.
  const dashed = args.find((word) => /^-[rwxXst,ugoa+-=]+$/.test(word) && !/^-[Rcfv]+$/.test(word) && !word.startsWith("--"));
  const options = parseOptions(
    args.filter((word) => word !== dashed),
    { short: "Rcfvh", long },
  );
  const operands = dashed === undefined ? options.operands : [dashed, ...options.operands];
  const [mode, ...paths] = operands;
  if (mode === undefined) return tool.usage("missing operand");
  if (paths.length === 0) return tool.usage(tool.gnu ? `missing operand after ${quoted(mode)}` : "missing operand");
  const umask = process.fs instanceof ProcessTree ? process.fs.umask : 0o022;
  let status = 0;
  for (const written of paths) {
    const path = at(process, written);
    if (!process.fs.lookup(path)) {
      status = tool.fail(
        tool.gnu ? `cannot access ${quoted(written)}: No such file or directory` : `${written}: No such file or directory`,
      );
      continue;
    }
    forEach(process, path, written, options.has("R"), (each, name) => {
      const node = process.fs.lookup(each, { follow: each === path });
      if (!node || node.kind === "symlink") return;
      try {
        const next = parseMode(mode, node.mode, { directory: node.kind === "directory", umask, gnu: tool.gnu });
        process.fs.chmod(each, next);
        if (options.has("v"))
          process.stdout(
            `mode of ${quoted(name)} ${next === node.mode ? "retained as" : `changed from ${octal(node.mode)} (${modeText(node.kind, node.mode).slice(1)}) to`} ${octal(next)} (${modeText(node.kind, next).slice(1)})\n`,
          );
      } catch (error) {
        if (error instanceof ModeError) {
          status = tool.gnu ? tool.usage(`invalid mode: ‘${mode}’`) : tool.fail(`invalid mode '${mode}'`);
          return;
        }
        status = tool.failFile(error, `changing permissions of ${quoted(name)}`, name);
      }
    });
  }
  return status;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

/** `user`, `user:group`, `:group`, `1000:1000`. Null for a name that does not exist. */
function parseOwner(process: Process, text: string): { uid?: number; gid?: number; bad?: string } {
  const [user = "", group] = text.includes(":")
    ? text.split(":")
    : text.includes(".") && !accountsOf(process.fs).some(({ name }) => name === text)
      ? text.split(".")
      : [text];
  const result: { uid?: number; gid?: number; bad?: string } = {};
  if (user !== "") {
    const account = accountsOf(process.fs).find(({ name }) => name === user);
    if (account) result.uid = account.uid;
    else if (/^\d+$/.test(user)) result.uid = Number(user);
    else return { bad: "user" };
    if (group === "") result.gid = account?.gid ?? result.uid;
  }
  if (group) {
    const found = groupsIn(process.fs).find(({ name }) => name === group);
    if (found) result.gid = found.gid;
    else if (/^\d+$/.test(group)) result.gid = Number(group);
    else return { bad: "group" };
  }
  return result;
}

function changeOwner(
  process: Process,
  options: Options,
  tool: Tool,
  owner: { uid?: number; gid?: number },
  paths: readonly string[],
): number {
  let status = 0;
  const what = tool.name === "chgrp" ? "group" : "ownership";
  for (const written of paths) {
    const path = at(process, written);
    if (!process.fs.lookup(path, { follow: !options.has("h") })) {
      status = tool.fail(
        tool.gnu ? `cannot access ${quoted(written)}: No such file or directory` : `${written}: No such file or directory`,
      );
      continue;
    }
    forEach(process, path, written, options.has("R"), (each, name) => {
      const node = process.fs.lookup(each, { follow: false });
      if (!node) return;
      const follow = each === path && !options.has("h") && !options.has("R");
      const before = follow ? (process.fs.lookup(each) ?? node) : node;
      try {
        process.fs.chown(each, owner.uid ?? before.uid, owner.gid ?? before.gid, { follow });
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        status = tool.fail(tool.gnu ? `changing ${what} of ${quoted(name)}: ${error.reason}` : `${name}: ${error.reason}`);
      }
    });
  }
  return status;
}

export const ownerApplets: Applets = {
  chmod,
  chown: (process, args, tool) => {
    const options = parseOptions(args, { short: "RhcfvHLP", long: { ...long, from: "from:" } });
    const [owner, ...paths] = options.operands;
    if (owner === undefined) return tool.usage("missing operand");
    if (paths.length === 0) return tool.usage(tool.gnu ? `missing operand after ${quoted(owner)}` : "missing operand");
    const parsed = parseOwner(process, owner);
    if (parsed.bad) {
      if (tool.gnu) return tool.fail(`invalid ${parsed.bad}: ${quoted(owner)}`);
      return tool.fail(
        `unknown ${parsed.bad} ${parsed.bad === "group" ? owner.split(":")[1] : owner.split(":")[0]}`.replace(
          "unknown group",
          "unknown group",
        ),
      );
    }
    return changeOwner(process, options, tool, parsed, paths);
  },
  chgrp: (process, args, tool) => {
    const options = parseOptions(args, { short: "RhcfvHLP", long });
    const [group, ...paths] = options.operands;
    if (group === undefined) return tool.usage("missing operand");
    const parsed = parseOwner(process, `:${group}`);
    if (parsed.bad) return tool.fail(tool.gnu ? `invalid group: ${quoted(group)}` : `unknown group ${group}`);
    return changeOwner(process, options, tool, parsed, paths);
  },
};
