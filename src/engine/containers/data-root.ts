/** `/var/lib/docker` as root of the host sees it: the very files of volumes and containers, not copies of them. */
import { sha256Hex } from "../filesystem/digest.ts";
import { diffTrees } from "../filesystem/diff.ts";
import type { Content, DirectoryNode, Meta, Node } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { directoryOf, liveDirectory, liveFile } from "../kernel/proc/live.ts";
import { LiveTree } from "../kernel/proc/live-tree.ts";
import { describeContainer } from "./describe.ts";
import type { Daemon } from "./daemon.ts";
import type { Container } from "./record.ts";

const closed = { mode: 0o710 };
const shut = { mode: 0o701 };
const secret = { mode: 0o640 };

/** Reads go through live directories; what is written below a volume's `_data` or a container's `merged` is written there. */
export class DataRoot extends LiveTree {
  readonly #daemon: Daemon;

  constructor(daemon: Daemon) {
    super(directoryFor(daemon), { now: () => daemon.clock.now() });
    this.#daemon = daemon;
  }

  /** The tree that holds what is at a path, and where in it; `undefined` for what is the daemon's own. */
  #inside(path: string): { readonly tree: WorkingTree; readonly path: string } | undefined {
    const [, kind, name = "", part, ...rest] = path.split("/");
    const inner = `/${rest.join("/")}`;
    if (kind === "volumes" && part === "_data") {
      const volume = this.#daemon.volumes.find(name);
      return volume && { tree: volume.tree, path: inner };
    }
    const container = kind === "overlay2" && part === "merged" ? byLayer(this.#daemon, name) : undefined;
    return container?.running && { tree: container.files, path: inner };
  }

  override writeFile(path: string, content: Uint8Array | string | Content, options?: Partial<Meta> & { parents?: boolean }): void {
    const at = this.#inside(path);
    if (at) at.tree.writeFile(at.path, content, options);
    else super.writeFile(path, content);
  }
  override appendFile(path: string, content: Uint8Array | string): void {
    const at = this.#inside(path);
    if (at) at.tree.appendFile(at.path, content);
    else super.appendFile(path, content);
  }
  override mkdir(path: string, options?: Partial<Meta> & { recursive?: boolean }): void {
    const at = this.#inside(path);
    if (at) at.tree.mkdir(at.path, options);
    else super.mkdir(path, options);
  }
  override put(path: string, node: Node, options?: { parents?: boolean }): void {
    const at = this.#inside(path);
    if (at) at.tree.put(at.path, node, options);
    else super.put(path, node);
  }
  override symlink(target: string, path: string): void {
    const at = this.#inside(path);
    if (at) at.tree.symlink(target, at.path);
    else super.symlink(target, path);
  }
  override link(existing: string, path: string): void {
    const from = this.#inside(existing);
    const to = this.#inside(path);
    if (from && to?.tree === from.tree) from.tree.link(from.path, to.path);
    else super.link(existing, path);
  }
  override rename(from: string, to: string): void {
    const source = this.#inside(from);
    const target = this.#inside(to);
    if (source && target?.tree === source.tree) source.tree.rename(source.path, target.path);
    else super.rename(from, to);
  }
  /** What the daemon keeps stays, whoever removes it; the files in it go. */
  override remove(path: string, options?: { recursive?: boolean; force?: boolean }): void {
    const at = this.#inside(path);
    if (at && at.path !== "/") {
      at.tree.remove(at.path, options);
      return;
    }
    if (options?.recursive) this.#empty(path);
    super.remove(path, options);
  }
  #empty(path: string): void {
    for (const name of this.readdir(path)) {
      const below = `${path === "/" ? "" : path}/${name}`;
      const at = this.#inside(below);
      if (at && at.path !== "/") at.tree.remove(at.path, { recursive: true });
      else if (this.attributes(below, { follow: false }).kind === "directory") this.#empty(below);
    }
  }
  override chmod(path: string, mode: number): void {
    const at = this.#inside(path);
    if (at) at.tree.chmod(at.path, mode);
    else super.chmod(path, mode);
  }
  override chown(path: string, uid: number, gid: number, options?: { follow?: boolean; recursive?: boolean }): void {
    const at = this.#inside(path);
    if (at) at.tree.chown(at.path, uid, gid, options);
    else super.chown(path, uid, gid);
  }
  override utimes(path: string, mtime: number): void {
    const at = this.#inside(path);
    if (at) at.tree.utimes(at.path, mtime);
    else super.utimes(path, mtime);
  }
}

