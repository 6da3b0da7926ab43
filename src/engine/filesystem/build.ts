/** Short ways to write a tree down: for the catalogue, for tests, for workspaces that come as a list of files. */
import { contentOf } from "./content.ts";
import type { Content, DeviceNumber, DirectoryNode, FileNode, Meta, Node, SymlinkNode } from "./node.ts";

const none = { uid: 0, gid: 0, mtime: 0 };

/** A file, 0644 of root unless `meta` says otherwise. */
export function file(content: Uint8Array | string | Content, meta: Partial<Meta> = {}): FileNode {
  return { kind: "file", mode: 0o644, ...none, ...meta, content: contentOf(content) };
}

/** A directory, 0755 of root unless `meta` says otherwise. */
export function directory(
  entries: Readonly<Record<string, Node>> | ReadonlyMap<string, Node> = {},
  meta: Partial<Meta> = {},
): DirectoryNode {
  const map = new Map(entries instanceof Map ? entries : Object.entries(entries));
  return { kind: "directory", mode: 0o755, ...none, ...meta, entries: map };
}

/** A special file, 0644 of root unless `meta` says otherwise. */
export function deviceFile(device: DeviceNumber, meta: Partial<Meta> = {}): FileNode {
  return { ...file("", meta), device };
}

/** A symbolic link of root. */
export function symlink(target: string, meta: Partial<Meta> = {}): SymlinkNode {
  return { kind: "symlink", mode: 0o777, ...none, ...meta, target };
}

/**
 * A tree from paths: `fromPaths({ "src/app.py": "print()", "empty": directory() })`. A path ending in `/` is an empty
 * directory. `meta` applies to every directory and to files given as text or bytes.
 * Throws when one path is both a file and a directory, or holds `..`.
 */
export function fromPaths(
  paths: Readonly<Record<string, string | Uint8Array | Node>> | ReadonlyMap<string, string | Uint8Array | Node>,
  meta: Partial<Meta> = {},
): DirectoryNode {
  const { mode, ...owner } = meta;
  const fileMeta = mode === undefined ? owner : { ...owner, mode };
  const root = directory({}, owner);
  const all: Iterable<[string, string | Uint8Array | Node]> = paths instanceof Map ? paths : Object.entries(paths);
  for (const [path, value] of all) {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    if (parts.includes("..")) throw new Error(`a path may not hold "..": ${path}`);
    const name = path.endsWith("/") ? undefined : parts.pop();
    let at = root.entries as Map<string, Node>;
    for (const part of parts) {
      const known = at.get(part);
      if (known && known.kind !== "directory") throw new Error(`${part} in ${path} is a file and a directory`);
      const next = known ?? directory({}, owner);
      if (!known) at.set(part, next);
      at = next.entries as Map<string, Node>;
    }
    if (name === undefined) continue;
    if (at.get(name)?.kind === "directory") throw new Error(`${path} is a file and a directory`);
    at.set(name, typeof value === "string" || value instanceof Uint8Array ? file(value, fileMeta) : value);
  }
  return root;
}
