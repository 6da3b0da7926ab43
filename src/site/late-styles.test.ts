import { expect, test } from "vitest";
import { withoutStyles } from "./late-styles.ts";

test("only the links to the named sheets go", () => {
  const link = (href: string): string => `<link rel="stylesheet" href="${href}">`;
  const html = `<head>${link("/_astro/code-editor.a1.css")}${link("/base/_astro/Lab.b2.css")}${link("/base/_astro/code-editor.a1.css")}</head>`;
  expect(withoutStyles(html, ["code-editor.a1.css"])).toBe(`<head>${link("/base/_astro/Lab.b2.css")}</head>`);
});
