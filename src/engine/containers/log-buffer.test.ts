import { expect, test } from "vitest";
import { LogBuffer } from "./log-buffer.ts";

test("a follower that does not keep up hears how many lines it missed, then the newest", async () => {
  const log = new LogBuffer(() => 0, 1000);
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const lines = log.read({ follow: true }, ended)[Symbol.asyncIterator]();
  log.write("stdout", "first\n");
  expect((await lines.next()).value).toEqual({ stream: "stdout", text: "first\n" });
  for (let index = 0; index < 10_000; index++) log.write("stdout", `line ${index}\n`);
  end();
  const rest: string[] = [];
  for (let next = await lines.next(); !next.done; next = await lines.next()) rest.push(next.value.text);
  const missed = Number(/(\d+) earlier lines are gone/.exec(rest[0] ?? "")?.[1]);
  expect(missed).toBeGreaterThan(9000);
  expect(rest.length - 1 + missed).toBe(10_000);
  expect(rest.slice(1).join("").length).toBeLessThanOrEqual(1000);
  expect(rest.at(-1)).toBe("line 9999\n");
});
