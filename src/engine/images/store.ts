import { type Digest, EngineError, type ImageDeleteItem } from "../api.ts";
import { askedReference } from "./asked-reference.ts";
import type { Image, Layer } from "./image.ts";
import {
  canonicalName,
  canonicalString,
  familiarString,
  InvalidReference,
  parseReference,
  type Reference,
  withDefaultTag,
} from "./reference.ts";

export interface ImageStoreOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** True while something besides images keeps a layer: the build cache does, so that `docker rmi` frees nothing of it. */
  readonly retains?: (layer: Layer) => boolean;
}

export interface RemoveOptions {
  readonly force?: boolean;
  /** The images it was made from stay, needed or not. */
  readonly noPrune?: boolean;
  /** Something runs from an image: it is not among those that go along. */
  readonly isUsed?: (id: Digest) => boolean;
}

/**
 * The images a daemon has, by id, and the names they go by. Base images that were only built upon are not in here: with
 * BuildKit they belong to the build cache, and `docker images` does not show them.
 */
export class ImageStore {
  readonly #images = new Map<Digest, Image>();
  /** Full names with tag or digest, to image ids. */
  readonly #names = new Map<string, { readonly reference: Reference; readonly id: Digest }>();
  readonly #lastTagged = new Map<Digest, number>();
  readonly #now: () => number;
  readonly #retains: (layer: Layer) => boolean;

  constructor(options: ImageStoreOptions) {
    this.#now = options.now;
    this.#retains = options.retains ?? (() => false);
  }

