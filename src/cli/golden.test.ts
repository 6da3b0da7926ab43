/** The transcript of a real engine's builds, line by line, against the lab's. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { virtualStart } from "../engine/clocks.ts";
import { directory } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { runLine } from "../headless/run-lines.ts";
import { ownedBy } from "../headless/workspace.ts";

interface Golden {
  readonly transcript: readonly { readonly line: string; readonly exitCode: number; readonly stdout: string; readonly stderr: string }[];
}

const golden = JSON.parse(readFileSync(new URL("../../test/golden/build-basics.json", import.meta.url), "utf8")) as Golden;

/** Not this command's, or of the machine it was recorded on. */
const elsewhere = /docker run|docker image inspect/;
/** What these differ in is not the client's: the order that `sort` in the image gives, a vertex without a step. */
const notOurs = /-t ign |-t heredoc /;
/** Recorded without a network, so no registry could say "not found". */
const needsNetwork = /COPY --from=b /;

/**
 * What may differ: ids, times, sizes, the digest of a base image and how it came, the number and order of blocks that
 * ran at the same time, a first block printed twice.
 */
function masked(text: string): string {
  const plain = text
    .replace(/sha256:[0-9a-f]{64}/g, "ID")
    .replace(/@ID/g, "")
    .replace(/ref \S+::\S+:/g, "ref REF:")
    .replace(/(#\d+|^)( ?)\d+\.\d{3}( )/gm, "$1$2T$3")
    .replace(/ \d+\.\d+s( done)?$/gm, "$1")
    .replace(/\b\d+(\.\d+)?[kM]?B\b/g, "SIZE")
    .replace(/^#\d+ (resolve|ID|extracting) .*\n/gm, "");
  const [builder = "", ...blocks] = plain.split(/\n\n(?=#)/);
  const last = blocks.pop() ?? "";
  // What follows the last block of a build is not a part of it.
  const tail = /\n(?!#)[\s\S]*$/.exec(last)?.[0] ?? "";
  const bodies = [...blocks, last.slice(0, last.length - tail.length)].map((block) => block.replace(/^#\d+ /gm, "# "));
  const named = new Map(bodies.map(sortedWarnings).map((body) => [body.split("\n")[0] ?? "", body]));
  return (
    [builder, ...[...named.entries()].map(([name, body]) => (name.includes("FROM") ? name : body)).sort()].join("\n\n") +
    sortedWarnings(tail)
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

const session = createLab(directory({}, ownedBy(virtualStart)));
const answers: Awaited<ReturnType<typeof runLine>>[] = [];
for (const { line } of golden.transcript) answers.push(await runLine(session, line));

describe("the transcript of real builds", () => {
  const ours = golden.transcript
    .map((expected, i) => ({ ...expected, answer: answers[i] }))
    .filter(({ line }) => !elsewhere.test(line) && !notOurs.test(line) && !needsNetwork.test(line));

  it.each(ours)("$line", ({ line, answer, ...expected }) => {
    const isHistory = line.includes("docker history");
    const shape = (out: { exitCode: number; stdout: string; stderr: string }) => ({
      exitCode: out.exitCode,
      stdout: isHistory ? maskedHistory(out.stdout) : out.stdout.replace(/sha256:[0-9a-f]{64}/g, "ID"),
      stderr: masked(out.stderr),
    });
    expect(answer && shape(answer)).toEqual(shape(expected));
  });
});
