/** Two builds side by side: which step of one is which of the other, and what is another. */
import type { BuildView, StageView, StepView } from "../../engine/api.ts";

export interface Pair {
  readonly before?: StepView;
  readonly after?: StepView;
  /** Of the instruction as written. A step that moved is removed in one place and added in the other. */
  readonly how: "same" | "changed" | "added" | "removed";
}

export interface StagePair {
  readonly name: string;
  readonly how: "same" | "added" | "removed";
  readonly pairs: readonly Pair[];
}

/** By stage, in the order of the later build; stages that are gone come last. Configuration is compared too. */
export function differencesOf(before: BuildView, after: BuildView): StagePair[] {
  const counterpart = (stage: StageView, of: BuildView) =>
    of.stages.find(({ name, named }) => named && stage.named && name === stage.name) ??
    of.stages.find(({ index, named, isTarget }) => !named && !stage.named && (index === stage.index || (isTarget && stage.isTarget))) ??
    of.stages.find(({ isTarget }) => isTarget && stage.isTarget);
  const met = new Set<StageView>();
  const stages = after.stages.map((stage): StagePair => {
    const other = counterpart(stage, before);
    if (other && !met.has(other)) {
      met.add(other);
      return { name: stage.name, how: "same", pairs: pairsOf(other.steps, stage.steps) };
    }
    return { name: stage.name, how: "added", pairs: pairsOf([], stage.steps) };
  });
  const gone = before.stages.filter((stage) => !met.has(stage));
  return [...stages, ...gone.map(({ name, steps }): StagePair => ({ name, how: "removed", pairs: pairsOf(steps, []) }))];
}

/** Steps with the same text are the same step; what stands between two such is paired one by one where the kind agrees. */
function pairsOf(before: readonly StepView[], after: readonly StepView[]): Pair[] {
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...commonSteps(before, after), [before.length, after.length] as const]) {
    pairs.push(...between(before.slice(i, a), after.slice(j, b)));
    const [old, now] = [before[a], after[b]];
    if (old && now) pairs.push({ before: old, after: now, how: "same" });
    [i, j] = [a + 1, b + 1];
  }
  return pairs;
}

function between(before: readonly StepView[], after: readonly StepView[]): Pair[] {
  const left = [...before];
  const pairs: Pair[] = [];
  for (const step of after) {
    const at = left.findIndex(({ kind, text }) => kind === step.kind && firstWord(text) === firstWord(step.text));
    if (at < 0) {
      pairs.push({ after: step, how: "added" });
      continue;
    }
    pairs.push(...left.splice(0, at).map((gone): Pair => ({ before: gone, how: "removed" })));
    pairs.push({ before: left.shift() as StepView, after: step, how: "changed" });
  }
  return [...pairs, ...left.map((gone): Pair => ({ before: gone, how: "removed" }))];
}

/** Places of a longest common subsequence, by text. */
function commonSteps(before: readonly StepView[], after: readonly StepView[]): (readonly [number, number])[] {
  const longest = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = longest[i] as number[];
      row[j] = before[i]?.text === after[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i]?.text === after[j]?.text) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}

/** What two texts begin and end with, and the words between that differ. */
export function wordsThatDiffer(before: string, after: string): { start: string; old: string; now: string; end: string } {
  const [old, now] = [before.split(" "), after.split(" ")];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const part = (words: readonly string[], from: number, to: number) => words.slice(from, to).join(" ");
  return {
    start: part(old, 0, start),
    old: part(old, start, old.length - end),
    now: part(now, start, now.length - end),
    end: part(old, old.length - end, old.length),
  };
}

const firstWord = (text: string) => text.split(" ")[0];
