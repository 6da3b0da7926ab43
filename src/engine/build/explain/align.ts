/** Which step of the last build a step corresponds to: by what it says, never by its line (so an insertion moves nothing). */
import type { GraphStage, GraphStep } from "../plan/graph.ts";
import type { BuildMemory, StageMemory, StepMemory } from "./memory.ts";

export interface Alignment {
  readonly before: ReadonlyMap<GraphStep, StepMemory>;
  /** Stages of the last build, by those of this one. */
  readonly stages: ReadonlyMap<GraphStage, StageMemory>;
  /** Steps of the last build that have no counterpart now. */
  readonly removed: ReadonlyMap<GraphStage, readonly StepMemory[]>;
}

export function alignSteps(stages: readonly GraphStage[], memory: BuildMemory | undefined): Alignment {
  const before = new Map<GraphStep, StepMemory>();
  const pairs = new Map<GraphStage, StageMemory>();
  const removed = new Map<GraphStage, readonly StepMemory[]>();
  const free = new Set(memory?.stages);
  const pair = (stage: GraphStage, old: StageMemory | undefined) => {
    if (!old || !free.delete(old)) return;
    pairs.set(stage, old);
  };
  const byName = new Map(memory?.stages.map((stage) => [stage.name, stage]));
  for (const stage of stages) pair(stage, byName.get(stage.planned.name));
  // A renamed or unnamed stage that moved: the one that shares most of its steps.
  for (const stage of stages) if (!pairs.has(stage)) pair(stage, mostAlike(stage, free));
  for (const [stage, old] of pairs) removed.set(stage, alignStage(stage.steps, old.steps, before));
  alignMoved(stages, pairs, removed, free, before);
  return { before, stages: pairs, removed };
}

/** A step that was moved past its neighbours, or into another stage, is still the same step. */
function alignMoved(
  stages: readonly GraphStage[],
  pairs: ReadonlyMap<GraphStage, StageMemory>,
  removed: Map<GraphStage, readonly StepMemory[]>,
  unpaired: ReadonlySet<StageMemory>,
  before: Map<GraphStep, StepMemory>,
): void {
  const homeless = stages.map((stage) => ({ stage, steps: stage.steps.filter((step) => !before.has(step) && step.kind !== "FROM") }));
  if (homeless.every(({ steps }) => steps.length === 0)) return;
  const left = new Map<string, { memory: StepMemory; stage?: GraphStage }[]>();
  const offer = (memory: StepMemory, stage?: GraphStage) => {
    const name = `${memory.keyword} ${memory.text}`;
    left.set(name, [...(left.get(name) ?? []), { memory, ...(stage && { stage }) }]);
  };
  for (const stage of pairs.keys()) for (const memory of removed.get(stage) ?? []) offer(memory, stage);
  for (const { steps } of unpaired) for (const memory of steps) offer(memory);
  for (const { stage, steps } of homeless) {
    for (const step of steps) {
      const offers = left.get(`${step.keyword} ${step.text}`) ?? [];
      const found = offers.find((one) => one.stage === stage) ?? offers[0];
      if (!found) continue;
      offers.splice(offers.indexOf(found), 1);
      before.set(step, found.memory);
      if (found.stage)
        removed.set(
          found.stage,
          (removed.get(found.stage) ?? []).filter((memory) => memory !== found.memory),
        );
    }
  }
}

function mostAlike(stage: GraphStage, candidates: Iterable<StageMemory>): StageMemory | undefined {
  const texts = new Set(stage.steps.map(({ text }) => text));
  let best: StageMemory | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const shared = candidate.steps.filter(({ text }) => texts.has(text)).length;
    if (shared > most) [best, most] = [candidate, shared];
  }
  return best;
}

