/** The builds of a session, for the pictures of layers in lessons; the lab is told of its own as they happen. */
import type { BuildView, Engine } from "../engine/api.ts";

/** Which side of a build is looked at: its stages in time, what its layers weigh, or what is another than in the build before. */
export type BuildSide = "graph" | "sizes" | "compare";

export interface BuildsAsk {
  readonly side: BuildSide;
}

export interface BuildsView {
  /** The newest ones, the oldest of them first. */
  readonly builds: readonly BuildView[];
}

const most = 30;

export async function gatherBuilds(engine: Engine): Promise<BuildsView> {
  return { builds: engine.builds().slice(-most) };
}
