/** The tools of Debian's passwd package. */
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { addGroup, addMember, addUser, freeId, mayEdit, rewrite } from "./account-files.ts";
import type { Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

export function useradd(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "b:c:d:De:f:g:G:k:K:lmMNop:rs:u:UR:",
    long: {
      comment: "c:",
      home: "d:",
      "home-dir": "d:",
      gid: "g:",
      groups: "G:",
      "create-home": "m",
      "no-create-home": "M",
      "no-user-group": "N",
      "non-unique": "o",
      password: "p:",
      system: "r",
      shell: "s:",
      uid: "u:",
      "user-group": "U",
      "no-log-init": "l",
      skel: "k:",
      "base-dir": "b:",
      badname: "bad",
    },
  });
  const [name] = options.operands;
  if (name === undefined) {
    process.stderr("Usage: useradd [options] LOGIN\n       useradd -D\n       useradd -D [options]\n");
    return 2;
  }
  if (!mayEdit(process, tool)) return 1;
  const accounts = accountsOf(process.fs);
  const groups = groupsIn(process.fs);
  if (!/^[a-zA-Z_][\w.-]*\$?$/.test(name)) return tool.fail(`invalid user name '${name}': use --badname to ignore`, 3);
  if (accounts.some((account) => account.name === name)) return tool.fail(`user '${name}' already exists`, 9);
  const system = options.has("r");
  const given = options.value("u");
  if (given !== undefined && !options.has("o") && accounts.some(({ uid }) => uid === Number(given)))
    return tool.fail(`UID ${given} is not unique`, 4);
  const uid =
    given === undefined
      ? freeId(
          accounts.map((account) => account.uid),
          system,
          "gnu",
        )
      : Number(given);
  const wanted = options.value("g");
  let gid: number;
  if (wanted !== undefined) {
    const found = groups.find((group) => group.name === wanted || group.gid.toString() === wanted);
    if (!found) return tool.fail(`group '${wanted}' does not exist`, 6);
    gid = found.gid;
  } else if (options.has("N")) gid = 100;
  else {
    if (groups.some((group) => group.name === name))
      return tool.fail(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
    gid = groups.some((group) => group.gid === uid)
      ? freeId(
          groups.map((group) => group.gid),
          system,
          "gnu",
        )
      : uid;
    addGroup(process, name, gid);
  }
  const extra = (options.value("G") ?? "").split(",").filter(Boolean);
  const missing = extra.find((group) => !groups.some((each) => each.name === group));
  if (missing !== undefined) return tool.fail(`group '${missing}' does not exist`, 6);
  const home = options.value("d") ?? `${options.value("b") ?? "/home"}/${name}`;
  addUser(process, {
    name,
    uid,
    gid,
    comment: options.value("c") ?? "",
    home,
    shell: options.value("s") ?? "/bin/sh",
    createHome: options.has("m") && !options.has("M"),
    homeMode: 0o700,
  });
  for (const group of extra) addMember(process, name, group);
  return 0;
}

export function groupadd(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "fg:K:op:r", long: { force: "f", gid: "g:", "non-unique": "o", system: "r" } });
  const [name] = options.operands;
  if (name === undefined) {
    process.stderr("Usage: groupadd [options] GROUP\n");
    return 2;
  }
  if (!mayEdit(process, tool)) return 10;
  const groups = groupsIn(process.fs);
  if (groups.some((group) => group.name === name)) return options.has("f") ? 0 : tool.fail(`group '${name}' already exists`, 9);
  const given = options.value("g");
  if (given !== undefined && !options.has("o") && groups.some(({ gid }) => gid === Number(given)))
    return tool.fail(`GID '${given}' already exists`, 4);
  addGroup(
    process,
    name,
    given === undefined
      ? freeId(
          groups.map((group) => group.gid),
          options.has("r"),
          "gnu",
        )
      : Number(given),
  );
  return 0;
}

export function usermod(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "ac:d:g:G:l:Lms:u:U",
    long: { append: "a", comment: "c:", home: "d:", gid: "g:", groups: "G:", login: "l:", shell: "s:", uid: "u:", "move-home": "m" },
  });
  const [name] = options.operands;
  if (!mayEdit(process, tool)) return 1;
  if (!accountsOf(process.fs).some((account) => account.name === name)) return tool.fail(`user '${name ?? ""}' does not exist`, 6);
  const group = options.value("g");
  const gid = groupsIn(process.fs).find((each) => each.name === group || each.gid.toString() === group)?.gid;
  if (group !== undefined && gid === undefined) return tool.fail(`group '${group}' does not exist`, 6);
  for (const extra of (options.value("G") ?? "").split(",").filter(Boolean)) {
    if (!addMember(process, name as string, extra)) return tool.fail(`group '${extra}' does not exist`, 6);
  }
  rewrite(process, "/etc/passwd", (fields) => {
    if (fields[0] !== name) return fields;
    const [login = "", secret = "", uid = "", group_ = "", comment = "", home = "", shell = ""] = fields;
    return [
      options.value("l") ?? login,
      secret,
      options.value("u") ?? uid,
      gid?.toString() ?? group_,
      options.value("c") ?? comment,
      options.value("d") ?? home,
      options.value("s") ?? shell,
    ];
  });
  return 0;
}

export function removeUser(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "rf", long: { remove: "r", force: "f", "remove-home": "r" } });
  const [name] = options.operands;
  const account = accountsOf(process.fs).find((each) => each.name === name);
  if (!account)
    return tool.fail(
      tool.name === "userdel" ? `user '${name ?? ""}' does not exist` : `unknown user ${name ?? ""}`,
      tool.name === "userdel" ? 6 : 1,
    );
  for (const path of ["/etc/passwd", "/etc/shadow"]) rewrite(process, path, (fields) => (fields[0] === name ? undefined : fields));
  if (groupsIn(process.fs).some((group) => group.name === name && group.gid === account.gid))
    rewrite(process, "/etc/group", (fields) => (fields[0] === name ? undefined : fields));
  if (options.has("r")) process.fs.remove(account.home, { recursive: true, force: true });
  return 0;
}

export function removeGroup(process: Process, args: readonly string[], tool: Tool): number {
  const name = args.at(-1) ?? "";
  if (!groupsIn(process.fs).some((group) => group.name === name))
    return tool.fail(
      tool.name === "groupdel" ? `group '${name}' does not exist` : `unknown group ${name}`,
      tool.name === "groupdel" ? 6 : 1,
    );
  rewrite(process, "/etc/group", (fields) => (fields[0] === name ? undefined : fields));
  return 0;
}
