import { describe, expect, it } from "vitest";
import { humanDuration } from "./human-duration.ts";

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
