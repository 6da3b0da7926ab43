/** Writes `generated/<family>.json` and the home page's table from the recipes: `node content/catalogue/generate.ts`. A test keeps them in step. */
import { writeFile } from "node:fs/promises";
import type { FamilyTable, HomeTable } from "./describe.ts";
import { families } from "./families.ts";
import { description, materialise } from "./materialise.ts";
import type { Recipe } from "./recipe.ts";

/** The table of one family. */
export function tableOf(recipes: readonly Recipe[]): FamilyTable {
  return { images: recipes.map((recipe) => ({ tags: recipe.tags, description: description(materialise(recipe)) })) };
}

/** As it stands in the file. */
function tableText(table: FamilyTable | HomeTable): string {
  return `{\n  "images": [\n${table.images.map((image) => `    ${JSON.stringify(image)}`).join(",\n")}\n  ]\n}\n`;
}

/** Families whose images a visitor of the home page may build upon. */
const homeFamilies = ["alpine", "debian", "node", "python"] as const;

/** Variants for an older distribution, the oldest Python, and what others are only built upon: whoever wants them is in the playground by then. */
const seldom = /^buildpack-deps:|^python:3\.9|^(?:node|python):.*(?:bullseye|alpine3\.21)$/;

/** One small table for the home page, which foretells and never pulls: the layers of its images are nobody's business there. */
export async function homeTable(): Promise<HomeTable> {
  const tables = await Promise.all(homeFamilies.map(async (name) => tableOf(await families[name]())));
  return {
    images: tables
      .flatMap(({ images }) => images)
      .filter(({ tags }) => !tags.every((tag) => seldom.test(tag)))
      .map(({ tags, description: { chainId, config, size } }) => ({ tags, description: { chainId, config, size } })),
  };
}

if (import.meta.main) {
  await writeFile(new URL("generated/home.json", import.meta.url), tableText(await homeTable()));
  for (const [name, load] of Object.entries(families)) {
    await writeFile(new URL(`generated/${name}.json`, import.meta.url), tableText(tableOf(await load())));
  }
}
