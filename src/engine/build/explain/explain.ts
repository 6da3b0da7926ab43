/** Reasons in words: one or two plain sentences, the same in the panel, the terminal and the grader. */
import type { BuildView, EnvironmentChange, FileChange, Reason, StepId, StepView, Verdict } from "../../api.ts";

/**
 * Says why a step has its verdict: "COPY . . re-ran because `app.py` changed (3f2a… → 9b1c…)." Code stands in backticks.
 * @param view where the steps that the reason names are looked up
 */
export function explain(
  reason: Reason,
  step: Pick<StepView, "text" | "verdict" | "kind" | "label">,
  view: Pick<BuildView, "stages" | "kind">,
): string {
  const subject = `\`${shortened(step.text)}\``;
  const did = view.kind === "preview" ? foretold[step.verdict] : past[step.verdict];
  switch (reason.kind) {
    case "cached":
      return cachedSentence(subject, did, reason.despite);
    case "first-build":
      // Nothing ran before, so nothing runs again.
      return `${subject} ${step.verdict === "reran" ? first[view.kind] : did} because this builder has no earlier result of it.`;
    case "instruction-changed":
      return `${subject} ${did} because the instruction changed: it was \`${shortened(reason.before)}\`.`;
    case "files-changed":
      return `${subject} ${did} because ${filesPhrase(reason.changes)}${reason.from === undefined ? "" : ` in stage \`${reason.from}\``}.`;
    case "environment-changed":
      return `${subject} ${did} because ${list(reason.changes.map(environmentPhrase))}.`;
    case "base-changed":
      return reason.before === reason.after
        ? `${subject} ${did} because the files of the base image \`${reason.after}\` changed.`
        : `${subject} ${did} because the base image changed from \`${reason.before}\` to \`${reason.after}\`.`;
    case "parent-reran":
      return parentSentence(subject, did, reason.step, reason.root, view);
    case "parent-changed":
      return `${subject} ${did} because it now stands on \`${shortened(reason.after)}\`; before, it stood on \`${shortened(reason.before)}\`.`;
    case "no-cache":
      return `${subject} ${did} because the cache was switched off for it.`;
    case "pruned":
      return `${subject} ${did} because its stored result was pruned.`;
    case "skipped":
      return `${subject} ${skippedPhrase[reason.why]}.`;
    case "config":
      return `${subject} makes no layer: it only changes the settings of the image or of the steps below.`;
    case "unknown":
      if (step.verdict === "failed") return `${subject} ${view.kind === "preview" ? "will fail" : "failed"}: ${reason.message}.`;
      return `${subject} cannot be foretold: ${reason.message}.`;
  }
}

const past: Record<Verdict, string> = {
  cached: "stayed cached",
  reran: "re-ran",
  failed: "failed; it had to run",
  skipped: "was skipped",
  canceled: "was canceled",
  config: "is a setting",
  unknown: "may have run",
};

const first: Record<BuildView["kind"], string> = { preview: "will run", built: "ran" };

const foretold: Record<Verdict, string> = {
  ...past,
  cached: "will stay cached",
  reran: "will run",
  failed: "will fail; it would run",
  skipped: "will be skipped",
  unknown: "may run",
};

const skippedPhrase = {
  unreachable: "is skipped: the target does not need its stage",
  "earlier-failure": "did not get its turn: another step failed first",
  "not-run": "is not part of this build: nothing the target needs stands on it",
};

function cachedSentence(subject: string, did: string, despite: Extract<Reason, { kind: "cached" }>["despite"]): string {
  if (despite.length === 0) return `${subject} ${did}: it does the same to the same files as before.`;
  return `${subject} ${did}. ${despite.map(({ what, why }) => `\`${what}\` changed, but ${why}.`).join(" ")}`;
}

function filesPhrase(changes: readonly FileChange[]): string {
  const shown = changes.slice(0, 2).map(filePhrase);
  const more = changes.length - shown.length;
  return list(more > 0 ? [...shown, `${more} more file${more === 1 ? "" : "s"} changed`] : shown);
}

function filePhrase({ path, how, before, after }: FileChange): string {
  const name = `\`${path || "/"}\``;
  if (how === "added") return `${name} is new`;
  if (how === "removed") return `${name} is gone`;
  if (how === "content") return `${name} changed (${brief(before)} → ${brief(after)})`;
  const what = { mode: "mode", owner: "owner", type: "type" }[how];
  return `the ${what} of ${name} changed (${before ?? "?"} → ${after ?? "?"})`;
}

function brief(digest: string | undefined): string {
  return digest === undefined ? "?" : /^[0-9a-f]{12}$/.test(digest) ? `${digest.slice(0, 4)}…` : digest;
}

function environmentPhrase({ name, source, before, after }: EnvironmentChange): string {
  const label = `\`${source === "ENV" || source === "ARG" ? `${source} ` : ""}${name}\``;
  const of = source === "base" ? `${label} of the base image` : label;
  if (before !== undefined && before === after) return `the order of the variables changed (${of} moved)`;
  if (before === undefined) return `${of} is now set to \`${after ?? ""}\``;
  if (after === undefined) return `${of} is no longer set (it was \`${before}\`)`;
  return `${of} changed (\`${before}\` → \`${after}\`)`;
}

function parentSentence(subject: string, did: string, step: StepId, root: StepId, view: Pick<BuildView, "stages">): string {
  const above = find(step, view);
  const first = find(root, view);
  const nearest = above ? `the step it stands on, \`${shortened(above.text)}\`, does too` : "the step it stands on does too";
  const start =
    first && root !== step ? ` The cache breaks at \`${shortened(first.text)}\`${first.label ? ` [${first.label.trim()}]` : ""}.` : "";
  return `${subject} ${did} because ${nearest}.${start}`;
}

function find(id: StepId, view: Pick<BuildView, "stages">): StepView | undefined {
  for (const { steps } of view.stages) {
    const step = steps.find((one) => one.id === id);
    if (step) return step;
  }
  return undefined;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "something changed") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Long instructions are told by their beginning. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
