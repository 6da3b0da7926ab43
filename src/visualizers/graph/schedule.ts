/**
 * When the steps of a build ran, and so where each stands in the graph: arithmetic only. Stages are lanes, one below the
 * other; time goes to the right. A step that took no time has a place all the same: what came after it stands after it.
 */
import type { BuildView, StageView, StepId, StepView } from "../../engine/api.ts";
import { baseStageOf } from "../layers/base-stage.ts";
import { foldRuns } from "../layers/fold.ts";
import { liveOf } from "../layers/live.ts";
import { lookOf } from "../layers/words.ts";

/** A moment of a build: milliseconds after it began, and a place among what happened in that very moment. */
type Moment = readonly [ms: number, place: number];

export interface Bar {
  /** The first of `steps`. */
  readonly id: StepId;
  /** One step, or several in a row that look alike, folded. */
  readonly steps: readonly StepView[];
  /** Pixels from the left end of the lanes. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds it took, all its steps together; absent when it did not run. */
  readonly took?: number;
  /** One of the chain that decided when the build was done. */
  readonly critical: boolean;
}

export interface Lane {
  readonly stage: StageView;
  /** Empty when the stage is not needed. */
  readonly bars: readonly Bar[];
  /** When its steps ran, in file order: milliseconds after the build began. */
  readonly work: readonly { readonly from: number; readonly to: number }[];
}

/** Between two stages. */
export interface Edge {
  readonly from: StepId;
  readonly to: StepId;
  /** `copy`: files cross over. `base`: one stage stands on the other. */
  readonly kind: "copy" | "base";
  readonly critical: boolean;
}

export interface Schedule {
  readonly lanes: readonly Lane[];
  readonly edges: readonly Edge[];
  /** The steps that decided how long the build took, the first one first: no other chain of steps ended later. */
  readonly critical: readonly StepView[];
  readonly width: number;
}

/** Pixels that a step has at least, by whether it took time; and at most where no step did. */
const least = { instant: 22, span: 12 };
const untimed = 104;
/** Stages with more steps than this are folded. */
const roomy = 12;

/** @param room pixels that the lanes should fill; a long build takes more */
export function scheduleOf(view: BuildView, room: number): Schedule {
  const spans = spansOf(view);
  const critical = criticalOf(view, spans);
  const decisive = new Set(critical.map(({ id }) => id));
  const crossing = crossings(view);
  const groups = view.stages.map((stage) => (stage.reachable ? grouped(stage, crossing, decisive) : []));
  const scale = scaleOf(
    groups.flat().map((steps) => ({ from: spans.get((steps[0] as StepView).id)?.from, to: spans.get((steps.at(-1) as StepView).id)?.to })),
    room,
  );
  const lanes = view.stages.map((stage, index): Lane => {
    const bars = (groups[index] ?? []).map((steps) => barOf(steps, spans, scale, decisive));
    const work = stage.steps.flatMap(({ id, durationMs = 0 }) => {
      const end = spans.get(id)?.to[0] ?? 0;
      return durationMs > 0 ? [{ from: end - durationMs, to: end }] : [];
    });
    return { stage, bars, work };
  });
  const edges = edgesOf(view, lanes, decisive);
  return { lanes, edges, critical, width: Math.max(0, ...lanes.flatMap(({ bars }) => bars.map(({ to }) => to))) };
}

interface Span {
  readonly from: Moment;
  readonly to: Moment;
}

/** When each step of the stages that are needed began and ended. Inputs stand before what reads them, as in the file. */
function spansOf(view: BuildView): Map<StepId, Span> {
  const spans = new Map<StepId, Span>();
  const begun = Math.min(...layers(view).flatMap((step) => liveOf(step)?.started ?? []), Number.POSITIVE_INFINITY);
  for (const step of layers(view)) {
    const live = liveOf(step)?.started;
    const started = live === undefined ? step.startedMs : live - begun;
    const ready = step.inputs.map((id) => spans.get(id)?.to ?? ([0, 0] as const)).reduce(later, [0, 0]);
    const from = later(ready, [started ?? 0, 0]);
    const took = step.durationMs ?? 0;
    spans.set(step.id, { from, to: took > 0 ? [Math.max(from[0], started ?? from[0]) + took, 0] : [from[0], from[1] + 1] });
  }
  return spans;
}

/** The chain of steps behind the one that ended last in the target. Empty when nothing ran. */
function criticalOf(view: BuildView, spans: ReadonlyMap<StepId, Span>): StepView[] {
  const byId = new Map(layers(view).map((step) => [step.id, step] as const));
  const ends = view.stages.filter(({ isTarget }) => isTarget).flatMap(({ steps }) => steps.filter(({ id }) => spans.has(id)));
  const chain: StepView[] = [];
  let at = latest(ends, spans);
  while (at) {
    chain.unshift(at);
    at = latest(
      at.inputs.flatMap((id) => byId.get(id) ?? []),
      spans,
    );
  }
  return chain.some(({ durationMs = 0 }) => durationMs > 0) ? chain : [];
}

