/** What Compose 2.40.3 printed, line by line, against the lab's. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { virtualStart } from "../../src/engine/clocks.ts";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { type LineResult, runLine } from "../../src/headless/run-lines.ts";
import { ownedBy } from "../../src/headless/workspace.ts";

interface Recording {
  readonly files: Readonly<Record<string, string>>;
  readonly transcript: readonly LineResult[];
}

/** Without ids, times, sizes and the numbers of processes. Lines of work done side by side come in any order. */
function masked({ exitCode, stdout, stderr }: LineResult) {
  const shown = (text: string): string[] =>
    text
      .replace(/"Labels":"([^"]*)"/g, (_, labels: string) => `"Labels":"${labels.split(",").sort().join(",")}"`)
      .replace(/[0-9a-f]{64}/g, "HASH")
      .replace(/\b[0-9a-f]{12}\b/g, "ID")
      .replace(/time="[^"]*"/g, 'time="T"')
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "DATE")
      .replace(/(About a \w+|Less than a second|\d+ \w+) ago\s*/g, "AGO ")
      .replace(/Up (About a \w+|Less than a second|\d+ (seconds?|minutes?))\s*/g, "UP ")
      .replace(/\b\d+(\.\d+)?[kM]?B\b/g, "SIZE")
      // Whether a base image's layer is unpacked already is the machine's business.
      .replace(/^(#\d+) (CACHED|DONE \d+\.\d+s)$/gm, "$1 DONE")
      .replace(/\b\d+\.\d+s\b/g, "TIME")
      .replace(/root +\d+ +\d+ +\d+ +\d\d:\d\d/g, "PROCESS")
      .replace(/ +/g, " ")
      .split("\n")
      .sort();
  return { exitCode, stdout: shown(stdout), stderr: shown(stderr) };
}

describe.each(["../golden/compose-stack", "../golden/compose-errors", "compose-lines"])("%s", (name) => {
  const recording = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as Recording;
  const session = createLab(fromPaths(recording.files, ownedBy(virtualStart)));
  it.each(recording.transcript.map((expected) => [expected.line, expected] as const))("%s", async (line, expected) => {
    expect(masked(await runLine(session, line))).toEqual(masked(expected));
  });
});
