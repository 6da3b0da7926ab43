import { scenarioOf } from "../scenario/scenario-of.tsx";
import { api } from "./ApiPicture.tsx";

export const ApiScenario = scenarioOf(api.Component);
