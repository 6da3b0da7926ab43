import type { DirectoryNode } from "../../filesystem/node.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";

/**
 * An image's root with what the daemon puts between it and the container's own layer: empty places to mount on. They never
 * show in `docker diff`.
 */
export function withInitLayer(image: DirectoryNode, now: number): DirectoryNode {
  const tree = new WorkingTree(image, { now: () => now });
  for (const path of ["/proc", "/sys", "/dev", "/dev/pts", "/dev/shm", "/etc"]) if (!tree.exists(path)) tree.mkdir(path);
  for (const path of ["/dev/console", "/.dockerenv"]) if (!tree.exists(path)) tree.writeFile(path, "", { mode: 0o755 });
  for (const path of ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]) if (!tree.exists(path)) tree.writeFile(path, "", { mode: 0o755 });
  if (!tree.lookup("/etc/mtab", { follow: false })) tree.symlink("/proc/mounts", "/etc/mtab");
  return tree.root;
}
