/**
 * The layers panel: the stack of the last build or of the next one, with the reason in words below it. A pure function of
 * its props; whoever shows it keeps what is hovered and selected.
 */
import "./layers.css";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { BuildView, LayerChange, StepId, StepView } from "../../engine/api.ts";
import { useWidth } from "../frame/use-width.ts";
import type { Density } from "./layout.ts";
import { runningSteps } from "./live.ts";
import { motionsOf } from "./motion.ts";
import { type RememberedSizes, rememberSizes } from "./remembered.ts";
import { Stack } from "./Stack.tsx";
import { WhyBox } from "./WhyBox.tsx";
import { breakSteps, summaryOf } from "./words.ts";

export interface LayersPanelProps {
  view: BuildView;
  /** The view shown before, for the movement between the two. By default the one that this panel showed before. */
  previous?: BuildView | undefined;
  hovered?: StepId | undefined;
  selected?: StepId | undefined;
  onHover?: ((id: StepId | undefined) => void) | undefined;
  onSelect?: ((id: StepId | undefined) => void) | undefined;
  /** The files of a layer; rejects with a sentence for the reader when they are not known. */
  loadChanges?: ((step: StepView) => Promise<LayerChange[]>) | undefined;
  /** `grand` where the picture has room; long Dockerfiles are drawn densely all the same. */
  density?: Density | undefined;
  /** Simulated time in milliseconds, given while `view` is of a build under way (`liveView`). */
  now?: (() => number) | undefined;
  /** Why a step has its verdict, in a sentence; code in backticks. */
  explain(step: StepView): string;
}

/** Room for one stage when stages stand side by side. */
const COLUMN = 400;
/** Announce when typing rests, not at each key. */
const POLITE = 900;

export function LayersPanel(props: LayersPanelProps) {
  const { view, previous, hovered, selected, onHover, onSelect, loadChanges, density, now, explain } = props;
  const filesId = `${useId()}-files`;
  const scroller = useRef<HTMLDivElement>(null);
  const before = usePrevious(view);
  const sizes = useSizes(view, previous);
  const motions = useMemo(() => motionsOf(view, previous ?? before), [view, previous, before]);
  const width = useWidth(scroller);
  const beside = view.stages.length > 1 && view.stages.length * COLUMN <= width;
  useInSight(scroller, view);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of form fields
    <div class="layers-panel plates" role="group" aria-label="Layers">
      <div class="layers-scroller grid" ref={scroller}>
        {view.stages.length === 0 ? (
          <Empty view={view} />
        ) : (
          <Stack
            view={view}
            arrangement={beside ? "beside" : "stacked"}
            density={density}
            sizes={sizes}
            motions={motions}
            hovered={hovered}
            selected={selected}
            onHover={onHover ?? nothing}
            onSelect={onSelect ?? nothing}
            filesId={loadChanges ? filesId : undefined}
            now={now}
          />
        )}
      </div>
      {view.stages.length > 0 && (
        <WhyBox
          view={view}
          hovered={hovered}
          selected={selected}
          explain={explain}
          filesId={filesId}
          now={now}
          loadChanges={loadChanges}
          onClose={() => onSelect?.(undefined)}
        />
      )}
      <Announcement text={summaryOf(view)} />
    </div>
  );
}

function Empty({ view: { failure, dockerfileName } }: { view: BuildView }) {
  if (failure) {
    return (
      <div class="layers-empty failed">
        <p class="heading">✕ No plates to show</p>
        <p>
          {failure.source && <b>Line {failure.source.startLine}. </b>}
          {failure.message}
        </p>
      </div>
    );
  }
  return (
    <div class="layers-empty">
      <svg viewBox="0 0 196 60" aria-hidden="true">
        <path d="M1 32l46 -22h148l-46 22z M1 32h148v10h-148z M149 32l46 -22v10l-46 22z" />
      </svg>
      <p class="heading">Nothing stands here yet</p>
      <p>
        Write <code>FROM alpine</code> in the {dockerfileName || "Dockerfile"}, and the first plate is laid.
      </p>
    </div>
  );
}

function Announcement({ text }: { text: string }) {
  const [said, say] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => say(text), POLITE);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}

/** The view shown before this one; the same until the view changes again. */
function usePrevious(view: BuildView): BuildView | undefined {
  const shown = useRef<{ now: BuildView; before: BuildView | undefined }>({ now: view, before: undefined });
  if (shown.current.now !== view) shown.current = { now: view, before: shown.current.now };
  return shown.current.before;
}

/** What layers weighed in the views shown so far. */
function useSizes(view: BuildView, previous: BuildView | undefined): RememberedSizes {
  const known = useRef<{ sizes: RememberedSizes; of: BuildView | undefined }>({
    sizes: previous ? rememberSizes(previous) : new Map(),
    of: undefined,
  });
  if (known.current.of !== view) known.current = { sizes: rememberSizes(view, known.current.sizes), of: view };
  return known.current.sizes;
}

/** Begins at the ground, and keeps in sight what runs, or the break as it moves; otherwise leaves the place to the reader. */
function useInSight(element: { current: HTMLElement | null }, view: BuildView): void {
  const at = (runningSteps(view)[0] ?? breakSteps(view)[0])?.id;
  const none = view.stages.length === 0;
  useEffect(() => {
    if (element.current) element.current.scrollTop = element.current.scrollHeight;
  }, [none, element]);
  useEffect(() => {
    const box = element.current;
    const mark = box?.querySelector(".live-running") ?? box?.querySelector(".break");
    if (!box || !mark || at === undefined) return;
    const [outer, inner] = [box.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 2;
  }, [at, element]);
}

const nothing = () => undefined;
