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
      {lab.builds.value.length > 0 && !lab.building.view.value && <Builds />}
      {side === "predict" ? <PredictPane /> : view && isBuildSide(side) ? <BuildSidePane side={side} view={view} /> : <StackPane />}
    </div>
  );
}

function Builds() {
  const { which, builds, preview } = useLab();
  const next = preview.value;
  // What is to be predicted is not given away here.
  const shown = next && which.side.value === "predict" ? withoutForecast(next) : next;
  return <TimeLine builds={builds.value} next={shown} at={which.place.value} onChoose={(place) => which.choose(place)} />;
}
