/** Package managers, languages and servers: the registry half that needs the package catalogue. */
import { nginx } from "../network/nginx/nginx.ts";
import { registry } from "../network/registry.ts";
import { placeholderPrograms } from "../placeholder/index.ts";
import { postgresPrograms } from "../postgres/index.ts";
import type { Program, ProgramRegistry } from "../program.ts";
import { redisPrograms } from "../redis/index.ts";
import { apk } from "./apk/apk.ts";
import { apt } from "./apt/apt.ts";
import { dpkg } from "./apt/dpkg.ts";
import { go } from "./go/go.ts";
import { goApp } from "./go/go-app.ts";
import { node } from "./npm/node.ts";
import { python } from "./python/python.ts";
import { compiledProgram, gcc } from "./tools/gcc.ts";
import { git } from "./tools/git.ts";
import { make } from "./tools/make.ts";
import { helloWorld, installedTool, pgConfig } from "./tools/installed-tool.ts";
import { uv } from "./pip/uv.ts";

export const packagePrograms: ProgramRegistry = new Map<string, Program>([
  ["python", python],
  ["node", node],
  ["go", go],
  ["go-app", goApp],
  ["apt", apt],
  ["dpkg", dpkg],
  ["apk", apk],
  ["gcc", gcc],
  ["compiled", compiledProgram],
  ["make", make],
  ["git", git],
  ["nginx", nginx],
  ["registry", registry],
  ...postgresPrograms,
  ...redisPrograms,
  ...placeholderPrograms,
  ["pg_config", pgConfig],
  ["hello-world", helloWorld],
  ["installed-tool", installedTool],
  ["uv", (process, descriptor) => uv(process, String(descriptor.data?.version ?? ""), process.argv.slice(1))],
]);
