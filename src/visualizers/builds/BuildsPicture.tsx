/** Builds in a lesson: the one that is chosen on the time line, from the side that the lesson shows. */
import { useState } from "preact/hooks";
import type { StepId } from "../../engine/api.ts";
import { explain } from "../../engine/build/explain/explain.ts";
import { ComparePicture } from "../compare/ComparePicture.tsx";
import { GraphPicture } from "../graph/GraphPicture.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { SizesPicture } from "../sizes/SizesPicture.tsx";
import { TimeLine } from "../timeline/TimeLine.tsx";

const sideOf = { graph: GraphPicture, sizes: SizesPicture, compare: ComparePicture };

function BuildsPicture({ view: { builds }, ask }: PictureProps<"builds">) {
  const [chosen, choose] = useState<number | undefined>(undefined);
  const [hovered, hover] = useState<StepId | undefined>(undefined);
  const at = Math.min(chosen ?? builds.length - 1, builds.length - 1);
  const view = builds[at];
  const Side = sideOf[ask.side];
  if (!view) return <p class="builds-empty">Nothing is built yet.</p>;
  return (
    <>
      {builds.length > 1 && <TimeLine builds={builds} at={at} onChoose={choose} />}
      <Side view={view} builds={builds} hovered={hovered} onHover={hover} explain={(step, of) => explain(step.reason, step, of)} />
    </>
  );
}

export const builds: Picture<"builds"> = { title: "Builds", ask: { side: "graph" }, Component: BuildsPicture };
