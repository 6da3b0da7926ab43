/** In a few words, how a step differs from what it was in the build it is compared with. */
import type { Cause } from "../../api.ts";
import { changesSince, type ReasonFacts } from "./reasons.ts";
import { shortened } from "./text.ts";

/** `app.py`, `ENV MODE`, `RUN make → RUN make all`: what would have made the step run, were there no result of it. */
export function differencesOf(facts: ReasonFacts): string[] {
  const old = facts.before?.inputs;
  return old ? changesSince(old, facts).flatMap(inShort) : [];
}

function inShort(cause: Cause): string[] {
  switch (cause.kind) {
    case "files-changed":
      return cause.changes.slice(0, 3).map(({ path }) => path);
    case "environment-changed":
      return cause.changes.map(({ name, source }) => (source === "ENV" || source === "ARG" ? `${source} ${name}` : name));
    case "instruction-changed":
      return [cause.before === cause.after ? shortened(cause.after, 40) : `${shortened(cause.before, 40)} → ${shortened(cause.after, 40)}`];
    case "base-changed":
      return [`${cause.before} → ${cause.after}`];
    case "parent-changed":
      return [`${shortened(cause.before, 40)} → ${shortened(cause.after, 40)}`];
    default:
      return [];
  }
}
