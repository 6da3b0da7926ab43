/** What the page asks of an engine's images. */
import { type Engine, EngineError, type ImageConfig } from "../../engine/api.ts";
import type { KnownImage } from "../backend.ts";
import type { Calls } from "./protocol.ts";

/** The files that a step changed, from the build cache or an image that stands on it. Throws when neither has them any more. */
export async function layerChanges(engine: Engine, { key, layer }: Calls["layerChanges"]["ask"]): Promise<Calls["layerChanges"]["answer"]> {
  try {
    return await engine.layerChanges(key);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
  // Pruned from the cache; an image may still stand on it.
  for (const image of layer === undefined ? [] : await engine.imageList({ all: true })) {
    const { layers } = await engine.imageFilesystem(image.Id);
    const found = layers.find(({ digest }) => digest === layer);
    if (found) return found.changes;
  }
  throw new Error("What this step made has been pruned: build it again to see its files.");
}

/** The images that a FROM can name: the engine's own, and those of `bases` that it does not have. */
export async function knownImages(engine: Engine, bases: readonly KnownImage[]): Promise<Calls["images"]["answer"]> {
  const own: KnownImage[] = [];
  for (const { Id, RepoTags } of await engine.imageList()) {
    const { Config } = await engine.imageInspect(Id);
    for (const name of RepoTags) own.push(knownImage(name, Config));
  }
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...bases.filter(({ name }) => !names.has(name))];
}

/** What an editor needs of an image. */
export function knownImage(name: string, { Env, Shell }: ImageConfig): KnownImage {
  return { name, config: { ...(Env && { Env }), ...(Shell && { Shell }) } };
}
