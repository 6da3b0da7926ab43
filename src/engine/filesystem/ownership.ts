/** What a change of owner does to nodes. */
import type { FileNode, Node, SymlinkNode } from "./node.ts";

/** The mode that a change of owner leaves. */
export function modeOnceGiven({ kind, mode }: Node): number {
  if (kind !== "file") return mode;
  return mode & 0o010 ? mode & ~0o6000 : mode & ~0o4000;
}

/** The node with all below it given to another owner. */
export function chownAll(node: Node, uid: number, gid: number): Node {
  if (node.kind !== "directory") return { ...(node as FileNode | SymlinkNode), uid, gid, mode: modeOnceGiven(node) };
  const entries = new Map<string, Node>();
  for (const [name, child] of node.entries) entries.set(name, chownAll(child, uid, gid));
  return { ...node, uid, gid, entries };
}
