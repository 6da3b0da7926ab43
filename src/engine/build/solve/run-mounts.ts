/** The mounts of a RUN step: what lies there when it begins, and what of its cache mounts is kept when it ends. */
import { directory } from "../../filesystem/build.ts";
import { treeChecksum } from "../../filesystem/digest.ts";
import { FsError } from "../../filesystem/errors.ts";
import type { DirectoryNode, FileNode, Node } from "../../filesystem/node.ts";
import { resolvePath } from "../../filesystem/resolve.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { compareNames } from "../../filesystem/walk.ts";
import type { BuildCache } from "../keys/cache.ts";
import { inlineTree } from "../keys/context.ts";
import type { Mount } from "../plan/operation.ts";
import { StepError } from "./copy.ts";
import type { Execution, TreeOf } from "./execute.ts";
import type { RunMount, RunResult } from "./solver-hooks.ts";

type CacheMount = Extract<Mount, { type: "cache" }>;

/** Where a cache mount keeps its files: the whole tree, and the place in it that the step sees. */
interface CachePlace {
  readonly mount: CacheMount;
  /** The tree's name in the cache. */
  readonly id: string;
  readonly tree: DirectoryNode;
  /** Without links. */
  readonly path: string;
  readonly node: Node;
}

export class RunMounts {
  readonly #made = new Map<Mount, RunMount>();
  /** By the key under which the step hands them back. */
  readonly #places = new Map<string, CachePlace>();
  /** By their targets. */
  readonly #mounts: readonly Mount[];

  constructor(mounts: readonly Mount[]) {
    this.#mounts = mounts;
  }

  /**
   * Adds what secrets and agents tell the step to `env`. Throws `StepError` for a secret or agent that is required and not
   * there, and what `failed` makes for a `source=` that is missing, whichever target comes first.
   */
  static async prepare(
    mounts: readonly Mount[],
    treeOf: TreeOf,
    world: Execution,
    env: Map<string, string>,
    failed: (why: string) => StepError,
  ): Promise<RunMounts> {
    const prepared = new RunMounts(mounts.toSorted((a, b) => compareNames(a.target ?? "", b.target ?? "")));
    for (const mount of mounts) prepared.#tellClientsOwn(mount, world, env);
    for (const mount of prepared.#mounts) {
      const missing = (path: string, code: FsError) => failed(`open ${path}: ${code.reason.toLowerCase()}`);
      await prepared.#mount(mount, treeOf, world, missing);
    }
    return prepared;
  }

  /** What lies where, by the targets. Of several at one target only the last of the instruction is there (asked of 28.5). */
  get list(): RunMount[] {
    const made = this.#mounts.flatMap((mount) => this.#made.get(mount) ?? []);
    return [...new Map(made.map((mount) => [mount.target, mount])).values()];
  }

  /** Cache mounts are kept as the step left them, whether or not it went well. */
  keep(kept: RunResult["kept"], cache: BuildCache, command: string, now: number): void {
    for (const [key, node] of kept) {
      const place = this.#places.get(key) as CachePlace;
      const tree = node === place.node ? place.tree : replaced(cache.mount(place.id) ?? place.tree, place.path, node);
      const { target, id } = place.mount;
      cache.keepMount(place.id, tree, `cached mount ${target} from exec ${command} with id ${JSON.stringify(`/${id}`)}`, now);
    }
  }

