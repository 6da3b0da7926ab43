/** `next build`: `.next` as images copy it, with `standalone` or `out` where the configuration asks for them. */
import { sha256Hex } from "../../../filesystem/digest.ts";
import type { Process } from "../../program.ts";
import { hole } from "../binaries.ts";
import { print, printError } from "../lab.ts";
import { sourcesBelow } from "./project-files.ts";

export async function nextBuild(process: Process, version: string): Promise<number> {
  const root = process.cwd;
  const pages = ["app", "src/app", "pages", "src/pages"].map((name) => `${root}/${name}`).filter((path) => process.fs.exists(path));
  if (pages.length === 0) {
    printError(
      process,
      "> Build error occurred",
      "Error: > Couldn't find any `pages` or `app` directory. Please create one under the project root",
    );
    return 1;
  }
  const config = ["js", "mjs", "ts"].map((end) => `${root}/next.config.${end}`).find((path) => process.fs.exists(path));
  const output = config ? /output:\s*["'`](\w+)/.exec(process.fs.readText(config))?.[1] : undefined;
  print(process, `  ▲ Next.js ${version}`, "", "   Creating an optimized production build ...");
  await process.clock.sleep(14_000, process.signal);
  const sources = pages.flatMap((folder) => sourcesBelow(process, folder, /\.[jt]sx?$/));
  const id = sha256Hex(sources.map((path) => process.fs.readText(path)).join("\0")).slice(0, 21);
  const out = `${root}/.next`;
  // What an earlier build left in the cache is kept.
  for (const name of ["server", "static", "standalone"]) process.fs.remove(`${out}/${name}`, { recursive: true, force: true });
  const server = (folder: string): void => {
    process.fs.writeFile(`${folder}/BUILD_ID`, id, { parents: true });
    process.fs.writeFile(`${folder}/build-manifest.json`, "{}\n");
    process.fs.writeFile(`${folder}/server/webpack-runtime.js`, hole(4_500), { parents: true });
    for (const path of sources)
      process.fs.writeFile(
        `${folder}/server${path
          .slice(root.length)
          .replace(/^\/src/, "")
          .replace(/\.[jt]sx?$/, ".js")}`,
        hole(24_000),
        { parents: true },
      );
  };
  server(out);
  for (const [name, size] of [
    ["framework", 140_000],
    ["main", 117_000],
    ["main-app", 500],
    ["polyfills", 112_000],
  ] as const)
    process.fs.writeFile(`${out}/static/chunks/${name}-${id.slice(0, 16)}.js`, hole(size), { parents: true });
  process.fs.writeFile(`${out}/static/${id}/_buildManifest.js`, "self.__BUILD_MANIFEST={};\n", { parents: true });
  process.fs.writeFile(`${out}/cache/webpack/client-production/0.pack`, hole(18_000_000), { parents: true });
  if (output === "standalone") writeStandalone(process, `${out}/standalone`, server);
  if (output === "export") {
    process.fs.writeFile(`${root}/out/index.html`, "<!DOCTYPE html><html></html>\n", { parents: true });
    process.fs.writeFile(`${root}/out/_next/static/chunks/main-${id.slice(0, 16)}.js`, hole(117_000), { parents: true });
  }
  print(
    process,
    " ✓ Compiled successfully",
    "   Linting and checking validity of types ...",
    "   Collecting page data ...",
    `   Generating static pages (${sources.length + 1}/${sources.length + 1})`,
    "   Finalizing page optimization ...",
    "",
    "○  (Static)  prerendered as static content",
    "",
  );
  return 0;
}

/** Stands in for the server that the real one writes. */
const standaloneServer = `// Written by Drydock: \`next build\` is a placeholder here.
const { createServer } = require('http')
console.log('drydock: this is a placeholder for the server of a Next.js application: it answers with a line that says so.')
createServer((_, response) => response.end('drydock: a placeholder for a Next.js application\\n')).listen(process.env.PORT || 3000)
`;

/** A server with only those packages that pages need. */
function writeStandalone(process: Process, folder: string, server: (folder: string) => void): void {
  const root = process.cwd;
  process.fs.writeFile(`${folder}/server.js`, standaloneServer, { parents: true });
  process.fs.writeFile(`${folder}/package.json`, process.fs.readText(`${root}/package.json`));
  server(`${folder}/.next`);
  for (const [name, size] of [
    ["next", 11_000_000],
    ["react", 98_000],
    ["react-dom", 1_300_000],
    ["styled-jsx", 62_000],
    ["@swc/helpers", 21_000],
  ] as const) {
    if (!process.fs.exists(`${root}/node_modules/${name}/package.json`)) continue;
    process.fs.writeFile(`${folder}/node_modules/${name}/package.json`, process.fs.readText(`${root}/node_modules/${name}/package.json`), {
      parents: true,
    });
    process.fs.writeFile(`${folder}/node_modules/${name}/index.js`, hole(size));
  }
}
