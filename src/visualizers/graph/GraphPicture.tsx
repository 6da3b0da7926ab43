/**
 * A build as a graph in time: a lane for each stage, plates as long as they took, lines where files cross over, and the chain
 * of steps that decided when it was done.
 */
import "./graph.css";
import { useMemo, useRef } from "preact/hooks";
import type { BuildView, StepId, StepView } from "../../engine/api.ts";
import type { SideProps } from "../builds/side.ts";
import { StepNote } from "../builds/StepNote.tsx";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import { useWidth } from "../frame/use-width.ts";
import { Plate } from "../layers/Plate.tsx";
import { isLive, liveViewAt } from "../layers/live.ts";
import { useNow } from "../layers/use-now.ts";
import { lookOf, MARKS, stampOf, timeInWords } from "../layers/words.ts";
import { Edges } from "./Edges.tsx";
import { barTop, laneHeight, margin, rise, thickness } from "./measures.ts";
import { type Bar, type Lane, type Schedule, scheduleOf } from "./schedule.ts";
import { TimeStrip } from "./TimeStrip.tsx";
import { barLabel, graphSummary, graphWords } from "./words.ts";

/** Pixels that are taken for granted until the picture has been measured. */
const usual = 560;

export function GraphPicture({ view: latest, hovered, onHover, explain, now }: SideProps) {
  const time = useNow(isLive(latest) ? now : undefined);
  const view = time === undefined ? latest : liveViewAt(latest, time);
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place, usual);
  const schedule = useMemo(() => scheduleOf(view, Math.max(240, width - 2 * margin)), [view, width]);
  const bars = schedule.lanes.flatMap((lane) => lane.bars);
  const holds = (bar: Bar, id: StepId | undefined) => bar.steps.some((step) => step.id === id);
  const pointed = bars.find((bar) => holds(bar, hovered));
  return (
    <PictureFrame label="The build as a graph" summary={graphSummary(view, schedule)} words={graphWords(view, schedule)}>
      <div class="build-graph plates" ref={place}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the plates are buttons; arrow keys that bubble up from them move between them */}
        <div
          class="lanes"
          style={{ height: `${schedule.lanes.length * laneHeight}px`, minWidth: `${schedule.width + 2 * margin}px` }}
          onKeyDown={(event) => walk(event, schedule)}
        >
          <Edges schedule={schedule} />
          {schedule.lanes.map((lane, index) => (
            <LaneRow key={lane.stage.index} view={view} lane={lane} top={index * laneHeight}>
              {lane.bars.map((bar) => (
                <BarButton
                  key={bar.id}
                  view={view}
                  bar={bar}
                  hovered={bar === pointed}
                  reachable={(pointed ?? bars[0]) === bar}
                  onHover={onHover}
                />
              ))}
            </LaneRow>
          ))}
        </div>
        <Legend view={view} schedule={schedule} />
        <TimeStrip view={view} schedule={schedule} hovered={hovered} />
        <StepNote view={view} step={stepToTell(view, schedule, hovered)} explain={explain} />
      </div>
    </PictureFrame>
  );
}

/** What the plates and lines are that there are. Each plate and the words say the same, so it is for the eye alone. */
function Legend({ view, schedule: { lanes, critical, edges } }: { view: BuildView; schedule: Schedule }) {
  const first = lanes.flatMap(({ bars }) => bars.map(({ steps }) => steps[0] as StepView));
  const states = new Map(first.map((step) => [lookOf(step), stampOf(step, view.kind)] as const));
  return (
    <p class="graph-legend" aria-hidden="true">
      {[...states].map(([look, word]) => (
        <span key={look} class={`state ${look}`}>
          <b>{MARKS[look]}</b> {word}
        </span>
      ))}
      {edges.some(({ kind }) => kind === "copy") && (
        <span>
          <i class="copy" /> files cross over
        </span>
      )}
      {edges.some(({ kind }) => kind === "base") && (
        <span>
          <i class="base" /> stands on
        </span>
      )}
      {critical.length > 0 && (
        <span>
          <i class="keel" /> {isLive(view) ? "longest so far" : "decided the time"}
        </span>
      )}
    </p>
  );
}

