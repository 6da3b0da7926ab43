/** Small Dockerfiles, right and wrong: what a real engine says to them, built, checked and looked at afterwards. */
import { describe, expect, it } from "vitest";
import { compare, recordedCases } from "./compare.ts";

/** Where the lab differs, each with its reason. */
const known = new Map([
  ["COPY two missing files", "which of two missing files is told is chance"],
  ["git address with a bad fragment", "the lab fetches nothing and says so"],
  ["a frontend by argument that is no name", "the client says so before it begins"],
  ["heredocs of all kinds", "the time of day in ls -l"],
]);

describe.each(["mistakes", "language", "frontends"])("%s", (file) => {
  it.each(recordedCases(file).map((pair) => [pair.one.name, pair] as const))("%s", async (name, pair) => {
    const { docker, lab } = await compare(pair);
    if (known.has(name)) expect(lab, "no longer a difference").not.toEqual(docker);
    else expect(lab).toEqual(docker);
  });
});
