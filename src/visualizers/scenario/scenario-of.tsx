/** A picture in a lesson, with the commands of its scenario to step through. */
import "./scenario.css";
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { AskOf, ViewName, ViewOf } from "../../views/views.ts";
import type { PictureProps } from "../picture.ts";

export interface ScenarioProps<Name extends ViewName> {
  /** The first is how things stood before any command. */
  readonly frames: readonly {
    readonly command?: string;
    readonly output?: string;
    readonly say?: string;
    readonly view: ViewOf<Name>;
  }[];
  readonly ask: AskOf<Name>;
  readonly caption: string;
  /** The frame that is shown at first, counted from 0; the last when absent. */
  readonly at?: number;
}

/** Makes the island that plays scenarios of one picture. */
export function scenarioOf<Name extends ViewName>(Component: ComponentType<PictureProps<Name>>) {
  return function Scenario({ frames, ask, caption, at = frames.length - 1 }: ScenarioProps<Name>) {
    const [{ now, last }, go] = useState<{ now: number; last?: number }>({ now: at });
    const to = (next: number): void => go({ now: Math.max(0, Math.min(frames.length - 1, next)), last: now });
    const frame = frames[now];
    if (!frame) return null;
    // What happened since the frame before is told going forward; going back nothing has happened.
    const before = last !== undefined && last < now ? frames[now - 1]?.view : undefined;
    return (
      <figure class="scenario" data-pagefind-ignore>
        <div class="scenario-picture">
          <Component view={frame.view} before={before} ask={ask} />
        </div>
        {frames.length > 1 && (
          <div class="scenario-steps">
            <ol aria-label="Commands of this scenario">
              {frames.map(({ command }, index) => (
                <li key={`${index}${command}`} class={index < now ? "done" : index === now ? "now" : "to-come"}>
                  <button type="button" aria-current={index === now ? "step" : undefined} onClick={() => to(index)}>
                    {command === undefined ? "at first" : <code>{command}</code>}
                  </button>
                </li>
              ))}
            </ol>
            <p class="scenario-say" role="status">
              {frame.say}
            </p>
            {frame.output && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, which must be possible by keyboard.
              <pre class="scenario-output" tabIndex={0}>
                {frame.output}
              </pre>
            )}
            <p class="scenario-buttons">
              <button type="button" class="btn" disabled={now === 0} onClick={() => to(now - 1)}>
                Back
              </button>
              <button type="button" class="btn" disabled={now === frames.length - 1} onClick={() => to(now + 1)}>
                Next command
              </button>
            </p>
          </div>
        )}
        <figcaption>{caption}</figcaption>
      </figure>
    );
  };
}
