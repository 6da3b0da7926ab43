/** A small number of mutated Dockerfiles; `npm run fuzz -- --mutations 100000` tries as many as are wanted. */
import { expect, test } from "vitest";
import { fuzz, limit } from "./fuzz.ts";

test("no mutated Dockerfile makes anything throw or take long", { timeout: 120_000 }, async () => {
  const { thrown, slowest, built } = await fuzz(1500, 7);
  expect(thrown.map(({ number, error }) => `${number}: ${error}`)).toEqual([]);
  expect(slowest[0]?.slowest).toBeLessThan(limit);
  // Mistakes alone would test little of the solver.
  expect(built).toBeGreaterThan(100);
});
