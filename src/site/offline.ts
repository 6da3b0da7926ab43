/**
 * Writes `sw.js`: the hand-written worker in `service-worker.js` with the list of the files of this very build in it.
 * A new build is a new worker with a cache of its own; the old one keeps serving the tabs that it opened.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { addressOf, baseOf, builtPath, filesBelow } from "./built-files.ts";

/** Files that are never needed offline, or only by other tools; and the real kernel, which is kept once it has been looked at. */
const LEFT_OUT =
  /^linux\/|^_headers$|\.map$|^sw\.js$|^robots\.txt$|^pagefind\/(?!pagefind\.js|pagefind-entry\.json|wasm\.|.*\.pf_|.*\.pagefind)/;

export function offline(): AstroIntegration {
  let base = "/";
  return {
    name: "drydock:offline",
    hooks: {
      "astro:config:done": ({ config }) => {
        base = baseOf(config);
      },
      "astro:build:done": async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const hash = createHash("sha256");
        const kept: { readonly url: string; readonly size: number }[] = [];
        for (const file of await filesBelow(folder)) {
          const path = builtPath(folder, file);
          if (LEFT_OUT.test(path)) continue;
          const content = await readFile(file);
          hash.update(path).update(content);
          kept.push({ url: base + addressOf(path), size: content.length });
        }
        // Pages and the lab first; a database server of many megabytes when everything else is there.
        const urls = kept.sort((a, b) => a.size - b.size).map(({ url }) => url);
        const worker = await readFile(fileURLToPath(new URL("./service-worker.js", import.meta.url)), "utf8");
        const filled = worker
          .replace("__VERSION__", hash.digest("hex").slice(0, 16))
          .replace('"__FILES__"', JSON.stringify(urls, undefined, 1));
        await writeFile(`${folder}/sw.js`, filled);
        logger.info(`${urls.length} files kept for offline use`);
      },
    },
  };
}
