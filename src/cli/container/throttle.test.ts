import { expect, it } from "vitest";
import { byteRateOf, operationRateOf, weightOf } from "./throttle.ts";

it("reads limits of disks", () => {
  expect(weightOf("/dev/sda:300")).toEqual({ Path: "/dev/sda", Weight: 300 });
  expect(byteRateOf("/dev/sda:1mb")).toEqual({ Path: "/dev/sda", Rate: 1_048_576 });
  expect(operationRateOf("/dev/sda:50")).toEqual({ Path: "/dev/sda", Rate: 50 });
});

it.each([
  ["foo", "bad format: foo"],
  ["/x:5", "bad format for device path: /x:5"],
  ["/dev/x:5", "invalid weight for device: /dev/x:5"],
])("refuses the weight %s", (text, words) => {
  expect(() => weightOf(text)).toThrow(words);
});

it("refuses negative rates", () => {
  expect(() => byteRateOf("/dev/x:-1")).toThrow("invalid rate for device: /dev/x:-1. The correct format is <device-path>:<number>[<unit>]");
  expect(() => operationRateOf("/dev/x:-1")).toThrow("invalid rate for device: /dev/x:-1. The correct format is <device-path>:<number>. N");
});
