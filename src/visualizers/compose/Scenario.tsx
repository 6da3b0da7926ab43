import { scenarioOf } from "../scenario/scenario-of.tsx";
import { compose } from "./ComposePicture.tsx";

export const ComposeScenario = scenarioOf(compose.Component);
