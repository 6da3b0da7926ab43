/** A build's files in a folder of their own, which nothing but the gateway ever sees: no container can put links in its way. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";

/** Writes what is in a tree below a folder that is there and empty. */
export function writeTree(tree: DirectoryNode, folder: string): void {
  for (const [name, node] of tree.entries) {
    if (name === "" || name === "." || name === ".." || name.includes("/") || name.includes("\0")) continue;
    const place = path.join(folder, name);
    if (node.kind === "directory") {
      mkdirSync(place);
      writeTree(node, place);
      chmodSync(place, node.mode & 0o7777);
    } else if (node.kind === "symlink") symlinkSync(node.target, place);
    else {
      writeFileSync(place, node.content.bytes, { flag: "wx" });
      chmodSync(place, node.mode & 0o7777);
    }
  }
}
