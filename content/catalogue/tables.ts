/** The generated tables of all families. Whoever needs a few imports `generated/<family>.json` and `describeOnly`. */
import type { FamilyTable } from "./describe.ts";
import type { FamilyName } from "./families.ts";
import alpine from "./generated/alpine.json" with { type: "json" };
import busybox from "./generated/busybox.json" with { type: "json" };
import debian from "./generated/debian.json" with { type: "json" };
import distroless from "./generated/distroless.json" with { type: "json" };
import golang from "./generated/golang.json" with { type: "json" };
import nginx from "./generated/nginx.json" with { type: "json" };
import node from "./generated/node.json" with { type: "json" };
import placeholders from "./generated/placeholders.json" with { type: "json" };
import postgres from "./generated/postgres.json" with { type: "json" };
import python from "./generated/python.json" with { type: "json" };
import redis from "./generated/redis.json" with { type: "json" };
import networkTools from "./generated/network-tools.json" with { type: "json" };
import registry from "./generated/registry.json" with { type: "json" };
import uv from "./generated/uv.json" with { type: "json" };
import ubuntu from "./generated/ubuntu.json" with { type: "json" };

// JSON modules are typed by their text; the generator writes what FamilyTable says, and a test compares.
export const tables = {
  alpine,
  busybox,
  debian,
  ubuntu,
  distroless,
  python,
  node,
  golang,
  nginx,
  postgres,
  redis,
  "network-tools": networkTools,
  registry,
  uv,
  placeholders,
} as Readonly<Record<FamilyName, FamilyTable>>;