  #tellClientsOwn(mount: Mount, world: Execution, env: Map<string, string>): void {
    if (mount.type === "ssh") {
      if (mount.required && !world.ssh?.includes(mount.id)) throw new StepError(`unset ssh forward key ${mount.id}`);
      // The place is told whether or not an agent is there.
      if (mount.target !== undefined) env.set("SSH_AUTH_SOCK", mount.target);
    } else if (mount.type === "secret") {
      if (mount.target === "/") throw new StepError("invalid mount type SECRET for /");
      const unreadable = world.unreadableSecrets?.[mount.id];
      if (unreadable !== undefined) throw new StepError(unreadable);
      const value = world.secrets[mount.id];
      if (!value) {
        if (mount.required) throw new StepError(`secret ${mount.id}: not found`);
        return;
      }
      if (mount.env !== undefined) env.set(mount.env, new TextDecoder().decode(value));
      const tree = inlineTree("secret", "", mount.mode);
      const file = {
        ...(tree.entries.get("secret") as FileNode),
        uid: mount.uid,
        gid: mount.gid,
        mtime: world.clock.now(),
        content: { bytes: value, size: value.length },
      };
      if (mount.target !== undefined) this.#made.set(mount, { target: mount.target, node: file, readOnly: true, kind: "secret" });
    }
  }

  async #mount(mount: Mount, treeOf: TreeOf, world: Execution, missing: (path: string, error: FsError) => StepError): Promise<void> {
    if (mount.type === "bind") {
      const { node } = there(await treeOf(mount.source), mount.path, missing);
      if (node.kind !== "symlink") this.#made.set(mount, { target: mount.target, node, readOnly: mount.readOnly });
    } else if (mount.type === "tmpfs") {
      if (mount.path !== undefined) throw missing(mount.path, new FsError("ENOENT", mount.path));
      this.#made.set(mount, {
        target: mount.target,
        node: directory({}, { mode: 0o1777, mtime: world.clock.now() }),
        readOnly: false,
        kind: "tmpfs",
        ...(mount.size !== undefined && { size: Number(mount.size) }),
      });
    } else if (mount.type === "cache") {
      const from = mount.source === undefined ? undefined : await treeOf(mount.source);
      const id = placeOf(mount, from);
      const tree = world.cache.mount(id) ?? beginning(mount, from, world.clock.now());
      const { names, node } = there(tree, mount.path, missing);
      if (node.kind === "symlink") return;
      const keep = `${this.#places.size}`;
      this.#places.set(keep, { mount, id, tree, path: `/${names.join("/")}`, node });
      this.#made.set(mount, { target: mount.target, node, readOnly: mount.readOnly, kind: from ? "tree" : "snapshot", keep });
    }
  }
}

/** Whether a cache mount has more below it than an empty directory of root's. */
export function startsFromSomething(mount: CacheMount): boolean {
  return mount.source !== undefined || isMade(mount);
}

/** One id has a tree for each thing it can start from: nothing, a directory of some owner and mode, files of a stage. */
function placeOf(mount: CacheMount, from: DirectoryNode | undefined): string {
  const { id, uid = 0, gid = 0, mode = 0o755 } = mount;
  return [id, ...(from ? [treeChecksum(from)] : []), ...(isMade(mount) ? [uid, gid, mode] : [])].join(":");
}

/** The daemon makes directories under its umask, 022, and with no special bits. */
const allowedMode = 0o755;

/** The tree of a cache mount that nothing is kept of. */
function beginning(mount: CacheMount, from: DirectoryNode | undefined, now: number): DirectoryNode {
  const { uid = 0, gid = 0, mode = 0o755 } = mount;
  return from && !isMade(mount) ? from : directory({}, { mode: mode & allowedMode, uid, gid, mtime: now });
}

/** A directory is made for whoever asks for an owner or a mode; not within what `source=` names. */
function isMade({ path, uid, gid, mode }: CacheMount): boolean {
  return path === "/" && (uid !== undefined || gid !== undefined || mode !== undefined);
}

function there(tree: DirectoryNode, path: string, missing: (path: string, error: FsError) => StepError): { names: string[]; node: Node } {
  try {
    const { names, node } = resolvePath(tree, path, true);
    if (node) return { names, node };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw missing(path, error);
  }
  throw missing(path, new FsError("ENOENT", path));
}

/** The tree with something else in one place; as it is when the place is gone. */
function replaced(tree: DirectoryNode, path: string, node: Node): DirectoryNode {
  if (path === "/") return node.kind === "directory" ? node : tree;
  const working = new WorkingTree(tree);
  if (working.exists(path)) working.put(path, node);
  return working.root;
}