function latest(steps: readonly StepView[], spans: ReadonlyMap<StepId, Span>): StepView | undefined {
  let found: StepView | undefined;
  for (const step of steps) {
    const end = spans.get(step.id)?.to;
    const best = found && spans.get(found.id)?.to;
    if (end && (!best || isLater(end, best))) found = step;
  }
  return found;
}

/** Steps that another stage reads, or that read one. */
function crossings(view: BuildView): Set<StepId> {
  const stages = new Map(layers(view).map(({ id, stage }) => [id, stage] as const));
  const found = new Set<StepId>();
  for (const { id, stage, inputs } of layers(view)) {
    for (const input of inputs) {
      if (stages.get(input) === undefined || stages.get(input) === stage) continue;
      found.add(input);
      found.add(id);
    }
  }
  return found;
}

function grouped(stage: StageView, crossing: ReadonlySet<StepId>, decisive: ReadonlySet<StepId>): StepView[][] {
  const steps = stage.steps.filter(({ kind }) => kind !== "CONFIG");
  if (steps.length <= roomy) return steps.map((step) => [step]);
  const alike = (a: StepView, b: StepView) => lookOf(a) === lookOf(b) && decisive.has(a.id) === decisive.has(b.id);
  return foldRuns(steps, { alike, keep: ({ id, kind, verdict }) => kind === "FROM" || verdict === "failed" || crossing.has(id) });
}

/** Where a moment is drawn. Each span between two moments has at least its least width; what room is left goes by time. */
function scaleOf(spans: readonly Partial<Span>[], room: number): (moment: Moment) => number {
  const moments = [
    ...new Map(spans.flatMap(({ from, to }) => [from, to]).flatMap((one) => (one ? [[one.join(), one] as const] : []))).values(),
  ].sort((a, b) => (isLater(a, b) ? 1 : -1));
  const gaps = moments.slice(1).map((moment, index) => moment[0] - (moments[index] as Moment)[0]);
  const timed = gaps.some((gap) => gap > 0);
  const instant = timed ? least.instant : Math.min(untimed, Math.max(least.instant, Math.floor(room / Math.max(1, gaps.length))));
  const floor = (gap: number) => (gap > 0 ? least.span : instant);
  let perMs = 0;
  // The widths that are at their least already take no part in the sharing: a few rounds find which these are.
  for (let round = 0; round < 6; round++) {
    const wide = gaps.filter((gap) => gap * perMs > floor(gap) || round === 0);
    const taken = gaps.filter((gap) => !wide.includes(gap)).reduce((sum, gap) => sum + floor(gap), 0);
    const time = wide.reduce((sum, gap) => sum + gap, 0);
    perMs = time > 0 ? Math.max(0, room - taken) / time : 0;
  }
  const places = new Map<string, number>();
  let x = 0;
  for (const [index, moment] of moments.entries()) {
    const gap = gaps[index - 1];
    if (gap !== undefined) x += Math.max(floor(gap), gap * perMs);
    places.set(moment.join(), x);
  }
  return (moment) => places.get(moment.join()) ?? 0;
}

function barOf(
  steps: readonly StepView[],
  spans: ReadonlyMap<StepId, Span>,
  scale: (moment: Moment) => number,
  decisive: ReadonlySet<StepId>,
): Bar {
  const [first, last] = [steps[0] as StepView, steps.at(-1) as StepView];
  const times = steps.flatMap(({ durationMs }) => durationMs ?? []);
  return {
    id: first.id,
    steps,
    from: scale(spans.get(first.id)?.from ?? [0, 0]),
    to: scale(spans.get(last.id)?.to ?? [0, 0]),
    ...(times.length > 0 && { took: times.reduce((sum, time) => sum + time, 0) }),
    critical: decisive.has(first.id),
  };
}

function edgesOf(view: BuildView, lanes: readonly Lane[], decisive: ReadonlySet<StepId>): Edge[] {
  const bars = new Map(lanes.flatMap((lane) => lane.bars.flatMap((bar) => bar.steps.map(({ id }) => [id, { bar, lane }] as const))));
  return layers(view).flatMap((step) =>
    step.inputs.flatMap((input): Edge[] => {
      const [from, to] = [bars.get(input), bars.get(step.id)];
      if (!from || !to || from.lane === to.lane) return [];
      return [
        {
          from: from.bar.id,
          to: to.bar.id,
          kind: baseStageOf(view, to.lane.stage) === from.lane.stage && isFirst(to.lane.stage, step) ? "base" : "copy",
          critical: decisive.has(input) && decisive.has(step.id),
        },
      ];
    }),
  );
}

const isFirst = ({ steps }: StageView, step: StepView) => steps.find(({ kind }) => kind !== "CONFIG") === step;

function layers(view: BuildView): StepView[] {
  return view.stages.filter(({ reachable }) => reachable).flatMap(({ steps }) => steps.filter(({ kind }) => kind !== "CONFIG"));
}

function later(a: Moment, b: Moment): Moment {
  return isLater(a, b) ? a : b;
}

function isLater([ms, place]: Moment, [otherMs, otherPlace]: Moment): boolean {
  return ms > otherMs || (ms === otherMs && place > otherPlace);
}
