/**
 * Where every plate of the layers picture stands: arithmetic only, no drawing. Heights are pixels measured upwards from
 * the picture's ground, so that what is added at the top moves nothing below it.
 */
import type { BuildView, StageView, StepId, StepView } from "../../engine/api.ts";
import { faceOf } from "./fold.ts";
import { type RememberedSizes, rememberKey } from "./remembered.ts";

/** Side by side when there is room for it, else one above the other, the first stage lowest. */
export type Arrangement = "stacked" | "beside";

export interface Row {
  readonly step: StepView;
  /** All the steps that this row stands for, when it is more than the one. */
  readonly folded?: readonly StepView[];
  /** Place among the steps that make layers in its stage, from 1; 0 for configuration. */
  readonly place: number;
  readonly bottom: number;
  readonly height: number;
  /** Of its layer, in bytes: its own, or what it was when last seen. */
  readonly size?: number;
  /** True when `size` is only remembered. */
  readonly remembered: boolean;
  /** Of the plate's front face; 0 for configuration, which makes no layer. */
  readonly thickness: number;
  /** Of the plate's top face, seen at an angle. */
  readonly rise: number;
  /** True from the break of the cache upwards: these plates stand apart. */
  readonly lifted: boolean;
}

export interface StageBox {
  readonly stage: StageView;
  readonly rows: readonly Row[];
  readonly bottom: number;
  readonly height: number;
  /** Column, from the left; 0 when stacked. */
  readonly column: number;
  /** Height of the title above the plates; 0 when there is none. */
  readonly title: number;
  /** Middle of the gap in which the cache breaks, and the step above it. */
  readonly breakAt?: { readonly at: number; readonly step: StepView };
  /** From the lowest plate's foot to the highest one's top. */
  readonly extent?: { readonly from: number; readonly to: number };
}

/** One stage's files read by a step of another. */
export interface Link {
  readonly from: StepId;
  readonly to: StepId;
  /** Track of its vertical part, from 0; links that would overlap have different ones. */
  readonly lane: number;
}

export interface Layout {
  readonly stages: readonly StageBox[];
  readonly links: readonly Link[];
  readonly lanes: number;
  readonly height: number;
  readonly density: Density;
}

/** `grand` is for a picture that has a page to itself. */
export type Density = "grand" | "roomy" | "snug" | "dense";

type Groups = (stage: StageView) => readonly (readonly StepView[])[];

interface Measures {
  readonly rise: number;
  readonly row: number;
  readonly gap: number;
  readonly config: number;
  /** Factor on a plate's thickness. */
  readonly scale: number;
}

const MEASURES: Readonly<Record<Density, Measures>> = {
  grand: { rise: 30, row: 50, gap: 20, config: 28, scale: 1.5 },
  roomy: { rise: 22, row: 46, gap: 16, config: 24, scale: 1 },
  snug: { rise: 18, row: 44, gap: 8, config: 22, scale: 0.85 },
  dense: { rise: 9, row: 28, gap: 4, config: 20, scale: 0.45 },
};

const TITLE = 38;
const FOOT = 14;
const BREAK = 34;
const BETWEEN = 26;
const THINNEST = 4;
const THICKEST = 34;

/**
 * Lays the picture out. Pure: equal views give equal layouts.
 * @param sizes for steps whose size is not known yet
 * @param wanted how dense it may be when the Dockerfile is short; a long one is drawn as densely as it must be
 * @param groups the steps of a stage, those together that are drawn as one
 */
export function layOut(
  view: BuildView,
  arrangement: Arrangement = "stacked",
  wanted?: Density,
  sizes: RememberedSizes = new Map(),
  groups: Groups = ({ steps }) => steps.map((step) => [step]),
): Layout {
  const needed = densityOf(view.stages.map((stage) => ({ reachable: stage.reachable, steps: groups(stage).map(faceOf) })));
  const density = wanted && needed === "roomy" ? wanted : needed;
  const titled = view.stages.length > 1 || view.stages.some(({ named }) => named);
  let ground = 0;
  const stages: StageBox[] = view.stages.map((stage, index) => {
    const box = layOutStage(
      sizes,
      stage,
      groups(stage),
      stage.reachable ? density : "dense",
      titled ? TITLE : 0,
      arrangement === "stacked" ? ground : 0,
      arrangement === "beside" ? index : 0,
    );
    ground += box.height + BETWEEN;
    return box;
  });
  const links = linksOf(stages);
  const tops = stages.map(({ bottom, height }) => bottom + height);
  return { stages, links, lanes: Math.max(0, ...links.map(({ lane }) => lane + 1)), height: Math.max(0, ...tops), density };
}

