/**
 * A Content-Security-Policy in every page of the finished site. Scripts run only from our own files, or inline when
 * their very bytes are named by hash; nothing else can. The dev server has none: it lives on inline scripts.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { filesBelow } from "./built-files.ts";
import { isIsolated } from "./isolation.ts";

const INLINE_SCRIPT = /<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g;
const EXECUTED = /\btype="(?!module"|text\/javascript")/;

export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: "drydock:content-security-policy",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        for (const file of await filesBelow(fileURLToPath(dir))) {
          if (!file.endsWith(".html")) continue;
          const html = await readFile(file, "utf8");
          await writeFile(file, withPolicy(html));
        }
      },
    },
  };
}

/** The page with its policy as the first thing after the character set. Throws when there is no place for it. */
export function withPolicy(html: string): string {
  const place = html.search(/<meta charset="utf-8"\s*\/?>/i);
  if (place < 0) throw new Error('A page without <meta charset="utf-8"> cannot be given its Content-Security-Policy.');
  return `${html.slice(0, place)}<meta http-equiv="content-security-policy" content="${policy(inlineScripts(html), isIsolated(html))}">${html.slice(place)}`;
}

/** The code of every inline script that a browser would run, in page order. */
export function inlineScripts(html: string): string[] {
  const found: string[] = [];
  for (const match of html.matchAll(INLINE_SCRIPT)) {
    const { attributes = "", code = "" } = match.groups ?? {};
    if (!/\bsrc=/.test(attributes) && !EXECUTED.test(attributes) && code !== "") found.push(code);
  }
  return found;
}

/** Where a WebContainer is fetched from, and where its servers are seen. */
const vendor = ["https://stackblitz.com", "https://*.staticblitz.com", "https://*.webcontainer.io", "https://*.webcontainer-api.io"];

function policy(scripts: readonly string[], framesVendor: boolean): string {
  const hashes = [...new Set(scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`))];
  const directives = {
    "default-src": ["'self'"],
    // Pagefind's index is read by WebAssembly.
    "script-src": ["'self'", "'wasm-unsafe-eval'", ...hashes],
    // The code editor and the terminal write style elements of their own, and pictures carry style attributes.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "worker-src": ["'self'", "blob:"],
    "connect-src": ["'self'"],
    ...(framesVendor && { "frame-src": ["'self'", ...vendor] }),
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
