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

/** The lines of a file, in their fields; absent where there is no such file. */
function rows(root: DirectoryNode | undefined, path: string): string[][] | undefined {
  try {
    const node = root && resolvePath(root, path, true).node;
    if (node?.kind !== "file") return undefined;
    return decoder
      .decode(allBytes(node.content))
      .split("\n")
      .map((line) => line.split(":"));
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

const isId = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 0x7fffffff;

/** True for an owner that somebody has to be asked about. */
export function hasName(owner: string): boolean {
  return owner.split(":").some((part) => part !== "" && !isId(part));
}

/**
 * `--chown` and the owner of a WORKDIR: a user that the image does not know silently becomes 0 (spec §10), and a group that it does
 * not know the user's own.
 */
export function findOwner(root: DirectoryNode | undefined, owner: string): Owner {
  const [user = "", group] = owner.split(":");
  const found = isId(user) ? { uid: Number(user), gid: Number(user) } : passwdEntry(root, (row) => row[0] === user);
  const { uid, gid } = found ?? { uid: 0, gid: 0 };
  if (group === undefined) return { uid, gid };
  if (group === "") return { uid, gid: 0 };
  return { uid, gid: isId(group) ? Number(group) : Number(groupEntry(root, group)?.[2] ?? gid) };
}

function passwdEntry(root: DirectoryNode | undefined, test: (row: string[]) => boolean): (User & { readonly name: string }) | undefined {
  const row = rows(root, "/etc/passwd")?.find(test);
  return row && { name: row[0] ?? "", uid: Number(row[2] ?? 0), gid: Number(row[3] ?? 0), home: row[5] || "/" };
}

function groupEntry(root: DirectoryNode | undefined, name: string): string[] | undefined {
  return rows(root, "/etc/group")?.find((row) => row[0] === name);
}

/**
 * The user a process runs as. Two numbers are taken as they are, and no USER is root. Everyone else is looked up: that there is no
 * file to look in is an error, and so is a name that is not in it; the message is the runtime's.
 */
export function findUser(root: DirectoryNode | undefined, spec: string): User | string {
  const [name = "", group = ""] = spec.split(":");
  const byId = (id: number) => passwdEntry(root, (row) => row[2] === String(id));
  if (/^\d+:\d+$/.test(spec)) return { uid: Number(name), gid: Number(group), home: byId(Number(name))?.home ?? "/" };
  if (spec === "") return byId(0) ?? { uid: 0, gid: 0, home: "/" };
  if (/^-\d+$/.test(name)) return "uids and gids must be in range 0-2147483647";
  const wanted = name === "" ? "0" : name;
  if (!rows(root, "/etc/passwd")) return `unable to find user ${wanted}: invalid argument`;
  const entry = isId(wanted) ? byId(Number(wanted)) : passwdEntry(root, (row) => row[0] === wanted);
  if (!entry && !isId(wanted)) return `unable to find user ${wanted}: no matching entries in passwd file`;
  const user = entry ?? { name: "", uid: Number(wanted), gid: 0, home: "/" };
  // Whoever has a name may be in more groups.
  if ((group !== "" || user.name !== "") && !rows(root, "/etc/group"))
    return `unable to find groups for spec ${user.name}: invalid argument`;
  if (group === "") return user;
  if (isId(group)) return { ...user, gid: Number(group) };
  const row = groupEntry(root, group);
  return row ? { ...user, gid: Number(row[2] ?? 0) } : `unable to find group ${group}: no matching entries in group file`;
}
