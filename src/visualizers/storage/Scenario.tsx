import { scenarioOf } from "../scenario/scenario-of.tsx";
import { storage } from "./StoragePicture.tsx";

export const StorageScenario = scenarioOf(storage.Component);
