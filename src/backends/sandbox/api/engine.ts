/** An Engine behind the Docker Engine API: what the simulator is inside the lab, a real one is over a connection. */
import {
  type BuildCacheRecord,
  type ClassicBuildResult,
  type Engine,
  EngineError,
  type LayerChange,
  type PruneReport,
  type SystemInfo,
  type VersionInfo,
} from "../../../engine/api.ts";
import type { Transport } from "../transport.ts";
import { ApiBuilds } from "./builds.ts";
import { ApiContainers } from "./containers.ts";
import { Api } from "./http.ts";
import { ApiImages } from "./images.ts";
import { ApiKnocks } from "./knocks.ts";
import { ApiMachine } from "./machine.ts";
import { ApiPictures } from "./pictures.ts";
import type { Predictor } from "./predictor.ts";
import { ApiEvents, ApiNetworks, ApiRegistries, ApiVolumes } from "./things.ts";

/** Each area is a class of its own; the whole is all of them together. */
export function apiEngine(transport: Transport, predictor: Predictor): Engine {
  const api = new Api(transport);
  const builds = new ApiBuilds(api, predictor);
  const images = new ApiImages(api);
  const containers = new ApiContainers(api);
  const networks = new ApiNetworks(api);
  const machine = new ApiMachine(api);
  const pictures = new ApiPictures(api, containers, machine);
  const areas = [
    containers,
    images,
    networks,
    new ApiVolumes(api),
    new ApiEvents(api),
    machine,
    pictures,
    new ApiKnocks({ api, containers, networks, machine, pictures }),
    new ApiRegistries(api),
    builds,
  ];
  const whole: Partial<Engine> = {
    version: () => api.json<VersionInfo>("GET", "/version"),
    info: () => api.json<SystemInfo>("GET", "/info"),
    layerChanges: (key) => layerChanges(key, builds, images),
    buildCache: async (): Promise<BuildCacheRecord[]> => [],
    buildRecord: () => undefined,
    buildPrune: (): Promise<PruneReport> =>
      refuse("build", "the build cache is the engine's, for all sessions together: its owner may prune it"),
    classicBuild: (): Promise<ClassicBuildResult> => refuse("build", "builds go through BuildKit alone"),
  };
  for (const area of areas)
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(area)))
      if (name !== "constructor") Object.assign(whole, { [name]: (area as unknown as Record<string, () => unknown>)[name]?.bind(area) });
  return whole as Engine;
}

/** Throws `EngineError` 404 for a step that no image of these builds ends with. */
async function layerChanges(key: string, builds: ApiBuilds, images: ApiImages): Promise<LayerChange[]> {
  for (const view of builds.builds().toReversed()) {
    const target = view.stages.find(({ isTarget }) => isTarget)?.steps.filter(({ kind }) => kind !== "CONFIG" && kind !== "FROM") ?? [];
    const index = target.findIndex((step) => step.key === key);
    if (index < 0 || view.imageId === undefined) continue;
    const { layers } = await images.imageFilesystem(view.imageId);
    return [...(layers[layers.length - target.length + index]?.changes ?? [])];
  }
  throw new EngineError(404, "no image of this session holds the result of this step");
}

async function refuse(rule: string, why: string): Promise<never> {
  throw new EngineError(403, `sandbox rule "${rule}": ${why}`);
}
