/** Serves `dist/` on loopback as a static host would: no logic, right types, gzip as given by the host. */
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { staticFiles } from "../src/site/static-files.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "dist");
const wanted = Number(process.argv[process.argv.indexOf("--port") + 1]) || 0;
const given = process.argv.includes("--port");

const server = createServer(staticFiles(root));

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
