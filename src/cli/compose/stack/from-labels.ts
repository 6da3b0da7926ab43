/** A project of which no file is read: what the labels of its containers, networks and volumes tell (spec compose §1.4). */
import type { Engine } from "../../../engine/api.ts";
import type { Tree } from "../model/tree.ts";
import { replicasOf, type StackContainer } from "./containers.ts";
import { label } from "./labels.ts";
import { Stack } from "./stack.ts";

export async function fromLabels(engine: Engine, name: string): Promise<Stack> {
  const filters = { label: [`${label.project}=${name}`] };
  const containers = await replicasOf(engine, name);
  const networks = (await engine.networkList(filters)).map(({ Name, Labels }): [string, Tree] => [
    Labels?.[label.network] ?? Name,
    { name: Name },
  ]);
  const { Volumes } = await engine.volumeList(filters);
  const volumes = Volumes.map(({ Name, Labels }): [string, Tree] => [Labels?.[label.volume] ?? Name, { name: Name }]);
  const tree = {
    name,
    services: Object.fromEntries(containers.map((one): [string, Tree] => [one.service, serviceOf(one)])),
    networks: Object.fromEntries(networks),
    volumes: Object.fromEntries(volumes),
  };
  return new Stack({ name, directory: "/", files: [], tree, disabled: new Set(), profiles: [], environment: new Map() });
}

function serviceOf({ summary }: StackContainer): Tree {
  const dependencies = (summary.Labels[label.dependsOn] ?? "").split(",").filter(Boolean);
  return {
    image: summary.Image,
    depends_on: Object.fromEntries(
      dependencies.map((text): [string, Tree] => {
        const [dependency = "", condition = "service_started", restart] = text.split(":");
        return [dependency, { condition, restart: restart === "true", required: false }];
      }),
    ),
  };
}
