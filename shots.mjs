import { chromium } from "@playwright/test";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-background-networking","--disable-component-update","--disable-sync"] });
const pages = { vm: "why-containers/not-virtual-machines", first: "why-containers/first-container", ns: "isolation/namespaces", pid: "isolation/pid-1", net: "isolation/network-of-ones-own", cg: "isolation/cgroups", gone: "storage/gone-with-the-container", vol: "storage/volumes", bind: "storage/bind-mounts", dns: "networking/bridge-and-dns", ports: "networking/publishing-ports" };
const [width, theme, ...names] = process.argv.slice(2);
const ctx = await browser.newContext({ viewport: { width: Number(width), height: 1000 }, colorScheme: theme, javaScriptEnabled: true });
for (const n of names.length ? names : Object.keys(pages)) {
  const page = await ctx.newPage();
  page.on("pageerror", e => console.log(n, "pageerror:", e.message));
  await page.goto(`http://localhost:4488/learn/${pages[n]}/`, { waitUntil: "domcontentloaded" });
  await page.addStyleTag({ content: ".frame{height:auto!important} .text{overflow:visible!important} .lab{display:none!important}" });
  await page.waitForTimeout(400);
  await page.locator("#lesson-text").screenshot({ path: `/tmp/shots8/${n}-${width}-${theme}.png` });
  await page.close();
}
await browser.close();