function layerName(id: string): string {
  return sha256Hex(`overlay2 ${id}`);
}

function byLayer(daemon: Daemon, name: string): Container | undefined {
  return daemon.containers.all().find(({ id }) => layerName(id) === name);
}

/** A directory of things that come and go. */
function folder(names: () => Iterable<string>, get: (name: string) => Node | undefined): DirectoryNode {
  return liveDirectory({ names, get }, closed);
}

function directoryFor(daemon: Daemon): DirectoryNode {
  const { containers, volumes } = daemon;
  return directoryOf(
    {
      containers: () =>
        folder(
          () => containers.all().map(({ id }) => id),
          (id) => containerFolder(daemon, id),
        ),
      overlay2: () =>
        folder(
          () => containers.all().map(({ id }) => layerName(id)),
          (name) => layerFolder(byLayer(daemon, name)),
        ),
      volumes: () =>
        folder(
          () => volumes.all().map(({ name }) => name),
          (name) => {
            const volume = volumes.all().find((one) => one.name === name);
            return volume && directoryOf({ _data: () => volume.tree.root }, shut);
          },
        ),
    },
    closed,
  );
}

function containerFolder(daemon: Daemon, id: string): Node | undefined {
  const container = daemon.containers.all().find((one) => one.id === id);
  if (!container) return undefined;
  const { etc, log } = container;
  const text = (tree: WorkingTree, path: string) => () => liveFile(() => (tree.exists(path) ? tree.readText(path) : ""), { mode: 0o644 });
  return directoryOf(
    {
      [`${id}-json.log`]: () => liveFile(() => log.jsonText(), secret),
      "config.v2.json": () => liveFile(() => JSON.stringify(describeContainer(daemon, container, false)), { mode: 0o600 }),
      "hostconfig.json": () => liveFile(() => JSON.stringify(container.hostConfig), { mode: 0o644 }),
      hostname: text(etc.hostname, "/hostname"),
      hosts: text(etc.hosts, "/hosts"),
      "resolv.conf": text(etc.resolv, "/resolv.conf"),
    },
    closed,
  );
}

/** `diff` has what the container's own layer holds, `merged`, while it runs, what it sees. */
function layerFolder(container: Container | undefined): Node | undefined {
  if (!container) return undefined;
  const { id, image, lower, files } = container;
  const below = [`${id}-init`, ...image.layers.map(({ chainId }) => chainId).reverse()].map(
    (one) => `l/${layerName(one).slice(0, 26).toUpperCase()}`,
  );
  return directoryOf(
    {
      diff: () => upper(lower, files.root),
      link: () => liveFile(() => layerName(id).slice(0, 26).toUpperCase(), { mode: 0o644 }),
      lower: () => liveFile(() => below.join(":"), { mode: 0o644 }),
      ...(container.running ? { merged: () => files.root } : {}),
      work: () => directoryOf({}, { mode: 0o700 }),
    },
    closed,
  );
}

/** What differs, as a tree of its own; whiteouts are devices, which the lab's trees can't show. */
function upper(lower: DirectoryNode, root: DirectoryNode): DirectoryNode {
  const { mode, uid, gid, mtime } = root;
  const tree = new WorkingTree({ kind: "directory", mode, uid, gid, mtime, entries: new Map() });
  for (const { path, kind, node } of diffTrees(lower, root)) {
    if (kind === "deleted" || !node) continue;
    tree.put(`/${path}`, node.kind === "directory" ? { ...node, entries: new Map() } : node, { parents: true });
  }
  return tree.root;
}
