/** Transcripts of a real engine against the lab's answers: what has to be the same, and what may differ. */
import { readFileSync } from "node:fs";
import { virtualStart } from "../../src/engine/clocks.ts";
import { directory } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import { ownedBy } from "../../src/headless/workspace.ts";

export interface Answer {
  readonly line: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Compared {
  readonly expected: Answer;
  readonly got: Answer;
}

/** The lines of a recorded transcript, and what the lab says to each, in one session from beginning to end. */
export async function replay(file: URL): Promise<Compared[]> {
  const { transcript } = JSON.parse(readFileSync(file, "utf8")) as { readonly transcript: readonly Answer[] };
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const compared: Compared[] = [];
  for (const expected of transcript) compared.push({ expected, got: await runLine(session, expected.line) });
  return compared;
}

/** An answer without what differs from run to run and from machine to machine. */
export function masked(answer: Answer): { readonly exitCode: number; readonly stdout: string; readonly stderr: string } {
  const { line, exitCode, stdout, stderr } = answer;
  const isTable = /docker (history|images)/.test(line) && !line.includes("--format");
  const shown = /docker build\b.*2>&1/.test(line) ? maskedTimes(stdout) : stdout;
  return { exitCode, stdout: isTable ? maskedHistory(stdout) : maskedIds(shown), stderr: maskedBuild(stderr) };
}

function maskedIds(text: string): string {
  return text.replace(/sha256:[0-9a-f]{64}/g, "ID").replace(/"LastTagTime": ".*"/g, "");
}

/** When something was printed, and how long it took. */
function maskedTimes(text: string): string {
  return text.replace(/(#\d+|^)( ?)\d+\.\d{3}( ?)/gm, "$1$2T$3").replace(/ \d+\.\d+s( done)?$/gm, "$1");
}

/**
 * What may differ: ids, times, sizes of transfers, the digest of a base image and how it came, the number and order of
 * blocks that ran at the same time, a first block printed twice.
 */
export function maskedBuild(text: string): string {
  const plain = maskedTimes(maskedIds(text))
    .replace(/@ID/g, "")
    .replace(/ref \S+::\S+:/g, "ref REF:")
    .replace(/(buildkit-mount|manifest from \w+:)\d+/g, "$1N")
    // What is told while a transfer is under way, if it takes long enough.
    .replace(/^#\d+ transferring \w+:\n/gm, "")
    .replace(/\b\d+(\.\d+)?[kM]?B\b/g, "SIZE")
    .replace(/^#\d+ (resolve|ID|extracting) .*\n/gm, "")
    // The classic store says where on the host a file is.
    .replace(/(?:\/[\w.-]+)+\/overlay2\/\w+\/merged\//g, "/MERGED/");
  const [builder = "", ...blocks] = plain.split(/\n\n(?=#)/);
  const last = blocks.pop() ?? "";
  // What follows the last block of a build is not a part of it.
  const tail = /\n(?!#)[\s\S]*$/.exec(last)?.[0] ?? "";
  const bodies = [...blocks, last.slice(0, last.length - tail.length)].map((block) => block.replace(/^#\d+ /gm, "# "));
  const named = new Map<string, string>();
  const left = new Map<string, string[]>();
  for (const body of bodies.map(sortedWarnings)) {
    const lines = body.split("\n").map((one) => one.replace(/ done$/, ""));
    const [name = "", ...rest] = lines.filter((one) => one !== "# ...");
    // A block that was left and taken up again is one; of one printed twice the second counts.
    const begun = left.get(name) ?? [];
    if (lines.includes("# ...")) left.set(name, [...begun, ...rest]);
    named.set(name, [...new Set([name, ...begun, ...rest])].join("\n"));
  }
  return (
    [
      builder,
      ...[...named.entries()].map(([name, body]) => (name.includes("FROM") ? name.replace(/\[\S+ /, "[STAGE ") : body)).sort(),
    ].join("\n\n") + sortedWarnings(tail)
  );
}

/** Warnings come in any order. */
function sortedWarnings(tail: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours around the first one
  return tail.replace(/(?:^(?:\x1b\[0m)? - .*\n|^# WARN: .*\n)+/gm, (list) => list.replaceAll("\x1b[0m", "").split("\n").sort().join("\n"));
}

/** Rows without the base image's, which is another here. */
function maskedHistory(text: string): string {
  return text
    .split("\n")
    .filter((line) => /buildkit\.dockerfile|^IMAGE/.test(line) && !/ (minutes|months) ago /.test(line))
    .map((line) =>
      line
        .replace(/^[0-9a-f]{12}/, "ID")
        .replace(/ {2,}/g, "  ")
        .replace(/(Less than a second|\d+ seconds?) ago/, "AGO")
        .replace(/\d+k?B/, "SIZE"),
    )
    .map((line) => line.replace(/EXPOSE .*? {2}/, "EXPOSE  "))
    .join("\n");
}

export function agree({ expected, got }: Compared): boolean {
  return JSON.stringify(masked(expected)) === JSON.stringify(masked(got));
}
