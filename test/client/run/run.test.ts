/**
 * Containers, volumes and networks as a real Docker has them: scripts that were recorded line by line, replayed in the lab.
 * The base image recorded was a busybox, on a machine with cgroups v1 and without registries: `differs.ts` says which lines
 * can't be the same, and why.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { LineResult } from "../../../src/headless/run-lines.ts";
import { differences } from "./differs.ts";
import { masked, readTranscript, replay } from "./replay.ts";

const transcripts = [
  "../../golden/run-basics",
  "../../golden/tables",
  "../../golden/health",
  "life-cycle",
  "volumes",
  "networks",
  "isolation",
  "client",
  "client-again",
  "mistakes",
  "plain-commands",
  "one-liners",
  "images-and-isolation",
  "inspections",
  "volumes-networks-signals",
  "everyday",
  "long-lines",
  "registry",
  "taught-life-cycle",
  "taught-volumes",
  "taught-networks",
  "taught-isolation",
  "taught-images",
  "again-life-cycle",
  "again-volumes",
  "again-networks",
  "again-isolation",
  "again-images",
  "all-areas",
  "plain-life-cycle",
  "refusals",
  "dense-volumes",
  "dense-networks",
  "dense-ports",
  "dense-isolation",
  "dense-programs",
  "dense-names",
  "dense-kernel",
  "plain-again",
  "plain-third",
  "course-life-cycle",
  "course-volumes-networks",
  "course-isolation-formats",
  "course-third",
  "contexts",
  "ipv6-and-described",
  "course-again-life-cycle",
  "course-again-volumes",
  "course-again-isolation",
  "course-again-neighbours",
  "image-mounts",
  "more-networks",
  "more-images",
  "networks-by-hand",
  "images-by-hand",
  "networks-images-third",
  "learner-life-cycle",
  "learner-isolation",
  "learner-volumes",
  "learner-files",
  "learner-formats",
  "learner-mistakes",
  "learner-shell",
  "second-volumes",
  "second-networks",
  "second-images",
  "third-volumes",
  "fourth-networks",
  "fourth-images",
  "neighbours",
  "stores-networks-images",
  "second-life",
  "third-life",
  "fourth-life",
  "fifth-life",
  "sixth-life",
  "seventh-life",
  "eighth-life",
  "second-neighbours",
  "ninth-life",
  "named-types",
  "fifth-images",
  "standing-still",
  "links-by-hand",
  "nice-words",
  "tenth-life",
  "second-stores",
  "top-options",
  "named-pipes",
  "second-mistakes",
];

describe.each(transcripts)("%s", (name) => {
  const recorded = readTranscript(new URL(`${name}.json`, import.meta.url));
  const { transcript } = recorded;
  const known = differences[name.split("/").at(-1) as string] ?? {};
  let got: readonly LineResult[] = [];

  beforeAll(async () => {
    got = await replay(recorded);
  }, 120_000);

  it.each(transcript.map((expected, index) => [expected.line, index] as const))("%s", (line, index) => {
    const expected = masked(transcript[index] as LineResult, recorded);
    const answer = masked(got[index] as LineResult, recorded);
    const reason = transcript[index]?.differs ?? known[line];
    if (reason?.startsWith("waits")) return;
    // A reason that is no longer one has to go.
    if (reason !== undefined) expect(answer, reason).not.toEqual(expected);
    else expect(answer).toEqual(expected);
  });

  it("knows no lines that are not there", () => {
    const lines = new Set(transcript.map(({ line }) => line));
    expect(Object.keys(known).filter((line) => !lines.has(line))).toEqual([]);
  });
});
