import type { DirectoryNode, Meta, Node } from "../filesystem/node.ts";
import { WorkingTree, type WorkingTreeOptions } from "../filesystem/working-tree.ts";

/** Layers seen as one tree, with a layer of its own that takes what is written. */
export class Overlay extends WorkingTree {
  /** What is seen with each layer laid on those below it, the lowest first. */
  readonly #below: readonly DirectoryNode[];
  /** Directories that were made where a layer below has one that was removed: they show nothing of it. Without a slash in front. */
  readonly #opaque = new Set<string>();

  /** @param below never empty; its last is what this begins with */
  constructor(below: readonly DirectoryNode[], options?: WorkingTreeOptions) {
    super(below.at(-1), options);
    this.#below = below;
  }

  /** overlayfs counts no names of a directory that it puts together from several layers: it says 1. */
  override links(path: string, options: { follow?: boolean } = {}): number {
    const counted = super.links(path, options);
    const names = namesOf(options.follow === false ? path : this.realpath(path));
    const seen = new Set<Node>();
    for (const root of [...this.#below, this.peek()]) {
      const node = nodeAt(root, names);
      if (node?.kind === "directory") seen.add(node);
    }
    return seen.size > 1 ? 1 : counted;
  }

  /** Whether a directory, or one above it, hides all that the layers below have at its place. */
  isOpaque(path: string): boolean {
    const names = namesOf(path);
    return names.some((_, depth) => this.#opaque.has(names.slice(0, depth + 1).join("/")));
  }

  /** The directories that are opaque themselves, sorted. */
  get opaque(): readonly string[] {
    return [...this.#opaque].sort();
  }

  /** Replaces everything; `opaque` as `opaque` gave it. */
  override reset(root: DirectoryNode, opaque: readonly string[] = []): void {
    super.reset(root);
    this.#opaque.clear();
    for (const path of opaque) this.#opaque.add(path);
  }

  override mkdir(path: string, options: Partial<Meta> & { recursive?: boolean } = {}): void {
    const first = options.recursive ? this.#firstMissing(path) : path;
    super.mkdir(path, options);
    if (first !== undefined) this.#made(first);
  }

  override put(path: string, node: Node, options: { parents?: boolean } = {}): void {
    const isNew = this.lookup(path, { follow: false }) === undefined;
    super.put(path, node, options);
    if (isNew && node.kind === "directory") this.#made(path);
  }

  override rename(from: string, to: string): void {
    const gone = this.exists(parentOf(from)) ? this.#placeOf(from) : undefined;
    super.rename(from, to);
    if (gone !== undefined) this.#forget(gone);
    if (this.lookup(to, { follow: false })?.kind === "directory") this.#made(to);
  }

  override remove(path: string, options: { recursive?: boolean; force?: boolean } = {}): void {
    const gone = this.exists(parentOf(path)) ? this.#placeOf(path) : undefined;
    super.remove(path, options);
    if (gone !== undefined) this.#forget(gone);
  }

  #firstMissing(path: string): string | undefined {
    let at = "";
    for (const name of namesOf(path)) {
      at += `/${name}`;
      if (!this.exists(at)) return at;
    }
    return undefined;
  }

  #made(path: string): void {
    const place = this.#placeOf(path);
    if (this.isOpaque(place)) return;
    if (nodeAt(this.#below.at(-1) as DirectoryNode, namesOf(place))?.kind === "directory") this.#opaque.add(place);
  }

  #forget(place: string): void {
    for (const path of this.#opaque) if (path === place || path.startsWith(`${place}/`)) this.#opaque.delete(path);
  }

  /** Without links on the way to it. */
  #placeOf(path: string): string {
    const name = namesOf(path).at(-1) ?? "";
    return [...namesOf(this.realpath(parentOf(path))), name].join("/");
  }
}

const namesOf = (path: string): string[] => path.split("/").filter((name) => name !== "");
const parentOf = (path: string): string => `/${namesOf(path).slice(0, -1).join("/")}`;

function nodeAt(root: DirectoryNode, names: readonly string[]): Node | undefined {
  let at: Node | undefined = root;
  for (const name of names) at = at?.kind === "directory" ? at.entries.get(name) : undefined;
  return at;
}
