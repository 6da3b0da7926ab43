import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { inlineScripts, withPolicy } from "./content-security-policy.ts";

const page = (body: string) => `<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>${body}</body></html>`;

it("allows each inline script by the hash of its bytes, and nothing else inline", () => {
  const code = "\n  document.title = 'a';\n";
  const html = withPolicy(page(`<script>${code}</script>`));
  const scripts = /script-src ([^;]*)/.exec(html)?.[1];
  expect(scripts).toContain(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  expect(scripts).not.toMatch(/'unsafe-inline'|'unsafe-eval'/);
});

it("finds modules and classic scripts, but neither files nor data", () => {
  const html = page(
    '<script type="module">a</script><script src="/b.js"></script><script type="application/json">{"c":1}</script><script>d</script>',
  );
  expect(inlineScripts(html)).toEqual(["a", "d"]);
});

it("puts the policy before anything that loads", () => {
  const html = withPolicy(page(""));
  expect(html.indexOf("content-security-policy")).toBeLessThan(html.indexOf("<title>"));
});

it("refuses a page that has no place for it", () => {
  expect(() => withPolicy("<html></html>")).toThrow(/charset/);
});
