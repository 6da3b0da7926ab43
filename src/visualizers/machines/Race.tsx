/** Who has started first, on one true scale. */
import { useState } from "preact/hooks";
import type { MachinesView } from "../../views/machines.ts";
import { figures, startOf } from "./model.ts";
import { time } from "./words.ts";

/** The race is run so many times faster than it is. */
const haste = 10;

export function Race({ view }: { readonly view: MachinesView }) {
  const [runs, run] = useState(0);
  const start = startOf(view);
  const whole = figures.boot.to;
  const share = (ms: number): string => `${(100 * ms) / whole}%`;
  const pace = (ms: number) => ({ "--took": `${ms / haste}ms` });
  return (
    <section class="mach-race" aria-label="Start">
      <div class="mach-title">
        Start <span class="mach-note">one scale for both</span>
      </div>
      <div key={runs} class={`mach-tracks${runs > 0 ? " running" : ""}`}>
        <p>
          <span>virtual machine</span>
          <span class="mach-track">
            <i class="boot" style={{ width: share(figures.boot.from), ...pace(figures.boot.from) }} />
            <i class="maybe" style={{ left: share(figures.boot.from), width: share(figures.boot.to - figures.boot.from) }} />
          </span>
          <b>
            {time(figures.boot.from)} to {time(figures.boot.to)}
          </b>
        </p>
        <p>
          <span>container</span>
          <span class="mach-track">{start !== undefined && <i class="start" style={{ width: share(start), ...pace(start) }} />}</span>
          <b>{start === undefined ? "run one: it is measured" : `${time(start)}, measured here`}</b>
        </p>
      </div>
      <button type="button" class="btn" onClick={() => run(runs + 1)}>
        Run the race, {haste} times faster
      </button>
    </section>
  );
}
