import { useSignal } from "@preact/signals";
import { explain } from "../../engine/build/explain.ts";
import type { LayerChange, StepId, StepView } from "../../engine/api.ts";
import { LayersPanel } from "../../visualizers/layers/LayersPanel.tsx";
import { useLab } from "../context.ts";

/** The layers of the next build, foretold with each keystroke; of the one that runs, as they are laid; of the last one. */
export function LayersPane() {
  const lab = useLab();
  const selected = useSignal<StepId | undefined>(undefined);
  const view = lab.shown.value;
  if (!view) {
    return (
      <div class="lab-waiting grid" aria-busy="true">
        <span class="visually-hidden">The engine is starting.</span>
      </div>
    );
  }
  const loadChanges = async ({ layer }: StepView): Promise<LayerChange[]> => {
    if (layer === undefined) throw new Error("This layer has not been made yet: build the image to see what is in it.");
    return [...(await lab.backend.layerChanges(layer))];
  };
  return (
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
}
