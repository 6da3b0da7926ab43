import type { BuildView } from "../../engine/api.ts";
import { explain } from "../../engine/build/explain/explain.ts";
import type { BuildSide } from "../../views/builds.ts";
import { sides } from "../../visualizers/builds/sides.ts";
import { useLab } from "../context.ts";
import { NotFetched } from "../notices/NotFetched.tsx";
import { useLoaded } from "./use-loaded.ts";

/** A side of the build that is shown: its graph, its sizes, or what is another than before. */
export function BuildSidePane({ side, view }: { side: BuildSide; view: BuildView }) {
  const lab = useLab();
  const loaded = useLoaded(sides[side].load);
  if (!loaded) return <div class="lab-waiting grid" aria-busy="true" />;
  if ("again" in loaded) return <NotFetched what="This side of the build" onAgain={loaded.again} />;
  const Side = loaded.part;
  return (
    <Side
      view={view}
      builds={lab.builds.value}
      now={lab.building.view.value ? lab.building.now : undefined}
      hovered={lab.hovered.value}
      onHover={(id) => {
        lab.hovered.value = id;
      }}
      explain={(step, of) => explain(step.reason, step, of)}
    />
  );
}
