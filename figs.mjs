import { chromium } from "@playwright/test";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-background-networking","--disable-component-update","--disable-sync"] });
const pages = ["why-containers/first-container","isolation/namespaces","isolation/network-of-ones-own","storage/volumes","networking/bridge-and-dns","networking/publishing-ports"];
const [width, theme] = process.argv.slice(2);
const ctx = await browser.newContext({ viewport: { width: Number(width), height: 1000 }, colorScheme: theme, deviceScaleFactor: 1 });
const all = [];
const page = await ctx.newPage();
for (const n of pages) {
  await page.goto(`http://localhost:4488/learn/${n}/`, { waitUntil: "domcontentloaded" });
  const figs = await page.locator("figure.picture").evaluateAll(els => els.map(e => e.outerHTML));
  all.push(...figs);
}
const styles = await page.locator('link[rel=stylesheet], style').evaluateAll(els => els.map(e => e.outerHTML).join(""));
await page.evaluate(({all}) => { document.querySelector(".frame").outerHTML = `<div style="display:grid;grid-template-columns:repeat(3,400px);gap:12px;padding:12px" class="prose">${all.join("")}</div>`; document.body.style.height="auto"; document.documentElement.style.overflow="visible";document.body.style.overflow="visible"; }, { all });
await page.screenshot({ path: `/tmp/shots8/figs-${theme}.png`, fullPage: true });
await browser.close();
