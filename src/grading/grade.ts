/** Runs an exercise's checks against what a learner made. */
import type { LabSession } from "../shell/session.ts";
import type { Check, CheckResult, Exercise } from "./exercise.ts";
import { LabProbe } from "./probe.ts";

export interface CheckReport {
  readonly id: string;
  readonly title: string;
  /** `waiting`: a check it comes after has not passed, so it was not run. */
  readonly status: "pass" | "fail" | "error" | "waiting";
  readonly message?: string;
}

export interface GradeOptions {
  /** Stops grading; `grade` then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Called as each check is done, in order. */
  readonly onReport?: (report: CheckReport) => void;
  /** Real milliseconds one check may take; 60,000 when left out. */
  readonly limit?: number;
}

/**
 * Grades: every check runs on a copy of the session of its own, so that none disturbs another or the learner. Reports come
 * in the order of the checks. A check that throws is an `error`: our fault, not the learner's.
 */
export async function grade(exercise: Exercise, session: LabSession, options: GradeOptions = {}): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  const passed = new Set<string>();
  for (const check of exercise.checks) {
    options.signal?.throwIfAborted();
    const blocker = check.after?.find((id) => !passed.has(id));
    const report =
      blocker === undefined
        ? { id: check.id, title: check.title, ...(await runCheck(check, session, options)) }
        : waiting(check, exercise, blocker);
    if (report.status === "pass") passed.add(check.id);
    reports.push(report);
    options.onReport?.(report);
  }
  return reports;
}

async function runCheck(check: Check, session: LabSession, { signal, limit = 60_000 }: GradeOptions): Promise<CheckResult> {
  const timeout = AbortSignal.timeout(limit);
  const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const result = await withSignal(check.run(new LabProbe(session, both)), both);
    return isResult(result) ? result : { status: "error", message: `The check \`${check.id}\` gave no result.` };
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) return { status: "error", message: `The check took longer than ${limit / 1000} seconds and was stopped.` };
    return { status: "error", message: error instanceof Error ? error.message : String(error) };
  }
}

/** A check that waits for something else than the lab is left behind when the signal aborts. */
function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function waiting(check: Check, exercise: Exercise, blocker: string): CheckReport {
  const title = exercise.checks.find(({ id }) => id === blocker)?.title ?? blocker;
  return { id: check.id, title: check.title, status: "waiting", message: `Not run yet: first “${title}” has to pass.` };
}

function isResult(value: unknown): value is CheckResult {
  const { status, message } = (value ?? {}) as Partial<CheckResult>;
  return status === "pass" || ((status === "fail" || status === "error") && typeof message === "string");
}