/** Pairs equal steps by their longest common sequence, then what is left between two pairs by keyword, in order. */
function alignStage(now: readonly GraphStep[], old: readonly StepMemory[], before: Map<GraphStep, StepMemory>): StepMemory[] {
  let start = 0;
  while (start < now.length && start < old.length && same(now[start], old[start]))
    before.set(now[start] as GraphStep, old[start++] as StepMemory);
  let end = 0;
  while (end < now.length - start && end < old.length - start && same(now.at(-1 - end), old.at(-1 - end))) {
    before.set(now.at(-1 - end) as GraphStep, old.at(-1 - end) as StepMemory);
    end++;
  }
  const left = now.slice(start, now.length - end);
  const right = old.slice(start, old.length - end);
  const gaps: { now: readonly GraphStep[]; old: readonly StepMemory[] }[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  for (const [i, j] of [...commonSequence(left, right), [left.length, right.length] as const]) {
    gaps.push({ now: left.slice(fromLeft, i), old: right.slice(fromRight, j) });
    if (i < left.length) before.set(left[i] as GraphStep, right[j] as StepMemory);
    fromLeft = i + 1;
    fromRight = j + 1;
  }
  const moved = pairMoved(
    gaps.flatMap((gap) => gap.now),
    gaps.flatMap((gap) => gap.old),
    before,
  );
  return gaps.flatMap((gap) =>
    pairByKeyword(
      gap.now.filter((step) => !before.has(step)),
      gap.old.filter((memory) => !moved.has(memory)),
      before,
    ),
  );
}

/** Steps that stand elsewhere in the stage now, told by their text. Returns what they were. */
function pairMoved(now: readonly GraphStep[], old: readonly StepMemory[], before: Map<GraphStep, StepMemory>): Set<StepMemory> {
  const found = new Set<StepMemory>();
  if (now.length === 0 || old.length === 0) return found;
  const places = new Map<string, StepMemory[]>();
  for (const memory of old) {
    const name = `${memory.keyword} ${memory.text}`;
    const there = places.get(name);
    if (there) there.push(memory);
    else places.set(name, [memory]);
  }
  for (const step of now) {
    const memory = places.get(`${step.keyword} ${step.text}`)?.shift();
    if (!memory) continue;
    before.set(step, memory);
    found.add(memory);
  }
  return found;
}

function same(a: GraphStep | undefined, b: StepMemory | undefined): boolean {
  return a?.keyword === b?.keyword && a?.text === b?.text;
}

function pairByKeyword(now: readonly GraphStep[], old: readonly StepMemory[], before: Map<GraphStep, StepMemory>): StepMemory[] {
  const rest = [...old];
  if (now.length * old.length > 2_500) return pairInOrder(now, rest, before);
  // The most alike pairs first, so that a step inserted beside an edited one does not take its place.
  const candidates = now
    .flatMap((step, i) =>
      old
        .filter(({ keyword }) => keyword === step.keyword)
        .map((memory, j) => ({ step, memory, score: alike(step.text, memory.text), distance: Math.abs(i - j) })),
    )
    .sort((a, b) => b.score - a.score || a.distance - b.distance);
  for (const { step, memory } of candidates) {
    if (before.has(step) || !rest.includes(memory)) continue;
    before.set(step, memory);
    rest.splice(rest.indexOf(memory), 1);
  }
  return rest;
}

/** For a file that was written anew there is nothing better. */
function pairInOrder(now: readonly GraphStep[], rest: StepMemory[], before: Map<GraphStep, StepMemory>): StepMemory[] {
  let next = 0;
  for (const step of now) {
    const found = rest.findIndex(({ keyword }, index) => index >= next && keyword === step.keyword);
    if (found < 0) continue;
    before.set(step, rest[found] as StepMemory);
    rest.splice(found, 1);
    next = found;
  }
  return rest;
}

/** Share of equal text at both ends, 0 to 1. */
function alike(a: string, b: string): number {
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return (head + tail) / Math.max(a.length, b.length, 1);
}

/** Longest common sequence as index pairs. Beyond a million cells it only looks for what stands in the same place. */
function commonSequence(now: readonly GraphStep[], old: readonly StepMemory[]): [number, number][] {
  const pairs: [number, number][] = [];
  if (now.length * old.length > 1_000_000) {
    for (let i = 0; i < Math.min(now.length, old.length); i++) if (same(now[i], old[i])) pairs.push([i, i]);
    return pairs;
  }
  const width = old.length + 1;
  const lengths = new Uint16Array((now.length + 1) * width);
  for (let i = now.length - 1; i >= 0; i--) {
    for (let j = old.length - 1; j >= 0; j--) {
      const down = lengths[(i + 1) * width + j] as number;
      const right = lengths[i * width + j + 1] as number;
      lengths[i * width + j] = same(now[i], old[j]) ? 1 + (lengths[(i + 1) * width + j + 1] as number) : Math.max(down, right);
    }
  }
  for (let i = 0, j = 0; i < now.length && j < old.length; ) {
    if (same(now[i], old[j])) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i++;
    else j++;
  }
  return pairs;
}
