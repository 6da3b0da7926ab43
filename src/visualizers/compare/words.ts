/** Two builds side by side, in words. */
import type { BuildView, StepView } from "../../engine/api.ts";
import { lookOf, sizeInWords, stampOf, stepName, timeInWords } from "../layers/words.ts";
import type { Pair, StagePair } from "./differences.ts";

/** `Build 3`, `the next build`. */
export function buildName(view: BuildView): string {
  return view.kind === "preview" ? "the next build" : `build ${view.number}`;
}

export function compareSummary(before: BuildView, after: BuildView, stages: readonly StagePair[]): string {
  const count = (how: Pair["how"]) => stages.flatMap(({ pairs }) => pairs).filter((pair) => pair.how === how).length;
  const changes = [
    [count("changed"), "changed"],
    [count("added"), "added"],
    [count("removed"), "removed"],
  ].flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
  const text = changes.length === 0 ? "the same instructions" : `instructions: ${changes.join(", ")}`;
  return `${capital(buildName(after))} against ${buildName(before)}: ${text}${timeDifference(before, after)}${sizeDifference(before, after)}.`;
}

export function compareWords(before: BuildView, after: BuildView, stages: readonly StagePair[]): string[] {
  return stages.flatMap(({ name, how, pairs }) => [
    ...(how === "same" ? [] : [`Stage ${name} was ${how}.`]),
    ...pairs.flatMap((pair) => {
      const sentence = pairSentence(before, after, pair);
      return sentence ? [sentence] : [];
    }),
  ]);
}

/** Empty for configuration that is the same. */
export function pairSentence(before: BuildView, after: BuildView, { before: old, after: now, how }: Pair): string {
  if (!now) return old ? `${old.text} is not there any more.` : "";
  const told = (step: StepView, view: BuildView) => (step.kind === "CONFIG" ? "" : stampOf(step, view.kind));
  if (!old) return `${capital(nameIn(after, now))}, ${now.text}, is new${told(now, after) ? `: ${told(now, after)}` : ""}.`;
  if (now.kind === "CONFIG") return how === "changed" ? `${old.text} became ${now.text}.` : "";
  const became = how === "changed" ? `was ${old.text} and is ${now.text}` : now.text;
  const verdicts =
    lookOf(old) === lookOf(now)
      ? `${told(now, after)} in both`
      : `${told(old, before)} in ${buildName(before)}, ${told(now, after)} in ${buildName(after)}`;
  const size =
    old.size !== undefined && now.size !== undefined && old.size !== now.size
      ? `, ${sizeInWords(old.size)} before, ${sizeInWords(now.size)} now`
      : "";
  return `${capital(nameIn(after, now))}, ${became}: ${verdicts}${size}.`;
}

/** `, 9.3 s faster`; nothing where it is not known or makes no difference. */
function timeDifference({ durationMs: before }: BuildView, { durationMs: after }: BuildView): string {
  if (before === undefined || after === undefined || Math.abs(before - after) < 50) return "";
  return `; ${timeInWords(Math.abs(before - after))} ${after < before ? "faster" : "slower"}`;
}

function sizeDifference({ size: before }: BuildView, { size: after }: BuildView): string {
  if (before === undefined || after === undefined || before === after) return "";
  return `; ${sizeInWords(Math.abs(before - after))} ${after < before ? "smaller" : "larger"}`;
}

const nameIn = (view: BuildView, step: StepView) => stepName(view, step).toLowerCase();
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
