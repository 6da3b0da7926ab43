/** A light editor: a text area over its own painted text, with the verdicts of the lines in the margin. */
import type { BuildView, StepId } from "../../engine/api.ts";
import { lookOf } from "../../visualizers/layers/words.ts";
import type { DemoFile } from "./demo-files.ts";
import { paintLines } from "./paint.ts";

interface Props {
  file: DemoFile;
  text: string;
  /** Marks the lines of the Dockerfile; absent for other files. */
  view?: BuildView | undefined;
  hovered?: StepId | undefined;
  onText(text: string): void;
}

export function CodePad({ file, text, view, hovered, onText }: Props) {
  const lines = paintLines(text, file);
  const marks = marksOf(view);
  const lit = view?.stages.flatMap(({ steps }) => steps).find(({ id }) => id === hovered)?.range;
  return (
    <div class="code-pad">
      <div class="sheet" style={{ "--digits": String(lines.length).length }}>
        <pre aria-hidden="true">
          {lines.map((spans, index) => {
            const number = index + 1;
            const hot = lit && number >= lit.startLine && number <= lit.endLine;
            return (
              <div key={number} class={`line ${marks.get(number) ?? ""} ${hot ? "hot" : ""}`} data-line={number}>
                {spans.map((span, at) =>
                  span.kind ? (
                    <span key={at} class={span.kind}>
                      {span.text}
                    </span>
                  ) : (
                    span.text
                  ),
                )}
                {"\n"}
              </div>
            );
          })}
        </pre>
        <textarea
          value={text}
          aria-label={file}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          rows={lines.length}
          wrap="off"
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}

function marksOf(view: BuildView | undefined): Map<number, string> {
  const marks = new Map<number, string>();
  for (const { steps } of view?.stages ?? []) {
    for (const step of steps) for (let line = step.range.startLine; line <= step.range.endLine; line++) marks.set(line, lookOf(step));
  }
  return marks;
}
