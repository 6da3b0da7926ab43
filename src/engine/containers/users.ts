import { EngineError } from "../api.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";
import { accountsOf, groupsIn } from "../kernel/accounts.ts";

export interface ResolvedUser {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary, without `gid`. */
  readonly groups: readonly number[];
  readonly home: string;
}

const largestId = 2 ** 31 - 1;

/**
 * `--user` as runc reads it in the files of a root: name or number, with or without a group.
 * Throws `EngineError` 400 in the daemon's words.
 */
export function resolveUser(fs: WorkingTree, user: string, added: readonly string[] = []): ResolvedUser {
  const at = user.indexOf(":");
  const name = at < 0 ? user : user.slice(0, at);
  const group = at < 0 ? "" : user.slice(at + 1);
  const account =
    name === ""
      ? accountsOf(fs).find(({ uid }) => uid === 0)
      : accountsOf(fs).find((entry) => entry.name === name || String(entry.uid) === name);
  if (!account && name !== "" && !/^-?\d+$/.test(name))
    throw new EngineError(400, `unable to find user ${name}: no matching entries in passwd file`);
  const uid = account?.uid ?? Number(name || 0);
  const gid = group === "" ? (account?.gid ?? 0) : groupNamed(fs, group);
  if (uid < 0 || gid < 0 || uid > largestId || gid > largestId) throw new EngineError(400, `uids and gids must be in range 0-${largestId}`);
  const listed = group === "" && account ? groupsIn(fs).flatMap((entry) => (entry.members.includes(account.name) ? [entry.gid] : [])) : [];
  const groups = [...new Set([...listed, ...added.map((entry) => groupNamed(fs, entry))])].filter((entry) => entry !== gid);
  return { uid, gid, groups, home: account?.home || "/" };
}

function groupNamed(fs: WorkingTree, group: string): number {
  const found = groupsIn(fs).find((entry) => entry.name === group || String(entry.gid) === group);
  if (found) return found.gid;
  if (/^-?\d+$/.test(group)) return Number(group);
  throw new EngineError(400, `unable to find group ${group}: no matching entries in group file`);
}
