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
      (warning): Job => ({ name: `WARN: ${warningText(warning)}`, status: "", duration: 0, state: "warning" }),
    );
    return [own, ...transfers, ...warnings];
  });
}

/** The last `limit` lines; running ones above them take the place of finished ones. */
export function fitHeight(jobs: readonly Job[], limit: number): Job[] {
  if (limit <= 0) return [];
  if (jobs.length <= limit) return [...jobs];
  const kept = jobs.slice(-limit);
  const hidden = jobs.slice(0, -limit).filter(({ state }) => state === "running");
  let room = hidden.length;
  const rest = kept.filter(({ state }) => state === "running" || room-- <= 0);
  const freed = kept.length - rest.length;
  return [...(freed > 0 ? hidden.slice(-freed) : []), ...rest];
}
