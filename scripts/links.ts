/** Every link and every `#fragment` inside the built site leads somewhere; every asset a page names exists. */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const dist = path.resolve(import.meta.dirname, "..", "dist");
const pages = globSync("**/*.html", { cwd: dist });
if (pages.length === 0) {
  console.error("links: dist/ holds no site. Run `npm run build` first.");
  process.exit(2);
}
const anchors = new Map<string, Set<string>>();
const anchorsOf = (file: string): Set<string> => {
  const known = anchors.get(file);
  if (known) return known;
  const found = new Set([...readFileSync(file, "utf8").matchAll(/\s(?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? ""));
  anchors.set(file, found);
  return found;
};

let checked = 0;
const broken: string[] = [];
for (const page of pages) {
  const html = readFileSync(path.join(dist, page), "utf8");
  for (const match of html.matchAll(/<(?:a|link|img|script|source)\b[^>]*?\s(?:href|src)="([^"]*)"/g)) {
    const url = (match[1] ?? "").replaceAll("&amp;", "&");
    if (/^(?:[a-z]+:|\/\/)/i.test(url)) continue;
    checked += 1;
    const [pathPart = "", fragment] = url.split("#");
    const clean = decodeURIComponent(pathPart.split("?")[0] ?? "");
    let file =
      clean === "" ? path.join(dist, page) : clean.startsWith("/") ? path.join(dist, clean) : path.resolve(dist, path.dirname(page), clean);
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!existsSync(file)) broken.push(`${page}: ${url} leads nowhere`);
    else if (fragment && file.endsWith(".html") && !anchorsOf(file).has(decodeURIComponent(fragment)))
      broken.push(`${page}: ${url} names a place that ${path.relative(dist, file)} does not have`);
  }
}
for (const line of broken) console.error(`✗ ${line}`);
console.log(`${checked} links on ${pages.length} pages, ${broken.length} broken`);
process.exit(broken.length === 0 ? 0 : 1);
