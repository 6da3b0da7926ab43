/** nginx, PostgreSQL, Redis: versions and configuration checks; serving comes with containers. */
import type { Process, Program } from "../../program.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";

function later(process: Process, name: string): number {
  sayLab(process, `${name} is installed; servers run when the lab has containers, not yet while building.`);
  return 1;
}

export const nginx: Program = async (process, descriptor) => {
  const version = String(descriptor.data?.version ?? "1.27.5");
  const [option = ""] = process.argv.slice(1);
  if (option === "-v" || option === "-V") {
    printError(process, `nginx version: nginx/${version}`);
    return 0;
  }
  if (option === "-t") {
    const given = process.argv.indexOf("-c");
    const path = given > 0 ? absolute(process.cwd, process.argv[given + 1] ?? "") : "/etc/nginx/nginx.conf";
    const problem = configurationError(process, path);
    if (problem) {
      printError(process, `nginx: [emerg] ${problem}`, `nginx: configuration file ${path} test failed`);
      return 1;
    }
    printError(process, `nginx: the configuration file ${path} syntax is ok`, `nginx: configuration file ${path} test is successful`);
    return 0;
  }
  return later(process, "nginx");
};

/** Braces and semicolons of a configuration and of what it includes. */
function configurationError({ fs }: Process, path: string): string | undefined {
  if (!fs.exists(path)) return `open() "${path}" failed (2: No such file or directory)`;
  const text = fs.readText(path);
  let depth = 0;
  let pending = false;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw
      .replace(/(^|\s)#.*$/, "")
      .replace(/"(?:\\.|[^"])*"|'(?:\\.|[^'])*'/g, "x")
      .trim();
    for (const character of line) {
      if (character === "{") {
        depth++;
        pending = false;
      } else if (character === "}") {
        if (pending) return `unexpected "}" in ${path}:${index + 1}`;
        if (--depth < 0) return `unexpected "}" in ${path}:${index + 1}`;
      } else if (character === ";") pending = false;
      else if (character.trim() !== "") pending = true;
    }
  }
  if (depth > 0 || pending) return `unexpected end of file, expecting "${depth > 0 ? "}" : ";"}" in ${path}:${text.split("\n").length}`;
  for (const [, pattern = ""] of text.matchAll(/^\s*include\s+([^;]+);/gm)) {
    const folder = absolute(path.slice(0, path.lastIndexOf("/")), pattern.slice(0, pattern.lastIndexOf("/")) || ".");
    const name = pattern.slice(pattern.lastIndexOf("/") + 1);
    if (!name.includes("*")) continue;
    const end = name.slice(name.indexOf("*") + 1);
    for (const entry of fs.exists(folder) ? fs.readdir(folder) : []) {
      const problem = entry.endsWith(end) ? configurationError({ fs } as Process, `${folder}/${entry}`) : undefined;
      if (problem) return problem;
    }
  }
  return undefined;
}

export const postgres: Program = async (process, descriptor) => {
  if (process.argv[1] === "--version" || process.argv[1] === "-V") {
    print(process, `postgres (PostgreSQL) ${String(descriptor.data?.version ?? "17.5")}`);
    return 0;
  }
  return later(process, "postgres");
};

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
