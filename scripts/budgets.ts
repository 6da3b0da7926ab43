/** `npm run budgets`: JavaScript of each kind of page in the built site, after gzip, against what it may weigh. */
import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { pageScripts } from "./page-scripts.ts";

const dist = path.resolve(import.meta.dirname, "..", "dist");
if (!existsSync(path.join(dist, "index.html"))) {
  console.error("budgets: dist/ holds no site. Run `npm run build` first.");
  process.exit(2);
}

interface Budget {
  readonly what: string;
  readonly pages: readonly string[];
  /** kB of 1,000 bytes, gzip. */
  readonly limit: number;
  readonly follow: "static" | "all";
}

const lessons = globSync("learn/*/*/index.html", { cwd: dist }).sort();
const lab = [...lessons, "playground/index.html"];
const reading = globSync("**/index.html", { cwd: dist })
  .filter((page) => page !== "index.html" && !lab.includes(page))
  .concat("404.html")
  .sort();
const budgets: readonly Budget[] = [
  { what: "a reading page", pages: reading, limit: 30, follow: "static" },
  { what: "the home page, its engine included", pages: ["index.html"], limit: 90, follow: "all" },
  { what: "a lab page before editor and terminal", pages: lab, limit: 120, follow: "static" },
];

let broken = 0;
for (const { what, pages, limit, follow } of budgets) {
  if (pages.length === 0) {
    console.log(`✗ ${what}: no such page was built`);
    broken += 1;
  }
  for (const page of pages) {
    if (!existsSync(path.join(dist, page))) {
      console.log(`✗ ${page}: missing`);
      broken += 1;
      continue;
    }
    const { bytes, files } = pageScripts(dist, page, follow);
    const ok = bytes <= limit * 1000;
    if (!ok) broken += 1;
    console.log(`${ok ? "✓" : "✗"} ${(bytes / 1000).toFixed(1).padStart(7)} kB of ${limit} kB  ${page} (${what})`);
    if (!ok || process.argv.includes("--files"))
      for (const file of files.slice(0, 12)) console.log(`      ${(file.bytes / 1000).toFixed(1).padStart(7)} kB  ${file.file}`);
  }
}
process.exit(broken === 0 ? 0 : 1);
