/** `--output type=local`: the files of a build arrive in a directory of the client's, as they are sent. */
import { directory } from "../../engine/filesystem/build.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DirectoryNode, Node } from "../../engine/filesystem/node.ts";
import type { DockerContext } from "../context.ts";
import { parseBool } from "../flags/values.ts";
import { absolute, clean, parentDirectory } from "../paths.ts";
import type { FileOutput } from "./outputs.ts";

/**
 * Lays a tree over what is in the output's directory, as the user's own files: those of the same name are replaced, others stay.
 * @returns why it ended, in the words of the client's receiver; undefined when all of it was written
 */
export function receiveTree(tree: DirectoryNode, { exporter, destination }: FileOutput, context: DockerContext): string | undefined {
  const isSplit = parseBool(exporter.attributes?.["platform-split"] ?? "") === true;
  const receiver = new Receiver(context);
  try {
    receiver.makeAbove(destination);
    receiver.merge(isSplit ? directory({ [platform]: moved(tree) }) : tree, destination);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  return undefined;
}

/** The receiver gives up. */
class Refused extends Error {}

class Receiver {
  readonly #disk: DockerContext["disk"];
  readonly #cwd: string;
  readonly #owner: { readonly uid: number; readonly gid: number };

  constructor({ disk, cwd }: DockerContext) {
    this.#disk = disk;
    this.#cwd = cwd;
    const { uid, gid } = disk.stat(cwd);
    this.#owner = { uid, gid };
  }

  /** Makes the directory, and those above it that are not there. */
  makeAbove(path: string): void {
    for (const each of this.#missingAbove(path)) {
      const refusal = `rpc error: code = Unknown desc = failed to create synctarget dest dir ${path}`;
      this.#try(() => this.#disk.mkdir(this.#at(each), { mode: 0o700, ...this.#owner }), refusal, `mkdir ${each}`);
    }
  }

  /** @param to the directory's path as the user wrote it */
  merge(tree: DirectoryNode, to: string): void {
    for (const [name, node] of tree.entries) {
      const path = clean(`${to}/${name}`);
      if (node.kind === "directory") {
        this.#directory(node, path);
        this.merge(node, path);
      } else {
        const [what, call] = node.kind === "symlink" ? ["symlink", `symlink ${node.target} ${path}`] : ["create", `open ${path}`];
        this.#try(() => this.#replace(node, path), `error from receiver: failed to ${what} ${path}`, call);
      }
    }
  }

  /** One that is there takes the mode of the one that comes. */
  #directory(node: DirectoryNode, path: string): void {
    const at = this.#at(path);
    const make = (): void => {
      if (this.#disk.lookup(at, { follow: false })?.kind === "directory") this.#disk.chmod(at, node.mode);
      else {
        this.#disk.remove(at, { force: true });
        this.#disk.mkdir(at, { mode: node.mode, ...this.#owner });
      }
    };
    this.#try(make, `error from receiver: failed to create dir ${path}`, `mkdir ${path}`);
  }

  #replace(node: Node, path: string): void {
    this.#disk.remove(this.#at(path), { recursive: true, force: true });
    this.#disk.put(this.#at(path), { ...node, ...this.#owner });
  }

  /** The directories on the way to `path`, itself included, that are not there; the uppermost first. */
  #missingAbove(path: string): string[] {
    return this.#disk.exists(this.#at(path)) ? [] : [...this.#missingAbove(parentDirectory(path)), path];
  }

  #at(path: string): string {
    return absolute(this.#cwd, path);
  }

  #try(work: () => void, refusal: string, call: string): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new Refused(`${refusal}: ${call}: ${error.reason.toLowerCase()}`);
    }
  }
}

/** The directory that a result is put into when it is to lie apart from other platforms'. */
const platform = "linux_amd64";

/** The tree as it is sent with its directory above it: absolute links lead into that. */
function moved(tree: DirectoryNode): DirectoryNode {
  const entries = [...tree.entries].map(([name, node]): [string, Node] => {
    if (node.kind === "directory") return [name, moved(node)];
    const isAbsolute = node.kind === "symlink" && node.target.startsWith("/");
    return [name, isAbsolute ? { ...node, target: clean(`/${platform}${node.target}`) } : node];
  });
  return { ...tree, entries: new Map(entries) };
}
