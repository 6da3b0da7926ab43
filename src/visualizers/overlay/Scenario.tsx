import { scenarioOf } from "../scenario/scenario-of.tsx";
import { overlay } from "./OverlayPicture.tsx";

export const OverlayScenario = scenarioOf(overlay.Component);