/** Thickness of a layer's plate by its size in bytes: logarithmic, since layers differ by a factor of millions. */
export function thicknessOf(bytes: number | undefined): number {
  if (bytes === undefined) return THINNEST + 2;
  const share = Math.log1p(Math.max(0, bytes) / 20_000) / Math.log1p(1_500_000_000 / 20_000);
  return Math.round((THINNEST + (THICKEST - THINNEST) * Math.min(1, share)) * 10) / 10;
}

/** The step at which the cache of a stage breaks: the first that runs again though something else did not. */
export function breakOf(stage: StageView): StepView | undefined {
  const first = stage.steps.find(({ verdict }) => verdict === "reran" || verdict === "failed");
  if (!first || first.reason.kind === "first-build" || first.reason.kind === "no-cache" || first.reason.kind === "pruned") {
    // A step that is new breaks the cache too, when it stands on one that is remembered.
    const below = stage.steps.slice(0, first ? stage.steps.indexOf(first) : 0);
    return first && first.reason.kind === "first-build" && below.some(({ verdict, kind }) => verdict === "cached" && kind !== "FROM")
      ? first
      : undefined;
  }
  return first;
}

function densityOf(stages: readonly Pick<StageView, "reachable" | "steps">[]): Density {
  const weight = stages
    .filter(({ reachable }) => reachable)
    .reduce((sum, { steps }) => sum + steps.reduce((all, { kind }) => all + (kind === "CONFIG" ? 0.4 : 1), 0.5), 0);
  return weight <= 9 ? "roomy" : weight <= 16 ? "snug" : "dense";
}

function layOutStage(
  sizes: RememberedSizes,
  stage: StageView,
  groups: ReturnType<Groups>,
  density: Density,
  title: number,
  bottom: number,
  column: number,
): StageBox {
  const measures = MEASURES[density];
  const broken = breakOf(stage);
  const rows: Row[] = [];
  let y = bottom + FOOT;
  let place = 0;
  let lifted = false;
  let breakAt: StageBox["breakAt"];
  for (const group of groups) {
    const step = faceOf(group);
    if (step === broken) {
      breakAt = { at: y + BREAK / 2, step };
      y += BREAK;
      lifted = true;
    }
    const layer = step.kind !== "CONFIG";
    const size = sizeOf(group, sizes);
    const thickness = layer ? Math.max(3, Math.round(thicknessOf(size) * measures.scale)) : 0;
    const height = layer ? Math.max(measures.row, measures.rise + thickness) + measures.gap : measures.config;
    if (layer) place += 1;
    rows.push({
      step,
      ...(group.length > 1 && { folded: group }),
      ...(size === undefined ? {} : { size }),
      remembered: group.every((one) => one.size === undefined),
      place: layer ? place : 0,
      bottom: y,
      height,
      thickness,
      rise: measures.rise,
      lifted,
    });
    y += height;
  }
  const plates = rows.filter((row) => row.place > 0);
  const [lowest, highest] = [plates[0], plates.at(-1)];
  const box = { stage, rows, bottom, height: y - bottom + title, column, title };
  return {
    ...box,
    ...(breakAt ? { breakAt } : {}),
    ...(lowest && highest ? { extent: { from: plateFoot(lowest), to: plateFoot(highest) + highest.rise + highest.thickness } } : {}),
  };
}

/** Of a step, or of all that are drawn as one, as far as it is known. */
function sizeOf(group: readonly StepView[], sizes: RememberedSizes): number | undefined {
  const known = group.flatMap((step) => step.size ?? sizes.get(rememberKey(step)) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, size) => sum + size, 0);
}

/** A plate stands in the middle of its row; this is where its front face begins. */
export function plateFoot({ bottom, height, rise, thickness }: Row): number {
  return bottom + (height - rise - thickness) / 2;
}

/** Where a line meets a plate: the middle of its front edge. */
export function plateMiddle(row: Row): number {
  return plateFoot(row) + row.thickness / 2;
}

function linksOf(stages: readonly StageBox[]): Link[] {
  const rows = new Map(stages.flatMap((box) => box.rows.map((row) => [row.step.id, row] as const)));
  const spans: { low: number; high: number; lane: number }[] = [];
  const links: Link[] = [];
  for (const box of stages) {
    for (const { step } of box.rows) {
      for (const from of new Set(step.inputs)) {
        const source = rows.get(from);
        const target = rows.get(step.id);
        if (!source || !target || source.step.stage === step.stage) continue;
        const [low, high] = [source.bottom, target.bottom].sort((a, b) => a - b) as [number, number];
        let lane = 0;
        while (spans.some((span) => span.lane === lane && span.low < high && low < span.high)) lane += 1;
        spans.push({ low, high, lane });
        links.push({ from, to: step.id, lane });
      }
    }
  }
  return links;
}
