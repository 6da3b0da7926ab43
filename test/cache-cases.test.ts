import { expect, test } from "vitest";
import { readCases, replay } from "./cache-cases.ts";

test("every step of the recorded builds has BuildKit's verdict", async () => {
  let builds = 0;
  const differences = [];
  for (const recorded of readCases(new URL("golden/cache.jsonl", import.meta.url).pathname)) {
    const result = await replay(recorded);
    builds += result.builds;
    differences.push(...result.differences);
  }
  console.log(`cache cases: ${builds - differences.length} of ${builds} builds as recorded on BuildKit 0.24`);
  expect(differences).toEqual([]);
}, 120_000);
