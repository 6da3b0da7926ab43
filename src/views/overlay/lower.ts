/** The layers below a container's own. */
import type { Digest, Engine, ImageFilesystem, OverlayEntry } from "../../engine/api.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";

export interface LowerLayer {
  /** What made it: an instruction, or the daemon for the last. */
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
}

export interface Lower {
  readonly layers: readonly LowerLayer[];
  has(path: string): boolean;
  /** What is seen there without the container's own layer. */
  find(path: string): LowerNode | undefined;
  /** Names in a directory; empty for anything else. */
  names(path: string): readonly string[];
  /** What each layer did to a path, the topmost first. */
  story(path: string): readonly LayerPart[];
}

export interface LowerNode {
  readonly kind: Node["kind"];
  /** Bytes of a file, else 0. */
  readonly size: number;
}

export interface LayerPart {
  /** Index in `layers`. */
  readonly layer: number;
  readonly did: "added" | "modified" | "deleted";
}

type Parts = ReadonlyMap<string, readonly LayerPart[]>;

/** Images never change: what has been read of one is kept while its engine is. */
const read = new WeakMap<Engine, Map<Digest, { readonly files: ImageFilesystem; readonly parts: Parts }>>();

export async function lowerOf(engine: Engine, image: Digest, init: readonly OverlayEntry[]): Promise<Lower> {
  const { files, parts } = await readImage(engine, image);
  const { root, layers } = files;
  const daemons = new Map(init.map((entry) => [entry.path, entry]));
  const find = (path: string): LowerNode | undefined => {
    const node = nodeAt(root, path);
    if (node) return { kind: node.kind, size: node.kind === "file" ? node.content.size : 0 };
    const entry = daemons.get(path);
    return entry && entry.kind !== "whiteout" ? { kind: entry.kind, size: entry.size } : undefined;
  };
  return {
    layers: [
      ...layers.map(({ createdBy, size }) => ({ createdBy, size })),
      { createdBy: "the daemon: empty places to mount on", size: init.reduce((sum, { size }) => sum + size, 0) },
    ],
    find,
    has: (path) => find(path) !== undefined,
    names(path) {
      const node = nodeAt(root, path);
      const names = new Set(node?.kind === "directory" ? node.entries.keys() : []);
      const prefix = path === "" ? "" : `${path}/`;
      for (const other of daemons.keys()) {
        const rest = other.startsWith(prefix) ? other.slice(prefix.length) : "";
        if (rest !== "" && !rest.includes("/")) names.add(rest);
      }
      return [...names];
    },
    story(path) {
      const mine: readonly LayerPart[] = daemons.has(path) && !nodeAt(root, path) ? [{ layer: layers.length, did: "added" }] : [];
      return [...mine, ...(parts.get(path) ?? [])];
    },
  };
}

async function readImage(engine: Engine, image: Digest): Promise<{ readonly files: ImageFilesystem; readonly parts: Parts }> {
  const known = read.get(engine) ?? new Map<Digest, { readonly files: ImageFilesystem; readonly parts: Parts }>();
  read.set(engine, known);
  const there = known.get(image);
  if (there) return there;
  const files = await engine.imageFilesystem(image);
  const parts = new Map<string, LayerPart[]>();
  for (const [layer, { changes }] of files.layers.entries()) {
    for (const { path: absolute, kind } of changes) {
      const path = absolute.slice(1);
      const story = parts.get(path);
      if (story) story.unshift({ layer, did: kind });
      else parts.set(path, [{ layer, did: kind }]);
    }
  }
  const made = { files, parts };
  known.set(image, made);
  return made;
}

/** @param path without a leading slash; empty for the top */
export function nodeAt(root: DirectoryNode, path: string): Node | undefined {
  let at: Node | undefined = root;
  for (const name of path === "" ? [] : path.split("/")) at = at?.kind === "directory" ? at.entries.get(name) : undefined;
  return at;
}
