/** `tsc`: every source becomes a JavaScript file where tsconfig.json wants it. Types are not checked. */
import type { Process } from "../../program.ts";
import { absolute, print, sayLab } from "../lab.ts";
import { optionOf, sourcesBelow } from "./project-files.ts";

interface TsConfig {
  readonly compilerOptions?: {
    readonly outDir?: string;
    readonly rootDir?: string;
    readonly noEmit?: boolean;
    readonly declaration?: boolean;
    readonly sourceMap?: boolean;
  };
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly files?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
}

const source = /(?<!\.d)\.[cm]?tsx?$/;

/** `argv` without the program's own name. */
export async function tsc(process: Process, _version: string, args: readonly string[]): Promise<number> {
  const project = optionOf(args, "-p") ?? optionOf(args, "--project") ?? ".";
  const named = absolute(process.cwd, project);
  const path = process.fs.lookup(named)?.kind === "directory" ? `${named === "/" ? "" : named}/tsconfig.json` : named;
  const listed = args.filter((word) => source.test(word));
  if (!process.fs.exists(path) && listed.length === 0) {
    if (project !== ".") {
      print(process, `error TS5058: The specified path does not exist: '${project}'.`);
      return 1;
    }
    print(
      process,
      "tsc: The TypeScript Compiler",
      "",
      "COMMON COMMANDS",
      "",
      "  tsc",
      "  Compiles the current project (tsconfig.json in the working directory.)",
    );
    return 1;
  }
  const code = await compile(process, path, args, listed);
  if (code === 0) sayLab(process, "tsc wrote its files without checking the types: the lab does not read TypeScript.");
  return code;
}

async function compile(process: Process, path: string, args: readonly string[], listed: readonly string[]): Promise<number> {
  const config = process.fs.exists(path) ? readConfig(process.fs.readText(path)) : {};
  if (config === undefined) {
    print(process, `${path.slice(path.lastIndexOf("/") + 1)}(1,1): error TS1005: '{' expected.`);
    return 1;
  }
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  if (config.files?.length === 0 && config.references) {
    for (const reference of config.references) {
      const target = absolute(folder, reference.path);
      const own = target.endsWith(".json") ? target : `${target}/tsconfig.json`;
      if (!process.fs.exists(own)) {
        print(process, `error TS6053: File '${own}' not found.`);
        return 1;
      }
      const code = await compile(process, own, args, []);
      if (code !== 0) return code;
    }
    return 0;
  }
  const { compilerOptions = {} } = config;
  const outDir = optionOf(args, "--outDir") ?? compilerOptions.outDir;
  const out = outDir === undefined ? undefined : absolute(folder, outDir);
  const sources = listed.length > 0 ? listed.map((word) => absolute(process.cwd, word)) : inputs(process, folder, config, out);
  if (sources.length === 0) {
    print(
      process,
      `error TS18003: No inputs were found in config file '${path}'. Specified 'include' paths were '${JSON.stringify(config.include ?? ["**/*"])}' and 'exclude' paths were '${JSON.stringify(config.exclude ?? (outDir === undefined ? [] : [outDir]))}'.`,
    );
    return 2;
  }
  await process.clock.sleep(900 + sources.length * 40, process.signal);
  if (compilerOptions.noEmit === true || args.includes("--noEmit")) return 0;
  const root = compilerOptions.rootDir === undefined ? commonFolder(sources) : absolute(folder, compilerOptions.rootDir);
  for (const each of sources) {
    const target = (out === undefined ? each : `${out}${each.slice(root === "/" ? 0 : root.length)}`).replace(/\.([cm]?)tsx?$/, ".$1js");
    process.fs.writeFile(target, process.fs.readText(each), { parents: true });
    if (compilerOptions.declaration) process.fs.writeFile(target.replace(/\.([cm]?)js$/, ".d.$1ts"), "export {};\n");
    if (compilerOptions.sourceMap) process.fs.writeFile(`${target}.map`, `{"version":3,"file":"${target.replace(/^.*\//, "")}"}\n`);
  }
  return 0;
}

/** tsconfig.json is JSON with comments and commas too many. */
function readConfig(text: string): TsConfig | undefined {
  const plain = text.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "$1").replace(/,(\s*[}\]])/g, "$1");
  try {
    return JSON.parse(plain) as TsConfig;
  } catch {
    return undefined;
  }
}

function inputs(process: Process, folder: string, { include, exclude, files }: TsConfig, out: string | undefined): string[] {
  const base = folder === "/" ? "" : folder;
  const all = sourcesBelow(process, folder, source).filter((path) => out === undefined || !path.startsWith(`${out}/`));
  const patterns = [...(include ?? (files ? [] : ["**/*"])), ...(files ?? [])].map((glob) => globPattern(glob));
  const without = (exclude ?? []).map((glob) => globPattern(glob));
  return all.filter((path) => {
    const relative = path.slice(base.length + 1);
    return patterns.some((pattern) => pattern.test(relative)) && !without.some((pattern) => pattern.test(relative));
  });
}

/** `src`, `src/**\/*`, `*.ts` as a pattern for a path from the project's folder. A folder means all below it. */
function globPattern(glob: string): RegExp {
  const text = glob
    .replace(/^\.\//, "")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/?|\*|\?/g, (star) => (star.startsWith("**") ? ".*" : star === "*" ? "[^/]*" : "[^/]"));
  return new RegExp(`^${text}(/.*)?$`);
}

function commonFolder(paths: readonly string[]): string {
  let common = (paths[0] ?? "/").split("/").slice(0, -1);
  for (const path of paths) {
    const parts = path.split("/");
    const end = common.findIndex((part, index) => parts[index] !== part);
    if (end >= 0) common = common.slice(0, end);
  }
  return common.join("/") || "/";
}
