import type { Engine } from "../engine/api.ts";
import { alone, type Beside } from "./beside.ts";
import type { AskOf, Gather, ViewName, ViewOf } from "./views.ts";

/** Loaded when a picture is first looked at. */
const gatherers: { readonly [Name in ViewName]: () => Promise<Gather<Name>> } = {
  builds: async () => (await import("./builds.ts")).gatherBuilds,
  api: async () => (await import("./api-calls.ts")).gatherApiCalls,
  compose: async () => (await import("./compose.ts")).gatherCompose,
  machines: async () => (await import("./machines.ts")).gatherMachines,
  networks: async () => (await import("./networks.ts")).gatherNetworks,
  namespaces: async () => (await import("./namespaces.ts")).gatherNamespaces,
  overlay: async () => (await import("./overlay.ts")).gatherOverlay,
  storage: async () => (await import("./storage.ts")).gatherStorage,
};

/** What the picture `name` shows of `engine`, and of what stands beside it, now. Rejects as its `Gather` does. */
export async function gatherView<Name extends ViewName>(
  engine: Engine,
  name: Name,
  ask: AskOf<Name>,
  beside: Beside = alone,
): Promise<ViewOf<Name>> {
  const gather = await gatherers[name]();
  return gather(engine, ask, beside);
}
