/** The graph of a build in words: the same story, with names and figures. */
import type { BuildView, StageView, StepView } from "../../engine/api.ts";
import { baseStageOf } from "../layers/base-stage.ts";
import { isLive } from "../layers/live.ts";
import { sizeInWords, stepName, timeInWords } from "../layers/words.ts";
import type { Bar, Lane, Schedule } from "./schedule.ts";

/** One line that sums it up. */
export function graphSummary(view: BuildView, schedule: Schedule): string {
  const stages = schedule.lanes.filter(({ stage }) => stage.reachable).length;
  const skipped = schedule.lanes.length - stages;
  const what = `${stages} ${stages === 1 ? "stage" : "stages"}${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  if (isLive(view)) return `Building: ${what}.`;
  if (view.kind === "preview") return `${what}, as the next build would go.`;
  const time = view.durationMs === undefined ? "" : ` in ${timeInWords(view.durationMs)}`;
  const together = sideBySide(schedule.lanes);
  if (together.length > 0) return `${what}${time}; ${list(together[0]?.names ?? [])} ran side by side.`;
  return `${what}${time}.`;
}

/** A sentence or two for each stage, then what crosses over, then where the time went. */
export function graphWords(view: BuildView, schedule: Schedule): string[] {
  return [
    ...schedule.lanes.map((lane) => laneSentence(view, lane)),
    ...crossings(view),
    ...sideBySide(schedule.lanes).map(({ names, ms }) => `${list(names)} ran side by side for ${timeInWords(ms)}.`),
    ...criticalSentences(view, schedule),
  ];
}

/** What a bar says to those who don't see it: `Step 2 of 3 in build, RUN make, 8.1 s, decides when the build is done`. */
export function barLabel(view: BuildView, { steps, took, critical }: Bar, stamp: string): string {
  const [first, last] = [steps[0] as StepView, steps.at(-1) as StepView];
  const name = first === last ? `${stepName(view, first)}, ${first.text}` : `${steps.length} steps from ${first.text} to ${last.text}`;
  const facts = [
    name,
    stamp,
    took === undefined ? "" : timeInWords(took),
    critical ? `one of the chain that ${isLive(view) ? "is the longest so far" : "decided the time"}` : "",
  ];
  return facts.filter(Boolean).join(", ");
}

function laneSentence(view: BuildView, { stage, bars, work }: Lane): string {
  const name = nameOf(view, stage);
  const count = stage.steps.filter(({ kind }) => kind !== "CONFIG").length;
  if (!stage.reachable) return `${name} is skipped with its ${count} ${count === 1 ? "step" : "steps"}: the target does not need it.`;
  const took = bars.reduce((sum, bar) => sum + (bar.took ?? 0), 0);
  const [first, last] = [work[0], work.at(-1)];
  const when = first && last ? `, from second ${seconds(first.from)} to ${seconds(last.to)}; its steps took ${timeInWords(took)}` : "";
  const nothing = view.kind === "built" && !first && !isLive(view) ? "; nothing in it ran" : "";
  const size = stage.isTarget && view.size !== undefined ? `, ${sizeInWords(view.size)}` : "";
  return `${name}, ${stage.isTarget ? `which becomes the image${size}` : "which stays behind"}: ${count} ${count === 1 ? "step" : "steps"}${when}${nothing}.`;
}

function crossings(view: BuildView): string[] {
  const all = new Map(view.stages.flatMap((stage) => stage.steps.map((step) => [step.id, stage] as const)));
  return view.stages.flatMap((stage) => {
    const base = stage.reachable ? baseStageOf(view, stage) : undefined;
    const copies = stage.steps.flatMap((step) =>
      step.inputs.flatMap((input) => {
        const from = all.get(input);
        if (!from || from === stage || from === base) return [];
        return `${step.text} brings files from ${lower(nameOf(view, from))} to ${lower(nameOf(view, stage))}.`;
      }),
    );
    return [...(base ? [`${nameOf(view, stage)} stands on ${lower(nameOf(view, base))}.`] : []), ...copies];
  });
}

function criticalSentences(view: BuildView, { critical, lanes }: Schedule): string[] {
  if (critical.length === 0 || isLive(view)) return [];
  const decided = critical.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
  const total = view.durationMs ?? decided;
  const ran = critical.filter(({ durationMs = 0 }) => durationMs > 0);
  const chain = ran.map((step) => `${step.text} (${timeInWords(step.durationMs ?? 0)})`).join(", then ");
  const slowest = [...ran].sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0))[0];
  const beside = lanes
    .flatMap(({ bars }) => bars)
    .filter((bar) => !bar.critical)
    .reduce((sum, { took = 0 }) => sum + took, 0);
  return [
    `The chain that decided the time: ${chain}; together ${timeInWords(decided)} of ${timeInWords(total)}.`,
    ...(slowest && total > 0 ? [`The slowest of it, ${slowest.text}, took ${share(slowest.durationMs ?? 0, total)} of the time.`] : []),
    ...(beside > 0 ? [`Steps beside that chain took ${timeInWords(beside)} and made the build no longer.`] : []),
  ];
}

/** Milliseconds; less at the same time is not worth a word. */
const noticed = 50;

type Time = Lane["work"][number];
const overlap = (a: Time, b: Time) => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** Stages that were at work at the same time, the longest overlap first, in milliseconds. */
function sideBySide(lanes: readonly Lane[]): { readonly names: readonly string[]; readonly ms: number }[] {
  const pairs = lanes.flatMap((one, index) =>
    lanes.slice(index + 1).flatMap((other) => {
      const ms = one.work.reduce((sum, a) => sum + other.work.reduce((all, b) => all + overlap(a, b), 0), 0);
      return ms >= noticed ? [{ names: [one.stage.name, other.stage.name], ms }] : [];
    }),
  );
  return pairs.sort((a, b) => b.ms - a.ms);
}

/** `57 %` */
export function share(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

function nameOf(view: BuildView, stage: StageView): string {
  return view.stages.length === 1 ? "The one stage" : `Stage ${stage.name}`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const seconds = (ms: number) => (ms / 1000).toFixed(1);
const list = (names: readonly string[]) => new Intl.ListFormat("en").format(names);
