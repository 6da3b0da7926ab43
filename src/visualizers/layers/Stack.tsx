/** The picture itself: stages, plates, break lines, copies between stages. A list that arrow keys walk. */
import { useState } from "preact/hooks";
import type { BuildView, StepId } from "../../engine/api.ts";
import { foldedStack } from "./folded-stack.ts";
import { type Arrangement, type Density, type Layout, layOut, plateMiddle, type Row, type StageBox } from "./layout.ts";
import type { Motion } from "./motion.ts";
import type { RememberedSizes } from "./remembered.ts";
import { StackRow } from "./StackRow.tsx";
import { breakLabel, lookOf, sizeInWords } from "./words.ts";

export interface StackProps {
  view: BuildView;
  arrangement?: Arrangement;
  density?: Density | undefined;
  motions?: ReadonlyMap<StepId, Motion>;
  hovered?: StepId | undefined;
  selected?: StepId | undefined;
  onHover?(id: StepId | undefined): void;
  onSelect?(id: StepId | undefined): void;
  /** Of the element that shows a selected step's files. */
  filesId?: string | undefined;
  /** Of layers that are not made yet, from when they last were. */
  sizes?: RememberedSizes | undefined;
  /** Simulated time, while a build runs. */
  now?: (() => number) | undefined;
  /** A picture to look at: nothing to point at or to choose. */
  still?: boolean;
}

/** Pixels left of the plates: a dimension line, then a lane for each copy between stages. */
const DIMENSION = 26;
const LANE = 12;
const none: ReadonlySet<StepId> = new Set();
const STILL: Motion = { kind: undefined, beat: 0, delay: 0 };

export function Stack({
  view,
  arrangement = "stacked",
  density,
  motions,
  hovered,
  selected,
  onHover,
  onSelect,
  filesId,
  sizes,
  now,
  still = false,
}: StackProps) {
  const [open, setOpen] = useState<ReadonlySet<StepId>>(none);
  const layout = layOut(view, arrangement, density, sizes, foldedStack(view, open));
  const inset = DIMENSION + layout.lanes * LANE + (layout.lanes > 0 ? 10 : 4);
  const order = layout.stages.flatMap(({ rows }) => rows.map(({ step }) => step.id));
  const reachable = [selected, hovered].find((id) => id !== undefined && order.includes(id)) ?? order[0];
  const columns = arrangement === "beside" ? layout.stages.length : 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows are buttons; arrow keys that bubble up from them move between them
    <div
      class={`stack plates ${layout.density} ${arrangement}`}
      style={{ height: `${layout.height + 8}px`, "--inset": `${inset}px`, "--columns": columns }}
      onKeyDown={still ? undefined : (event) => walk(event, order, onSelect)}
    >
      {open.size > 0 && (
        <button type="button" class="fold-again" onClick={() => setOpen(none)}>
          Fold again
        </button>
      )}
      <Links layout={layout} inset={inset} arrangement={arrangement} />
      {layout.stages.map((box) => (
        <Stage key={box.stage.index} box={box} view={view}>
          {keyed(box.rows).map(([key, row]) => (
            <StackRow
              key={key}
              view={view}
              row={row}
              still={still}
              motion={motionIn(layout.density, motions?.get(row.step.id))}
              hovered={isOf(row, hovered)}
              selected={selected === row.step.id}
              reachable={reachable === row.step.id}
              filesId={row.place > 0 && !row.folded ? filesId : undefined}
              now={now}
              onPoint={(pointed) => onHover?.(pointed ? row.step.id : undefined)}
              onChoose={() => {
                if (row.folded) setOpen(new Set([...open, row.step.id]));
                else onSelect?.(selected === row.step.id ? undefined : row.step.id);
              }}
            />
          ))}
        </Stage>
      ))}
    </div>
  );
}

interface StageProps {
  box: StageBox;
  view: BuildView;
  children: preact.ComponentChildren;
}

function Stage({ box, view, children }: StageProps) {
  const { stage, title, breakAt, extent } = box;
  const classes = ["stage", stage.isTarget && "target", !stage.reachable && "unreachable"].filter(Boolean).join(" ");
  const size = stage.isTarget ? view.size : undefined;
  const name = stage.named ? stage.name : view.stages.length === 1 ? "the image" : stage.name;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of form fields
    <div
      role="group"
      class={classes}
      aria-label={`Stage ${name}`}
      style={{ bottom: `${box.bottom}px`, height: `${box.height}px`, "--column": box.column }}
    >
      {title > 0 && (
        <header>
          <b>{name}</b>
          <span>{stage.isTarget ? "becomes the image" : stage.reachable ? "stays behind" : "not needed: skipped"}</span>
        </header>
      )}
      {extent && size !== undefined && (
        <div
          class="dimension"
          aria-hidden="true"
          style={{ bottom: `${extent.from - box.bottom}px`, height: `${extent.to - extent.from}px` }}
        >
          <span>{sizeInWords(size)}</span>
        </div>
      )}
      {breakAt && (
        <div class={`break ${lookOf(breakAt.step)}`} aria-hidden="true" style={{ bottom: `${breakAt.at - box.bottom - 10}px` }}>
          <svg viewBox="0 0 212 20" preserveAspectRatio="none" aria-hidden="true">
            <path d="M0 10H46L55 2L67 18L76 10H212" />
          </svg>
          <span>{breakLabel(breakAt.step)}</span>
        </div>
      )}
      <ol style={{ "--ground": `${-box.bottom}px` }}>{children}</ol>
    </div>
  );
}

