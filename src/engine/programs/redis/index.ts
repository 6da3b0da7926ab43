/** Redis's programs, loaded when one is first run. */
import { outside } from "../../turns.ts";
import type { Program } from "../program.ts";

export const redisPrograms: readonly (readonly [string, Program])[] = [
  ["redis-server", async (process, descriptor) => (await outside(import("./server.ts"))).redisServer(process, descriptor)],
  ["redis-cli", async (process, descriptor) => (await outside(import("./cli.ts"))).redisCli(process, descriptor)],
];
