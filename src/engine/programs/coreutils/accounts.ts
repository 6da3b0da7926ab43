/** Programs that add users and groups: busybox's, Debian's scripts, and those of the passwd package. */
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../shell/accounts.ts";
import type { Applets, Tool } from "./applet.ts";
import { type Options, parseOptions } from "./options.ts";

function append(process: Process, path: string, line: string, mode: number): void {
  const before = process.fs.exists(path) ? process.fs.readText(path) : "";
  process.fs.writeFile(
    path,
    `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${line}\n`,
    process.fs.exists(path) ? {} : { mode },
  );
}

function rewrite(process: Process, path: string, change: (fields: string[]) => string[] | undefined): void {
  if (!process.fs.exists(path)) return;
  const lines = process.fs.readText(path).split("\n");
  const changed = lines.flatMap((line) => {
    if (line === "") return [];
    const fields = change(line.split(":"));
    return fields ? [fields.join(":")] : [];
  });
  process.fs.writeFile(path, `${changed.join("\n")}\n`);
}

function freeId(used: readonly number[], system: boolean, flavour: Tool["flavour"]): number {
  if (system && flavour === "gnu") {
    for (let id = 999; id > 100; id--) if (!used.includes(id)) return id;
  }
  let id = system ? 100 : 1000;
  while (used.includes(id)) id++;
  return id;
}

function addGroup(process: Process, name: string, gid: number): void {
  append(process, "/etc/group", `${name}:x:${gid}:`, 0o644);
  if (process.fs.exists("/etc/gshadow")) append(process, "/etc/gshadow", `${name}:!::`, 0o640);
}

function addMember(process: Process, user: string, group: string): boolean {
  if (!groupsIn(process.fs).some(({ name }) => name === group)) return false;
  rewrite(process, "/etc/group", (fields) => {
    if (fields[0] !== group) return fields;
    const members = (fields[3] ?? "").split(",").filter(Boolean);
    return [fields[0] ?? "", fields[1] ?? "", fields[2] ?? "", (members.includes(user) ? members : [...members, user]).join(",")];
  });
  return true;
}

interface NewUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
  readonly createHome: boolean;
  /** Debian keeps homes private; busybox sets the group on what is made in them. */
  readonly homeMode: number;
}

function addUser(process: Process, user: NewUser): void {
  append(process, "/etc/passwd", `${user.name}:x:${user.uid}:${user.gid}:${user.comment}:${user.home}:${user.shell}`, 0o644);
  const days = Math.floor(process.clock.now() / 86_400_000);
  if (process.fs.exists("/etc/shadow")) append(process, "/etc/shadow", `${user.name}:!:${days}:0:99999:7:::`, 0o640);
  if (!user.createHome || process.fs.exists(user.home)) return;
  process.fs.mkdir(user.home, { recursive: true });
  const skeleton = process.fs.lookup("/etc/skel");
  if (skeleton?.kind === "directory") {
    for (const [name, node] of skeleton.entries) process.fs.put(`${user.home}/${name}`, node);
  }
  process.fs.chown(user.home, user.uid, user.gid, { recursive: true });
  process.fs.chmod(user.home, user.homeMode);
}

function mayEdit(process: Process, tool: Tool): boolean {
  if (process.uid === 0) return true;
  tool.fail(tool.gnu ? `Permission denied.\n${tool.name}: cannot lock /etc/passwd; try again later.` : "permission denied (are you root?)");
  return false;
}

/** busybox's `adduser` and `addgroup`, and Debian's scripts of the same names. */
function adduser(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "h:g:s:G:SDHu:k:q",
    long: {
      home: "h:",
      gecos: "g:",
      comment: "g:",
      shell: "s:",
      ingroup: "G:",
      system: "S",
      "disabled-password": "D",
      "disabled-login": "D",
      "no-create-home": "H",
      uid: "u:",
      gid: "gid:",
      group: "group",
      quiet: "q",
      "force-badname": "bad",
      "allow-bad-names": "bad",
      "allow-all-names": "bad",
    },
  });
  const [name, group] = options.operands;
  if (name === undefined)
    return tool.gnu
      ? tool.fail("Only one or two names allowed.", 1)
      : tool.fail("usage: adduser [-h DIR] [-g GECOS] [-s SHELL] [-G GRP] [-S] [-D] [-H] [-u UID] [-k SKEL] USER [GROUP]");
  if (!mayEdit(process, tool)) return 1;
  const accounts = accountsOf(process.fs);
  if (group !== undefined) {
    if (!accounts.some((account) => account.name === name))
      return tool.fail(tool.gnu ? `The user \`${name}' does not exist.` : `unknown user ${name}`);
    if (addMember(process, name, group)) {
      if (tool.gnu) process.stdout(`Adding user \`${name}' to group \`${group}' ...\nDone.\n`);
      return 0;
    }
    return tool.fail(tool.gnu ? `The group \`${group}' does not exist.` : `unknown group ${group}`);
  }
  if (accounts.some((account) => account.name === name)) {
    if (tool.gnu) return options.has("S") ? 0 : tool.fail(`The user \`${name}' already exists.`);
    return tool.fail(`user '${name}' in use`);
  }
  return create(process, tool, options, name);
}

