/** Writes `generated/<family>.json` from the recipes: `node content/catalogue/generate.ts`. A test keeps them in step. */
import { writeFile } from "node:fs/promises";
import type { FamilyTable } from "./describe.ts";
import { families } from "./families.ts";
import { description, materialise } from "./materialise.ts";
import type { Recipe } from "./recipe.ts";

/** The table of one family. */
export function tableOf(recipes: readonly Recipe[]): FamilyTable {
  return { images: recipes.map((recipe) => ({ tags: recipe.tags, description: description(materialise(recipe)) })) };
}

/** As it stands in the file. */
export function tableText(table: FamilyTable): string {
  return `{\n  "images": [\n${table.images.map((image) => `    ${JSON.stringify(image)}`).join(",\n")}\n  ]\n}\n`;
}

if (import.meta.main) {
  for (const [name, load] of Object.entries(families)) {
    await writeFile(new URL(`generated/${name}.json`, import.meta.url), tableText(tableOf(await load())));
  }
}
