import type { Engine, ImageStack } from "../../engine/api.ts";

type Layers = ImageStack["layers"];

/** The store's images as stacks. What an image is made of never changes, so it is looked at once. */
export class ImageStacks {
  readonly #layers = new Map<string, Layers>();

  async all(engine: Engine): Promise<ImageStack[]> {
    const images = await engine.imageList({ all: true });
    const ids = new Set(images.map(({ Id }) => Id));
    for (const id of this.#layers.keys()) if (!ids.has(id)) this.#layers.delete(id);
    return Promise.all(
      images.map(async ({ Id, RepoTags, Size, Created }): Promise<ImageStack> => {
        const [{ Config, Os, Architecture }, history, layers] = await Promise.all([
          engine.imageInspect(Id),
          engine.imageHistory(Id),
          this.#layersOf(engine, Id),
        ]);
        return {
          id: Id,
          tags: RepoTags,
          size: Size,
          created: Created,
          platform: `${Os}/${Architecture}`,
          config: Config,
          layers,
          history,
        };
      }),
    );
  }

  async #layersOf(engine: Engine, id: string): Promise<Layers> {
    const known = this.#layers.get(id);
    if (known) return known;
    const { layers } = await engine.imageFilesystem(id);
    const made = layers.map(({ digest, size, createdBy }) => ({ digest, size, createdBy }));
    this.#layers.set(id, made);
    return made;
  }
}
