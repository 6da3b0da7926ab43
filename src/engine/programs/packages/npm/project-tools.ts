/**
 * Compilers and bundlers as builds meet them: each writes the files a later step copies, of a believable size. What is in the
 * sources is not judged, and every tool says so.
 */
import { sha256Hex } from "../../../filesystem/digest.ts";
import type { Process } from "../../program.ts";
import { hole } from "../binaries.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";
import { nextBuild } from "./next-build.ts";
import { optionOf, sourcesBelow } from "./project-files.ts";
import { type Manifest, readJson } from "./manifest.ts";
import { nodePackages } from "./catalogue.ts";
import { tsc } from "./typescript.ts";

type ProjectTool = (process: Process, version: string, args: readonly string[]) => Promise<number>;

/** Runs a tool of `node_modules/.bin` that the lab knows; `undefined` when it does not. */
export function projectTool(process: Process, command: string, version: string, args: readonly string[]): Promise<number> | undefined {
  return tools[command]?.(process, version, args);
}

const tools: Readonly<Record<string, ProjectTool>> = {
  tsc,
  nest: async (process, version, args) => (args[0] === "build" ? tsc(process, version, []) : unknown(process, "nest", args)),
  vite: async (process, version, args) => (args[0] === "build" ? viteBuild(process, version, args) : unknown(process, "vite", args)),
  next: async (process, version, args) => (args[0] === "build" ? nextBuild(process, version) : unknown(process, "next", args)),
  "react-scripts": async (process, _version, args) =>
    args[0] === "build" ? reactBuild(process) : args[0] === "test" ? tests(process, "jest", args) : unknown(process, "react-scripts", args),
  webpack: async (process, version, args) => webpack(process, version, args),
  prisma: async (process, version, args) => (args[0] === "generate" ? prismaGenerate(process, version) : unknown(process, "prisma", args)),
  eslint: async (process, _version, args) => unjudged(process, "eslint", "lint", args),
  prettier: async (process, _version, args) => unjudged(process, "prettier", "read", args),
  jest: async (process, _version, args) => tests(process, "jest", args),
  vitest: async (process, _version, args) => tests(process, "vitest", args),
  mocha: async (process, _version, args) => tests(process, "mocha", args),
};

function unknown(process: Process, command: string, args: readonly string[]): number {
  sayLab(process, `${command} ${args[0] ?? ""} is not part of the lab: it would start a program, and programs come with containers.`);
  return 1;
}

function unjudged(process: Process, command: string, verb: string, _args: readonly string[]): number {
  sayLab(process, `${command} is taken to be content: the lab does not ${verb} JavaScript.`);
  return 0;
}

const testFile = /(^|\/)(test|tests|__tests__)\/.*\.[cm]?[jt]sx?$|\.(test|spec)\.[cm]?[jt]sx?$/;

function tests(process: Process, command: string, args: readonly string[]): number {
  const found = sourcesBelow(process, process.cwd, testFile);
  if (found.length === 0) {
    const fine = args.includes("--passWithNoTests");
    if (command === "mocha") printError(process, 'Error: No test files found: "test"');
    else printError(process, fine ? "No tests found, exiting with code 0" : "No tests found, exiting with code 1");
    return fine ? 0 : 1;
  }
  sayLab(
    process,
    `${command} found ${found.length} test file${found.length === 1 ? "" : "s"}, taken to pass: the lab does not run JavaScript.`,
  );
  return 0;
}

/** What the project's own dependencies weigh in a bundle: browsers get a small part of a package. */
function bundleSize(process: Process): number {
  const manifest = readJson<Manifest>(process.fs, `${process.cwd}/package.json`);
  let size = 0;
  for (const name of Object.keys(manifest?.dependencies ?? {}))
    size += Math.min(130_000, (nodePackages().get(name)?.size ?? 20_000) * 0.03 + 4_000);
  for (const path of sourcesBelow(process, `${process.cwd}/src`, /\.([cm]?[jt]sx?|vue|svelte)$/)) size += sizeOf(process, path) * 0.7;
  return Math.round(size);
}

