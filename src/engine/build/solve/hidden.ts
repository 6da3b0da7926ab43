/** What an image carries about and never shows: files of a layer that a layer above it replaced or deleted. */
import { diffTrees } from "../../filesystem/diff.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import { walk } from "../../filesystem/walk.ts";

/** A layer of the image, with the files below it and after it. */
export interface StackedLayer<Id> {
  readonly id: Id;
  readonly below: DirectoryNode | undefined;
  readonly root: DirectoryNode;
}

/** Files of one layer that another one hides. */
export interface HiddenBy<Id> {
  readonly by: Id;
  readonly bytes: number;
  readonly files: number;
  /** The largest of them, with its leading slash. */
  readonly largest: string;
}

/**
 * By layer, what the layers above it hide, in the order in which they do.
 * @param base what stands below all of `layers`; what is hidden of it is its own
 * @param layers the lowest first
 */
export function hiddenFiles<Id>(base: Id | undefined, layers: readonly StackedLayer<Id>[]): Map<Id, HiddenBy<Id>[]> {
  /** Which layer wrote what is seen at a path; what nobody wrote is the base's. */
  const writers = new Map<string, Id>();
  const hidden = new Map<Id, Map<Id, { bytes: number; files: number; largest: string; most: number }>>();
  const hide = (path: string, size: number, by: Id): void => {
    const of = writers.get(path) ?? base;
    writers.delete(path);
    if (of === undefined || size === 0) return;
    const all = hidden.get(of) ?? new Map();
    hidden.set(of, all);
    const { bytes = 0, files = 0, largest = "", most = 0 } = all.get(by) ?? {};
    all.set(by, { bytes: bytes + size, files: files + 1, ...(size > most ? { largest: path, most: size } : { largest, most }) });
  };
  for (const { id, below, root } of layers) {
    for (const { path, before, node } of diffTrees(below, root)) {
      for (const file of filesThatGo(before, node, `/${path}`)) hide(file.path, file.size, id);
      if (node?.kind === "file") writers.set(`/${path}`, id);
    }
  }
  return new Map([...hidden].map(([of, all]) => [of, [...all].map(([by, { bytes, files, largest }]) => ({ by, bytes, files, largest }))]));
}

/** The files at and below `before` that can no longer be seen. What a directory that stays lost is listed by itself. */
function filesThatGo(before: Node | undefined, node: Node | undefined, path: string): { path: string; size: number }[] {
  if (before?.kind === "file") return [{ path, size: before.content.size }];
  if (before?.kind !== "directory" || node?.kind === "directory") return [];
  return [...walk(before, path)].flatMap((one) => (one.node.kind === "file" ? [{ path: one.path, size: one.node.content.size }] : []));
}
