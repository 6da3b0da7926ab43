import { CheckList } from "../panels/CheckList.tsx";
import { InlineCode } from "../panels/inline-code.tsx";
import type { KernelLab } from "./kernel-lab.ts";

/** The checks of an exercise on the real kernel, and its hints. */
export function KernelChecks({ lab }: { lab: KernelLab }) {
  const { reports, checking, hintsShown, solved, state, props } = lab;
  const hints = props.exercise?.hints ?? [];
  const passed = reports.value.filter(({ status }) => status === "pass").length;
  return (
    <section class="kernel-checks lab-checks" aria-label="Checks">
      {solved.value && (
        <p class="kernel-solved">
          <b>You have made a container.</b> No daemon, no client: five requests to the kernel.
        </p>
      )}
      <CheckList checks={reports.value} />
      <div class="run">
        <button
          type="button"
          class="btn primary"
          disabled={checking.value || state.value.kind !== "running"}
          onClick={() => void lab.check()}
        >
          {checking.value ? "Looking…" : "Look at the kernel"}
        </button>
        <p>We read the kernel's own files: /proc, /sys/fs/cgroup and the mounts.</p>
      </div>
      <p class="visually-hidden" role="status">
        {checking.value ? "" : `${passed} of ${reports.value.length} checks passed.`}
      </p>
      <div class="lab-hints">
        <ol aria-label="Hints" aria-live="polite">
          {hints.slice(0, hintsShown.value).map((hint) => (
            <li key={hint}>
              <InlineCode text={hint} />
            </li>
          ))}
        </ol>
        {hintsShown.value < hints.length && (
          <div class="buttons">
            <button type="button" class="btn" onClick={() => hintsShown.value++}>
              {hintsShown.value === 0 ? "Give me a hint" : "One more hint"}{" "}
              <span class="count">{hints.length - hintsShown.value} left</span>
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
