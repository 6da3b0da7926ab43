/** Images, over the API. Their files are read from what `docker save` gives. */
import {
  type Digest,
  EngineError,
  type HistoryRow,
  type ImageDeleteItem,
  type ImageFilesystem,
  type ImageInspect,
  type ImageSummary,
  type Filters,
  type PruneReport,
} from "../../../engine/api.ts";
import { readSavedImage } from "./saved-image.ts";
import { type Api, filtersOf, part, target } from "./http.ts";

export class ApiImages {
  readonly #api: Api;
  readonly #files = new Map<Digest, Promise<ImageFilesystem>>();

  constructor(api: Api) {
    this.#api = api;
  }

  imageList({ all, filters }: { all?: boolean; filters?: Filters } = {}): Promise<ImageSummary[]> {
    return this.#api.json("GET", target("/images/json", { all, ...filtersOf(filters) }));
  }

  imageInspect(reference: string): Promise<ImageInspect> {
    return this.#api.json("GET", `/images/${part(reference)}/json`);
  }

  imageHistory(reference: string): Promise<HistoryRow[]> {
    return this.#api.json("GET", `/images/${part(reference)}/history`);
  }

  /** An image never changes: what was read of one is kept while it is among the last few. */
  async imageFilesystem(reference: string): Promise<ImageFilesystem> {
    const { Id } = await this.imageInspect(reference);
    let files = this.#files.get(Id);
    if (!files) {
      files = this.imageSave([Id]).then(readSavedImage);
      files.catch(() => this.#files.delete(Id));
      this.#files.set(Id, files);
      const [oldest] = this.#files.keys();
      if (this.#files.size > 8 && oldest !== undefined) this.#files.delete(oldest);
    }
    return files;
  }

  async imageTag(source: string, to: string): Promise<void> {
    const cut = /:([^/:]+)$/.exec(to);
    const repo = cut ? to.slice(0, cut.index) : to;
    await this.#api.done("POST", target(`/images/${part(source)}/tag`, { repo, tag: cut?.[1] }));
  }

  imageRemove(reference: string, { force, noPrune }: { force?: boolean; noPrune?: boolean } = {}): Promise<ImageDeleteItem[]> {
    return this.#api.json("DELETE", target(`/images/${part(reference)}`, { force, noprune: noPrune }));
  }

  async imagePrune({ filters }: { filters?: Filters } = {}): Promise<PruneReport> {
    const { ImagesDeleted, SpaceReclaimed } = await this.#api.json<{ ImagesDeleted: ImageDeleteItem[] | null; SpaceReclaimed: number }>(
      "POST",
      target("/images/prune", filtersOf(filters ?? {})),
    );
    return { deleted: ImagesDeleted ?? [], spaceReclaimed: SpaceReclaimed };
  }

  imageSave(references: readonly string[]): Promise<Uint8Array> {
    return this.#api.bytes("GET", target("/images/get", { names: references }));
  }

  imageLoad(): Promise<never> {
    return notHere("images cannot be loaded: build one, or take one of the list");
  }

  imageImport(): Promise<never> {
    return notHere("images cannot be imported: build one, or take one of the list");
  }
}

async function notHere(why: string): Promise<never> {
  throw new EngineError(403, `sandbox rule "images": ${why}`);
}
