/** The layers picture in words: marks, stamps, sentences for screen readers, the summary that is announced. */
import type { BuildView, Reason, StageView, StepId, StepView } from "../../engine/api.ts";
import { breakOf } from "./layout.ts";
import { isLive, type LiveState, liveOf, runningSteps } from "./live.ts";

/** How a plate looks. `fresh` is a step that runs for the first time: nothing was broken. `waiting` and `running` are in a build under way. */
export type Look = "cached" | "reran" | "fresh" | "failed" | "skipped" | "canceled" | "config" | "unknown" | "waiting" | "running";

export function lookOf(step: StepView): Look {
  const { verdict, reason, kind } = step;
  const live = liveOf(step)?.state;
  // What is foretold to stay where it is does so at once: it has nothing to wait for.
  if (live !== undefined && live !== "done" && !(live === "waiting" && verdict === "cached")) return live;
  if (kind === "CONFIG" && verdict !== "failed" && verdict !== "skipped") return "config";
  if (live === "done") return isFresh(reason) ? "fresh" : "reran";
  if (verdict === "reran" && isFresh(reason)) return "fresh";
  return verdict;
}

/** A shape for each look, so that colour is never alone. */
export const MARKS: Readonly<Record<Look, string>> = {
  cached: "✓",
  reran: "↻",
  fresh: "+",
  failed: "✕",
  skipped: "–",
  canceled: "◦",
  config: "",
  unknown: "?",
  waiting: "·",
  running: "●",
};

const BUILT: Readonly<Record<Look, string>> = {
  cached: "cached",
  reran: "re-ran",
  fresh: "ran",
  failed: "failed",
  skipped: "skipped",
  canceled: "stopped",
  config: "",
  unknown: "unknown",
  waiting: "waiting",
  running: "running",
};
const FORETOLD: Readonly<Record<Look, string>> = {
  ...BUILT,
  reran: "will re-run",
  fresh: "will run",
  failed: "will fail",
  canceled: "won’t finish",
};

/** The word of the stamp, lower case. */
export function stampOf(step: StepView, kind: BuildView["kind"]): string {
  return (kind === "preview" && liveOf(step) === undefined ? FORETOLD : BUILT)[lookOf(step)];
}

/** A step of a build under way, as the panel says it: `COPY . . is running because app.py changed.` Code in backticks. */
export function liveSentence(view: BuildView, step: StepView): string {
  const cause = causeInShort(view, step);
  const because = cause ? ` because ${cause}` : "";
  const did: Record<LiveState, string> = {
    waiting: "waits for what is below it",
    running: `is running${because}`,
    done: `${isFresh(step.reason) ? "ran" : "re-ran"}${because}`,
    cached: "was found in the cache",
    failed: "failed",
    canceled: "was stopped",
  };
  return `\`${step.text.length > 60 ? `${step.text.slice(0, 59)}…` : step.text}\` ${did[liveOf(step)?.state ?? "waiting"]}.`;
}

/** What stands beside the break line. */
export function breakLabel(step: StepView): string {
  if (step.verdict === "failed") return "the build stops here";
  return step.reason.kind === "first-build" ? "new from here on" : "the cache breaks here";
}

/** `Step 3 of 5` or `Step 3 of 5 in build`; configuration has no number. */
export function stepName(view: BuildView, step: StepView): string {
  const stage = view.stages.find(({ name }) => name === step.stage);
  const layers = stage?.steps.filter(({ kind }) => kind !== "CONFIG") ?? [];
  const place = layers.indexOf(step) + 1;
  const where = view.stages.length > 1 ? ` in ${step.stage}` : "";
  return place > 0 ? `Step ${place} of ${layers.length}${where}` : `Configuration${where}`;
}

/** One plate for a screen reader: `Step 3 of 5, COPY . ., will re-run because app.py changed, 18 kB`. */
export function stepSentence(view: BuildView, step: StepView): string {
  const look = lookOf(step);
  const word = look === "config" ? "makes no layer" : stampOf(step, view.kind);
  const because = causeInShort(view, step);
  const size = step.size !== undefined && look !== "config" ? `, ${sizeInWords(step.size)}` : "";
  const otherwise = step.foretold ? `, otherwise than foretold: ${stampOf({ ...step, verdict: step.foretold }, view.kind)}` : "";
  return `${stepName(view, step)}, ${step.text}, ${word}${because ? ` because ${because}` : ""}${size}${otherwise}`;
}

/** A run of steps that is drawn as one: `37 steps, from RUN a to RUN z, cached; opens`. */
export function foldSentence(view: BuildView, steps: readonly StepView[]): string {
  const layer = steps.find(({ kind }) => kind !== "CONFIG");
  const word = layer ? stampOf(layer, view.kind) : "make no layers";
  return `${steps.length} steps, from ${steps[0]?.text} to ${steps.at(-1)?.text}, ${word}; shows them one by one`;
}

