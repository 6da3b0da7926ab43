/** Which files of a tree a step reads, and the digest of their content that enters its key (spec §4). */
import { entriesChecksum, type Ownership, treeChecksum } from "../../filesystem/digest.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import { sortedNames } from "../../filesystem/walk.ts";
import { compileGlob } from "./glob.ts";
import { sha } from "./hash.ts";
import { type Narrowing, narrowed, WrongPattern } from "./narrow.ts";
import { baseName, hasWildcard } from "../plan/paths.ts";

/** A path of a source and what is there, a symbolic link followed. */
export interface Pick {
  readonly path: string;
  readonly node: Node;
}

export interface Selector extends Narrowing {
  readonly path: string;
  readonly wildcard: boolean;
}

export interface Selection {
  readonly digest: string;
  readonly picks: readonly Pick[];
}

/** A source that is not there, or that cannot be looked for. BuildKit says so while it computes the key. */
export class MissingSource extends Error {
  readonly path: string;
  constructor(path: string, message = `${JSON.stringify(path)}: not found`) {
    super(message);
    this.name = "MissingSource";
    this.path = path;
  }
}

/**
 * The files that `selectors` name in `tree`, and one digest of them all.
 * Throws `MissingSource` for a plain path that is not there, and for a link to nothing that a pattern matches; a pattern may
 * match nothing at all. Of several that are not there the last is told, as BuildKit does, which looks at all of them at once.
 */
export function selectContent(tree: DirectoryNode, selectors: readonly Selector[], ownership: Ownership): Selection {
  const picks: Pick[] = [];
  const parts: string[] = [];
  const looked = outermost(selectors)
    .toReversed()
    .map((selector) => ({ selector, found: pickPaths(tree, selector) }));
  for (const { selector, found } of looked.toReversed()) {
    picks.push(...found);
    if (selector.wildcard)
      parts.push(sha(JSON.stringify(found.map(({ path, node }) => [baseName(path), checksum(path, node, ownership)]))));
    else for (const { path, node } of found) parts.push(checksum(path, node, ownership));
  }
  return { digest: parts.length === 1 ? (parts[0] as string) : sha(JSON.stringify(parts)), picks };
}

/** The root of a context or stage has no mode of its own that counts. */
function checksum(path: string, node: Node, ownership: Ownership): string {
  return path === "/" && node.kind === "directory" ? entriesChecksum(node, ownership) : treeChecksum(node, ownership);
}

/** Plain paths inside another one are covered by it; the rest is sorted. */
function outermost(selectors: readonly Selector[]): Selector[] {
  const isPlain = ({ wildcard, include, exclude }: Selector) => !wildcard && !include && !exclude;
  const plain = [...new Set(selectors.filter(isPlain).map(({ path }) => path))];
  const kept = plain.filter((path) => !plain.some((other) => other !== path && path.startsWith(`${other}/`)));
  const all = [...kept.map((path): Selector => ({ path, wildcard: false })), ...selectors.filter((selector) => !isPlain(selector))];
  return all.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** What one path or pattern names, sorted, as far as it is copied. Throws `MissingSource`. */
export function pickPaths(tree: DirectoryNode, selector: Selector): Pick[] {
  const found = pathsOf(tree, selector);
  if (!selector.include && !selector.exclude) return found;
  try {
    return found.map(({ path, node }) => ({ path, node: narrowed(node, selector) }));
  } catch (error) {
    throw error instanceof WrongPattern ? new MissingSource(selector.path, error.message) : error;
  }
}

function pathsOf(tree: DirectoryNode, selector: Selector): Pick[] {
  if (selector.wildcard) return matchPattern(tree, selector.path);
  const node = lookup(tree, selector.path);
  if (!node) throw new MissingSource(selector.path);
  return [{ path: selector.path, node }];
}

function lookup(tree: DirectoryNode, path: string): Node | undefined {
  try {
    return resolvePath(tree, path, true).node;
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

function matchPattern(tree: DirectoryNode, pattern: string): Pick[] {
  let open: { path: string; node: Node }[] = [{ path: "", node: tree }];
  const parts = pattern.split("/").filter(Boolean);
  const fixed = parts.findIndex(hasWildcard);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const next: typeof open = [];
    const test = hasWildcard(part) ? compileGlob(part) : undefined;
    for (const { path, node } of open) {
      if (node.kind !== "directory") continue;
      const names = test ? sortedNames(node).filter(test) : node.entries.has(part) ? [part] : [];
      for (const name of names) {
        const place = `${path}/${name}`;
        // Above the pattern and at its end links are followed; within it no link leads into a directory.
        const found = isLast || index < fixed ? lookup(tree, place) : node.entries.get(name);
        if (found) next.push({ path: place, node: found });
        // A link to nothing that a pattern matches is missed like a path that is named.
        else if (isLast) throw new MissingSource(place);
      }
    }
    open = next;
  }
  return open;
}
