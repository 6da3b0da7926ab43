import { describe, expect, it } from "vitest";
import { goFixed, goG, humanSize, progressSize } from "./units.ts";

describe("numbers as Go prints them", () => {
  it.each([
    [1.25, 1, "1.2"],
    [1.35, 1, "1.4"],
    [0.25, 1, "0.2"],
    [0.75, 1, "0.8"],
    [123.45, 1, "123.5"],
    [2.5, 0, "2"],
    [0, 1, "0.0"],
    [1234567.125, 2, "1234567.12"],
    [-0.25, 1, "-0.2"],
  ])("%d with %i decimals is %s", (value, digits, text) => {
    expect(goFixed(value, digits)).toBe(text);
  });
  it.each([
    [999.9, 3, "1e+03"],
    [7.797, 3, "7.8"],
    [100, 3, "100"],
    [0.00001, 3, "1e-05"],
    [12, 4, "12"],
    [21.25, 3, "21.2"],
    [21.35, 3, "21.4"],
    [1.125, 3, "1.12"],
    [1025, 3, "1.02e+03"],
    [999.5, 3, "1e+03"],
  ])("%d with %i significant digits is %s", (value, precision, text) => {
    expect(goG(value, precision)).toBe(text);
  });
});

describe("sizes", () => {
  it.each([
    [0, "0B"],
    [999, "999B"],
    [1984237, "1.984MB"],
    [25_020, "25.02kB"],
    [1_000_000_000, "1GB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(humanSize(bytes)).toBe(text);
  });
  it("have two decimals in progress", () => {
    expect([31, 1090, 1125, 22_020_000].map(progressSize)).toEqual(["31B", "1.09kB", "1.12kB", "22.02MB"]);
  });
});
