/**
 * Pages that a WebContainer may boot in are isolated from others: two headers, which only a server can send. The build writes
 * them into `_headers`, as several hosts read it and `static-files.ts` does; the dev server sends them itself.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { addressOf, baseOf, builtPath, filesBelow } from "./built-files.ts";
import { slugOf } from "./lesson-paths.ts";

/** Marks such a page: `<meta name="drydock-isolated">`. */
export function isIsolated(html: string): boolean {
  return html.includes('<meta name="drydock-isolated"');
}

const embedder = ["Cross-Origin-Embedder-Policy", "require-corp"] as const;
const page = [["Cross-Origin-Opener-Policy", "same-origin"], embedder] as const;

/** What the marked pages, and the scripts that their workers begin with, are to be sent with. */
export function headersFile(pages: readonly string[], base: string): string {
  const rule = (address: string, headers: readonly (readonly [string, string])[]): string =>
    `${address}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join("")}`;
  return [...pages.map((address) => rule(base + address, page)), rule(`${base}_astro/*`, [embedder])].join("");
}

export function isolation(): AstroIntegration {
  let base = "/";
  return {
    name: "drydock:isolation",
    hooks: {
      "astro:config:done": ({ config }) => {
        base = baseOf(config);
      },
      "astro:server:setup": ({ server }) => {
        server.middlewares.use((request, response, next) => {
          void (async () => {
            const { pathname } = new URL(request.url ?? "/", "http://localhost");
            if ((await isolatedLessons()).some((id) => pathname.endsWith(`/learn/${id}/`)))
              for (const [name, value] of page) response.setHeader(name, value);
            else if (request.headers["sec-fetch-dest"] === "worker") response.setHeader(...embedder);
          })().finally(next);
        });
      },
      "astro:build:done": async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const pages: string[] = [];
        for (const file of await filesBelow(folder)) {
          if (!file.endsWith(".html") || !isIsolated(await readFile(file, "utf8"))) continue;
          pages.push(addressOf(builtPath(folder, file)));
        }
        await writeFile(path.join(folder, "_headers"), headersFile(pages, base));
      },
    },
  };
}

/** Lessons whose frontmatter says `node: true`: `dockerfile/context`. */
async function isolatedLessons(): Promise<string[]> {
  const root = path.resolve("lessons");
  const texts = (await filesBelow(root)).filter((file) => file.endsWith("/index.mdx"));
  const marked = await Promise.all(texts.map(async (file) => ({ file, is: /^node: true$/m.test(await readFile(file, "utf8")) })));
  return marked.filter(({ is }) => is).map(({ file }) => slugOf(path.relative(root, file)));
}
