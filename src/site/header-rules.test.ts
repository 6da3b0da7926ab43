import { describe, expect, it } from "vitest";
import { headersOf, readHeaderRules } from "./header-rules.ts";
import { headersFile, isIsolated } from "./isolation.ts";
import { withPolicy } from "./content-security-policy.ts";

describe("headers of isolated pages", () => {
  const rules = readHeaderRules(headersFile(["learn/dockerfile/context/"], "/drydock/"));

  it("isolates the pages that ask for it, and no other", () => {
    expect(headersOf(rules, "/drydock/learn/dockerfile/context/")).toEqual({
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    expect(headersOf(rules, "/drydock/learn/dockerfile/")).toEqual({});
    expect(headersOf(rules, "/drydock/")).toEqual({});
  });

  it("lets isolated pages start workers: a worker's script says that it may stand in one", () => {
    expect(headersOf(rules, "/drydock/_astro/worker.abc.js")).toEqual({ "Cross-Origin-Embedder-Policy": "require-corp" });
  });

  it("passes over comments and stray headers", () => {
    expect(readHeaderRules("  A: b\n# no\n/x\n  C: d: e\n")).toEqual([{ address: "/x", headers: [["C", "d: e"]] }]);
  });
});

describe("frames of the vendor", () => {
  const page = (head: string) => `<html><head><meta charset="utf-8">${head}</head></html>`;
  it("are allowed on isolated pages alone", () => {
    const marked = page('<meta name="drydock-isolated" content>');
    expect(isIsolated(marked)).toBe(true);
    expect(withPolicy(marked)).toMatch(/frame-src 'self' https:\/\/stackblitz\.com /);
    expect(withPolicy(page(""))).not.toContain("stackblitz");
  });
});
