import type { Node } from "../../filesystem/node.ts";
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { compareNames } from "../../filesystem/walk.ts";
import { isPattern, patternToRegExp, unescapePattern } from "./pattern.ts";

export interface GlobOptions {
  readonly dotglob?: boolean;
  readonly globstar?: boolean;
  readonly ignoreCase?: boolean;
}

/** Paths that match a pattern, sorted; none when nothing does. A name that starts with `.` needs a `.` in the pattern. */
export function glob(fs: WorkingTree, cwd: string, pattern: string, options: GlobOptions = {}): string[] {
  const absolute = pattern.startsWith("/");
  const parts = pattern.split("/").filter((part, index, all) => part !== "" || index === all.length - 1);
  const found = new Set<string>();
  step(absolute ? "/" : "", 0);
  return [...found].sort(compareNames);

  function step(prefix: string, index: number): void {
    const part = parts[index];
    if (part === undefined) {
      if (prefix !== "" && exists(prefix)) found.add(prefix);
      return;
    }
    if (part === "") {
      if (directory(prefix)) found.add(prefix.endsWith("/") ? prefix : `${prefix}/`);
      return;
    }
    if (part === "**" && options.globstar) {
      step(prefix, index + 1);
      for (const [name, node] of entries(prefix)) {
        if (node.kind === "directory" && !name.startsWith(".")) step(join(prefix, name), index);
        else if (index === parts.length - 1) found.add(join(prefix, name));
      }
      return;
    }
    if (!isPattern(part)) {
      const path = join(prefix, unescapePattern(part));
      if (exists(path)) step(path, index + 1);
      return;
    }
    const regexp = patternToRegExp(part, { ignoreCase: options.ignoreCase ?? false });
    const hidden = options.dotglob || part.startsWith(".") || part.startsWith("\\.");
    for (const [name] of entries(prefix)) {
      if ((hidden || !name.startsWith(".")) && regexp.test(name)) step(join(prefix, name), index + 1);
    }
  }

  function at(path: string): string {
    return path.startsWith("/") ? path : `${cwd}/${path}`;
  }
  function exists(path: string): boolean {
    return fs.lookup(at(path), { follow: false }) !== undefined;
  }
  function directory(path: string): boolean {
    return fs.lookup(at(path))?.kind === "directory";
  }
  function entries(path: string): Iterable<[string, Node]> {
    const node = fs.lookup(at(path));
    return node?.kind === "directory" ? node.entries : [];
  }
}

function join(prefix: string, name: string): string {
  return prefix === "" || prefix.endsWith("/") ? prefix + name : `${prefix}/${name}`;
}
