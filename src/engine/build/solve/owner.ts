/** Users and groups by name, as an image's own /etc/passwd and /etc/group have them. */
import { allBytes } from "../../filesystem/content.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface User extends Owner {
  readonly home: string;
}

const decoder = new TextDecoder();

function rows(root: DirectoryNode | undefined, path: string): string[][] {
  try {
    const node = root && resolvePath(root, path, true).node;
    if (node?.kind !== "file") return [];
    return decoder
      .decode(allBytes(node.content))
      .split("\n")
      .map((line) => line.split(":"));
  } catch (error) {
    if (error instanceof FsError) return [];
    throw error;
  }
}

/** `--chown` and the owner of a WORKDIR: a name that the image does not know silently becomes 0 (spec §10). */
export function findOwner(root: DirectoryNode | undefined, owner: string): Owner {
  const [user = "", group] = owner.split(":");
  const found = /^\d+$/.test(user) ? { uid: Number(user), gid: Number(user) } : passwdEntry(root, (row) => row[0] === user);
  const { uid, gid } = found ?? { uid: 0, gid: 0 };
  if (group === undefined || group === "") return { uid, gid };
  return { uid, gid: /^\d+$/.test(group) ? Number(group) : Number(rows(root, "/etc/group").find((row) => row[0] === group)?.[2] ?? 0) };
}

function passwdEntry(root: DirectoryNode | undefined, test: (row: string[]) => boolean): User | undefined {
  const row = rows(root, "/etc/passwd").find(test);
  return row && { uid: Number(row[2] ?? 0), gid: Number(row[3] ?? 0), home: row[5] || "/" };
}

/** The user a process runs as. A name that is not in the image is an error; the message is the runtime's. */
export function findUser(root: DirectoryNode | undefined, spec: string): User | string {
  const [name = "", group] = spec.split(":");
  let user: User | undefined;
  if (name === "" || name === "0" || name === "root")
    user = passwdEntry(root, (row) => row[2] === "0") ?? { uid: 0, gid: 0, home: "/root" };
  else if (/^\d+$/.test(name)) user = passwdEntry(root, (row) => row[2] === name) ?? { uid: Number(name), gid: 0, home: "/" };
  else user = passwdEntry(root, (row) => row[0] === name);
  if (!user) return `unable to find user ${name}: no matching entries in passwd file`;
  if (group === undefined || group === "") return user;
  if (/^\d+$/.test(group)) return { ...user, gid: Number(group) };
  const row = rows(root, "/etc/group").find((one) => one[0] === group);
  return row ? { ...user, gid: Number(row[2] ?? 0) } : `unable to find group ${group}: no matching entries in group file`;
}
