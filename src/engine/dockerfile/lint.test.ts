import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { matcher, parseIgnore } from "./ignore.ts";
import { lintDockerfile, lintFailure, ruleUrl, rules } from "./lint.ts";
import { parseDockerfile } from "./parse.ts";

interface Recorded {
  text: string;
  warnings: string[];
  endLine?: number;
  failure?: string;
}
const recorded: Recorded[] = JSON.parse(readFileSync(new URL("./fixtures/lint.json", import.meta.url), "utf8")).cases;
const isIgnored = matcher(parseIgnore("logs"));

describe("docker build --check", () => {
  for (const { text, warnings, endLine, failure } of recorded) {
    it(JSON.stringify(text), () => {
      const dockerfile = parseDockerfile(text);
      const found = lintDockerfile(dockerfile, { allStages: true, isIgnored, endLine });
      expect(found.map(({ rule, message, range }) => `${range.startLine}-${range.endLine} ${rule}: ${message}`).sort()).toEqual(
        warnings.sort(),
      );
      expect(lintFailure(found, dockerfile.directives)).toBe(failure);
    });
  }
  it("is tried for every rule", () => {
    const seen = new Set(recorded.flatMap(({ warnings }) => warnings.map((warning) => warning.split(/[ :]/)[1])));
    expect([...seen].sort()).toEqual(Object.keys(rules).sort());
  });
});

describe("lintDockerfile", () => {
  const text = "FROM a AS one\nCMD x\nFROM b AS two\nCMD y\nFROM one\nENV A=$FROM_BASE$X\n";
  const lines = (options: Parameters<typeof lintDockerfile>[1]) =>
    lintDockerfile(parseDockerfile(text), options).map(({ range }) => range.startLine);
  it("looks at the stages the target needs", () => {
    expect(lines({})).toEqual([2, 6, 6]);
    expect(lines({ target: "TWO" })).toEqual([4]);
    expect(lines({ allStages: true })).toEqual([2, 4, 6, 6]);
  });
  it("knows the base image's variables and shell", () => {
    expect(
      lines({ imageConfig: (image) => (image === "a" ? { Env: ["FROM_BASE=1", "X=2"], Shell: ["/bin/bash", "-c"] } : undefined) }),
    ).toEqual([]);
  });
  it("takes --build-arg values", () => {
    const dockerfile = parseDockerfile("ARG I\nFROM a$I\nARG V\nENV W=$V\n");
    expect(lintDockerfile(dockerfile, { buildArgs: { I: "b", V: "1" } })).toEqual([]);
  });
});

it("names Docker's page for each rule", () => {
  expect(ruleUrl("JSONArgsRecommended")).toBe("https://docs.docker.com/go/dockerfile/rule/json-args-recommended/");
  expect(ruleUrl("SecretsUsedInArgOrEnv")).toBe("https://docs.docker.com/go/dockerfile/rule/secrets-used-in-arg-or-env/");
});
