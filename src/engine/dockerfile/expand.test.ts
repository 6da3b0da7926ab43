import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DockerfileError } from "./ast.ts";
import { expandWord, expandWords, variablesIn } from "./expand.ts";

interface Recorded {
  env: Record<string, string>;
  probes: { word: string; value?: string; error?: string }[];
}
const recorded: Recorded = JSON.parse(readFileSync(new URL("./fixtures/expansions.json", import.meta.url), "utf8"));
const env = new Map(Object.entries(recorded.env));

describe("words as a real engine expands them", () => {
  for (const { word, value, error } of recorded.probes) {
    it(word, () => {
      if (error === undefined) expect(expandWord(word, env)).toBe(value);
      else expect(() => expandWord(word, env)).toThrow(new DockerfileError(error));
    });
  }
});

describe("expandWord", () => {
  it("keeps what it is told to keep", () => {
    expect(expandWord("a $U ${U:-x} $A", env, { keepUnset: true })).toBe("a $U ${U:-x} aval");
    expect(expandWord(`"$A" 'b'`, env, { ignoreQuotes: true })).toBe(`"aval" 'b'`);
    expect(expandWord(`"$A"\\x`, env, { keepQuotes: true, keepEscapes: true })).toBe(`"aval"\\x`);
    expect(expandWord("a`$A\\", env, { escape: "`" })).toBe("a$A\\");
  });
  it("tells which variables it read", () => {
    const reads: [string, boolean][] = [];
    expandWord("$A ${U:-$E} '$P'", env, { onRead: (name, isSet) => reads.push([name, isSet]) });
    expect(reads).toEqual([
      ["A", true],
      ["E", true],
      ["U", false],
    ]);
    expect([...variablesIn("$A/${B:-$C}")].sort()).toEqual(["A", "B", "C"]);
  });
  it("leaves words without marks alone", () => {
    fc.assert(fc.property(fc.stringMatching(/^[^$'"\\`<]*$/), (word) => expandWord(word, env) === word));
  });
  it("gives back any quoted text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => expandWord(`'${text.replaceAll("'", "")}'`, env) === text.replaceAll("'", "")),
    );
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => expandWord(`"${text.replace(/["$\\]/g, "\\$&")}"`, env) === text));
  });
  it("trims what a shell would trim", () => {
    const pattern = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 5 }).map((parts) => parts.join(""));
    const value = fc.stringMatching(/^[ab]{0,8}$/);
    fc.assert(
      fc.property(value, pattern, (text, glob) => {
        const regex = new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        const cuts = Array.from({ length: text.length + 1 }, (_, i) => i);
        const shortest = cuts.find((i) => regex.test(text.slice(0, i))) ?? 0;
        const longest = cuts.findLast((i) => regex.test(text.slice(0, i))) ?? 0;
        const v = new Map([["V", text]]);
        expect(expandWord(`\${V#"${glob}"}`, v)).toBe(text.slice(shortest));
        expect(expandWord(`\${V##"${glob}"}`, v)).toBe(text.slice(longest));
      }),
    );
  });
});

describe("expandWords", () => {
  it("splits after expansion, but not what was quoted or escaped", () => {
    const v = new Map([["P", "80 443/tcp"]]);
    expect(expandWords("$P 90", v)).toEqual(["80", "443/tcp", "90"]);
    expect(expandWords('"$P" a\\ b', v)).toEqual(["80 443/tcp", "a b"]);
    expect(expandWords("  ", v)).toEqual([]);
  });
});
