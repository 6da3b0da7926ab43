import { useSignal } from "@preact/signals";
import { useLab } from "../context.ts";
import { displayName } from "../state/names.ts";
import { InlineCode } from "./inline-code.tsx";
import type { Way } from "./solution.ts";

/** Hints, one more telling than the other, then the solution, each only when asked for. */
export function Hints() {
  const { props, checks } = useLab();
  const ways = useSignal<readonly Way[] | undefined>(undefined);
  const trouble = useSignal(false);
  const hints = props.hints ?? [];
  const shown = Math.min(checks.hintsShown.value, hints.length);
  const left = hints.length - shown;
  const showSolution = async () => {
    try {
      const { solutionOf } = await import("./solution.ts");
      ways.value = await solutionOf(props.lesson ?? "", checks.solved.value);
    } catch {
      trouble.value = true;
    }
  };
  return (
    <div class="lab-hints">
      <ol aria-label="Hints" aria-live="polite">
        {hints.slice(0, shown).map((hint, index) => (
          <li key={index}>
            <InlineCode text={hint} />
          </li>
        ))}
      </ol>
      <div class="buttons">
        {left > 0 && (
          <button type="button" class="btn" onClick={() => checks.showHint()}>
            {shown === 0 ? "Give me a hint" : "One more hint"} <span class="count">{left} left</span>
          </button>
        )}
        {ways.value === undefined && (left === 0 || checks.solved.value) && (
          <button type="button" class="btn" onClick={() => void showSolution()}>
            Show the solution
          </button>
        )}
        {ways.value === undefined && left > 0 && !checks.solved.value && (
          <button type="button" class="plain" onClick={() => void showSolution()}>
            I give up: show the solution
          </button>
        )}
      </div>
      {trouble.value && <p class="trouble">The solution could not be loaded. Are you offline? Try again later.</p>}
      {ways.value?.map(({ title, text, files, commands }) => (
        <section key={title} class="way">
          <h3>{title}</h3>
          {text && (
            <p>
              <InlineCode text={text} />
            </p>
          )}
          {Object.entries(files).map(([path, content]) => (
            <figure key={path}>
              <figcaption>{displayName(path)}</figcaption>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, which must be possible by keyboard. */}
              <pre tabIndex={0}>{content}</pre>
            </figure>
          ))}
          {commands && (
            <figure>
              <figcaption>In the terminal</figcaption>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
              <pre tabIndex={0}>{commands.trimEnd()}</pre>
            </figure>
          )}
        </section>
      ))}
    </div>
  );
}
