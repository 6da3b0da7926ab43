// @ts-check
import { fileURLToPath } from "node:url";
import mdx from "@astrojs/mdx";
import preact from "@astrojs/preact";
import expressiveCode from "astro-expressive-code";
import { defineConfig, fontProviders } from "astro/config";
import { contentSecurityPolicy } from "./src/site/content-security-policy.ts";
import { isolation } from "./src/site/isolation.ts";
import { lateStyles } from "./src/site/late-styles.ts";
import { offline } from "./src/site/offline.ts";
import { searchIndex } from "./src/site/search-index.ts";

const files = (/** @type {string} */ name) => `./node_modules/${name}`;
const serif = files("@fontsource-variable/source-serif-4/files/source-serif-4-latin");
const plex = (/** @type {string} */ family, /** @type {number} */ weight) => ({
  weight,
  style: /** @type {const} */ ("normal"),
  src: /** @type {[string]} */ ([files(`@fontsource/ibm-plex-${family}/files/ibm-plex-${family}-latin-${weight}-normal.woff2`)]),
});

export default defineConfig({
  site: process.env.DRYDOCK_SITE ?? "http://localhost:4321",
  base: process.env.DRYDOCK_BASE ?? "/",
  ...(process.env.DRYDOCK_OUT ? { outDir: process.env.DRYDOCK_OUT } : {}),
  output: "static",
  trailingSlash: "always",
  devToolbar: { enabled: false },
  prefetch: { prefetchAll: false, defaultStrategy: "hover" },
  fonts: [
    {
      name: "Source Serif 4",
      cssVariable: "--font-prose",
      provider: fontProviders.local(),
      fallbacks: ["Georgia", "serif"],
      options: {
        variants: [
          { weight: "200 900", style: "normal", src: [`${serif}-opsz-normal.woff2`] },
          { weight: "200 900", style: "italic", src: [`${serif}-wght-italic.woff2`] },
        ],
      },
    },
    {
      name: "IBM Plex Sans Condensed",
      cssVariable: "--font-label",
      provider: fontProviders.local(),
      fallbacks: ["Arial", "sans-serif"],
      options: { variants: [plex("sans-condensed", 400), plex("sans-condensed", 500), plex("sans-condensed", 600)] },
    },
    {
      name: "IBM Plex Mono",
      cssVariable: "--font-mono",
      provider: fontProviders.local(),
      fallbacks: ["ui-monospace", "Courier New", "monospace"],
      options: { variants: [plex("mono", 400), plex("mono", 500)] },
    },
  ],
  // The order matters: code blocks are styled before MDX sees them; the last five look at the finished files.
  integrations: [expressiveCode(), mdx(), preact(), searchIndex(), lateStyles(), contentSecurityPolicy(), isolation(), offline()],
  server: { port: 4321 },
  vite: {
    // Two dev servers side by side need two caches.
    ...(process.env.DRYDOCK_VITE_CACHE ? { cacheDir: process.env.DRYDOCK_VITE_CACHE } : {}),
    worker: { format: "es" },
    resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  },
});
