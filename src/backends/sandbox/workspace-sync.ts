/**
 * The workspace in two places: on the lab's disk, where it is edited, and in the engine, where containers have it mounted. What
 * both sides last agreed on tells which of them a file was changed on; where both did, the learner's edit is the newer.
 */
import { diffTrees } from "../../engine/filesystem/diff.ts";
import { directory } from "../../engine/filesystem/build.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import { writeTar } from "../../engine/filesystem/tar.ts";
import { tarTree } from "../../engine/filesystem/untar.ts";
import type { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { Api, bytesOf } from "./api/http.ts";
import type { Transport } from "./transport.ts";

export class WorkspaceSync {
  readonly #api: Api;
  readonly #disk: () => WorkingTree | undefined;
  readonly #place: string;
  /** What both sides have. */
  #agreed: DirectoryNode = directory();
  #isMounted = false;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param disk the lab's, once there is one
   * @param place where on it the workspace is
   */
  constructor(transport: Transport, disk: () => WorkingTree | undefined, place: string) {
    this.#api = new Api(transport);
    this.#disk = disk;
    this.#place = place;
  }

  /** A container is about to have the workspace mounted: from now on both are kept the same. */
  mount(): void {
    this.#isMounted = true;
  }

  /** What containers have changed comes to the lab, then what the lab has changed goes to them. */
  exchange(): Promise<void> {
    const work = this.#last.then(() => this.#exchange());
    this.#last = work.catch(() => {});
    return work;
  }

  async #exchange(): Promise<void> {
    const disk = this.#disk();
    if (!this.#isMounted || !disk) return;
    const answer = await this.#api.open({ method: "GET", target: "/drydock/workspace" });
    const [theirs] = tarTree(await bytesOf(answer.body)).entries.values();
    if (theirs?.kind === "directory") this.#take(disk, alike(this.#agreed, theirs));
    await this.#give(disk);
  }

  #take(disk: WorkingTree, theirs: DirectoryNode): void {
    const ours = this.#ours(disk);
    for (const { path, node } of diffTrees(this.#agreed, theirs)) {
      // Changed here as well: the learner's stands.
      if (at(ours, path) !== at(this.#agreed, path) && !isFolder(node)) continue;
      const full = `${this.#place}/${path}`;
      const there = disk.lookup(full, { follow: false });
      if (!node) disk.remove(full, { recursive: true, force: true });
      else if (node.kind !== "directory") {
        if (there) disk.remove(full, { recursive: true, force: true });
        disk.put(full, node, { parents: true });
      } else {
        if (there && there.kind !== "directory") disk.remove(full, { force: true });
        disk.mkdir(full, { recursive: true });
        disk.chmod(full, node.mode);
        disk.chown(full, node.uid, node.gid);
      }
    }
    this.#agreed = theirs;
  }

  async #give(disk: WorkingTree): Promise<void> {
    const ours = this.#ours(disk);
    const changes = diffTrees(this.#agreed, alike(this.#agreed, ours)).filter(({ kind }) => kind !== "carried");
    const gone = changes.flatMap(({ kind, path }) => (kind === "deleted" ? [path] : []));
    const kept = changes.filter(({ kind }) => kind !== "deleted");
    if (gone.length > 0) await this.#api.done("POST", "/drydock/workspace/remove", gone);
    if (kept.length > 0) await bytesOf((await this.#api.open({ method: "PUT", target: "/drydock/workspace", bytes: writeTar(kept) })).body);
    this.#agreed = ours;
  }

  #ours(disk: WorkingTree): DirectoryNode {
    const node = disk.lookup(this.#place);
    return node?.kind === "directory" ? node : directory();
  }
}

/** `tree` with the nodes of `known` wherever they say the same, so that the two can be told apart by what differs. */
function alike(known: DirectoryNode, tree: DirectoryNode): DirectoryNode {
  let same = known.entries.size === tree.entries.size && sameMeta(known, tree);
  const entries = new Map<string, Node>();
  for (const [name, node] of tree.entries) {
    const there = known.entries.get(name);
    const chosen =
      there?.kind === "directory" && node.kind === "directory" ? alike(there, node) : there && equal(there, node) ? there : node;
    if (chosen !== there) same = false;
    entries.set(name, chosen);
  }
  return same ? known : { ...tree, entries };
}

function equal(a: Node, b: Node): boolean {
  if (a.kind === "file" && b.kind === "file") {
    const [mine, other] = [a.content.bytes, b.content.bytes];
    return sameMeta(a, b) && mine.length === other.length && mine.every((byte, index) => byte === other[index]);
  }
  return a.kind === "symlink" && b.kind === "symlink" && a.target === b.target;
}

function sameMeta(a: Node, b: Node): boolean {
  return a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;
}

function isFolder(node: Node | undefined): boolean {
  return node?.kind === "directory";
}

function at(root: DirectoryNode, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path.split("/")) node = node?.kind === "directory" ? node.entries.get(part) : undefined;
  return node;
}
