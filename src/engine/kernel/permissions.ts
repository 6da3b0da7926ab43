/** Who may do what with a file: owner, group and others first, then the capabilities that stand above them. */
import type { Meta, Node } from "../filesystem/node.ts";
import type { CapabilitySet } from "./credentials.ts";

/** Read (4), write (2), execute or search (1). */
export type Access = 4 | 2 | 1;

/** Who asks. `groups` has the primary one in it. */
export interface Subject {
  readonly uid: number;
  readonly groups: readonly number[];
  readonly capabilities: CapabilitySet;
}

type Inode = Pick<Meta, "mode" | "uid" | "gid"> & { readonly kind: Node["kind"] };

/** CAP_DAC_OVERRIDE gives everything but the execution of what nobody may execute; CAP_DAC_READ_SEARCH reading and searching. */
export function allows({ uid, groups, capabilities }: Subject, node: Inode, access: Access): boolean {
  const shift = node.uid === uid ? 6 : groups.includes(node.gid) ? 3 : 0;
  if ((node.mode >> shift) & access) return true;
  const isDirectory = node.kind === "directory";
  if (capabilities.has("DAC_OVERRIDE")) return isDirectory || access !== 1 || (node.mode & 0o111) !== 0;
  return capabilities.has("DAC_READ_SEARCH") && access === (isDirectory ? access & 5 : 4);
}

/** No directory can be closed to it: checks on the way can be left out. */
export function searchesEverything({ capabilities }: Subject): boolean {
  return capabilities.has("DAC_OVERRIDE") || capabilities.has("DAC_READ_SEARCH");
}

/** May change modes and times, and what lies in a sticky directory. */
export function actsAsOwner({ uid, capabilities }: Subject, node: Inode): boolean {
  return node.uid === uid || capabilities.has("FOWNER");
}

/** Without CAP_CHOWN an owner may only give a file to a group it is in. */
export function mayChangeOwner({ uid, groups, capabilities }: Subject, node: Inode, owner: number, group: number): boolean {
  if (capabilities.has("CHOWN")) return true;
  return node.uid === uid && owner === node.uid && (group === node.gid || groups.includes(group));
}
