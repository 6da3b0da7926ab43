import { describe, expect, it } from "vitest";
import problems from "../fixtures/yaml-problems.json" with { type: "json" };
import { readYaml } from "./yaml.ts";

const read = (text: string) => readYaml(text, "/w/c.yaml")[0]?.tree;

const said = (text: string): string => {
  try {
    return JSON.stringify(read(text));
  } catch (error) {
    return (error as Error).message;
  }
};

describe("YAML as Compose reads it", () => {
  it("has numbers, words and texts", () => {
    expect(read('{a: 1.10, b: 0777, c: 1e3, d: 0x10, e: yes, f: 0o17, g: 1_000, h: True, i: ~, j: "1", k: -.inf, l: 12:30}')).toEqual({
      a: 1.1,
      b: 511,
      c: 1000,
      d: 16,
      e: "yes",
      f: 15,
      g: 1000,
      h: true,
      i: null,
      j: "1",
      k: -Infinity,
      l: "12:30",
    });
  });

  it("merges mappings, the own keys first", () => {
    expect(read("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 9\n")).toMatchObject({ c: { x: 9, y: 2, z: 4 } });
  });

  it("notes what is reset and overridden", () => {
    const [document] = readYaml("a:\n  b: !reset 5\n  c: !override [1]\n", "/w/c.yaml");
    expect(document).toEqual({
      tree: { a: { c: [1] } },
      resets: [
        ["a", "b"],
        ["a", "c"],
      ],
    });
  });

  it("does not follow aliases for ever", () => {
    const bomb = `a0: &a0 [x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`).join("\n")}\n`;
    expect(() => read(bomb)).toThrow("excessive aliasing");
  });

  it("refuses what holds itself, by an alias or by a merge", () => {
    for (const inner of ["a: *b", "a: {<<: *b}", "a: {<<: [*b]}"])
      expect(() => read(`b: &b\n  image: x\n  ${inner}\n`), inner).toThrow(
        "cycle detected: node at path b.a.a references node at path b.a",
      );
  });

  it.each(problems.map(({ name, yaml, stderr }) => [name, yaml, stderr] as const))(
    "refuses %s in the recorded words",
    (_, yaml, stderr) => {
      expect(said(yaml)).toBe(stderr);
    },
  );
});
