import { scenarioOf } from "../scenario/scenario-of.tsx";
import { namespaces } from "./NamespacesPicture.tsx";

export const NamespacesScenario = scenarioOf(namespaces.Component);
