import { expect, test } from "vitest";
import { WaitQueue } from "./wait-queue.ts";

test("the longest waiting is woken first, and everyone at once", async () => {
  const queue = new WaitQueue<string>();
  const woken: string[] = [];
  const waits = ["a", "b", "c"].map(async (name) => woken.push(`${name} ${await queue.wait()}`));
  expect(queue.wakeOne("one")).toBe(true);
  queue.wakeAll("all");
  await Promise.all(waits);
  expect(woken).toEqual(["a one", "b all", "c all"]);
  expect(queue.wakeOne("nobody")).toBe(false);
});

test("whoever gives up is not woken in the place of another", async () => {
  const queue = new WaitQueue<number>();
  const giving = new AbortController();
  const first = queue.wait(giving.signal);
  const second = queue.wait();
  giving.abort(new Error("gave up"));
  await expect(first).rejects.toThrow("gave up");
  expect(queue.wakeOne(2)).toBe(true);
  expect(await second).toBe(2);
  await expect(queue.wait(giving.signal)).rejects.toThrow("gave up");
});
