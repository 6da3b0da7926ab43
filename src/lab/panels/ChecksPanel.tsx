import { useLab } from "../context.ts";
import { Celebration } from "./Celebration.tsx";
import { CheckList } from "./CheckList.tsx";
import { Hints } from "./Hints.tsx";

/** The exercise's checks: what was seen and what was expected, hints, and in the end the solution. */
export function ChecksPanel() {
  const { checks, engine, readOnly, props } = useLab();
  const partOf = new Map(props.checks?.map(({ id, part }) => [id, part]));
  return (
    <div class="lab-checks">
      {checks.celebrating.value && <Celebration />}
      <CheckList checks={checks.reports.value.map((report) => ({ ...report, part: partOf.get(report.id) }))} />
      {checks.trouble.value !== undefined && (
        <p class="trouble" role="alert">
          Your work could not be checked, and that is not your fault: {checks.trouble.value}{" "}
          <button type="button" class="btn" disabled={checks.running.value || readOnly.value} onClick={() => void checks.run()}>
            Try again
          </button>
        </p>
      )}
      <div class="run">
        <button type="button" class="btn primary" disabled={checks.running.value || readOnly.value} onClick={() => void checks.run()}>
          {checks.running.value ? "Checking…" : "Check my work"}
        </button>
        <p>
          {engine.choice.inUse.value === "sandbox"
            ? "We work on the real engine, where nothing can be copied: what we build, stop and remove there is done. Your files stay as they are."
            : "We work on a copy: what we build, stop, edit and remove there stays as it is here."}
        </p>
      </div>
      <p class="visually-hidden" role="status">
        {checks.running.value ? "" : `${checks.passed.value} of ${checks.reports.value.length} checks passed.`}
      </p>
      <Hints />
    </div>
  );
}
