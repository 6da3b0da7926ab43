/**
 * Long scripts on a real Docker 28.5, line by line against the lab: `recorded/*.json`. A line that can't be the same has
 * `differs`, the reason why; one that has become the same no longer may have it.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { agree, type Answer, masked, replay } from "./transcript.ts";

const names = [
  "stages",
  "mounts",
  "mistakes",
  "images",
  "mixed",
  "again",
  "workshop",
  "second",
  "kiln",
  "toolbox",
  "storefront",
  "orchard",
  "harbour",
  "lantern",
  "mill",
  "foundry",
  "observatory",
  "quarry",
  "attic",
  "tannery",
  "lime",
  "bakery",
  "ropewalk",
  "saltworks",
  "joinery",
  "lighthouse",
  "smithy",
  "ledger",
];

describe.each(names)("%s", async (name) => {
  const file = new URL(`recorded/${name}.json`, import.meta.url);
  const { transcript } = JSON.parse(readFileSync(file, "utf8")) as { readonly transcript: readonly (Answer & { differs?: string })[] };
  const compared = (await replay(file)).map((one, index) => ({ ...one, differs: transcript[index]?.differs }));

  it.each(compared.filter(({ differs }) => !differs).map((one) => [one.expected.line, one] as const))("%s", (_, { expected, got }) => {
    expect(masked(got)).toEqual(masked(expected));
  });

  it("has no reason left over", () => {
    for (const one of compared) if (one.differs) expect(agree(one), `${one.expected.line} (${one.differs})`).toBe(false);
  });
});
