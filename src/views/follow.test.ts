import { expect, test } from "vitest";
import { follow } from "./follow.ts";

test("tells what is seen when it is another than before, and nothing after the end", async () => {
  const over = new AbortController();
  const told: unknown[] = [];
  const seen = [{ a: 1 }, { a: 1 }, undefined, { a: 1 }, { a: 2 }, { a: 3 }];
  let looks = 0;
  await follow(
    async () => {
      const one = seen[looks++];
      if (looks === seen.length) over.abort();
      return one;
    },
    (one) => told.push(one),
    { rest: 0, share: 1 },
    over.signal,
  );
  expect(told).toEqual([{ a: 1 }, { a: 2 }]);
  expect(looks).toBe(seen.length);
});
