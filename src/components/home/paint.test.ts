import fc from "fast-check";
import { expect, it } from "vitest";
import { paintLines } from "./paint.ts";

it("loses and adds nothing", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      fc.constantFrom("Dockerfile", "app.py", "requirements.txt", ".dockerignore", "notes.md"),
      (lines, file) => {
        const text = lines.map((line) => line.replaceAll("\n", "")).join("\n");
        expect(paintLines(`${text}\n`, file).map((spans) => spans.map((span) => span.text).join(""))).toEqual(text.split("\n"));
      },
    ),
  );
});

it("sees keywords, strings and comments", () => {
  const kinds = (text: string, file: string) =>
    paintLines(text, file)[0]
      ?.filter(({ kind }) => kind)
      .map(({ text, kind }) => [text, kind]);
  expect(kinds('def a(): return "b" # c', "app.py")).toEqual([
    ["def", "keyword"],
    ["return", "keyword"],
    ['"b"', "string"],
    ["# c", "comment"],
  ]);
  expect(kinds("FROM alpine AS base", "Dockerfile")?.map(([text]) => text)).toEqual(["FROM", "AS"]);
});
