/** Lessons and modules come from folders; what they must say about themselves is in `site/lesson-schema.ts`. */
import { glob } from "astro/loaders";
import { defineCollection } from "astro:content";
import { checked } from "./site/lesson-check.ts";
import { slugOf } from "./site/lesson-paths.ts";
import { lessonSchema, moduleSchema } from "./site/lesson-schema.ts";

const loaded = (pattern: string, schema: typeof lessonSchema | typeof moduleSchema) =>
  checked(glob({ base: "./lessons", pattern, generateId: ({ entry }) => slugOf(entry) }), pattern, schema);

export const collections = {
  lessons: defineCollection({ loader: loaded("*/*/index.mdx", lessonSchema), schema: lessonSchema }),
  modules: defineCollection({ loader: loaded("*/module.yaml", moduleSchema), schema: moduleSchema }),
};