/** The nearest cause in a few words; empty where the verdict says it all. */
export function causeInShort(view: BuildView, { reason }: StepView): string {
  switch (reason.kind) {
    case "files-changed":
      return `${list(reason.changes.map(({ path }) => path))} changed`;
    case "environment-changed":
      return `${list(reason.changes.map(({ name }) => name))} changed`;
    case "instruction-changed":
      return "the instruction changed";
    case "base-changed":
      return "its base changed";
    case "parent-reran": {
      const root = stepOf(view, reason.root);
      return root
        ? `${stepName(view, root)
            .replace(/^Step/, "step")
            .replace(/ of \d+/, "")} ${view.kind === "preview" && !isLive(view) ? "will" : "did"}`
        : "a step below it did";
    }
    case "parent-changed":
      return "it stands on another step than before";
    case "no-cache":
      return "the cache is switched off";
    case "local-base":
      return "it stands on a folder of the client";
    case "pruned":
      return "its layer was pruned";
    case "missing":
      return `${reason.path} is not there`;
    case "skipped":
      return reason.why === "unreachable"
        ? "the target does not need it"
        : reason.why === "earlier-failure"
          ? "the build stopped before it"
          : "";
    default:
      return "";
  }
}

/** What a build does or did, in one or two sentences. */
export function summaryOf(view: BuildView): string {
  if (view.failure && view.stages.length === 0) return `The Dockerfile cannot be read: ${view.failure.message}`;
  const steps = view.stages.filter(({ reachable }) => reachable).flatMap((stage) => stage.steps.filter(({ kind }) => kind !== "CONFIG"));
  if (steps.length === 0) return "No steps yet.";
  const count = (look: Look) => steps.filter((step) => lookOf(step) === look).length;
  const future = view.kind === "preview";
  const failed = steps.find((step) => (isLive(view) ? liveOf(step)?.state : step.verdict) === "failed");
  if (failed)
    return `${future && !isLive(view) ? "The next build would fail" : "The build failed"} at ${stepName(view, failed).toLowerCase()}, ${failed.text}.`;
  if (isLive(view)) return liveSummary(view, steps);
  const [cached, reran, fresh] = [count("cached"), count("reran"), count("fresh")];
  if (cached === steps.length) return future ? "The next build would run nothing: every step is cached." : "Every step was cached.";
  if (reran === 0 && cached === 0 && fresh > 0)
    return future ? `Nothing is built yet: ${plural(fresh, "step")} will run.` : `First build: ${plural(fresh, "step")} ran.`;
  const broken = breakSteps(view)[0];
  const where = broken
    ? ` ${future ? "The cache breaks" : "The cache broke"} at ${stepName(view, broken).replace(/^Step/, "step")}, ${broken.text}${because(view, broken)}.`
    : "";
  return `${plural(cached, "step")} ${future ? "will stay cached" : cached === 1 ? "was cached" : "were cached"}, ${reran + fresh} ${future ? "will run" : "ran"}.${where}`;
}

function liveSummary(view: BuildView, steps: readonly StepView[]): string {
  const left = steps.filter((step) => lookOf(step) === "waiting").length;
  const [first] = runningSteps(view);
  const rest = left === 0 ? "" : ` ${plural(left, "step")} still to come.`;
  return first ? `Building: ${stepName(view, first)}, ${first.text}, is running.${rest}` : `Building.${rest}`;
}

/** Where the cache breaks, stage by stage in file order; stages that only follow from another stage's break come last. */
export function breakSteps(view: BuildView): StepView[] {
  const found = view.stages.filter(({ reachable }) => reachable).flatMap((stage: StageView) => breakOf(stage) ?? []);
  return [...found.filter(({ reason }) => reason.kind !== "parent-reran"), ...found.filter(({ reason }) => reason.kind === "parent-reran")];
}

/** The step at which the build failed, or would. */
export function failedStep(view: BuildView): StepView | undefined {
  return view.stages.flatMap(({ steps }) => steps).find(({ verdict }) => verdict === "failed");
}

/** What follows from a break, in words: who stands on it, who does not. */
export function consequence(view: BuildView, step: StepView): string {
  const above = stepsAbove(view, step.id).length;
  if (step.verdict !== "reran" || step.reason.kind === "first-build") return "";
  if (above === 0) return "Nothing stands on it.";
  const stand = above === 1 ? "One step stands on it and" : `${inWords(above)} steps stand on it and`;
  return `${stand} ${view.kind === "preview" ? "will run" : "ran"} again too.`;
}

/** Steps of any stage that stand on a step or read its files, and re-ran for it. */
function stepsAbove(view: BuildView, root: StepId): StepView[] {
  return view.stages.flatMap(({ steps }) =>
    steps.filter(({ reason, kind }) => kind !== "CONFIG" && reason.kind === "parent-reran" && reason.root === root),
  );
}

export function stepOf(view: BuildView, id: StepId | undefined): StepView | undefined {
  if (id === undefined) return undefined;
  for (const { steps } of view.stages) for (const step of steps) if (step.id === id) return step;
  return undefined;
}

/** Decimal units, as docker prints sizes: `61.2 MB`. */
export function sizeInWords(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(value >= 9.95 ? 1 : 2).replace(/\.?0+$/, "")} ${units[unit]}`;
}

/** `0.1 s`, `12.6 s`, `1 min 4 s`. */
export function timeInWords(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The first seven digits of a digest. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 7);
}

const isFresh = (reason: Reason) => reason.kind === "first-build";
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const inWords = (count: number) => NUMBERS[count] ?? String(count);

function because(view: BuildView, step: StepView): string {
  const cause = causeInShort(view, step);
  return cause ? `, because ${cause}` : "";
}

function list(names: readonly string[]): string {
  const [first = "something", second] = names;
  if (names.length <= 1) return first;
  if (names.length === 2) return `${first} and ${second}`;
  return `${first} and ${names.length - 1} others`;
}
