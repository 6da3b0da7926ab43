import { explain } from "../../engine/build/explain/explain.ts";
import { useLab } from "../context.ts";
import { NotFetched } from "../notices/NotFetched.tsx";
import { useLoaded } from "./use-loaded.ts";

const load = async () => (await import("../../visualizers/predict/PredictPanel.tsx")).PredictPanel;

/** The learner says what the next build will do; the build answers. */
export function PredictPane() {
  const lab = useLab();
  const loaded = useLoaded(load);
  const view = lab.shown.value;
  if (loaded && "again" in loaded) return <NotFetched what="What asks for your prediction" onAgain={loaded.again} />;
  if (!loaded || !view) return <div class="lab-waiting grid" aria-busy="true" />;
  const Panel = loaded.part;
  const { predictions } = lab;
  return (
    <Panel
      view={view}
      guesses={predictions.guessesOf(view.number)}
      results={predictions.results.value}
      onGuess={(id, guess) => predictions.guess(view, id, guess)}
      onNext={() => lab.which.look("ahead")}
      onBuild={
        lab.executing.value ? undefined : () => lab.typeCommand(buildCommand(lab.builds.value.at(-1)?.tags[0], lab.dockerfile.value))
      }
      explain={(step) => explain(step.reason, step, view)}
    />
  );
}

/** The command that builds what is in the editor, with the name that the last build gave. */
function buildCommand(tag: string | undefined, dockerfile: string): string {
  const name = tag?.replace(/^docker\.io\/(library\/)?/, "").replace(/:latest$/, "");
  return ["docker build", ...(name ? [`-t ${name}`] : []), ...(dockerfile === "Dockerfile" ? [] : [`-f ${dockerfile}`]), "."].join(" ");
}