  /**
   * Puts an image in, known as `tags`; a tag that another image had moves over, and that image may be left dangling. A
   * registry's names by `digests` (`alpine@sha256:…`) are kept beside them.
   */
  add(image: Image, tags: readonly string[] = [], digests: readonly string[] = []): void {
    const references = [...tags.map((tag) => tagReference(tag)), ...digests.map((name) => askedReference(name))];
    if (!this.#images.has(image.id)) this.#images.set(image.id, image);
    for (const reference of references) this.#name(reference, image.id);
  }

  /** Throws `EngineError` 404 for an unknown source, 400 for a target that can be no tag. */
  tag(source: string, target: string): void {
    const image = this.get(source);
    this.#name(tagReference(target), image.id);
  }

  /** All images, the newest first; of equal age, the one tagged last. */
  all(): Image[] {
    const tagged = (image: Image) => this.lastTagged(image.id) ?? 0;
    return [...this.#images.values()].reverse().sort((a, b) => b.created - a.created || tagged(b) - tagged(a));
  }

  /** The image a name stands for, exactly; ids are not looked at. What `FROM` asks before it asks a registry. */
  named(reference: string): Image | undefined {
    try {
      return this.#byName(parseReference(reference));
    } catch (error) {
      if (error instanceof InvalidReference) return undefined;
      throw error;
    }
  }

  /** By its whole id. */
  find(id: Digest): Image | undefined {
    return this.#images.get(id);
  }

  /** As `get`; `undefined` for what is not here. Throws `EngineError` 400. */
  search(reference: string): Image | undefined {
    try {
      return this.get(reference);
    } catch (error) {
      if (error instanceof EngineError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** By name, digest, id or the beginning of an id. Throws `EngineError` 404 `No such image: …`, or 400. */
  get(reference: string): Image {
    const whole = /^(?:sha256:)?([a-f0-9]{64})$/.exec(reference);
    if (whole) {
      const image = this.#images.get(`sha256:${whole[1]}`);
      if (image) return image;
      throw new EngineError(404, `No such image: sha256:${whole[1]}`);
    }
    const parsed = askedReference(reference);
    const image = this.#byName(parsed) ?? this.#byPrefix(reference);
    if (image) return image;
    throw new EngineError(404, `No such image: ${familiarString(withDefaultTag(parsed))}`);
  }

  /**
   * What `docker save` takes: a name with its tag, all tags of a repository that is named without one, an id or the
   * beginning of one. Throws `EngineError` 404, or 400.
   */
  matching(text: string): { readonly image: Image; readonly reference?: Reference }[] {
    if (/^(?:sha256:)?[a-f0-9]{64}$/.test(text)) return [{ image: this.get(text) }];
    const parsed = askedReference(text);
    if (parsed.tag || parsed.digest) {
      const image = this.#byName(parsed) ?? (/^sha256:/.test(text) ? this.#byPrefix(text) : undefined);
      if (!image) throw new EngineError(404, "reference does not exist");
      return [text.startsWith("sha256:") ? { image } : { image, reference: parsed }];
    }
    const named = [...this.#names.values()].filter(({ reference }) => canonicalName(reference) === canonicalName(parsed));
    if (named.length > 0)
      return named.flatMap(({ reference, id }) => {
        const image = this.#images.get(id);
        return image ? [{ image, reference }] : [];
      });
    const image = this.#byPrefix(text);
    if (!image) throw new EngineError(404, `No such image: ${text}`);
    return [{ image }];
  }

  /** A layer some image stands on, by its chain id. */
  layer(chainId: Digest): Layer | undefined {
    for (const { layers } of this.#images.values()) {
      const layer = layers.find((one) => one.chainId === chainId);
      if (layer) return layer;
    }
    return undefined;
  }

  /** Puts a loaded image in. A name moves over as with `add`, but that is no tagging: its time stays. */
  load(image: Image, names: readonly Reference[]): void {
    if (!this.#images.has(image.id)) this.#images.set(image.id, image);
    for (const reference of names) this.#names.set(canonicalString(reference), { reference, id: image.id });
  }

  /** Names of an image in the short form, sorted. */
  tagsOf(id: Digest): string[] {
    return this.#references(id)
      .filter(({ digest }) => digest === undefined)
      .map(familiarString);
  }

  /** Names with a digest (`python@sha256:…`), sorted. */
  digestsOf(id: Digest): string[] {
    return this.#references(id)
      .filter(({ digest }) => digest !== undefined)
      .map(familiarString);
  }

  /** When an image got a name last, in milliseconds. */
  lastTagged(id: Digest): number | undefined {
    return this.#lastTagged.get(id);
  }

  /**
   * `docker rmi`: a name is taken away, and the image with the last of them; an id takes all names of one repository with
   * it. An image that others were made from keeps standing below them; those it was made from go with it when nothing else
   * needs them. Throws `EngineError` 404, and 409 when an id has children, or names in more than one repository and `force`
   * is not given.
   */
  remove(reference: string, options: RemoveOptions = {}): ImageDeleteItem[] {
    const { id, parent } = this.get(reference);
    const items: ImageDeleteItem[] = [];
    const names = this.#references(id);
    if (isIdPrefix(id, reference)) {
      if (this.hasChildren(id)) {
        const short = id.slice("sha256:".length, "sha256:".length + 12);
        throw new EngineError(409, `conflict: unable to delete ${short} (cannot be forced) - image has dependent child images`);
      }
      if (!options.force && !isSingleName(names)) {
        const short = id.slice("sha256:".length, "sha256:".length + 12);
        throw new EngineError(409, `conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`);
      }
    } else {
      const named = withDefaultTag(askedReference(reference));
      this.#unname(named, items);
      const left = this.#references(id).filter((other) => canonicalName(other) === canonicalName(named));
      // Digests of a repository go with its last tag.
      if (!named.digest && left.every(({ digest }) => digest)) for (const other of left) this.#unname(other, items);
      if (this.#references(id).length > 0) return items;
    }
    for (const other of this.#references(id)) this.#unname(other, items);
    if (this.hasChildren(id)) return items;
    this.#delete(id, items);
    if (!options.noPrune) this.#deleteParents(parent, options, items);
    return items;
  }

  /** Takes one name away; the image stays, if need be without any. Throws `EngineError` 404. */
  untag(reference: string): ImageDeleteItem[] {
    this.get(reference);
    const items: ImageDeleteItem[] = [];
    this.#unname(withDefaultTag(askedReference(reference)), items);
    return items;
  }

  /** True when another image here was made from it. */
  hasChildren(id: Digest): boolean {
    for (const { parent } of this.#images.values()) if (parent === id) return true;
    return false;
  }

  /** True when an image here stands on the layer. */
  holds(chainId: Digest): boolean {
    for (const { layers } of this.#images.values()) if (layers.some((layer) => layer.chainId === chainId)) return true;
    return false;
  }

  /** Every layer of every image, each once. */
  layers(): Layer[] {
    const layers = new Map<Digest, Layer>();
    for (const image of this.#images.values())
      for (const layer of image.layers) if (!layers.has(layer.chainId)) layers.set(layer.chainId, layer);
    return [...layers.values()];
  }

  /** A copy with the same images; what happens to one does not show in the other. */
  fork(options: Partial<ImageStoreOptions> = {}): ImageStore {
    const copy = new ImageStore({ now: options.now ?? this.#now, retains: options.retains ?? this.#retains });
    copy.restore([...this.#images.values()], this.names(), this.#lastTagged);
    return copy;
  }

  /** Empties the store and fills it again, when a lab is opened. Full names to ids. */
  restore(images: readonly Image[], names: ReadonlyMap<string, Digest>, lastTagged: ReadonlyMap<Digest, number>): void {
    this.#images.clear();
    this.#names.clear();
    this.#lastTagged.clear();
    for (const image of images) this.#images.set(image.id, image);
    for (const [name, id] of names) this.#names.set(name, { reference: parseReference(name), id });
    for (const [id, time] of lastTagged) this.#lastTagged.set(id, time);
  }

  /** Full names to ids, for saving. */
  names(): Map<string, Digest> {
    return new Map([...this.#names].map(([name, { id }]) => [name, id]));
  }

  #name(reference: Reference, id: Digest): void {
    this.#names.set(canonicalString(reference), { reference, id });
    this.#lastTagged.set(id, this.#now());
  }

  #unname(reference: Reference, items: ImageDeleteItem[]): void {
    this.#names.delete(canonicalString(reference));
    items.push({ Untagged: familiarString(reference) });
  }

  #references(id: Digest): Reference[] {
    const names = [...this.#names.values()].filter((name) => name.id === id).map(({ reference }) => reference);
    return names.sort((a, b) => (canonicalString(a) < canonicalString(b) ? -1 : 1));
  }

  #byName(reference: Reference): Image | undefined {
    const { tag: _, ...byDigest } = reference;
    const name = reference.digest ? canonicalString(byDigest) : canonicalString(withDefaultTag(reference));
    const entry = this.#names.get(name);
    return entry && this.#images.get(entry.id);
  }

  #byPrefix(text: string): Image | undefined {
    const found = [...this.#images.values()].filter(({ id }) => isIdPrefix(id, text));
    return found.length === 1 ? found[0] : undefined;
  }

  /** An image and those it was made from, as long as nobody knows or uses them. */
  #deleteParents(parent: Digest | undefined, { isUsed = () => false }: RemoveOptions, items: ImageDeleteItem[]): void {
    const image = parent === undefined ? undefined : this.#images.get(parent);
    if (!image || this.#references(image.id).length > 0 || this.hasChildren(image.id) || isUsed(image.id)) return;
    this.#delete(image.id, items);
    this.#deleteParents(image.parent, { isUsed }, items);
  }

  #delete(id: Digest, items: ImageDeleteItem[]): void {
    const image = this.#images.get(id);
    this.#images.delete(id);
    this.#lastTagged.delete(id);
    items.push({ Deleted: id });
    for (const layer of [...(image?.layers ?? [])].reverse()) {
      // A layer that is kept keeps all below it.
      if (this.holds(layer.chainId) || this.#retains(layer)) break;
      items.push({ Deleted: layer.chainId });
    }
  }
}

function tagReference(target: string): Reference {
  const reference = askedReference(target);
  if (reference.digest) throw new EngineError(400, "refusing to create a tag with a digest reference");
  if (familiarString({ ...reference, tag: undefined } as Reference) === "sha256") {
    throw new EngineError(400, "refusing to create an ambiguous tag using digest algorithm as name");
  }
  return withDefaultTag(reference);
}

function isIdPrefix(id: Digest, text: string): boolean {
  return text !== "" && (id.startsWith(text) || id.slice("sha256:".length).startsWith(text));
}

/** At most one tag, and nothing outside its repository. */
function isSingleName(names: readonly Reference[]): boolean {
  const tags = names.filter(({ digest }) => digest === undefined);
  return names.length <= 1 || (tags.length <= 1 && new Set(names.map(canonicalName)).size === 1);
}
