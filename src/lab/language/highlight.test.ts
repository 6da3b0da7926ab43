import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";

/** `kind:text` of everything that is not plain. */
const marked = (text: string) =>
  highlight(text).flatMap((line) => line.filter(({ kind }) => kind).map(({ kind, text }) => `${kind}:${text}`));

describe("highlight", () => {
  it("knows keywords, also within instructions", () => {
    expect(marked("from a as b\nONBUILD RUN x\nHEALTHCHECK --interval=5s CMD y\nRUN from")).toEqual([
      "keyword:from",
      "keyword:as",
      "keyword:ONBUILD RUN",
      "keyword:HEALTHCHECK",
      "flag:--interval",
      "keyword:CMD",
      "keyword:RUN",
    ]);
  });
  it("follows continuations, over comments and blank lines", () => {
    expect(marked("RUN a \\\n# note\n\n  RUN $B\nRUN c")).toEqual(["keyword:RUN", "comment:# note", "variable:$B", "keyword:RUN"]);
    expect(marked("# escape=`\nRUN a `\n  RUN b")).toEqual(["comment:# escape=`", "keyword:RUN"]);
  });
  it("knows strings with variables in them", () => {
    expect(marked(`CMD ["a $B", 'c $D'] \${E:-f}`)).toEqual([
      "keyword:CMD",
      'string:"a ',
      "variable:$B",
      'string:"',
      "string:'c $D'",
      "variable:${E:-f}",
    ]);
  });
  it("knows here-documents", () => {
    expect(marked("COPY <<A <<-'B' /x\nRUN\nA\n\tb\n\tB\nRUN c")).toEqual([
      "keyword:COPY",
      "mark:<<A",
      "mark:<<-'B'",
      "string:RUN",
      "mark:A",
      "string:\tb",
      "mark:\tB",
      "keyword:RUN",
    ]);
  });
  it("loses no character", () => {
    const text = fc.array(
      fc.constantFrom("RUN ", "FROM a AS b", "\n", "\\\n", "'", '"', "$A", "${", "<<EOF", "EOF\n", "#", " ", "--x=", "\t", "😀"),
      { maxLength: 30 },
    );
    const same = (source: string) => {
      expect(
        highlight(source)
          .map((line) => line.map((span) => span.text).join(""))
          .join("\n"),
      ).toBe(source);
    };
    fc.assert(fc.property(text, (parts) => same(parts.join(""))));
    fc.assert(fc.property(fc.string({ unit: "binary" }), same));
  });
});
