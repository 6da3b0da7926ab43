import { render } from "preact-render-to-string";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sketch } from "../layers/fixture.ts";
import { ComparePicture } from "./ComparePicture.tsx";
import { differencesOf, wordsThatDiffer } from "./differences.ts";
import { compareSummary, compareWords } from "./words.ts";

const before = sketch(
  [
    {
      steps: [
        { text: "FROM alpine", size: 8e6 },
        { text: "COPY . .", verdict: "reran", size: 10 },
        { text: "RUN npm ci", verdict: "reran", size: 6e7 },
        { text: "ENV A=1" },
      ],
    },
  ],
  { kind: "built", number: 3, durationMs: 14_000, size: 7e7 },
);
const after = sketch(
  [
    {
      steps: [
        { text: "FROM alpine", size: 8e6 },
        { text: "COPY package.json .", size: 5 },
        { text: "RUN npm ci --omit=dev", verdict: "reran", size: 4e7 },
        { text: "COPY . .", verdict: "reran", size: 10 },
        { text: "ENV A=2" },
      ],
    },
  ],
  { kind: "built", number: 4, durationMs: 5000, size: 5e7 },
);

describe("two builds", () => {
  it("are paired step by step", () => {
    expect(differencesOf(before, after)[0]?.pairs.map(({ before: a, after: b, how }) => [a?.text, b?.text, how])).toEqual([
      ["FROM alpine", "FROM alpine", "same"],
      [undefined, "COPY package.json .", "added"],
      [undefined, "RUN npm ci --omit=dev", "added"],
      ["COPY . .", "COPY . .", "same"],
      ["RUN npm ci", undefined, "removed"],
      ["ENV A=1", "ENV A=2", "changed"],
    ]);
  });

  it("lose no step of either, whatever they are", () => {
    const steps = fc.array(fc.record({ text: fc.constantFrom("RUN a", "RUN b", "COPY x y", "ENV A=b") }), { maxLength: 12 });
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const pairs = differencesOf(sketch([{ steps: one }]), sketch([{ steps: other }])).flatMap((stage) => stage.pairs);
        expect(pairs.flatMap(({ before: step }) => step?.text ?? [])).toEqual(one.map(({ text }) => text));
        expect(pairs.flatMap(({ after: step }) => step?.text ?? [])).toEqual(other.map(({ text }) => text));
        for (const pair of pairs) if (pair.how === "same") expect(pair.before?.text).toBe(pair.after?.text);
      }),
    );
  });

  it("are told in words, with what it cost", () => {
    const stages = differencesOf(before, after);
    expect(compareSummary(before, after, stages)).toBe(
      "Build 4 against build 3: instructions: 1 changed, 2 added, 1 removed; 9.0 s faster; 20 MB smaller.",
    );
    expect(compareWords(before, after, stages)).toContain("ENV A=1 became ENV A=2.");
    expect(compareWords(before, after, stages)).toContain("RUN npm ci is not there any more.");
  });

  it("show a changed instruction once, with the words that differ", () => {
    expect(wordsThatDiffer("RUN sleep 6 && make", "RUN sleep 5 && make")).toEqual({
      start: "RUN sleep",
      old: "6",
      now: "5",
      end: "&& make",
    });
    expect(wordsThatDiffer("RUN a", "RUN a b")).toEqual({ start: "RUN a", old: "", now: "b", end: "" });
    expect(wordsThatDiffer("RUN a a", "RUN a")).toEqual({ start: "RUN a", old: "a", now: "", end: "" });
  });

  it("need an earlier build", () => {
    expect(render(<ComparePicture view={before} builds={[before]} explain={() => ""} />)).toContain("both builds stand here");
    const html = render(<ComparePicture view={after} builds={[before, after]} explain={() => "It had to."} />);
    expect(html).toContain("Build 4 against build 3");
    expect(html).toContain("It had to.");
  });
});
