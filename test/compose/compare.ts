/** The answers of both sides to one script, line by line. */
import type { LineResult } from "../../src/headless/run-lines.ts";
import { differences } from "./differs.ts";
import { masked } from "./masks.ts";

export interface Verdict {
  readonly line: string;
  readonly real: ReturnType<typeof masked>;
  readonly lab: ReturnType<typeof masked>;
  readonly agrees: boolean;
  /** Why it may differ. */
  readonly reason: string | undefined;
  /** Differs without a reason, or has a reason that is none any more. */
  readonly isWrong: boolean;
}

/** Throws when a reason names a line that the script has not. */
export function compare(script: string, real: readonly LineResult[], lab: readonly LineResult[]): Verdict[] {
  const reasons = differences[script] ?? {};
  const strangers = Object.keys(reasons).filter((line) => !real.some((answer) => answer.line === line));
  if (strangers.length > 0) throw new Error(`differs.ts names lines that ${script} has not: ${strangers.join("; ")}`);
  const compared = real.map((answer, index) => {
    const [theirs, ours] = [masked(answer), masked(lab[index] as LineResult)];
    return { line: answer.line, real: theirs, lab: ours, agrees: JSON.stringify(theirs) === JSON.stringify(ours) };
  });
  // A line may stand in a script twice, and differ once.
  const differing = new Set(compared.filter(({ agrees }) => !agrees).map(({ line }) => line));
  return compared.map((one): Verdict => {
    const reason = reasons[one.line];
    const isStale = reason !== undefined && !reason.startsWith("chance") && !differing.has(one.line);
    return { ...one, reason, isWrong: one.agrees ? isStale : reason === undefined };
  });
}
