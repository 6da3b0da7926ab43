/** The families of images and how to bring in their recipes: one module each, loaded when an image of it is wanted. */
import type { Recipe } from "./recipe.ts";

export const families = {
  alpine: async () => (await import("./images/alpine.ts")).family,
  busybox: async () => (await import("./images/busybox.ts")).family,
  debian: async () => (await import("./images/debian.ts")).family,
  ubuntu: async () => (await import("./images/debian.ts")).ubuntu,
  distroless: async () => (await import("./images/distroless.ts")).family,
  python: async () => (await import("./images/python.ts")).family,
  node: async () => (await import("./images/node.ts")).family,
  golang: async () => (await import("./images/golang.ts")).family,
  nginx: async () => (await import("./images/nginx.ts")).family,
  postgres: async () => (await import("./images/databases.ts")).postgresFamily,
  uv: async () => (await import("./images/uv.ts")).family,
  "network-tools": async () => (await import("./images/network-tools.ts")).family,
  registry: async () => (await import("./images/registry.ts")).family,
  placeholders: async () => (await import("./placeholders/index.ts")).family,
  redis: async () => (await import("./images/databases.ts")).redisFamily,
} as const satisfies Readonly<Record<string, () => Promise<readonly Recipe[]>>>;

export type FamilyName = keyof typeof families;
