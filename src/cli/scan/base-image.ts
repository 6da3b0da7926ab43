/** The base image of an image: the one of the catalogue whose layers it begins with. */
import type { ImageInspect } from "../../engine/api.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";

export interface BaseImage {
  /** `python`. */
  readonly repository: string;
  /** Every tag it has, the one that is most like a person's choice first: `3.12-slim`. */
  readonly tags: readonly string[];
  /** Bytes. */
  readonly size: number;
  load(): Promise<DirectoryNode>;
}

/** Every image of a repository that the registries have, each once. */
export async function imagesOf(repository: string): Promise<BaseImage[]> {
  return (await all()).filter((image) => image.repository === repository);
}

/** The biggest image that this one stands on, itself left out; `undefined` when it stands on none that is known. */
export async function baseOf({ RootFS: { Layers = [] } }: ImageInspect): Promise<BaseImage | undefined> {
  let best: (BaseImage & { readonly layers: readonly string[] }) | undefined;
  for (const image of await all()) {
    const { layers } = image;
    if (layers.length === 0 || layers.length >= Layers.length || layers.length <= (best?.layers.length ?? 0)) continue;
    if (layers.every((digest, index) => digest === Layers[index])) best = image;
  }
  return best;
}

async function all(): Promise<(BaseImage & { readonly layers: readonly string[] })[]> {
  const { catalogue } = await import("../../../content/catalogue/index.ts");
  const tags = new Map<string, string[]>();
  for (const reference of catalogue.references()) {
    const key = `${catalogue.describe(full(reference))?.digest} ${repositoryOf(reference)}`;
    tags.set(key, [...(tags.get(key) ?? []), reference]);
  }
  return [...tags.values()].flatMap((references) => {
    const [first = ""] = references;
    const description = catalogue.describe(full(first));
    if (!description) return [];
    return {
      repository: repositoryOf(first),
      tags: references.map((reference) => reference.slice(repositoryOf(reference).length + 1)).sort((a, b) => likeness(a) - likeness(b)),
      size: description.size,
      layers: description.layers.map(({ digest }) => digest),
      load: async () => (await catalogue.load(full(first))).layers.at(-1)?.root as DirectoryNode,
    };
  });
}

function repositoryOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf(":"));
}

/** A name of the catalogue as it asks for them: `docker.io/library/python:3.12`. */
function full(reference: string): string {
  return reference.split("/")[0]?.includes(".") ? reference : `docker.io/${reference.includes("/") ? "" : "library/"}${reference}`;
}

/** A version of two parts is what people write; anything longer is further from it. */
function likeness(tag: string): number {
  return (/^\d+\.\d+(-|$)/.test(tag) ? 0 : 100) + tag.length;
}
