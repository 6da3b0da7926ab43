import "./layers-pane.css";
import { withoutForecast } from "../../visualizers/predict/predictions.ts";
import { TimeLine } from "../../visualizers/timeline/TimeLine.tsx";
import { useLab } from "../context.ts";
import { BuildSidePane } from "./BuildSidePane.tsx";
import { Choice } from "./Choice.tsx";
import { isBuildSide, layersSides } from "./layers-sides.ts";
import { PredictPane } from "./PredictPane.tsx";
import { StackPane } from "./StackPane.tsx";

/**
 * A build from one of its sides: the next, foretold with each keystroke; the one that runs, as its layers are laid; the
 * last; or any before it, by the time line.
 */
export function LayersPane() {
  const lab = useLab();
  const { which } = lab;
  const side = which.side.value;
  const view = lab.shown.value;
  return (
    <div class="lab-layers">
      <Choice
        label="What is shown of the build"
        options={layersSides}
        chosen={side}
        onChoose={(name) => {
          which.side.value = name;
        }}
      />
      {lab.building.view.value ? (
        <div class="lab-builds">
          <span class="under-way">Building…</span>
        </div>
      ) : (
        lab.builds.value.length > 0 && <Builds />
      )}
      {side === "predict" ? <PredictPane /> : view && isBuildSide(side) ? <BuildSidePane side={side} view={view} /> : <StackPane />}
    </div>
  );
}

/** Every build by its place in time, and the two that are wanted most at a touch. */
function Builds() {
  const { which, builds, preview } = useLab();
  const next = preview.value;
  // What is to be predicted is not given away here.
  const shown = next && which.side.value === "predict" ? withoutForecast(next) : next;
  const last = builds.value.length - 1;
  return (
    <div class="lab-builds">
      <TimeLine builds={builds.value} next={shown} at={which.place.value} onChoose={(place) => which.choose(place)} />
      <fieldset class="looking" aria-label="Which build is shown">
        {(["back", "ahead"] as const).map((way) => (
          <button
            key={way}
            type="button"
            aria-pressed={which.place.value === (way === "back" ? last : last + 1)}
            onClick={() => which.look(way)}
          >
            {way === "back" ? "Last" : "Next"}
            <span class="visually-hidden"> build</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}
