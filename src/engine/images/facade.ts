/** The engine's half that keeps images. */
import type {
  Digest,
  Filters,
  HistoryRow,
  ImageDeleteItem,
  ImageFilesystem,
  ImageInspect,
  ImageSummary,
  ImportOptions,
  LoadedImage,
  PruneReport,
} from "../api.ts";
import type { Clock } from "../clock.ts";
import { DaemonFacade } from "../containers/facade.ts";
import { isUsed, removeImage } from "../containers/image-use.ts";
import { versionInfo } from "../system.ts";
import { importImage } from "./archive/import.ts";
import { loadImages } from "./archive/load.ts";
import { saveImages } from "./archive/save.ts";
import { filesystemOf, historyRows, inspect } from "./describe.ts";
import type { Layer } from "./image.ts";
import { tellImage, tellNamed, tellPruned, tellRemoved } from "./image-events.ts";
import { listImages } from "./list.ts";
import { pruneImages } from "./prune.ts";
import type { ImageStore } from "./store.ts";

/** What it works with. */
export interface ImageWorld {
  readonly store: ImageStore;
  readonly clock: Clock;
}

export abstract class ImageFacade extends DaemonFacade {
  /** The images here, once those are that have been here all along. */
  protected abstract imageWorld(): Promise<ImageWorld>;
  /** A layer that is of no image here, but has been brought for a build. */
  protected abstract baseLayers(): Promise<(chainId: Digest) => Layer | undefined>;

  async imageList({ all = false, filters = {} }: { all?: boolean; filters?: Filters } = {}): Promise<ImageSummary[]> {
    const { store, clock } = await this.imageWorld();
    return listImages(store, all, filters, clock.now());
  }

  async imageInspect(reference: string): Promise<ImageInspect> {
    const { store } = await this.imageWorld();
    return inspect(store, store.get(reference));
  }

  async imageHistory(reference: string): Promise<HistoryRow[]> {
    const { store } = await this.imageWorld();
    return historyRows(store, store.get(reference));
  }

  async imageFilesystem(reference: string): Promise<ImageFilesystem> {
    const { store } = await this.imageWorld();
    return filesystemOf(store.get(reference));
  }

  async imageTag(source: string, target: string): Promise<void> {
    const { store } = await this.imageWorld();
    store.tag(source, target);
    tellNamed(this.daemon.events, store.get(target), [target]);
  }

  async imageRemove(reference: string, options: { force?: boolean; noPrune?: boolean } = {}): Promise<ImageDeleteItem[]> {
    const { store } = await this.imageWorld();
    const { id, config } = store.get(reference);
    const before = new Set(store.all().map((image) => image.id));
    const items = removeImage(this.daemon, store, reference, options);
    tellRemoved(this.daemon.events, id, items, (gone) => before.has(gone), config.Labels);
    return items;
  }

  async imagePrune(options: { filters?: Filters } = {}): Promise<PruneReport> {
    const { store, clock } = await this.imageWorld();
    const before = new Set(store.all().map((image) => image.id));
    const report = pruneImages(store, clock.now(), { ...options, isUsed: (id) => isUsed(this.daemon, id) });
    tellRemoved(this.daemon.events, "", report.deleted, (gone) => before.has(gone));
    tellPruned(this.daemon.events, "image", report.spaceReclaimed);
    return report;
  }

  async imageSave(references: readonly string[]): Promise<Uint8Array> {
    const { store } = await this.imageWorld();
    const archive = saveImages(store, references);
    const saved = new Set(references.flatMap((reference) => store.matching(reference).map(({ image }) => image)));
    for (const { id, config } of saved) tellImage(this.daemon.events, "save", id, id, config.Labels);
    return archive;
  }

  async imageLoad(archive: Uint8Array): Promise<LoadedImage[]> {
    const { store } = await this.imageWorld();
    const ofBases = await this.baseLayers();
    const loaded = await loadImages(store, archive, (chainId) => store.layer(chainId) ?? ofBases(chainId));
    for (const { id } of loaded) tellImage(this.daemon.events, "load", id, id, store.find(id)?.config.Labels);
    return loaded;
  }

  async imageImport(archive: Uint8Array, options: ImportOptions = {}): Promise<Digest> {
    const { store, clock } = await this.imageWorld();
    const image = importImage(archive, this.configFromChanges(options.changes ?? []), options, clock.now(), versionInfo.Version);
    store.add(image, options.reference ? [options.reference] : []);
    if (options.reference) tellNamed(this.daemon.events, image, [options.reference]);
    tellImage(this.daemon.events, "import", image.id, image.id, image.config.Labels);
    return image.id;
  }
}
