/** How a registry keeps blobs and names in folders: the layout of the distribution project's file system driver. */
import type { Digest } from "../api.ts";
import { digestOf } from "../filesystem/digest.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";

export class RegistryStorage {
  readonly #tree: WorkingTree;
  readonly #root: string;
  #uploads = 0;

  /** @param folder where everything lies: `/var/lib/registry` */
  constructor(tree: WorkingTree, folder: string) {
    this.#tree = tree;
    this.#root = `${folder.replace(/\/+$/, "")}/docker/registry/v2`;
  }

  /** Repositories that hold a manifest, by name. */
  repositories(): string[] {
    const top = `${this.#root}/repositories`;
    const walk = (path: string): string[] =>
      this.#names(`${top}${path}`).flatMap((name) => {
        if (name === "_manifests") return [path.slice(1)];
        return name.startsWith("_") ? [] : walk(`${path}/${name}`);
      });
    return walk("").sort();
  }

  /** `undefined` when there is no such repository. */
  tags(repository: string): string[] | undefined {
    const folder = this.#manifests(repository);
    return this.#tree.exists(folder) ? this.#names(`${folder}/tags`) : undefined;
  }

  /** What a tag stands for, or the digest itself when the repository has a manifest by it. */
  resolve(repository: string, reference: string): Digest | undefined {
    const isDigest = reference.includes(":");
    return this.#link(
      isDigest
        ? `${this.#manifests(repository)}/revisions/${asPath(reference)}`
        : `${this.#manifests(repository)}/tags/${reference}/current`,
    );
  }

  /** Keeps a manifest, under a tag unless it was put by its digest. */
  putManifest(repository: string, tag: string | undefined, manifest: Uint8Array): Digest {
    const digest = this.#keep(manifest);
    this.#writeLink(`${this.#manifests(repository)}/revisions/${asPath(digest)}`, digest);
    if (tag !== undefined) {
      const folder = `${this.#manifests(repository)}/tags/${tag}`;
      this.#writeLink(`${folder}/current`, digest);
      this.#writeLink(`${folder}/index/${asPath(digest)}`, digest);
    }
    return digest;
  }

  /** Forgets a manifest and the tags that stand for it. */
  deleteManifest(repository: string, digest: Digest): void {
    for (const tag of this.tags(repository) ?? [])
      if (this.resolve(repository, tag) === digest) this.#tree.remove(`${this.#manifests(repository)}/tags/${tag}`, { recursive: true });
    this.#tree.remove(`${this.#manifests(repository)}/revisions/${asPath(digest)}`, { recursive: true, force: true });
  }

  /** Bytes of a manifest or blob, wherever it is linked. */
  read(digest: Digest): Uint8Array | undefined {
    const path = this.#blob(digest);
    return this.#tree.exists(path) ? this.#tree.readFile(path) : undefined;
  }

  hasBlob(repository: string, digest: Digest): boolean {
    return this.#link(this.#layer(repository, digest)) !== undefined;
  }

  putBlob(repository: string, bytes: Uint8Array): Digest {
    const digest = this.#keep(bytes);
    this.#writeLink(this.#layer(repository, digest), digest);
    return digest;
  }

  /** Makes a blob of one repository another's as well; false when the first has none such. */
  mountBlob(from: string, to: string, digest: Digest): boolean {
    if (!this.hasBlob(from, digest)) return false;
    this.#writeLink(this.#layer(to, digest), digest);
    return true;
  }

  deleteBlob(repository: string, digest: Digest): void {
    this.#tree.remove(this.#layer(repository, digest), { recursive: true, force: true });
  }

  /** Begins an upload; its id is the same each run. */
  startUpload(repository: string): string {
    let id: string;
    do {
      const hex = digestOf(`upload ${repository} ${this.#uploads++}`).slice("sha256:".length);
      id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    } while (this.#tree.exists(this.#upload(repository, id)));
    this.#tree.writeFile(`${this.#upload(repository, id)}/data`, "", { parents: true });
    return id;
  }

  /** Bytes that an upload has so far; `undefined` when there is none such. */
  uploaded(repository: string, id: string): number | undefined {
    const node = this.#tree.lookup(`${this.#upload(repository, id)}/data`);
    return node?.kind === "file" ? node.content.size : undefined;
  }

  append(repository: string, id: string, bytes: Uint8Array): void {
    this.#tree.appendFile(`${this.#upload(repository, id)}/data`, bytes);
  }

  /** The bytes of an upload, which is over with it. */
  finishUpload(repository: string, id: string): Uint8Array {
    const bytes = this.#tree.readFile(`${this.#upload(repository, id)}/data`);
    this.#tree.remove(this.#upload(repository, id), { recursive: true });
    return bytes;
  }

  #keep(bytes: Uint8Array): Digest {
    const digest = digestOf(bytes);
    if (!this.#tree.exists(this.#blob(digest))) this.#tree.writeFile(this.#blob(digest), bytes, { parents: true });
    return digest;
  }

  #link(folder: string): Digest | undefined {
    const path = `${folder}/link`;
    return this.#tree.exists(path) ? this.#tree.readText(path) : undefined;
  }

  #writeLink(folder: string, digest: Digest): void {
    this.#tree.writeFile(`${folder}/link`, digest, { parents: true });
  }

  #names(folder: string): string[] {
    return this.#tree.exists(folder) ? this.#tree.readdir(folder) : [];
  }

  #manifests(repository: string): string {
    return `${this.#root}/repositories/${repository}/_manifests`;
  }
  #layer(repository: string, digest: Digest): string {
    return `${this.#root}/repositories/${repository}/_layers/${asPath(digest)}`;
  }
  #upload(repository: string, id: string): string {
    return `${this.#root}/repositories/${repository}/_uploads/${id}`;
  }
  #blob(digest: Digest): string {
    const hex = digest.slice("sha256:".length);
    return `${this.#root}/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`;
  }
}

function asPath(digest: Digest): string {
  return digest.replace(":", "/");
}
