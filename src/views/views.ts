/**
 * What pictures show of an engine: plain data by name, gathered through the Engine interface alone, so that a picture is
 * the same whichever engine stands behind it. Adding a picture begins here, with its ask and its view.
 */
import type { Engine } from "../engine/api.ts";
import type { ApiAsk, ApiView } from "./api-calls.ts";
import type { Beside } from "./beside.ts";
import type { BuildsAsk, BuildsView } from "./builds.ts";
import type { ComposeView } from "./compose.ts";
import type { MachinesView } from "./machines.ts";
import type { NetworksView } from "./networks.ts";
import type { NamespacesAsk, NamespacesView } from "./namespaces.ts";
import type { OverlayAsk, OverlayView } from "./overlay.ts";
import type { StorageView } from "./storage.ts";

/** By name: what the picture can be asked to look at, and what there is to see. */
export interface Views {
  api: { readonly ask: ApiAsk; readonly view: ApiView };
  builds: { readonly ask: BuildsAsk; readonly view: BuildsView };
  compose: { readonly ask: null; readonly view: ComposeView };
  machines: { readonly ask: null; readonly view: MachinesView };
  networks: { readonly ask: null; readonly view: NetworksView };
  namespaces: { readonly ask: NamespacesAsk; readonly view: NamespacesView };
  overlay: { readonly ask: OverlayAsk; readonly view: OverlayView };
  storage: { readonly ask: null; readonly view: StorageView };
}

export type ViewName = keyof Views;
export type AskOf<Name extends ViewName> = Views[Name]["ask"];
export type ViewOf<Name extends ViewName> = Views[Name]["view"];

/**
 * Looks at an engine. Plain data comes back, in an order that does not change by itself. Rejects with a sentence for the
 * learner when what was asked for is not there any more.
 */
export type Gather<Name extends ViewName> = (engine: Engine, ask: AskOf<Name>, beside: Beside) => Promise<ViewOf<Name>>;
