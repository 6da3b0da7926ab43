import type { Engine } from "../engine/api.ts";
import type { AskOf, Gather, ViewName, ViewOf } from "./views.ts";

/** Loaded when a picture is first looked at. */
const gatherers: { readonly [Name in ViewName]: () => Promise<Gather<Name>> } = {
  networks: async () => (await import("./networks.ts")).gatherNetworks,
  storage: async () => (await import("./storage.ts")).gatherStorage,
};

/** What the picture `name` shows of `engine` now. Rejects as its `Gather` does. */
export async function gatherView<Name extends ViewName>(engine: Engine, name: Name, ask: AskOf<Name>): Promise<ViewOf<Name>> {
  const gather = await gatherers[name]();
  return gather(engine, ask);
}
