/**
 * The data directory in two places: where PGlite writes (Emscripten's file system, in memory) and where it belongs, in the
 * volume of the server's container. PGlite's write-ahead log is real, so whatever has been carried over is what a server
 * finds that starts after a crash.
 */
import type { PGlite } from "@electric-sql/pglite";
import type { WorkingTree } from "../../../filesystem/working-tree.ts";

/** Where PGlite has its data directory. */
export const wasmData = "/tmp/pglite/base";

/** The major release PGlite is. Whether a data directory is of the image's own release is for the server to see. */
const realMajor = 17;

export type EmscriptenFs = PGlite["Module"]["FS"];

/** What is used of a file in Emscripten's memory. `contents` may be longer than the file. */
interface MemoryNode {
  readonly contents: Uint8Array | Record<string, MemoryNode>;
  readonly usedBytes: number;
  readonly mode: number;
}

interface Operations {
  [name: string]: (...args: unknown[]) => unknown;
}

interface MemoryFs {
  readonly ops_table: Readonly<Record<"dir" | "file", { readonly node: Operations; readonly stream: Operations }>>;
}

/** Settings the server reads itself, and files that belong to the process and not to the data. */
const own = new Set([
  "postgresql.conf",
  "postgresql.auto.conf",
  "pg_hba.conf",
  "pg_ident.conf",
  "postmaster.pid",
  "postmaster.opts",
  "PG_VERSION",
]);

/** What a save came to. */
export interface Written {
  files: number;
  bytes: number;
}

export class DataFiles {
  readonly #fs: EmscriptenFs;
  /** How often each file has been written to. */
  readonly #writes = new WeakMap<object, number>();
  readonly #known = new Map<string, { node: object; writes: number }>();
  #changed = true;

  /** To be made before anything is written: from here on every write is noticed. */
  constructor(fs: EmscriptenFs) {
    this.#fs = fs;
    const memory = (fs as unknown as { filesystems: { MEMFS: MemoryFs } }).filesystems.MEMFS.ops_table;
    this.#watch(memory.file.stream, ["write"], (stream) => (stream as { node: object }).node);
    this.#watch(memory.file.stream, ["msync"], (stream) => (stream as { node: object }).node);
    this.#watch(memory.file.node, ["setattr"], (node) => node as object);
    this.#watch(memory.dir.node, ["mknod", "rename", "unlink", "rmdir"]);
  }

  #watch(operations: Operations, names: readonly string[], target?: (first: unknown) => object): void {
    for (const name of names) {
      const original = operations[name];
      if (!original) continue;
      operations[name] = (...args) => {
        this.#changed = true;
        const node = target?.(args[0]);
        if (node) this.#writes.set(node, (this.#writes.get(node) ?? 0) + 1);
        return original(...args);
      };
    }
  }

  /** Brings the data directory at `path` to PGlite; nothing when there is none yet. */
  load(tree: WorkingTree, path: string): void {
    if (!tree.exists(`${path}/PG_VERSION`)) return;
    const copy = (from: string, to: string): void => {
      this.#fs.mkdirTree(to);
      for (const name of tree.readdir(from)) {
        if (from === path && own.has(name)) continue;
        const node = tree.stat(`${from}/${name}`);
        if (node.kind === "directory") copy(`${from}/${name}`, `${to}/${name}`);
        else if (node.kind === "file") {
          this.#fs.writeFile(`${to}/${name}`, tree.readFile(`${from}/${name}`));
          const made = this.#node(`${to}/${name}`);
          if (from !== path) this.#known.set(`${to}/${name}`.slice(wasmData.length), { node: made, writes: this.#writes.get(made) ?? 0 });
        }
      }
    };
    copy(path, wasmData);
    this.#fs.writeFile(`${wasmData}/PG_VERSION`, `${realMajor}\n`);
    for (const name of ["postgresql.conf", "pg_hba.conf", "pg_ident.conf"]) this.#fs.writeFile(`${wasmData}/${name}`, "");
  }

  #node(path: string): MemoryNode {
    return (this.#fs as unknown as { lookupPath(path: string): { node: MemoryNode } }).lookupPath(path).node;
  }

  /** Writes what has changed since the last time into the data directory at `path`. */
  save(tree: WorkingTree, path: string): Written {
    const written = { files: 0, bytes: 0 };
    if (!this.#changed) return written;
    this.#changed = false;
    const seen = new Set<string>();
    const visit = (node: MemoryNode, below: string): void => {
      for (const [name, child] of Object.entries(node.contents as Record<string, MemoryNode>)) {
        const at = `${below}/${name}`;
        if (below === "" && own.has(name)) continue;
        seen.add(at);
        if ((child.mode & 0o170000) === 0o040000) {
          if (!tree.exists(path + at)) tree.mkdir(path + at, { mode: 0o700 });
          visit(child, at);
        } else if (this.#saveFile(tree, path, at, child)) {
          written.files++;
          written.bytes += child.usedBytes;
        }
      }
    };
    visit(this.#node(wasmData), "");
    for (const at of this.#known.keys())
      if (!seen.has(at)) {
        this.#known.delete(at);
        tree.remove(path + at, { force: true });
      }
    return written;
  }

  #saveFile(tree: WorkingTree, path: string, at: string, node: MemoryNode): boolean {
    const writes = this.#writes.get(node) ?? 0;
    const known = this.#known.get(at);
    if (known?.node === node && known.writes === writes) return false;
    this.#known.set(at, { node, writes });
    const bytes = ((node.contents as Uint8Array | null) ?? new Uint8Array()).subarray(0, node.usedBytes);
    tree.writeFile(path + at, { bytes: new Uint8Array(bytes.slice(0, lastByte(bytes) + 1)), size: node.usedBytes }, { mode: 0o600 });
    return true;
  }
}

/** Where zeros begin that go on to the end: they are a hole in the lab's files. Write-ahead log is mostly that. */
function lastByte(bytes: Uint8Array): number {
  let last = bytes.length - 1;
  while (last >= 0 && bytes[last] === 0) last--;
  return last;
}
