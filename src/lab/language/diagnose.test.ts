import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose, withForetold } from "./diagnose.ts";

/** `severity line:from-to rule words`, the words being those the range covers. */
const seen = (text: string) =>
  diagnose(text).map(({ severity, rule, range }) => {
    const lines = text.split("\n");
    const words =
      range.startLine === range.endLine
        ? lines[range.startLine - 1]?.slice(range.startColumn, range.endColumn)
        : `${range.endLine - range.startLine + 1} lines`;
    return `${severity} ${range.startLine} ${rule ?? ""} ${words}`;
  });

describe("diagnose", () => {
  it("points at the words a message is about", () => {
    expect(seen("FROM a\nCOPY --form=x a b")).toEqual(["error 2  --form"]);
    expect(seen("FROM a\n  FOO bar")).toEqual(["error 2  FOO"]);
    expect(seen("FROM a\nENV X=1 \\\n Y")).toEqual(["error 3  Y"]);
    expect(seen("FROM a\nENV A=${B:?no}")).toEqual(["error 2  ${B:?no}", "warning 2 UndefinedVar ${B:?no}"]);
    expect(seen("FROM a AS Build\nENV TOKEN=1\nWORKDIR $NOPE_X/$NOPE\n")).toEqual([
      "warning 1 StageNameCasing Build",
      "warning 2 SecretsUsedInArgOrEnv TOKEN",
      "warning 3 UndefinedVar $NOPE_X",
      "warning 3 UndefinedVar $NOPE",
    ]);
    expect(seen("FROM a\nCMD a \\\n  b")).toEqual(["warning 2 JSONArgsRecommended 2 lines"]);
  });
  it("says the builder's words, without the line it already shows", () => {
    expect(diagnose("FROM a\nFOO")[0]?.message).toBe("unknown instruction: FOO (did you mean FROM?)");
    expect(diagnose("FROM a\nCMD x")[0]).toMatchObject({
      url: "https://docs.docker.com/go/dockerfile/rule/json-args-recommended/",
      advice: expect.any(String),
    });
  });
  it("keeps warnings beside an error, and takes what is known of images", () => {
    expect(seen("FROM a AS X\nMAINTAINER y\nFOO")).toEqual([
      "error 3  FOO",
      "warning 1 StageNameCasing X",
      "warning 2 MaintainerDeprecated MAINTAINER y",
    ]);
    expect(diagnose("FROM a\nENV B=$A", { imageConfig: () => ({ Env: ["A=1"] }) })).toEqual([]);
  });
  it("has nothing to say about an empty file that is just being begun", () => {
    expect(diagnose("\n ")).toEqual([]);
  });
  it("stays within the text, whatever it is", () => {
    const part = fc.constantFrom(
      "FROM a AS B\n",
      "RUN ",
      "ENV A=$B",
      "\\\n",
      "\n",
      "--x",
      "${",
      "'",
      "COPY --from=a ",
      "<<E\n",
      "CMD x\n",
      "é\r\n",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const lines = parts.join("").split("\n");
        for (const { range } of diagnose(parts.join(""))) {
          expect(range.startLine).toBeGreaterThan(0);
          expect(range.endLine).toBeLessThanOrEqual(lines.length);
          expect(range.endColumn).toBeLessThanOrEqual(lines[range.endLine - 1]?.length ?? 0);
        }
      }),
    );
  });
});

describe("what only the builder sees", () => {
  const text = "FROM alpine\nCOPY gone.txt /\n";
  const source = { startLine: 2, startColumn: 0, endLine: 2, endColumn: 15 };

  it("is an error at its lines", () => {
    const failure = { message: 'dockerfile parse error on line 2: "/gone.txt": not found', source };
    const [only, ...rest] = withForetold(diagnose(text), { failure, warnings: [] }, text);
    expect(only).toMatchObject({ severity: "error", message: '"/gone.txt": not found', range: { startLine: 2 } });
    expect(rest).toEqual([]);
  });

  it("is not said twice, nor of lines that are gone", () => {
    const broken = "FROM alpine\nCOPPY a b\n";
    const found = diagnose(broken);
    expect(found.some(({ severity }) => severity === "error")).toBe(true);
    expect(withForetold(found, { failure: { message: "unknown instruction: COPPY", source }, warnings: [] }, broken)).toEqual(found);
    expect(withForetold([], { failure: { message: "x", source: { ...source, startLine: 9, endLine: 9 } }, warnings: [] }, text)).toEqual(
      [],
    );
    expect(withForetold([], undefined, text)).toEqual([]);
    expect(withForetold([], { failure: { message: "x" }, warnings: [] }, text)).toEqual([]);
  });

  it("has the warnings that need more than the text", () => {
    const message = 'Attempting to Copy file "gone.txt" that is excluded by .dockerignore';
    const warnings = [
      { rule: "CopyIgnoredFile", message, range: source },
      { rule: "StageNameCasing", message: "the text tells", range: source },
      { rule: "CopyIgnoredFile", message, range: { ...source, startLine: 9, endLine: 9 } },
    ];
    expect(withForetold([], { warnings }, text)).toMatchObject([{ severity: "warning", rule: "CopyIgnoredFile", message }]);
  });
});
