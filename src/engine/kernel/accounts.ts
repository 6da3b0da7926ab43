import type { WorkingTree } from "../filesystem/working-tree.ts";

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** `/etc/passwd` of a root, in file order; empty when there is none. */
export function accountsOf(fs: WorkingTree): Account[] {
  return rows(fs, "/etc/passwd").map(([name = "", , uid, gid, , home = "", shell = ""]) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home,
    shell,
  }));
}

/** `/etc/group` of a root. */
export function groupsIn(fs: WorkingTree): Group[] {
  return rows(fs, "/etc/group").map(([name = "", , gid, members = ""]) => ({
    name,
    gid: Number(gid),
    members: members.split(",").filter((member) => member !== ""),
  }));
}

/** Ids of the groups that list the user as a member. */
export function groupsOf(fs: WorkingTree, uid: number): number[] {
  if (uid === 0) return [];
  const name = accountsOf(fs).find((account) => account.uid === uid)?.name;
  return name === undefined ? [] : groupsIn(fs).flatMap((group) => (group.members.includes(name) ? [group.gid] : []));
}

function rows(fs: WorkingTree, path: string): string[][] {
  const node = fs.lookup(path);
  if (node?.kind !== "file") return [];
  return new TextDecoder()
    .decode(node.content.bytes)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(":"));
}
