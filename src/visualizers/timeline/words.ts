/** The time line in words. */
import type { BuildView } from "../../engine/api.ts";
import { summaryOf, timeInWords } from "../layers/words.ts";

/** A build by its place in the list, from 0; as many as there are builds for the next one. */
export type Place = number;

/** Beside the line: `Build 3 of 5 · 12.4 s`, `The next build`. */
export function timeLineLabel(builds: readonly BuildView[], next: BuildView | undefined, at: Place): string {
  const build = builds[at];
  if (!build) return next ? "The next build" : "";
  const failed = build.failure ? " · failed" : "";
  const time = build.durationMs === undefined ? "" : ` · ${timeInWords(build.durationMs)}`;
  return `Build ${build.number} of ${builds.at(-1)?.number ?? builds.length}${time}${failed}`;
}

/** What a screen reader says of the build that is chosen. */
export function timeLineValue(builds: readonly BuildView[], next: BuildView | undefined, at: Place): string {
  const view = builds[at] ?? next;
  return view ? `${timeLineLabel(builds, next, at)}. ${summaryOf(view)}` : "";
}
