/** The lines of a terminal build: one for each started vertex, each of its transfers and each warning. */
import { progressSize } from "../format/units.ts";
import type { Trace, Traced } from "./trace.ts";
import { warningText } from "./trace.ts";

export interface Job {
  readonly name: string;
  /** Sizes, between the name and the time. */
  readonly status: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly state: "running" | "done" | "failed" | "canceled" | "warning";
  /** The vertex, on its own line. */
  readonly traced?: Traced;
}

/** All lines, in the order of start. `now` is simulated milliseconds. */
export function jobsOf(trace: Trace, now: number): Job[] {
  return trace.started.flatMap((traced) => {
    const { vertex } = traced;
    const started = vertex.started ?? now;
    const prefix = vertex.canceled ? "CANCELED " : vertex.error !== undefined ? "ERROR " : vertex.cached ? "CACHED " : "";
    const state =
      vertex.completed === undefined ? "running" : vertex.canceled ? "canceled" : vertex.error !== undefined ? "failed" : "done";
    const own: Job = {
      name: prefix + vertex.name.replaceAll("\t", " "),
      status: "",
      duration: (vertex.completed ?? now) - started,
      state,
      traced,
    };
    const transfers = [...traced.statuses.values()].map(
      (status): Job => ({
        name: `=> ${status.id}`,
        status: status.total
          ? `${progressSize(status.current)} / ${progressSize(status.total)}`
          : status.current
            ? progressSize(status.current)
            : "",
        duration: (status.completed ?? now) - status.started,
        state: status.completed === undefined ? "running" : "done",
      }),
    );
    const warnings = traced.warnings.map(
      (warning): Job => ({ name: `WARN: ${warningText(warning)}`, status: "", duration: own.duration, state: "warning" }),
    );
    return [own, ...transfers, ...warnings];
  });
}

/** A warning never completes, and so never gives up its place. */
export function isOpen({ state }: Job): boolean {
  return state === "running" || state === "warning";
}

/** The last `limit` lines; open ones above them take the place of completed ones. */
export function fitHeight(jobs: readonly Job[], limit: number): Job[] {
  if (limit <= 0) return [];
  if (jobs.length <= limit) return [...jobs];
  const kept = jobs.slice(-limit);
  const hidden = jobs.slice(0, -limit).filter(isOpen);
  const rest = kept.filter((job, i) => isOpen(job) || i >= hidden.length);
  const freed = kept.length - rest.length;
  return [...(freed > 0 ? hidden.slice(-freed) : []), ...rest];
}
