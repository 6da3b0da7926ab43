/** Serves the finished site as a static host would: no logic, right types. */
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { headersOf, readHeaderRules } from "./header-rules.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".webmanifest": "application/manifest+json",
  ".ttf": "font/ttf",
};

/** Answers requests with the files below `root`, an absolute path; with its `404.html` for those that are not there, and with the headers that its `_headers` names. */
export function staticFiles(root: string): (request: IncomingMessage, response: ServerResponse) => void {
  const headers = path.join(root, "_headers");
  const rules = existsSync(headers) ? readHeaderRules(readFileSync(headers, "utf8")) : [];
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    let file: string;
    try {
      file = path.join(root, path.normalize(decodeURIComponent(url.pathname)));
    } catch {
      response.writeHead(400).end();
      return;
    }
    if (file !== root && !file.startsWith(root + path.sep)) {
      response.writeHead(403).end();
      return;
    }
    if (existsSync(file) && statSync(file).isDirectory()) {
      if (!url.pathname.endsWith("/")) {
        response.writeHead(301, { location: `${url.pathname}/${url.search}` }).end();
        return;
      }
      file = path.join(file, "index.html");
    }
    const found = existsSync(file);
    if (!found) file = path.join(root, "404.html");
    if (!existsSync(file)) {
      response.writeHead(404).end("Not found");
      return;
    }
    const hashed = url.pathname.includes("/_astro/");
    response.writeHead(found ? 200 : 404, {
      ...headersOf(rules, url.pathname),
      "content-type": types[path.extname(file)] ?? "application/octet-stream",
      "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  };
}
