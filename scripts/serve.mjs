/** Serves `dist/` on loopback as a static host would: no logic, right types, gzip as given by the host. */
import { createServer } from "node:http";
import { createReadStream, existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "dist");
const types = {
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

const wanted = Number(process.argv[process.argv.indexOf("--port") + 1]) || 0;
const given = process.argv.includes("--port");

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  let file;
  try {
    file = path.join(root, path.normalize(decodeURIComponent(url.pathname)));
  } catch {
    response.writeHead(400).end();
    return;
  }
  if (!file.startsWith(root)) {
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
    "content-type": types[path.extname(file)] ?? "application/octet-stream",
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
});

server.on("error", (error) => {
  if (error.code === "EADDRINUSE" && !process.env.CI) {
    console.error(`drydock: port ${wanted} is taken; using a free one.`);
    server.listen(0, "127.0.0.1");
    return;
  }
  console.error(`drydock: ${error.message}`);
  process.exit(1);
});
server.listen(given ? wanted : 0, "127.0.0.1", () => console.log(`Drydock is open at http://localhost:${server.address().port}/`));
