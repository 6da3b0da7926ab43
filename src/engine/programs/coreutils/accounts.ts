/** Programs that add users and groups: busybox's and Debian's scripts of the same names, and `su`. */
import type { Process } from "../program.ts";
import { accountsOf, groupsIn } from "../../kernel/accounts.ts";
import { addGroup, addMember, addUser, freeId, mayEdit } from "./account-files.ts";
import type { Applets, Tool } from "./applet.ts";
import { type Options, parseOptions } from "./options.ts";
import { groupadd, removeGroup, removeUser, useradd, usermod } from "./passwd-tools.ts";

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

/** `su USER -c COMMAND` for root, who needs no password; nobody in the lab has one that others could give. */
async function su(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, { short: "c:ls:mp", long: { command: "c:", login: "l", shell: "s:" } });
  const operands = options.operands.filter((word) => word !== "-");
  const name = operands[0] ?? "root";
  const account = accountsOf(process.fs).find((each) => each.name === name);
  if (!account)
    return tool.fail(
      tool.gnu ? `user ${name} does not exist or the user entry does not contain all the required fields` : `unknown user ${name}`,
    );
  const { effective } = process.task.credentials;
  if (process.uid !== 0 && !tool.gnu) return tool.fail("must be suid to work properly");
  if (process.uid !== 0) {
    process.stderr("Password: ");
    await process.input.readLine();
    process.stderr("\n");
    return tool.fail("Authentication failure");
  }
  if (!effective.has("SETGID")) return tool.fail(`${tool.gnu ? "cannot" : "can't"} set groups: Operation not permitted`);
  if (!effective.has("SETUID") && account.uid !== process.uid)
    return tool.fail(`${tool.gnu ? "cannot set user id" : "setuid"}: Operation not permitted`);
  const shell = options.value("s") ?? (account.shell || "/bin/sh");
  const env = new Map([...process.env, ["HOME", account.home], ["SHELL", shell], ["USER", name], ["LOGNAME", name]]);
  const command = options.value("c");
  return process.exec(command === undefined ? [shell] : [shell, "-c", command], { env, uid: account.uid, gid: account.gid });
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
