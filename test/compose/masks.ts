/** What differs from run to run and from machine to machine in what Compose prints. */
import type { LineResult } from "../../src/headless/run-lines.ts";

const masks: readonly (readonly [RegExp, string])[] = [
  [/dryRun-[0-9a-f]+/g, "DRYRUN"],
  [/[0-9a-f]{64}/g, "HASH"],
  [/\b[0-9a-f]{12}(?=\b|_)/g, "ID"],
  [/time="[^"]*"/g, 'time="T"'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| [+-]\d{4} UTC)?/g, "DATE"],
  [/(About an? \w+|Less than a second|\d+ \w+) ago\s*/g, "AGO "],
  [/Up (About an? \w+|Less than a second|\d+ (seconds?|minutes?))\s*/g, "UP "],
  [/\b\d+(\.\d+)?([kKMG]i?)?B\b/g, "SIZE"],
  [/\b\d+(\.\d+)?%/g, "PERCENT"],
  [/\b(172|192)\.\d+\.\d+\.\d+\b/g, "ADDRESS"],
  // A port that the engine chose: the next that is free.
  [/\b327[6-9]\d(?=->|\/)/g, "PORT"],
  // What several builds look up alike bears the name of any of them.
  [/^(#\d+ )\[\S+ internal\] load metadata/gm, "$1[TARGET internal] load metadata"],
  [/^(#\d+ )\[.*\d+\/\d+\] FROM/gm, "$1[STAGE] FROM"],
  [/ref \S+::\S+: /g, "ref REF: "],
  [/^\d+\.\d+ /gm, "TIME "],
  // The learner's shell tells of what it puts in the background.
  [/^\[\d+\] \d+\n/gm, ""],
  // Newer engines no longer end their errors so.
  [/: unknown$/gm, ""],
  // Whether a base image's layer is unpacked already is the machine's business.
  [/^(#\d+ (?:\[.*?\] )?)(CACHED|DONE \d+\.\d+s)$/gm, "$1DONE"],
  [/^#\d+ (?=\d+\.\d+ )\d+\.\d+ /gm, "# TIME "],
  [/( \d+\.\d+s)? done$/gm, " done"],
  [/\b\d+\.\d+s\b/g, "TIME"],
  // Steps are numbered as they come.
  [/^#\d+ /gm, "# "],
  [/root +\d+ +\d+ +\d+ +\d\d:\d\d/g, "PROCESS"],
  [/ {2,}/g, " "],
];

/** An answer that can be compared. What is done side by side is told in any order: lines are sorted, and blocks of a build that are interrupted count once. */
export function masked({ exitCode, stdout, stderr }: Omit<LineResult, "line">) {
  const shown = (text: string): string[] =>
    masks
      .reduce(
        (masking, [pattern, name]) => masking.replace(pattern, name),
        text.replace(/"Labels":"([^"]*)"/g, sortedLabels).replace(/(?<=^no port \S+ for container \S+: ).*/gm, sortedPorts),
      )
      .split("\n")
      // How far something has come is told as often as there is time for it.
      .filter((line) => !/^# (?:transferring|naming|exporting|writing|reading)\b(?!.* done$)/.test(line))
      .filter((line, index, all) => line !== "# ..." && !(/^# /.test(line) && all.indexOf(line) < index))
      .filter((line, _, all) => line !== "" || !all.some((other) => other.startsWith("# ")))
      .sort();
  return { exitCode, stdout: shown(stdout), stderr: shown(stderr) };
}

/** A Go map gives them in any order, and so the ports of the next. */
function sortedLabels(_: string, labels: string): string {
  return `"Labels":"${labels.split(",").sort().join(",")}"`;
}

function sortedPorts(ports: string): string {
  return ports.split(", ").sort().join(", ");
}