/** Files crossing from one stage to another: a thin line with an arrow, in a lane of its own. */
function Links({ layout, inset, arrangement }: { layout: Layout; inset: number; arrangement: Arrangement }) {
  if (layout.links.length === 0) return null;
  const rows = new Map(layout.stages.flatMap((box) => box.rows.map((row) => [row.step.id, { row, box }] as const)));
  const up = (y: number) => `${-y}px`;
  return (
    <div class="links" aria-hidden="true">
      {layout.links.map(({ from, to, lane }) => {
        const source = rows.get(from);
        const target = rows.get(to);
        if (!source || !target) return null;
        const look = lookOf(target.row.step);
        const [low, high] = [linkEnd(source.row), linkEnd(target.row)].sort((a, b) => a - b) as [number, number];
        const x = DIMENSION + lane * LANE;
        if (arrangement === "beside")
          return <BesideLink key={`${from}>${to}`} source={source} target={target} look={look} inset={inset} x={x} layout={layout} />;
        return (
          <svg
            key={`${from}>${to}`}
            class={`link ${look}`}
            aria-hidden="true"
            style={{
              left: `${x}px`,
              bottom: 0,
              transform: `translateY(${up(low - 5)})`,
              width: `${inset - x}px`,
              height: `${high - low + 10}px`,
            }}
          >
            <path d={`M${inset - x - 3} ${high - low + 5}H1V5H${inset - x - 2}`} />
            <path class="arrow" d={`M${inset - x - 8} 1.500L${inset - x - 1} 5L${inset - x - 8} 8.500z`} />
            <circle cx={inset - x - 3} cy={high - low + 5} r="2.200" />
          </svg>
        );
      })}
    </div>
  );
}

interface BesideLinkProps {
  source: { row: Row; box: StageBox };
  target: { row: Row; box: StageBox };
  look: string;
  inset: number;
  x: number;
  layout: Layout;
}

/** From the top plate of one column over the columns between, down into the other. */
function BesideLink({ source, target, look, inset, x, layout }: BesideLinkProps) {
  const between = layout.stages.filter(({ column }) => column >= source.box.column && column < target.box.column);
  const over = Math.max(...between.map((box) => (box.rows.at(-1)?.bottom ?? 0) + (box.rows.at(-1)?.height ?? 0)), linkEnd(target.row)) + 4;
  const from = { column: source.box.column, x: inset + 98, y: source.row.bottom + source.row.height - 8 };
  return (
    <div
      class={`link beside-link ${look}`}
      style={{
        left: `calc(var(--col) * ${from.column} + ${from.x}px)`,
        width: `calc(var(--col) * ${target.box.column - from.column} - ${from.x - x}px)`,
        bottom: `${Math.min(from.y, linkEnd(target.row))}px`,
        height: `${over - Math.min(from.y, linkEnd(target.row))}px`,
        "--foot": `${Math.max(0, from.y - linkEnd(target.row))}px`,
        "--reach": `${inset - x}px`,
        "--fall": `${over - linkEnd(target.row)}px`,
      }}
    >
      <i />
    </div>
  );
}

function isOf({ step, folded }: Row, id: StepId | undefined): boolean {
  return id !== undefined && (step.id === id || (folded?.some((one) => one.id === id) ?? false));
}

/** A folded run stays the same row as steps join and leave it: only steps come and go. */
function keyed(rows: readonly Row[]): [string, Row][] {
  let folds = 0;
  return rows.map((row) => [row.folded ? `fold ${++folds}` : row.step.id, row]);
}

/** In a dense stack so many plates would move that no eye follows one: the break tells it, and a plate that cracks. */
function motionIn(density: Density, motion: Motion = STILL): Motion {
  return density === "dense" && motion.kind !== "crack" ? STILL : motion;
}

const linkEnd = (row: Row) => plateMiddle(row);

/** Arrow keys walk the stack as it is drawn: up is the next step. */
function walk(event: preact.TargetedKeyboardEvent<HTMLDivElement>, order: readonly StepId[], onSelect: StackProps["onSelect"]): void {
  const at = order.indexOf((document.activeElement as HTMLElement | null)?.dataset.step ?? "");
  if (at < 0) return;
  if (event.key === "Escape") onSelect?.(undefined);
  const to = { ArrowUp: at + 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: order.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const step = order[Math.max(0, Math.min(order.length - 1, to))];
  const target = event.currentTarget.querySelector<HTMLElement>(`[data-step="${CSS.escape(step ?? "")}"]`);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}
