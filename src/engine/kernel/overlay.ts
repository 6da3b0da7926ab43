import type { DirectoryNode, Node } from "../filesystem/node.ts";
import { WorkingTree, type WorkingTreeOptions } from "../filesystem/working-tree.ts";

/** Layers seen as one tree, with a layer of its own that takes what is written. */
export class Overlay extends WorkingTree {
  /** What is seen with each layer laid on those below it, the lowest first. */
  readonly #below: readonly DirectoryNode[];

  /** @param below never empty; its last is what this begins with */
  constructor(below: readonly DirectoryNode[], options?: WorkingTreeOptions) {
    super(below.at(-1), options);
    this.#below = below;
  }

  /** overlayfs counts no names of a directory that it puts together from several layers: it says 1. */
  override links(path: string, options: { follow?: boolean } = {}): number {
    const counted = super.links(path, options);
    const names = (options.follow === false ? path : this.realpath(path)).split("/").filter((name) => name !== "");
    const seen = new Set<Node>();
    for (const root of [...this.#below, this.peek()]) {
      const node = nodeAt(root, names);
      if (node?.kind === "directory") seen.add(node);
    }
    return seen.size > 1 ? 1 : counted;
  }
}

function nodeAt(root: DirectoryNode, names: readonly string[]): Node | undefined {
  let at: Node | undefined = root;
  for (const name of names) at = at?.kind === "directory" ? at.entries.get(name) : undefined;
  return at;
}
