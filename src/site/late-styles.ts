/**
 * Astro puts the styles of all that a page may ever load into its head, where the page waits for them before it shows a word.
 * The code editor's are more than a third of them, and phones never load it: they come with its code, as Vite fetches the
 * styles of a part before it runs it.
 */
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { filesBelow } from "./built-files.ts";

/** The module that loads the editor, by which its files are called. */
const late = /^code-editor\.[\w-]+\.css$/;

export function lateStyles(): AstroIntegration {
  return {
    name: "drydock:late-styles",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        const files = await filesBelow(fileURLToPath(dir));
        const sheets = files.map((file) => basename(file)).filter((name) => late.test(name));
        const scripts = await Promise.all(files.filter((file) => file.endsWith(".js")).map((file) => readFile(file, "utf8")));
        for (const sheet of sheets) {
          if (!scripts.some((code) => code.includes(sheet)))
            throw new Error(`No script fetches ${sheet}: without the pages' links it would be lost.`);
        }
        if (sheets.length === 0)
          throw new Error("The code editor's style sheet is called otherwise now: name it in src/site/late-styles.ts.");
        for (const file of files.filter((each) => each.endsWith(".html"))) {
          const html = await readFile(file, "utf8");
          const without = withoutStyles(html, sheets);
          if (without !== html) await writeFile(file, without);
        }
      },
    },
  };
}

/** The page without its links to the style sheets of these names. */
export function withoutStyles(html: string, sheets: readonly string[]): string {
  return html.replace(/<link rel="stylesheet" href="(?:[^"]*\/)?([^"/]+)">/g, (link, name: string) => (sheets.includes(name) ? "" : link));
}
