import { expect, it } from "vitest";
import { excerpt } from "./excerpt.ts";

const text = "FROM x\nENV A=1\nRUN echo \\\n  out\nRUN true\n";
const lines = (startLine: number, endLine = startLine) => excerpt(text, "Dockerfile", { startLine, endLine, startColumn: 0, endColumn: 0 });

it("shows two lines around one, as far as there are any", () => {
  expect(lines(1)).toEqual([
    "Dockerfile:1",
    "--------------------",
    "   1 | >>> FROM x",
    "   2 |     ENV A=1",
    "   3 |     RUN echo \\",
    "--------------------",
  ]);
  expect(
    lines(2)
      .slice(2, -1)
      .map((line) => line.slice(0, 10)),
  ).toEqual(["   1 |    ", "   2 | >>>", "   3 |    ", "   4 |    "]);
  expect(lines(5).at(-2)).toBe("   6 |     ");
});
it("shows one line around several", () => {
  expect(lines(3, 4).slice(2, -1)).toEqual(["   2 |     ENV A=1", "   3 | >>> RUN echo \\", "   4 | >>>   out", "   5 |     RUN true"]);
});
it("shows nothing for a line that is not there", () => {
  expect(lines(0)).toEqual([]);
  expect(lines(9)).toEqual([]);
});
