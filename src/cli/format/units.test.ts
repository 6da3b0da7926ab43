import { describe, expect, it } from "vitest";
import { goFixed, goG, humanDuration, humanSize, progressSize } from "./units.ts";

describe("numbers as Go prints them", () => {
  it.each([
    [1.25, 1, "1.2"],
    [1.35, 1, "1.4"],
    [0.25, 1, "0.2"],
    [0.75, 1, "0.8"],
    [123.45, 1, "123.5"],
    [2.5, 0, "2"],
    [0, 1, "0.0"],
  ])("%d with %i decimals is %s", (value, digits, text) => {
    expect(goFixed(value, digits)).toBe(text);
  });
  it.each([
    [999.9, 3, "1e+03"],
    [7.797, 3, "7.8"],
    [100, 3, "100"],
    [0.00001, 3, "1e-05"],
    [12, 4, "12"],
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
    expect([31, 1090, 22_020_000].map(progressSize)).toEqual(["31B", "1.09kB", "22.02MB"]);
  });
});

describe("durations", () => {
  const second = 1000;
  const hour = 3600 * second;
  it.each([
    [999, "Less than a second"],
    [1999, "1 second"],
    [59 * second, "59 seconds"],
    [60 * second, "About a minute"],
    [120 * second, "2 minutes"],
    [hour, "About an hour"],
    [1.4 * hour, "About an hour"],
    [1.5 * hour, "2 hours"],
    [47 * hour, "47 hours"],
    [48 * hour, "2 days"],
    [14 * 24 * hour, "2 weeks"],
    [60 * 24 * hour, "2 months"],
    [730 * 24 * hour, "2 years"],
  ])("%d ms are %s", (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});
