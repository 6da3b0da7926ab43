/** Accounts that images add to those of their base. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";

export interface SystemUser {
  readonly name: string;
  /** User and group id. */
  readonly id: number;
  readonly gid?: number;
  readonly home: string;
  readonly shell: string;
}

/** Appends the account to passwd, group and shadow. */
export function addSystemUser(tree: WorkingTree, { name, id, gid = id, home, shell }: SystemUser): void {
  const append = (path: string, line: string): void => tree.writeFile(path, tree.readText(path) + line);
  append("/etc/passwd", `${name}:x:${id}:${gid}:${name}:${home}:${shell}\n`);
  append("/etc/group", `${name}:x:${gid}:\n`);
  append("/etc/shadow", `${name}:!:20241::::::\n`);
}
