/** Reasons in words: one or two plain sentences, the same in the panel, the terminal and the grader. */
import type {
  BaseChanged,
  BuildView,
  Cause,
  EnvironmentChange,
  FileChange,
  InstructionChanged,
  Reason,
  StepId,
  StepView,
  Verdict,
} from "../../api.ts";
import { shortened } from "./text.ts";

export { shortened } from "./text.ts";

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
      return cachedSentence(subject, did, reason);
    case "skipped":
      return `${subject} ${skippedPhrase[reason.why]}.`;
    case "config":
      return `${subject} makes no layer: it only changes the settings of the image or of the steps below.`;
    case "missing":
      return `${subject} ${view.kind === "preview" ? "will fail" : "failed"}: ${missingPhrase(reason)}.`;
    case "unknown":
      return `${subject} cannot be ${view.kind === "preview" ? "foretold" : "explained"}: ${reason.message}.`;
    case "first-build":
      // Nothing ran before, so nothing runs again.
      return `${subject} ${step.verdict === "reran" ? first[view.kind] : did} because this builder has no earlier result of it.`;
    default:
      return `${subject} ${did} because ${causePhrase(reason, view)}.${rootSentence(reason, view)}${alsoSentence(reason.also, view)}`;
  }
}

/** A cause as what follows `because`. */
function causePhrase(cause: Cause, view: Pick<BuildView, "stages">): string {
  switch (cause.kind) {
    case "first-build":
      return "this builder has no earlier result of it";
    case "instruction-changed":
      return instructionPhrase(cause);
    case "files-changed":
      return `${filesPhrase(cause.changes)}${cause.from === undefined ? "" : ` in stage \`${cause.from}\``}`;
    case "environment-changed":
      return list(cause.changes.map(environmentPhrase));
    case "base-changed":
      return basePhrase(cause);
    case "parent-reran": {
      const above = find(cause.step, view);
      return above ? `the step it stands on, \`${shortened(above.text)}\`, does too` : "the step it stands on does too";
    }
    case "parent-changed":
      return `it now stands on \`${shortened(cause.after)}\`; before, it stood on \`${shortened(cause.before)}\``;
    case "no-cache":
      return `\`${cause.option}\` switched the cache off for it`;
    case "local-base":
      return `it stands on the folder of \`--build-context ${cause.name}\`, which is new to the builder each time`;
    case "pruned":
      return "its stored result was pruned";
  }
}

/** Where the cache broke, when that is not the step it stands on. */
function rootSentence(cause: Cause, view: Pick<BuildView, "stages">): string {
  if ((cause.kind !== "parent-reran" && cause.kind !== "files-changed") || cause.root === undefined) return "";
  const root = find(cause.root, view);
  if (!root || (cause.kind === "parent-reran" && cause.root === cause.step)) return "";
  return ` The cache breaks at \`${shortened(root.text)}\`${root.label ? ` [${root.label.trim()}]` : ""}.`;
}

function alsoSentence(also: readonly Cause[] | undefined, view: Pick<BuildView, "stages">): string {
  if (!also || also.length === 0) return "";
  return ` It would have run anyway because ${list(also.map((cause) => causePhrase(cause, view)))}.`;
}

function instructionPhrase({ before, after, expanded, parts, variables }: InstructionChanged): string {
  const by = variables.length > 0 ? `, because ${list(variables.map(environmentPhrase))}` : "";
  if (before !== after) return `the instruction changed: it was \`${shortened(before)}\`${by}`;
  const [part] = parts;
  const what = part && parts.length === 1 && !part.name.startsWith("<<") ? changed(`its ${part.name}`, part) : undefined;
  if (what) return `${what}${by}`;
  if (expanded) return `it comes to something else: \`${shortened(expanded.before)}\` → \`${shortened(expanded.after)}\`${by}`;
  return `${list(parts.map(({ name }) => `its \`${name}\``)) || "the instruction"} changed${by}`;
}

function changed(what: string, { before, after }: { readonly before?: string; readonly after?: string }): string {
  if (before === undefined) return `${what} is now \`${shortened(after ?? "")}\``;
  if (after === undefined) return `${what} is gone (it was \`${shortened(before)}\`)`;
  return `${what} changed (\`${shortened(before)}\` → \`${shortened(after)}\`)`;
}

