import type { IFileSystem } from "just-bash/browser";
import { FsError } from "../../filesystem/errors.ts";
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { bytesToLatin1, bytesToText, latin1ToBytes, textToBytes } from "./bytes.ts";

type Stat = Awaited<ReturnType<IFileSystem["stat"]>>;
type Content = Parameters<IFileSystem["writeFile"]>[1];
type Encoding = Parameters<IFileSystem["writeFile"]>[2];

/** just-bash's file system over a working tree, so that its utilities read and write the process's own files. */
export class WorkingTreeFs implements IFileSystem {
  readonly #tree: WorkingTree;

  constructor(tree: WorkingTree) {
    this.#tree = tree;
  }

  async readFile(path: string): Promise<string> {
    return guard(path, () => bytesToText(this.#tree.readFile(path)));
  }
  async readFileBytes(path: string): ReturnType<NonNullable<IFileSystem["readFileBytes"]>> {
    return guard(path, () => bytesToLatin1(this.#tree.readFile(path))) as unknown as Awaited<
      ReturnType<NonNullable<IFileSystem["readFileBytes"]>>
    >;
  }
  async readFileBuffer(path: string): Promise<Uint8Array> {
    return guard(path, () => this.#tree.readFile(path).slice());
  }
  async writeFile(path: string, content: Content, options?: Encoding): Promise<void> {
    guard(path, () => this.#tree.writeFile(path, bytesOf(content, options)));
  }
  async appendFile(path: string, content: Content, options?: Encoding): Promise<void> {
    guard(path, () => this.#tree.appendFile(path, bytesOf(content, options)));
  }
  async exists(path: string): Promise<boolean> {
    return this.#tree.exists(path);
  }
  async stat(path: string): Promise<Stat> {
    return guard(path, () => this.#stat(path, true));
  }
  async lstat(path: string): Promise<Stat> {
    return guard(path, () => this.#stat(path, false));
  }
  #stat(path: string, follow: boolean): Stat {
    const { kind, mode, mtime, size } = this.#tree.attributes(path, { follow });
    return {
      isFile: kind === "file",
      isDirectory: kind === "directory",
      isSymbolicLink: kind === "symlink",
      mode,
      size,
      mtime: new Date(mtime),
    };
  }
  async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    guard(path, () => this.#tree.mkdir(path, options));
  }
  async readdir(path: string): Promise<string[]> {
    return guard(path, () => this.#tree.readdir(path));
  }
  async readdirWithFileTypes(path: string): Promise<{ name: string; isFile: boolean; isDirectory: boolean; isSymbolicLink: boolean }[]> {
    return guard(path, () => {
      this.#tree.readdir(path);
      const node = this.#tree.stat(path);
      if (node.kind !== "directory") throw new FsError("ENOTDIR", path);
      return [...node.entries].map(([name, { kind }]) => ({
        name,
        isFile: kind === "file",
        isDirectory: kind === "directory",
        isSymbolicLink: kind === "symlink",
      }));
    });
  }
  async rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    guard(path, () => this.#tree.remove(path, options));
  }
  async cp(src: string, dest: string): Promise<void> {
    guard(src, () => this.#tree.put(dest, this.#tree.stat(src)));
  }
  async mv(src: string, dest: string): Promise<void> {
    guard(src, () => this.#tree.rename(src, dest));
  }
  resolvePath(base: string, path: string): string {
    const names: string[] = [];
    for (const part of (path.startsWith("/") ? path : `${base}/${path}`).split("/")) {
      if (part === "..") names.pop();
      else if (part !== "" && part !== ".") names.push(part);
    }
    return `/${names.join("/")}`;
  }
  getAllPaths(): string[] {
    return [];
  }
  async chmod(path: string, mode: number): Promise<void> {
    guard(path, () => this.#tree.chmod(path, mode));
  }
  async symlink(target: string, linkPath: string): Promise<void> {
    guard(linkPath, () => this.#tree.symlink(target, linkPath));
  }
  async link(existingPath: string, newPath: string): Promise<void> {
    guard(newPath, () => this.#tree.link(existingPath, newPath));
  }
  async readlink(path: string): Promise<string> {
    return guard(path, () => this.#tree.readlink(path));
  }
  async realpath(path: string): Promise<string> {
    return guard(path, () => this.#tree.realpath(path));
  }
  async utimes(path: string, _atime: Date, mtime: Date): Promise<void> {
    guard(path, () => this.#tree.utimes(path, mtime.getTime()));
  }
}

function bytesOf(content: Content, options?: Encoding): Uint8Array {
  if (content instanceof Uint8Array) return content.slice();
  const encoding = typeof options === "string" ? options : options?.encoding;
  return encoding === "binary" || encoding === "latin1" ? latin1ToBytes(content) : textToBytes(content);
}

/** Errors in the form just-bash's utilities look for: Node's. */
function guard<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw Object.assign(new Error(`${error.code}: ${error.reason.toLowerCase()}, '${path}'`), { code: error.code });
  }
}
