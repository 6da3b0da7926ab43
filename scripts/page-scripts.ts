/** Finds the JavaScript a built page can load: what its HTML names, and what those files import. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

export interface PageScripts {
  /** Bytes after gzip, inline scripts included. */
  readonly bytes: number;
  readonly files: readonly { readonly file: string; readonly bytes: number }[];
}

const gzipped = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).length;

/**
 * @param dist the built site's folder
 * @param page path of an HTML file in it
 * @param follow `static` counts what loads before anybody does anything; `all` also what is imported on demand
 */
export function pageScripts(dist: string, page: string, follow: "static" | "all"): PageScripts {
  const html = readFileSync(path.join(dist, page), "utf8");
  const files = new Map<string, number>();
  const queue: string[] = [];
  const add = (url: string, from: string): void => {
    const clean = url.split(/[?#]/)[0] ?? "";
    const file = clean.startsWith("/") ? path.join(dist, clean) : path.resolve(path.dirname(from), clean);
    if (!files.has(file) && /\.m?js$/.test(file) && existsSync(file)) {
      files.set(file, 0);
      queue.push(file);
    }
  };
  const here = path.join(dist, page);
  for (const match of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)) add(match[1] ?? "", here);
  for (const match of html.matchAll(/<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g)) add(match[1] ?? "", here);
  for (const match of html.matchAll(/(?:component-url|renderer-url|before-hydration-url)="([^"]+)"/g)) add(match[1] ?? "", here);
  let inline = 0;
  for (const match of html.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*type="(?:application|text\/plain))[^>]*>([\s\S]*?)<\/script>/g)) {
    inline += match[1] ? gzipped(match[1]) : 0;
    for (const inner of (match[1] ?? "").matchAll(/(?:from|import)\s*["']([^"']+\.js)["']/g)) add(inner[1] ?? "", here);
  }
  for (let file = queue.pop(); file; file = queue.pop()) {
    const code = readFileSync(file, "utf8");
    files.set(file, gzipped(code));
    for (const match of code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?\s*from\s*)?["']([^"']+\.js)["']/g))
      add(match[1] ?? "", file);
    if (follow === "all") {
      for (const match of code.matchAll(/import\(\s*["'`]([^"'`]+\.js)["'`]/g)) add(match[1] ?? "", file);
      for (const match of code.matchAll(/new URL\(\s*(?:\/\*.*?\*\/)?\s*["'`]([^"'`]+\.js)["'`]/g)) add(match[1] ?? "", file);
    }
  }
  const list = [...files].map(([file, bytes]) => ({ file: path.relative(dist, file), bytes })).sort((a, b) => b.bytes - a.bytes);
  return { bytes: list.reduce((sum, { bytes }) => sum + bytes, inline), files: list };
}