function create(process: Process, tool: Tool, options: Options, name: string): number {
  const system = options.has("S");
  const accounts = accountsOf(process.fs);
  const groups = groupsIn(process.fs);
  const given = options.value("u");
  const uid = given === undefined ? freeId([...accounts.map((account) => account.uid)], system, tool.flavour) : Number(given);
  const wanted = options.value("G");
  let gid: number;
  const say = (text: string): void => {
    if (tool.gnu && !options.has("q")) process.stdout(text);
  };
  say(`Adding ${system ? "system " : ""}user \`${name}' ${system ? `(UID ${uid}) ` : ""}...\n`);
  if (wanted !== undefined) {
    const found = groups.find((group) => group.name === wanted);
    if (!found) return tool.fail(tool.gnu ? `The group \`${wanted}' does not exist.` : `unknown group ${wanted}`);
    gid = found.gid;
  } else if (options.value("gid") !== undefined) gid = Number(options.value("gid"));
  else if (system && !(tool.gnu && options.has("group"))) gid = groups.find((group) => group.name === "nogroup")?.gid ?? 65533;
  else {
    gid = groups.some((group) => group.gid === uid)
      ? freeId(
          groups.map((group) => group.gid),
          system,
          tool.flavour,
        )
      : uid;
    if (groups.some((group) => group.name === name)) return tool.fail(`group '${name}' in use`);
    say(`Adding new group \`${name}' (${gid}) ...\n`);
    addGroup(process, name, gid);
  }
  const home = options.value("h") ?? (system && tool.gnu ? "/nonexistent" : `/home/${name}`);
  const shell = options.value("s") ?? (system ? (tool.gnu ? "/usr/sbin/nologin" : "/bin/false") : tool.gnu ? "/bin/bash" : "/bin/sh");
  const createHome = !options.has("H") && !(system && tool.gnu && options.value("h") === undefined);
  if (!system) say(`Adding new user \`${name}' (${uid}) with group \`${wanted ?? name} (${gid})' ...\n`);
  if (createHome) say(`Creating home directory \`${home}' ...\n`);
  addUser(process, {
    name,
    uid,
    gid,
    comment: options.value("g") ?? "",
    home,
    shell,
    createHome,
    homeMode: tool.gnu ? 0o700 : 0o2755,
  });
  if (!tool.gnu && !options.has("D") && !system)
    process.stderr(`Changing password for ${name}\npasswd: password for ${name} is unchanged\n`);
  return 0;
}

function addgroup(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, { short: "g:Sq", long: { gid: "g:", system: "S", quiet: "q" } });
  const [first, second] = options.operands;
  if (first === undefined) return tool.fail("usage: addgroup [-g GID] [-S] [USER] GROUP");
  if (!mayEdit(process, tool)) return 1;
  if (second !== undefined) {
    if (!accountsOf(process.fs).some(({ name }) => name === first)) return tool.fail(`unknown user ${first}`);
    return addMember(process, first, second) ? 0 : tool.fail(`unknown group ${second}`);
  }
  const groups = groupsIn(process.fs);
  if (groups.some(({ name }) => name === first))
    return tool.fail(tool.gnu ? `The group \`${first}' already exists.` : `group '${first}' in use`);
  const given = options.value("g");
  if (given !== undefined && groups.some(({ gid }) => gid === Number(given)))
    return tool.fail(tool.gnu ? `The GID \`${given}' is already in use.` : `gid '${given}' in use`);
  const gid =
    given === undefined
      ? freeId(
          groups.map((group) => group.gid),
          options.has("S"),
          tool.flavour,
        )
      : Number(given);
  if (tool.gnu && !options.has("q")) process.stdout(`Adding group \`${first}' (GID ${gid}) ...\nDone.\n`);
  addGroup(process, first, gid);
  return 0;
}

function useradd(process: Process, args: readonly string[], tool: Tool): number {
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

function groupadd(process: Process, args: readonly string[], tool: Tool): number {
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

function usermod(process: Process, args: readonly string[], tool: Tool): number {
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

function removeUser(process: Process, args: readonly string[], tool: Tool): number {
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

function removeGroup(process: Process, args: readonly string[], tool: Tool): number {
  const name = args.at(-1) ?? "";
  if (!groupsIn(process.fs).some((group) => group.name === name))
    return tool.fail(
      tool.name === "groupdel" ? `group '${name}' does not exist` : `unknown group ${name}`,
      tool.name === "groupdel" ? 6 : 1,
    );
  rewrite(process, "/etc/group", (fields) => (fields[0] === name ? undefined : fields));
  return 0;
}

/** `su USER -c COMMAND` for root, who needs no password. */
async function su(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, { short: "c:ls:mp", long: { command: "c:", login: "l", shell: "s:" } });
  const operands = options.operands.filter((word) => word !== "-");
  const name = operands[0] ?? "root";
  const account = accountsOf(process.fs).find((each) => each.name === name);
  if (!account)
    return tool.fail(
      tool.gnu ? `user ${name} does not exist or the user entry does not contain all the required fields` : `unknown user ${name}`,
    );
  if (process.uid !== 0) return tool.fail("must be suid to work properly");
  const shell = options.value("s") ?? (account.shell || "/bin/sh");
  const env = new Map([...process.env, ["HOME", account.home], ["SHELL", shell], ["USER", name], ["LOGNAME", name]]);
  const command = options.value("c");
  return process.spawn(command === undefined ? [shell] : [shell, "-c", command], { env, uid: account.uid, gid: account.gid });
}

export const accountApplets: Applets = {
  adduser,
  addgroup,
  useradd,
  groupadd,
  usermod,
  userdel: removeUser,
  deluser: removeUser,
  groupdel: removeGroup,
  delgroup: removeGroup,
  su,
  chpasswd: () => 0,
  passwd: (process, args) => {
    if (args.some((word) => /^-[lud]/.test(word))) process.stdout("passwd: password expiry information changed.\n");
    return 0;
  },
};
