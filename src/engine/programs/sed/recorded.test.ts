import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expected, readRecording } from "../testing-recorded.ts";

const { lines, answer } = readRecording(readFileSync(new URL("./fixtures/recorded.json", import.meta.url), "utf8"));

test.each(lines.filter((line) => line.otherwise === undefined))("$flavour: $command", async (line) => {
  expect(await answer(line)).toEqual(expected(line));
});

/** Where this fails the lab has learnt something: the reason in the recording can go. */
test.each(lines.filter((line) => line.otherwise !== undefined))("$flavour: $command (otherwise: $otherwise)", async (line) => {
  expect(await answer(line)).not.toEqual(expected(line));
});
