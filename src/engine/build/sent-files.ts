/** What of a directory of the client's is at the builder. */
import type { DirectoryNode } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { MissingSource, pickPaths, type Selector } from "./keys/select.ts";
import { fixedPart } from "./plan/paths.ts";

/**
 * `tree` without the directories in which patterns were looked for and nothing was found. The client sends a directory for
 * what is copied out of it: of one that no source of the build has anything in, the builder never hears.
 */
export function sentFiles(tree: DirectoryNode, selectors: readonly Selector[]): DirectoryNode {
  const unsent = selectors
    .filter(({ wildcard }) => wildcard)
    .map(({ path }) => fixedPart(path))
    .filter((directory) => directory !== "/" && !selectors.some((selector) => brings(tree, selector, directory)));
  if (unsent.length === 0) return tree;
  const left = new WorkingTree(tree);
  for (const path of unsent) left.remove(path, { recursive: true, force: true });
  return left.root;
}

/** Whether what a source names is in the directory, or the other way round. */
function brings(tree: DirectoryNode, selector: Selector, directory: string): boolean {
  if (!selector.wildcard) return isWithin(selector.path, directory) || isWithin(directory, selector.path);
  try {
    return pickPaths(tree, selector).some(({ path }) => isWithin(path, directory) || isWithin(directory, path));
  } catch (error) {
    if (error instanceof MissingSource) return true;
    throw error;
  }
}

function isWithin(path: string, directory: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}
