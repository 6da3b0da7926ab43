import { scenarioOf } from "../scenario/scenario-of.tsx";
import { builds } from "./BuildsPicture.tsx";

export const BuildsScenario = scenarioOf(builds.Component);
