/** Every placeholder as a recipe. */
import type { Recipe } from "../recipe.ts";
import { applications } from "./applications.ts";
import { databases } from "./databases.ts";
import { messaging } from "./messaging.ts";
import { observability } from "./observability.ts";
import { recipesOf } from "./placeholder.ts";
import { pages } from "./pages.ts";
import { proxies } from "./proxies.ts";

export const family: readonly Recipe[] = [...databases, ...messaging, ...applications, ...proxies, ...observability, ...pages].flatMap(
  recipesOf,
);
