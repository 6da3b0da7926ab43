import type { CheckReport } from "../../backends/backend.ts";
import { useLab } from "../context.ts";
import { Celebration } from "./Celebration.tsx";
import { Hints } from "./Hints.tsx";
import { InlineCode } from "./inline-code.tsx";

const words: Readonly<Record<CheckReport["status"], string>> = {
  pass: "passed",
  fail: "not yet",
  error: "could not be checked",
  waiting: "waiting",
};

/** The exercise's checks: what was seen and what was expected, hints, and in the end the solution. */
export function ChecksPanel() {
  const { checks, readOnly, props } = useLab();
  const partOf = new Map(props.checks?.map(({ id, part }) => [id, part]));
  return (
    <div class="lab-checks">
      {checks.celebrating.value && <Celebration />}
      <ul aria-label="Checks">
        {checks.reports.value.flatMap(({ id, title, status, message }, index, all) => [
          partOf.get(id) && partOf.get(id) !== partOf.get(all[index - 1]?.id ?? "") && (
            <li key={`${id} part`} class="part">
              {partOf.get(id)}
            </li>
          ),
          <li key={id} class={status}>
            <span class="mark" aria-hidden="true" />
            <div>
              <p>
                <InlineCode text={title} />
                <span class="visually-hidden">: {words[status]}</span>
              </p>
              {message && status !== "pass" && (
                <small>
                  {status === "error" && <b>This could not be checked. </b>}
                  <InlineCode text={message} />
                </small>
              )}
            </div>
          </li>,
        ])}
      </ul>
      {checks.trouble.value !== undefined && (
        <p class="trouble" role="alert">
          Your work could not be checked, and that is not your fault: {checks.trouble.value}
        </p>
      )}
      <div class="run">
        <button type="button" class="btn primary" disabled={checks.running.value || readOnly.value} onClick={() => void checks.run()}>
          {checks.running.value ? "Checking…" : "Check my work"}
        </button>
        <p>We work on a copy: what we build, stop, edit and remove there stays as it is here.</p>
      </div>
      <p class="visually-hidden" role="status">
        {checks.running.value ? "" : `${checks.passed.value} of ${checks.reports.value.length} checks passed.`}
      </p>
      <Hints />
    </div>
  );
}
