/** Images in words: names, and the sentence that stands for the picture. */
import { sizeInWords } from "../layers/words.ts";
import type { ImageStack } from "../../engine/api.ts";

/** Which images a layer is in, by its digest. */
export type LayerUsers = ReadonlyMap<string, readonly string[]>;

export function usersOf(images: readonly ImageStack[]): LayerUsers {
  const users = new Map<string, string[]>();
  for (const image of images) {
    for (const digest of new Set(image.layers.map((layer) => layer.digest)))
      users.set(digest, [...(users.get(digest) ?? []), nameOf(image)]);
  }
  return users;
}

/** Its first name; a dangling one has none, and is called as `docker images` calls it. */
export function nameOf({ tags }: ImageStack): string {
  return tags[0] ?? "<none>";
}

/** Names of the other images that hold a layer. */
export function othersWith(digest: string, image: ImageStack, users: LayerUsers): string[] {
  const names = [...(users.get(digest) ?? [])];
  names.splice(names.indexOf(nameOf(image)), 1);
  return [...new Set(names)];
}

/** `app:latest, 12 MB, 5 layers, 3 of them shared with python:3.12`. */
export function sentenceOf(image: ImageStack, users: LayerUsers): string {
  const shared = image.layers.filter(({ digest }) => (users.get(digest)?.length ?? 0) > 1);
  const others = new Set(shared.flatMap(({ digest }) => othersWith(digest, image, users)));
  const names = image.tags.length === 0 ? "Dangling image without a name" : image.tags.join(", ");
  const count = `${image.layers.length} layer${image.layers.length === 1 ? "" : "s"}`;
  const both = shared.length === 0 ? "none shared" : `${shared.length} of them shared with ${[...others].join(", ")}`;
  return `${names}, ${sizeInWords(image.size)}, ${count}, ${both}`;
}

/** What made a layer, without what the shell form and BuildKit put around it. */
export function makerOf(createdBy: string): string {
  const text = createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, "")
    .replace(/^(RUN )?\/bin\/sh -c /, "RUN ")
    .replace(/ # buildkit$/, "");
  return text || "a layer from elsewhere";
}
