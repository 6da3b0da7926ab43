import fc from "fast-check";
import { expect, test } from "vitest";
import { framedPage, headerOf } from "./framed-page.ts";

const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;

test("our policy comes before anything of the page's own, whatever the page is", () => {
  expect(framedPage("<!DOCTYPE html>\n<h1>Hi</h1>")).toBe(`${head}\n<h1>Hi</h1>`);
  fc.assert(fc.property(fc.string(), (html) => framedPage(html).startsWith(head)));
});

test("headers are found in any case", () => {
  expect(headerOf([["Content-Type", "text/html"]], "content-type")).toBe("text/html");
  expect(headerOf([], "content-type")).toBeUndefined();
});
