import fc from "fast-check";
import { expect, test } from "vitest";
import { durationProblem, parseDuration } from "./duration.ts";

test.each([
  ["1h30m", 5.4e12],
  ["1.5s", 1.5e9],
  ["-300ms", -3e8],
  [".5m", 3e10],
  ["0", 0],
  ["2µs", 2000],
])("%s", (text, nanoseconds) => {
  expect(parseDuration(text)).toBe(nanoseconds);
  expect(durationProblem(text)).toBeUndefined();
});

test.each([
  ["", 'time: invalid duration ""'],
  ["5", 'time: missing unit in duration "5"'],
  ["5x", 'time: unknown unit "x" in duration "5x"'],
  ["s", 'time: invalid duration "s"'],
  ["1h2", 'time: missing unit in duration "1h2"'],
])("%j is refused as Go does", (text, problem) => {
  expect(durationProblem(text)).toBe(problem);
  expect(parseDuration(text)).toBeUndefined();
});

test("a sum of units is the sum of its parts", () =>
  fc.assert(
    fc.property(fc.nat(99), fc.nat(59), fc.nat(59), (h, m, s) => {
      expect(parseDuration(`${h}h${m}m${s}s`)).toBe((h * 3600 + m * 60 + s) * 1e9);
    }),
  ));
