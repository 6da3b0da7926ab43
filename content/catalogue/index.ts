/**
 * The catalogue of base images: a snapshot of what the registries had in June 2025, written down as recipes. Versions,
 * configs and layouts are the real ones' as far as a learner meets them; sizes are near, most of a big file is a hole.
 */
import { EngineError } from "../../src/engine/api.ts";
import type { Image, ImageDescription, ImageSource } from "../../src/engine/images/image.ts";
import { placeholderLabel } from "../../src/engine/images/placeholder-label.ts";
import { canonical } from "../../src/engine/images/reference.ts";
import { describeOnly } from "./describe.ts";
import { type FamilyName, families } from "./families.ts";
import { notInTheLab } from "./not-in-the-lab.ts";
import { type StandIn, standInFor } from "./published-tags.ts";
import { repositories } from "./repositories.ts";
import { tables } from "./tables.ts";

const descriptions = describeOnly(Object.values(tables));
const familyOf = new Map<string, FamilyName>();
for (const [name, table] of Object.entries(tables)) {
  for (const { tags, description } of table.images) {
    for (const tag of tags) {
      familyOf.set(canonical(tag), name as FamilyName);
      familyOf.set(description.digest, name as FamilyName);
    }
  }
}
const images = new Map<string, Promise<Image>>();
const standIns = new Map<string, StandIn | undefined>();

function tagsOf(repository: string): string[] {
  return descriptions.references().flatMap((known) => (known.startsWith(`${repository}:`) ? [known.slice(repository.length + 1)] : []));
}

/** What answers to a name that is not listed, and what answers to the name of a placeholder. */
function standIn(reference: string): StandIn | undefined {
  if (!standIns.has(reference)) {
    const own = descriptions.describe(reference);
    const isListed = own !== undefined && own.config.Labels?.[placeholderLabel] === undefined;
    const placeholder = (repository: string): string | undefined =>
      descriptions.describe(`${repository}:latest`)?.config.Labels?.[placeholderLabel];
    standIns.set(reference, isListed ? undefined : standInFor(reference, tagsOf, placeholder));
  }
  return standIns.get(reference);
}

function find(reference: string): ImageDescription | undefined {
  const known = descriptions.describe(reference);
  if (known) return known;
  const other = standIn(reference);
  return other && descriptions.describe(other.reference);
}

/** All images; knows linux/amd64 only. */
export const catalogue: ImageSource = {
  describe: (reference, platform) => (supported(platform) ? find(reference) : undefined),
  notice: (reference) => standIn(reference)?.notice,
  missing: notInTheLab,
  references: () => descriptions.references(),
  repositories: () => repositories,
  async manifest(reference) {
    const [image, { manifestText }] = await Promise.all([this.load(reference), import("./materialise.ts")]);
    return manifestText(image);
  },
  async placeholder(reference, request) {
    const { inventedFor } = await import("./placeholders/invented.ts");
    return inventedFor(reference, request);
  },
  async load(reference, platform) {
    const known = supported(platform) ? find(reference) : undefined;
    const family = familyOf.get(known?.digest ?? "");
    if (!known || !family) throw new EngineError(404, `${reference}: not found`);
    let image = images.get(known.digest);
    if (!image) {
      image = loadFrom(family, known.digest);
      images.set(known.digest, image);
    }
    return image;
  },
};

function supported(platform: string | undefined): boolean {
  return platform === undefined || platform === "" || platform === "linux" || platform === "linux/amd64";
}

async function loadFrom(family: FamilyName, digest: string): Promise<Image> {
  const [recipes, { materialise }] = await Promise.all([families[family](), import("./materialise.ts")]);
  const index = tables[family].images.findIndex(({ description }) => description.digest === digest);
  const recipe = recipes[index];
  if (!recipe) throw new EngineError(500, `the catalogue's table of ${family} is out of step with its recipes`);
  return materialise(recipe);
}
