/** What a lesson and a module must say about themselves. The descriptions below are the documentation for writers. */
import { glob } from "astro/loaders";
import { defineCollection } from "astro:content";
import { lessonSchema, moduleSchema } from "./site/lesson-schema.ts";
import { slugOf } from "./site/lesson-paths.ts";

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: "./lessons", pattern: "*/*/index.mdx", generateId: ({ entry }) => slugOf(entry) }),
    schema: lessonSchema,
  }),
  modules: defineCollection({
    loader: glob({ base: "./lessons", pattern: "*/module.yaml", generateId: ({ entry }) => slugOf(entry) }),
    schema: moduleSchema,
  }),
};
