import { describe, expect, it } from "vitest";
import type { Reason } from "../../engine/api.ts";
import { sketch } from "./fixture.ts";
import { consequence, shortDigest, sizeInWords, stampOf, stepOf, stepSentence, summaryOf, timeInWords } from "./words.ts";

const changed: Reason = { kind: "files-changed", changes: [{ path: "app.py", how: "content" }] };
const parent: Reason = { kind: "parent-reran", step: "stage-0:2", root: "stage-0:2" };
const stage = [
  {
    steps: [
      { text: "FROM python" },
      { text: "COPY . .", size: 18_000, verdict: "reran" as const, reason: changed },
      { text: "RUN pip install", verdict: "reran" as const, reason: parent },
      { text: "CMD x" },
    ],
  },
];
const foretold = sketch(stage);
const built = sketch(stage, { kind: "built", number: 2 });
const sentence = (view: typeof foretold, id: string) => {
  const step = stepOf(view, id);
  return step && stepSentence(view, step);
};

describe("stepSentence", () => {
  it("says what was foretold where a real engine did otherwise", () => {
    const step = stepOf(built, "stage-0:2");
    expect(step && stepSentence(built, { ...step, foretold: "cached" })).toMatch(/18 kB, otherwise than foretold: cached$/);
  });

  it("says number, instruction, verdict, cause and size", () => {
    expect(sentence(foretold, "stage-0:2")).toBe("Step 2 of 3, COPY . ., will re-run because app.py changed, 18 kB");
    expect(sentence(built, "stage-0:2")).toBe("Step 2 of 3, COPY . ., re-ran because app.py changed, 18 kB");
  });

  it("names the root of what only follows", () => {
    expect(sentence(foretold, "stage-0:3")).toBe("Step 3 of 3, RUN pip install, will re-run because step 2 will");
    expect(sentence(built, "stage-0:3")).toBe("Step 3 of 3, RUN pip install, re-ran because step 2 did");
  });

  it("says that configuration makes no layer", () => {
    expect(sentence(foretold, "stage-0:4")).toBe("Configuration, CMD x, makes no layer");
  });
});

describe("summaryOf", () => {
  it("names the break", () => {
    expect(summaryOf(foretold)).toBe(
      "1 step will stay cached, 2 will run. The cache breaks at step 2 of 3, COPY . ., because app.py changed.",
    );
  });

  it("tells a first build, an all-cached one, a failed one and an empty file apart", () => {
    const fresh = { text: "RUN a", verdict: "reran" as const };
    expect(summaryOf(sketch([{ steps: [fresh, fresh] }]))).toBe("Nothing is built yet: 2 steps will run.");
    expect(summaryOf(sketch([{ steps: [{ text: "FROM x" }] }], { kind: "built" }))).toBe("Every step was cached.");
    expect(summaryOf(sketch([{ steps: [{ text: "FROM x" }, { text: "RUN a", verdict: "failed" }] }], { kind: "built" }))).toBe(
      "The build failed at step 2 of 2, RUN a.",
    );
    expect(summaryOf(sketch([]))).toBe("No steps yet.");
  });
});

describe("consequence", () => {
  it("counts the steps that stand on the break", () => {
    const step = stepOf(foretold, "stage-0:2");
    expect(step && consequence(foretold, step)).toBe("One step stands on it and will run again too.");
  });
});

it("tells first runs from repeated ones", () => {
  const view = sketch([{ steps: [{ text: "RUN a", verdict: "reran" }] }], { kind: "built" });
  const step = stepOf(view, "stage-0:1");
  expect(step && stampOf(step, "built")).toBe("ran");
  expect(step && stampOf(step, "preview")).toBe("will run");
});

it("writes sizes in decimal units, as docker does", () => {
  expect([0, 999, 1000, 18_400, 61_234_567, 999_999, 124e6, 1.5e9].map(sizeInWords)).toEqual([
    "0 B",
    "999 B",
    "1 kB",
    "18.4 kB",
    "61.2 MB",
    "1 MB",
    "124 MB",
    "1.5 GB",
  ]);
});

it("writes times and digests short", () => {
  expect([0, 12_640, 64_000].map(timeInWords)).toEqual(["0.0 s", "12.6 s", "1 min 4 s"]);
  expect(shortDigest("sha256:3f2a9c1b04")).toBe("3f2a9c1");
});
