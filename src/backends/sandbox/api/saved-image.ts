/** What is in the archive of a saved image: its layers, and the files they make together. */
import type { ImageFilesystem } from "../../../engine/api.ts";
import { diffTrees, layerChanges } from "../../../engine/filesystem/diff.ts";
import type { DirectoryNode, Node } from "../../../engine/filesystem/node.ts";
import { readTar, tarTree, unpack } from "../../../engine/filesystem/untar.ts";
import { WorkingTree } from "../../../engine/filesystem/working-tree.ts";

interface Manifest {
  readonly Config: string;
  readonly Layers: readonly string[];
}

/** A row of the image config's history. */
interface Made {
  readonly created_by?: string;
  readonly empty_layer?: boolean;
}

/** Throws when the archive is not what `docker save` gives. */
export function readSavedImage(archive: Uint8Array): ImageFilesystem {
  const files = tarTree(archive);
  const [manifest] = json<Manifest[]>(files, "manifest.json");
  if (!manifest) throw new Error("The saved image has no manifest.");
  const { rootfs, history } = json<{ rootfs: { diff_ids: string[] }; history: Made[] }>(files, manifest.Config);
  const makers = history.filter(({ empty_layer }) => !empty_layer);
  const tree = new WorkingTree();
  const layers = manifest.Layers.map((path, index) => {
    const below = tree.root;
    const bytes = bytesAt(files, path);
    unpack(tree, "/", readTar(bytes), { whiteouts: true });
    const changes = layerChanges(diffTrees(below, tree.root));
    const size = changes.reduce((sum, change) => sum + (change.kind === "deleted" ? 0 : change.size), 0);
    return { digest: rootfs.diff_ids[index] ?? "", size, createdBy: makers[index]?.created_by ?? "", changes };
  });
  return { root: tree.root, layers };
}

function json<T>(files: DirectoryNode, path: string): T {
  return JSON.parse(new TextDecoder().decode(bytesAt(files, path))) as T;
}

function bytesAt(files: DirectoryNode, path: string): Uint8Array {
  let node: DirectoryNode | undefined = files;
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  for (const each of parts) {
    const next: Node | undefined = node?.entries.get(each);
    node = next?.kind === "directory" ? next : undefined;
  }
  const found = node?.entries.get(name);
  if (found?.kind !== "file") throw new Error(`The saved image lacks ${path}.`);
  return found.content.bytes;
}
