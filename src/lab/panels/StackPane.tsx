import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import type { BuildView, LayerChange, StepId, StepView } from "../../engine/api.ts";
import { explain } from "../../engine/build/explain/explain.ts";
import { LayersPanel } from "../../visualizers/layers/LayersPanel.tsx";
import { useLab } from "../context.ts";
import type { Lab } from "../state/lab.ts";

/** The layers of the next build, foretold with each keystroke; of the one that runs, as they are laid; of the last one. */
export function StackPane() {
  const lab = useLab();
  const selected = useSignal<StepId | undefined>(undefined);
  const loadChanges = useCallback((step: StepView) => changesOf(lab, step), [lab]);
  const view = lab.shown.value;
  if (!view) {
    return (
      <div class="lab-waiting grid" aria-busy="true">
        <span class="visually-hidden">The engine is starting.</span>
      </div>
    );
  }
  const gone = goneSteps(lab);
  const panel = (
    <LayersPanel
      view={view}
      hovered={lab.hovered.value}
      selected={selected.value}
      onHover={(id) => {
        lab.hovered.value = id;
      }}
      onSelect={(id) => {
        selected.value = id;
      }}
      loadChanges={loadChanges}
      now={lab.building.view.value ? lab.building.now : undefined}
      explain={(step) => explain(step.reason, step, view)}
    />
  );
  if (gone === 0) return panel;
  return (
    <div class="lab-pruned">
      <p role="status">
        {gone === 1 ? "The cache of one of these steps is" : `The cache of ${gone} of these steps is`} gone: the next build runs{" "}
        {gone === 1 ? "it" : "them"} again.{" "}
        <button type="button" onClick={() => lab.which.look("ahead")}>
          Show the next build
        </button>
      </p>
      {panel}
    </div>
  );
}

/** How many steps of the last build, as it is shown, have lost their results since. */
function goneSteps(lab: Lab): number {
  const last = lab.builds.value.at(-1);
  if (!last || lab.shown.value !== last) return 0;
  const made = new Set(stepsOf(last).flatMap(({ id, verdict }) => (verdict === "cached" || verdict === "reran" ? [id] : [])));
  return stepsOf(lab.preview.value).filter(({ id, reason }) => reason.kind === "pruned" && made.has(id)).length;
}

function stepsOf(view: BuildView | undefined): StepView[] {
  return view?.stages.flatMap(({ steps }) => steps) ?? [];
}

/** A step has a size when there is a result of it, except FROM: how large a base is, is known before it is pulled. */
function isMade({ kind, verdict, size }: StepView): boolean {
  return kind === "FROM" ? verdict === "cached" || verdict === "reran" : size !== undefined;
}

async function changesOf(lab: Lab, step: StepView): Promise<LayerChange[]> {
  if (step.verdict === "config") throw new Error("This step makes no layer, so it has no files of its own.");
  if (!isMade(step)) throw new Error("This layer has not been made yet: build the image to see what is in it.");
  return [...(await lab.backend.layerChanges(step))];
}
