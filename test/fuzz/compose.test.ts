/** A small number of mutated Compose files; `npm run fuzz:compose` tries as many as are wanted. */
import { expect, test } from "vitest";
import { fuzzCompose } from "./compose.ts";

test("no mutated Compose file makes anything throw", { timeout: 120_000 }, async () => {
  const { thrown, accepted } = await fuzzCompose(600, 7);
  expect(thrown.map(({ number, error }) => `${number}: ${error}`)).toEqual([]);
  // Mistakes alone would test little of what comes after reading.
  expect(accepted).toBeGreaterThan(50);
});
