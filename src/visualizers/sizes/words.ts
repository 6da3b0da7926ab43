/** What layers weigh, in words. */
import type { BuildView, StepView } from "../../engine/api.ts";
import { sizeInWords, stepName, stepOf } from "../layers/words.ts";
import type { Weight, Weights } from "./weights.ts";

export function sizesSummary(view: BuildView, weights: Weights | undefined): string {
  if (!weights) return view.failure ? "This build made no image." : "Nothing is built yet: no layer has a size.";
  const tag = view.tags[0]?.replace(/^docker\.io\/library\//, "").replace(/:latest$/, "");
  return `${tag ?? "The image"} weighs ${sizeInWords(weights.size)}${weights.hidden > 0 ? `, ${sizeInWords(weights.hidden)} of it wasted` : "; nothing of it is wasted"}.`;
}

export function sizesWords(view: BuildView, weights: Weights | undefined): string[] {
  if (!weights) return ["Build the image to see what its layers weigh."];
  return [
    ...weights.layers.map((weight) => weightSentence(view, weight, weights.size)),
    weights.hidden > 0
      ? `${sizeInWords(weights.hidden)} of ${sizeInWords(weights.size)} is hidden: every copy of the image carries it, and no container sees it.`
      : "No layer hides anything of another.",
  ];
}

/** `Step 2 of 4, RUN apt-get update, 42 MB, of which step 3 hides 40 MB.` */
function weightSentence(view: BuildView, weight: Weight, total: number): string {
  const first = weight.steps[0] as StepView;
  const name =
    weight.steps.length > 1 ? `${weight.steps.length} small layers, from ${first.text} on` : `${stepName(view, first)}, ${first.text}`;
  const share = total > 0 ? ` (${Math.round((weight.size / total) * 100)} %)` : "";
  const hidden = weight.by.map((one) => hiddenPhrase(view, one)).join(", ");
  return `${name}: ${sizeInWords(weight.size)}${share}${hidden ? `, of which ${hidden}` : ""}.`;
}

/** `step 3 hides 40 MB: /var/lib/apt/lists/… and 11 other files` */
export function hiddenPhrase(view: BuildView, { by, bytes, files, largest }: Weight["by"][number]): string {
  const step = stepOf(view, by);
  const who = step
    ? `${stepName(view, step)
        .replace(/^Step/, "step")
        .replace(/ of \d+/, "")}, ${step.text},`
    : "a later step";
  const what = files === 1 ? largest : `${largest} and ${files - 1} other ${files === 2 ? "file" : "files"}`;
  return `${who} hides ${sizeInWords(bytes)} (${what})`;
}
