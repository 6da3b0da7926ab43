/** One step of the stack: its plate, a leader line, and the draughtsman's label. The whole row is one button. */
import type { BuildView } from "../../engine/api.ts";
import type { Row } from "./layout.ts";
import { liveOf } from "./live.ts";
import type { Motion } from "./motion.ts";
import { Engraving, Plate } from "./Plate.tsx";
import { RunningTime } from "./RunningTime.tsx";
import { foldSentence, lookOf, MARKS, shortDigest, sizeInWords, stampOf, stepSentence, timeInWords } from "./words.ts";

interface Props {
  view: BuildView;
  row: Row;
  still: boolean;
  motion: Motion;
  hovered: boolean;
  selected: boolean;
  /** Simulated time, while a build runs. */
  now?: (() => number) | undefined;
  /** The one row that Tab reaches. */
  reachable: boolean;
  filesId?: string | undefined;
  onPoint(pointed: boolean): void;
  onChoose(): void;
}

export function StackRow({ view, row, still, motion, hovered, selected, reachable, filesId, now, onPoint, onChoose }: Props) {
  const { step } = row;
  const look = lookOf(step);
  const classes = [
    "row",
    look,
    liveOf(step) ? `live-${liveOf(step)?.state}` : view.kind,
    row.lifted && "lifted",
    hovered && "hovered",
    selected && "selected",
    motion.kind && `${motion.kind}-${motion.beat}`,
  ];
  const place = { height: `${row.height}px`, transform: `translate(${row.lifted ? 9 : 0}px, ${-row.bottom}px)` };
  if (still) {
    return (
      <li class="step" style={place}>
        <div class={classes.filter(Boolean).join(" ")}>
          <RowDrawing view={view} row={row} />
          <span class="visually-hidden">{row.folded ? foldSentence(view, row.folded) : stepSentence(view, step)}</span>
        </div>
      </li>
    );
  }
  return (
    <li class="step" style={place}>
      <button
        type="button"
        class={classes.filter(Boolean).join(" ")}
        style={{ "--delay": `${motion.delay}ms` }}
        data-step={step.id}
        tabIndex={reachable ? 0 : -1}
        aria-label={row.folded ? foldSentence(view, row.folded) : stepSentence(view, step)}
        aria-expanded={filesId ? selected : undefined}
        aria-controls={filesId && selected ? filesId : undefined}
        onMouseEnter={() => onPoint(true)}
        onMouseLeave={() => onPoint(false)}
        onFocus={() => onPoint(true)}
        onBlur={() => onPoint(false)}
        onClick={onChoose}
      >
        <RowDrawing view={view} row={row} now={now} />
      </button>
    </li>
  );
}

interface DrawingProps {
  view: BuildView;
  row: Row;
  now?: (() => number) | undefined;
}

function RowDrawing({ view, row: { step, folded, place, thickness, rise, size, remembered }, now }: DrawingProps) {
  const look = lookOf(step);
  const [keyword = "", ...rest] = step.text.split(" ");
  return (
    <>
      {place > 0 ? (
        <Plate look={look} thickness={thickness} rise={rise} base={step.kind === "FROM" || folded !== undefined} />
      ) : (
        <Engraving look={look} />
      )}
      <span class="leader" aria-hidden="true" />
      <span class="words" aria-hidden="true">
        <span class="instruction" title={step.text}>
          <b>{folded ? `${folded.length} steps` : keyword}</b> {folded ? `${step.text} …` : rest.join(" ")}
        </span>
        {place > 0 && (
          <span class="facts">
            {size !== undefined && (
              <span class={remembered ? "size was" : "size"}>
                {remembered && "was "}
                {sizeInWords(size)}
              </span>
            )}
            {step.durationMs !== undefined && !folded && look !== "cached" && <span class="time">{timeInWords(step.durationMs)}</span>}
            {look === "running" && now && <RunningTime since={liveOf(step)?.started} now={now} />}
            {step.layer && !folded && <span class="digest">{shortDigest(step.layer)}</span>}
            <span class="verdict">
              {MARKS[look]} <Stamp word={stampOf(step, view.kind)} />
            </span>
          </span>
        )}
        {step.foretold && <span class="foretold">≠ foretold: {stampOf({ ...step, verdict: step.foretold }, view.kind)}</span>}
      </span>
    </>
  );
}

/** In a dense stack the hatch says it is still to come, and `will` gives its room to the instruction. */
function Stamp({ word }: { word: string }) {
  const [, future, rest] = /^(will )?(.*)$/.exec(word) ?? [];
  return (
    <>
      {future && <span class="future">{future}</span>}
      {rest}
    </>
  );
}