function sizeOf(process: Process, path: string): number {
  const node = process.fs.lookup(path);
  return node?.kind === "file" ? node.content.size : 0;
}

/** Eight characters that change with the sources, as bundlers name files. */
function contentHash(process: Process): string {
  const texts = sourcesBelow(process, process.cwd, /\.([cm]?[jt]sx?|vue|svelte|css|html|json)$/).map((path) => process.fs.readText(path));
  return sha256Hex(texts.join("\0")).slice(0, 8);
}

/** Writes the page and its assets; says what it wrote, as path and size. */
function writeSite(process: Process, out: string, page: string, script: string, style: string | undefined): [string, number][] {
  process.fs.remove(out, { recursive: true, force: true });
  process.fs.mkdir(out, { recursive: true });
  const publicFolder = `${process.cwd}/public`;
  for (const path of sourcesBelow(process, publicFolder, /./)) {
    const node = process.fs.lookup(path);
    if (node?.kind === "file") process.fs.writeFile(`${out}${path.slice(publicFolder.length)}`, node.content, { parents: true });
  }
  const tags = `${style === undefined ? "" : `    <link rel="stylesheet" href="/${style}">\n`}    <script type="module" src="/${script}"></script>\n`;
  const html = page
    .replace(/^.*<script[^>]*src="\/?src\/[^"]*"[^>]*><\/script>/gm, "")
    .replace(/<\/head>|<\/body>/, (end) => `${tags}${end}`);
  const size = bundleSize(process);
  process.fs.writeFile(`${out}/index.html`, html);
  process.fs.writeFile(`${out}/${script}`, hole(size, "/* bundled */\n"), { parents: true });
  const written: [string, number][] = [["index.html", html.length]];
  if (style !== undefined) {
    const css = sourcesBelow(process, `${process.cwd}/src`, /\.(css|s[ac]ss)$/)
      .map((path) => process.fs.readText(path))
      .join("\n");
    process.fs.writeFile(`${out}/${style}`, css, { parents: true });
    written.push([style, css.length]);
  }
  written.push([script, size]);
  return written;
}

