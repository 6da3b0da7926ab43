/** The light half of the catalogue: looking images up in the generated tables. */
import type { ImageDescription } from "../../src/engine/images/image.ts";
import { canonical } from "../../src/engine/images/reference.ts";

/** One family's table as `generate.ts` writes it. */
export interface FamilyTable {
  readonly images: readonly { readonly tags: readonly string[]; readonly description: ImageDescription }[];
}

/** The home page's: it foretells and never pulls, so nobody sees an image's own digest there, or its layers. */
export interface HomeTable {
  readonly images: readonly {
    readonly tags: readonly string[];
    readonly description: Pick<ImageDescription, "chainId" | "config" | "size">;
  }[];
}

/** As the table of a family: the chain id is digest enough. */
export function familyTable({ images }: HomeTable): FamilyTable {
  return {
    images: images.map(({ tags, description }) => ({ tags, description: { digest: description.chainId, layers: [], ...description } })),
  };
}

/** What can be described without loading anything. */
export interface Descriptions {
  describe(reference: string): ImageDescription | undefined;
  references(): readonly string[];
}

/** A describer for these families only: the home page ships no more than it shows. */
export function describeOnly(tables: readonly FamilyTable[]): Descriptions {
  const byName = new Map<string, ImageDescription>();
  const digests = new Map<string, ImageDescription>();
  for (const { images } of tables) {
    for (const { tags, description } of images) {
      for (const tag of tags) {
        byName.set(canonical(tag), description);
        digests.set(`${repository(canonical(tag))}@${description.digest}`, description);
      }
    }
  }
  const names = tables.flatMap(({ images }) => images.flatMap(({ tags }) => tags));
  return {
    describe(reference) {
      const at = reference.indexOf("@");
      // With a digest the tag is only decoration.
      if (at >= 0) return digests.get(`${repository(canonical(reference.slice(0, at)))}${reference.slice(at)}`);
      return byName.get(canonical(reference));
    },
    references: () => names,
  };
}

function repository(reference: string): string {
  return reference.slice(0, reference.lastIndexOf(":"));
}
