/** PostgreSQL and Redis: their versions. Serving is not modelled. */
import type { Process, Program } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";

function later(process: Process, name: string): number {
  sayLab(process, `${name} is installed, but the lab does not model what this server does.`);
  return 1;
}

export const redisServer: Program = async (process, descriptor) => {
  if (process.argv[1] === "--version" || process.argv[1] === "-v") {
    print(
      process,
      `Redis server v=${String(descriptor.data?.version ?? "7.4.4")} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=7f1c2d3e4a5b6c7d`,
    );
    return 0;
  }
  return later(process, "redis-server");
};

export const redisCli: Program = async (process, descriptor) => {
  if (process.argv[1] === "--version" || process.argv[1] === "-v") {
    print(process, `redis-cli ${String(descriptor.data?.version ?? "7.4.4")}`);
    return 0;
  }
  printError(process, "Could not connect to Redis at 127.0.0.1:6379: Connection refused");
  return 1;
};
