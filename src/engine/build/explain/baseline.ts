/**
 * With which earlier build a build is compared. Not always the last: who builds two Dockerfiles in turn asks of each what
 * changed in it.
 */
import type { BuildMemory } from "./memory.ts";

/** What of a request says which work it goes on with. */
export interface Work {
  readonly name: string;
  readonly text: string;
  /** Where the context was, as far as the client told. */
  readonly place?: string;
}

/** So many other Dockerfiles are remembered beside the last one. */
const most = 7;

/** The newest build of the same work; with none, the build most like this one, unless less than half of their lines are the same. */
export function baselineOf(memory: BuildMemory | undefined, work: Work): BuildMemory | undefined {
  if (!memory) return undefined;
  const known = [memory, ...(memory.others ?? [])];
  const own = known.find((one) => isSameWork(one, work));
  if (own) return own;
  let best: BuildMemory | undefined;
  let most = 0.5;
  for (const candidate of known) {
    const share = sharedLines(candidate.text, work.text);
    if (share > most || (share === most && !best)) [best, most] = [candidate, share];
  }
  return best;
}

/** Puts a build in front of those of other work. */
export function remembered(memory: BuildMemory | undefined, next: BuildMemory): BuildMemory {
  if (!memory) return next;
  const { others = [], ...last } = memory;
  return { ...next, others: [last, ...others].filter((one) => !isSameWork(one, next)).slice(0, most) };
}

/** What an older version of the lab wrote down has no name: it goes for any. */
function isSameWork(before: BuildMemory, { name, place }: Pick<Work, "place"> & { readonly name?: string }): boolean {
  if (before.place !== undefined && place !== undefined) return before.place === place;
  return before.name === undefined || before.name === name;
}

function sharedLines(before: string, now: string): number {
  if (before === now) return 1;
  const lines = (text: string) => new Set(text.split("\n").flatMap((line) => line.trim() || []));
  const [old, own] = [lines(before), lines(now)];
  let shared = 0;
  for (const line of own) if (old.has(line)) shared++;
  return shared / Math.max(old.size, own.size, 1);
}
