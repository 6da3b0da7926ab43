/** Differences between the engine at hand and the one the golden cases were recorded on: known, and not the lab's mistakes. */
import { readFileSync } from "node:fs";
import type { Difference } from "./observe.ts";

interface VersionDifference {
  readonly why: string;
  readonly about: Difference["about"];
  /** A regular expression over one line of the engine at hand, and that line as the lab rightly has it. */
  readonly docker: string;
  readonly drydock: string;
}

const versionDifferences: readonly VersionDifference[] = JSON.parse(
  readFileSync(new URL("version-differences.json", import.meta.url), "utf8"),
) as VersionDifference[];

/** The sentences that explain a difference whole; none when some of it stays unexplained. */
export function explained(difference: Difference): string[] {
  const reasons = new Set<string>();
  const lines = difference.docker.map((line) => {
    const known = versionDifferences.find(({ about, docker }) => about === difference.about && new RegExp(docker).test(line));
    if (!known) return line;
    reasons.add(known.why);
    return line.replace(new RegExp(known.docker), known.drydock);
  });
  return JSON.stringify(lines) === JSON.stringify(difference.drydock) ? [...reasons] : [];
}
