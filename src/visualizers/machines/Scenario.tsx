import { scenarioOf } from "../scenario/scenario-of.tsx";
import { machines } from "./MachinesPicture.tsx";

export const MachinesScenario = scenarioOf(machines.Component);
