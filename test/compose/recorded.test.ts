/** What Compose 2.40.3 printed to whole scripts, line by line, against the lab's; `npm run compose` asks it anew. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { LineResult } from "../../src/headless/run-lines.ts";
import { compare, type Verdict } from "./compare.ts";
import { readScript, scriptNames } from "./scripts.ts";
import { runLab } from "./sides.ts";

describe.each(scriptNames())("%s", (name) => {
  const file = new URL(`recorded/${name}.json`, import.meta.url);
  const { transcript } = JSON.parse(readFileSync(file, "utf8")) as { readonly transcript: readonly LineResult[] };
  const script = readScript(name);
  let verdicts: readonly Verdict[] = [];

  beforeAll(async () => {
    verdicts = compare(name, transcript, await runLab(script));
  }, 120_000);

  it("was recorded as it stands", () => {
    expect(transcript.map(({ line }) => line)).toEqual(script.lines);
  });

  it.each(transcript.map(({ line }, index) => [line, index] as const))("%s", (_, index) => {
    const { real, lab, isWrong, agrees, reason } = verdicts[index] as Verdict;
    if (!isWrong) return;
    // A reason that is no longer one has to go.
    if (agrees) expect(lab, reason).not.toEqual(real);
    else expect(lab).toEqual(real);
  });
});