async function viteBuild(process: Process, version: string, args: readonly string[]): Promise<number> {
  const page = `${process.cwd}/index.html`;
  printError(process, `vite v${version} building for production...`);
  if (!process.fs.exists(page)) {
    printError(process, "error during build:", 'Could not resolve entry module "index.html".');
    return 1;
  }
  const missing = /<script[^>]*src="\/?(src\/[^"]+)"/.exec(process.fs.readText(page))?.[1];
  if (missing && !process.fs.exists(`${process.cwd}/${missing}`)) {
    printError(process, "error during build:", `Failed to resolve /${missing} from ${page}`);
    return 1;
  }
  const config = ["ts", "js", "mts", "mjs"].map((end) => `${process.cwd}/vite.config.${end}`).find((path) => process.fs.exists(path));
  const outDir =
    optionOf(args, "--outDir") ?? (config ? /outDir:\s*["'`]([^"'`]+)/.exec(process.fs.readText(config))?.[1] : undefined) ?? "dist";
  const modules = sourcesBelow(process, `${process.cwd}/src`, /./).length + 28;
  await process.clock.sleep(400 + modules * 12, process.signal);
  const hash = contentHash(process);
  const styled = sourcesBelow(process, `${process.cwd}/src`, /\.(css|s[ac]ss)$/).length > 0;
  const written = writeSite(
    process,
    absolute(process.cwd, outDir),
    process.fs.readText(page),
    `assets/index-${hash}.js`,
    styled ? `assets/index-${hash}.css` : undefined,
  );
  const width = Math.max(...written.map(([path]) => path.length)) + outDir.length + 1;
  const kB = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`;
  print(
    process,
    "transforming...",
    `✓ ${modules} modules transformed.`,
    "rendering chunks...",
    "computing gzip size...",
    ...written.map(
      ([path, size]) => `${`${outDir}/${path}`.padEnd(width)}  ${kB(size).padStart(9)} │ gzip: ${kB(size * 0.32).padStart(8)}`,
    ),
    `✓ built in ${((400 + modules * 12) / 1000).toFixed(2)}s`,
  );
  return 0;
}

async function reactBuild(process: Process): Promise<number> {
  for (const name of ["public/index.html", "src/index"]) {
    const there = [name, `${name}.js`, `${name}.tsx`, `${name}.jsx`, `${name}.ts`].some((path) =>
      process.fs.exists(`${process.cwd}/${path}`),
    );
    if (there) continue;
    print(
      process,
      "Could not find a required file.",
      `  Name: ${name.replace(/^.*\//, "")}${name.includes(".") ? "" : ".js"}`,
      `  Searched in: ${process.cwd}/${name.replace(/\/.*$/, "")}`,
    );
    return 1;
  }
  print(process, "Creating an optimized production build...");
  await process.clock.sleep(6_000, process.signal);
  const hash = contentHash(process);
  const page = process.fs.readText(`${process.cwd}/public/index.html`);
  const written = writeSite(process, `${process.cwd}/build`, page, `static/js/main.${hash}.js`, `static/css/main.${hash}.css`);
  print(
    process,
    "Compiled successfully.",
    "",
    "File sizes after gzip:",
    "",
    ...written.slice(1).map(([path, size]) => `  ${(size * 0.0003).toFixed(2)} kB  build/${path}`),
    "",
    "The build folder is ready to be deployed.",
  );
  return 0;
}

async function webpack(process: Process, version: string, args: readonly string[]): Promise<number> {
  if (args[0] === "serve") return unknown(process, "webpack", args);
  const config = ["js", "cjs", "mjs", "ts"].map((end) => `${process.cwd}/webpack.config.${end}`).find((path) => process.fs.exists(path));
  const text = config ? process.fs.readText(config) : "";
  const entry = /entry:\s*["'`]([^"'`]+)/.exec(text)?.[1] ?? "./src/index.js";
  if (!process.fs.exists(absolute(process.cwd, entry))) {
    print(
      process,
      "ERROR in main",
      `Module not found: Error: Can't resolve '${entry}' in '${process.cwd}'`,
      "",
      `webpack ${version} compiled with 1 error in 120 ms`,
    );
    return 1;
  }
  const folder = /path\.(?:resolve|join)\(__dirname,\s*["'`]([^"'`]+)/.exec(text)?.[1] ?? "dist";
  const name = (/filename:\s*["'`]([^"'`]+)/.exec(text)?.[1] ?? "main.js")
    .replace("[name]", "main")
    .replace(/\[\w*hash(?::\d+)?\]/, contentHash(process));
  await process.clock.sleep(1_800, process.signal);
  const size = bundleSize(process);
  process.fs.writeFile(`${absolute(process.cwd, folder)}/${name}`, hole(size, "/* bundled */\n"), { parents: true });
  print(
    process,
    `asset ${name} ${(size / 1024).toFixed(1)} KiB [emitted] [minimized] (name: main)`,
    `webpack ${version} compiled successfully in 1796 ms`,
  );
  return 0;
}

async function prismaGenerate(process: Process, version: string): Promise<number> {
  const schema = ["prisma/schema.prisma", "schema.prisma"].find((path) => process.fs.exists(`${process.cwd}/${path}`));
  if (schema === undefined) {
    printError(
      process,
      "Error: Could not find Prisma Schema that is required for this command.",
      "You can either provide it with `--schema` argument, set it as `prisma.schema` in your package.json or put it into the default location.",
    );
    return 1;
  }
  await process.clock.sleep(900, process.signal);
  const client = `${process.cwd}/node_modules/.prisma/client`;
  process.fs.writeFile(`${client}/index.js`, hole(62_000), { parents: true });
  process.fs.writeFile(`${client}/schema.prisma`, process.fs.readText(`${process.cwd}/${schema}`));
  process.fs.writeFile(`${client}/libquery_engine.so.node`, hole(16_900_000));
  print(
    process,
    `Prisma schema loaded from ${schema}`,
    "",
    `✔ Generated Prisma Client (v${version}) to ./node_modules/@prisma/client in 64ms`,
    "",
  );
  return 0;
}