function LaneRow({ view, lane, top, children }: { view: BuildView; lane: Lane; top: number; children: preact.ComponentChildren }) {
  const { stage } = lane;
  const alone = view.stages.length === 1;
  const name = alone && !stage.named ? "the image" : stage.name;
  const count = stage.steps.filter(({ kind }) => kind !== "CONFIG").length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of form fields
    <div
      class={`lane ${stage.reachable ? "" : "unreachable"} ${stage.isTarget ? "target" : ""}`}
      role="group"
      aria-label={`Stage ${name}`}
      style={{ top: `${top}px`, height: `${laneHeight}px` }}
    >
      <p class="lane-name">
        <b>{name}</b>
        <span>{stage.isTarget ? "becomes the image" : stage.reachable ? "stays behind" : "not needed: skipped"}</span>
      </p>
      {stage.reachable ? (
        children
      ) : (
        <p class="lane-skipped">
          – {count} {count === 1 ? "step" : "steps"}
        </p>
      )}
    </div>
  );
}

interface BarProps {
  view: BuildView;
  bar: Bar;
  hovered: boolean;
  reachable: boolean;
  onHover?: ((id: StepId | undefined) => void) | undefined;
}

function BarButton({ view, bar, hovered, reachable, onHover }: BarProps) {
  const first = bar.steps[0] as StepView;
  const look = lookOf(first);
  const width = bar.to - bar.from;
  const [word = "", ...rest] = first.text.split(" ");
  return (
    <button
      type="button"
      class={`bar ${look} ${isLive(view) ? "live" : view.kind} ${hovered ? "hovered" : ""} ${bar.critical ? "critical" : ""}`}
      style={{ left: `${margin + bar.from}px`, top: `${barTop}px`, width: `${width}px` }}
      data-bar={bar.id}
      tabIndex={reachable ? 0 : -1}
      aria-label={barLabel(view, bar, stampOf(first, view.kind))}
      onMouseEnter={() => onHover?.(first.id)}
      onMouseLeave={() => onHover?.(undefined)}
      onFocus={() => onHover?.(first.id)}
      onBlur={() => onHover?.(undefined)}
      onClick={() => onHover?.(first.id)}
    >
      <Plate look={look} thickness={thickness} rise={rise} base={false} width={Math.max(8, Math.round(width) - 3)} />
      {width >= 58 && (
        <span class="bar-text" aria-hidden="true">
          <b>{bar.steps.length > 1 ? `${bar.steps.length} steps` : word}</b> {bar.steps.length > 1 ? "" : rest.join(" ")}
        </span>
      )}
      <span class="bar-foot" aria-hidden="true">
        {width < 58 && bar.steps.length > 1 ? `×${bar.steps.length}` : MARKS[look]}
        {bar.took !== undefined && width >= 44 && <span data-varies> {timeInWords(bar.took)}</span>}
      </span>
    </button>
  );
}

/** What is pointed at; else, of what was decisive, the slowest. */
function stepToTell(view: BuildView, { critical }: Schedule, hovered: StepId | undefined): StepView | undefined {
  const all = view.stages.flatMap(({ steps }) => steps);
  const slowest = [...critical].sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0))[0];
  return all.find(({ id }) => id === hovered) ?? all.find(({ verdict }) => verdict === "failed") ?? slowest;
}

/** Left and right walk a stage, up and down go to the plate of the next stage that stands nearest. */
function walk(event: preact.TargetedKeyboardEvent<HTMLDivElement>, { lanes }: Schedule): void {
  const id = (document.activeElement as HTMLElement | null)?.dataset.bar;
  const row = lanes.findIndex(({ bars }) => bars.some((bar) => bar.id === id));
  const bars = lanes[row]?.bars ?? [];
  const at = bars.findIndex((bar) => bar.id === id);
  const bar = bars[at];
  if (!bar) return;
  const nearest = (others: readonly Bar[] = []) => [...others].sort((a, b) => Math.abs(a.from - bar.from) - Math.abs(b.from - bar.from))[0];
  const above = lanes.slice(0, row).findLast((lane) => lane.bars.length > 0);
  const below = lanes.slice(row + 1).find((lane) => lane.bars.length > 0);
  const to = {
    ArrowLeft: () => bars[at - 1],
    ArrowRight: () => bars[at + 1],
    ArrowUp: () => nearest(above?.bars),
    ArrowDown: () => nearest(below?.bars),
    Home: () => bars[0],
    End: () => bars.at(-1),
  }[event.key];
  if (!to) return;
  event.preventDefault();
  const target = to();
  if (target) event.currentTarget.querySelector<HTMLElement>(`[data-bar="${CSS.escape(target.id)}"]`)?.focus();
}