function basePhrase({ before, after, digests, variables }: BaseChanged): string {
  const ids = `${idOf(digests.before)}… → ${idOf(digests.after)}…`;
  if (before === after) return `the base image \`${after}\` is another one than before (${ids})`;
  const by = variables.length > 0 ? `, because ${list(variables.map(environmentPhrase))}` : "";
  return `the base image changed from \`${before}\` to \`${after}\` (${ids})${by}`;
}

const idOf = (digest: string) => digest.replace(/^sha256:/, "").slice(0, 7);

function missingPhrase({ path, from, ignored }: Extract<Reason, { kind: "missing" }>): string {
  if (from !== undefined) return `\`${path}\` is not in \`${from}\``;
  if (ignored) return `\`${path}\` is kept out of the build context by .dockerignore (line ${ignored.line}: \`${ignored.pattern}\`)`;
  return `\`${path}\` is not in the build context`;
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

function cachedSentence(subject: string, did: string, { despite, imported }: Extract<Reason, { kind: "cached" }>): string {
  const origin = imported === undefined ? "" : ` Its result came from \`${imported}\`.`;
  if (despite.length === 0) return `${subject} ${did}: it does the same to the same files as before.${origin}`;
  return `${subject} ${did}.${origin} ${despite.map(({ what, why }) => `\`${what}\` changed, but ${why}.`).join(" ")}`;
}

function filesPhrase(all: readonly FileChange[]): string {
  if (all.length === 0) return "the files it takes are others than before";
  const renamed = new Set(all.flatMap(({ renamedFrom }) => renamedFrom ?? []));
  const changes = all.filter(({ how, path }) => how !== "removed" || !renamed.has(path));
  const shown = changes.slice(0, 2).map(filePhrase);
  const more = changes.length - shown.length;
  return list(more > 0 ? [...shown, `${more} more file${more === 1 ? "" : "s"} changed`] : shown);
}

function filePhrase({ path, how, before, after, renamedFrom, ignored, wasIgnored }: FileChange): string {
  const name = `\`${path || "/"}\``;
  if (ignored) return `${name} is kept out by .dockerignore now (line ${ignored.line}: \`${ignored.pattern}\`)`;
  if (wasIgnored) return `${name} is no longer kept out by .dockerignore`;
  if (how === "added") return renamedFrom === undefined ? `${name} is new` : `\`${renamedFrom}\` is called ${name} now`;
  if (how === "removed") return `${name} is gone`;
  if (how === "content") return `${name} changed (${brief(before)} → ${brief(after)})`;
  const what = { mode: "mode", owner: "owner", type: "type" }[how];
  return `the ${what} of ${name} changed (${before ?? "?"} → ${after ?? "?"})`;
}

function brief(digest: string | undefined): string {
  return digest === undefined ? "?" : /^[0-9a-f]{12}$/.test(digest) ? `${digest.slice(0, 4)}…` : digest;
}

function environmentPhrase({ name, source, given, before, after }: EnvironmentChange): string {
  const label = `\`${source === "ENV" || source === "ARG" ? `${source} ` : ""}${name}\``;
  const of = source === "base" ? `${label} of the base image` : given ? `${label}, given by \`--build-arg\`,` : label;
  if (before !== undefined && before === after) return `the order of the variables changed (${of} moved)`;
  if (before === undefined) return `${of} is now set to \`${after ?? ""}\``;
  if (after === undefined) return `${of} is no longer set (it was \`${before}\`)`;
  return `${of} changed (\`${before}\` → \`${after}\`)`;
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
