import { expect, it } from "vitest";
import { foldersOf, numberOf, slugOf } from "./lesson-paths.ts";

it("makes addresses from folders, without their numbers", () => {
  expect(slugOf("05-cache/02-order-matters/index.mdx")).toBe("cache/order-matters");
  expect(slugOf("05-cache/module.yaml")).toBe("cache");
});

it("reads a folder's place in the course, and says what to do when it has none", () => {
  expect(numberOf("05-cache")).toBe(5);
  expect(() => numberOf("cache")).toThrow(/rename it to "01-cache"/);
});

it("gives the folders of a file below lessons", () => {
  expect(foldersOf("lessons/05-cache/02-order-matters/index.mdx")).toEqual(["05-cache", "02-order-matters"]);
});
