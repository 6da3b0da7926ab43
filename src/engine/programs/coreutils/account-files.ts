/** Changes to /etc/passwd and /etc/group that all the account tools share. */
import type { Process } from "../program.ts";
import { groupsIn } from "../../kernel/accounts.ts";
import type { Tool } from "./applet.ts";

function append(process: Process, path: string, line: string, mode: number): void {
  const before = process.fs.exists(path) ? process.fs.readText(path) : "";
  process.fs.writeFile(
    path,
    `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${line}\n`,
    process.fs.exists(path) ? {} : { mode },
  );
}

export function rewrite(process: Process, path: string, change: (fields: string[]) => string[] | undefined): void {
  if (!process.fs.exists(path)) return;
  const lines = process.fs.readText(path).split("\n");
  const changed = lines.flatMap((line) => {
    if (line === "") return [];
    const fields = change(line.split(":"));
    return fields ? [fields.join(":")] : [];
  });
  process.fs.writeFile(path, `${changed.join("\n")}\n`);
}

export function freeId(used: readonly number[], system: boolean, flavour: Tool["flavour"]): number {
  if (system && flavour === "gnu") {
    for (let id = 999; id > 100; id--) if (!used.includes(id)) return id;
  }
  let id = system ? 100 : 1000;
  while (used.includes(id)) id++;
  return id;
}

export function addGroup(process: Process, name: string, gid: number): void {
  append(process, "/etc/group", `${name}:x:${gid}:`, 0o644);
  if (process.fs.exists("/etc/gshadow")) append(process, "/etc/gshadow", `${name}:!::`, 0o640);
}

export function addMember(process: Process, user: string, group: string): boolean {
  if (!groupsIn(process.fs).some(({ name }) => name === group)) return false;
  rewrite(process, "/etc/group", (fields) => {
    if (fields[0] !== group) return fields;
    const members = (fields[3] ?? "").split(",").filter(Boolean);
    return [fields[0] ?? "", fields[1] ?? "", fields[2] ?? "", (members.includes(user) ? members : [...members, user]).join(",")];
  });
  return true;
}

export interface NewUser {
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

export function addUser(process: Process, user: NewUser): void {
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

export function mayEdit(process: Process, tool: Tool): boolean {
  if (process.uid === 0) return true;
  tool.fail(tool.gnu ? `Permission denied.\n${tool.name}: cannot lock /etc/passwd; try again later.` : "permission denied (are you root?)");
  return false;
}
