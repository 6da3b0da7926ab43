import { scenarioOf } from "../scenario/scenario-of.tsx";
import { networks } from "./NetworksPicture.tsx";

export const NetworksScenario = scenarioOf(networks.Component);
