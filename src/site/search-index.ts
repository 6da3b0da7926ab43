/** Pagefind's index of the finished pages: their `data-pagefind-body`. */
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { close, createIndex } from "pagefind";

export function searchIndex(): AstroIntegration {
  return {
    name: "drydock:search-index",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const { index, errors } = await createIndex({});
        if (!index) throw new Error(`Pagefind could not start: ${errors.join("; ")}`);
        const folder = fileURLToPath(dir);
        const { page_count, errors: unread } = await index.addDirectory({ path: folder });
        if (unread.length > 0) throw new Error(`Pagefind could not read the built pages: ${unread.join("; ")}`);
        await index.writeFiles({ outputPath: `${folder}/pagefind` });
        await close();
        logger.info(`${page_count} pages searchable`);
      },
    },
  };
}
