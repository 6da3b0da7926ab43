import type { BuildView, StageView } from "../../engine/api.ts";

/**
 * The stage that another begins from, as in `FROM build AS test`; `undefined` for one that begins from an image or from
 * nothing. Its own FROM makes no layer then: what it stands on are the layers of that stage.
 */
export function baseStageOf(view: BuildView, stage: StageView): StageView | undefined {
  const named = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(stage.steps[0]?.text ?? "")?.[1]?.toLowerCase();
  if (named === undefined) return undefined;
  const earlier = view.stages.filter(({ index }) => index < stage.index);
  if (!named.includes("$")) return earlier.find(({ name, index }) => name === named || String(index) === named);
  // A name put together from variables: the first layer tells what it stands on, unless it only reads files of another stage.
  const first = stage.steps.find(({ kind }) => kind !== "CONFIG");
  if (!first || first.kind === "FROM" || /\bfrom=/.test(first.text)) return undefined;
  return earlier.find(({ steps }) => steps.some(({ id }) => id === first.inputs[0]));
}
