import type { BuildEvent, BuildOptions, BuildRequest, BuildResult, Engine } from "../../engine/api.ts";

export interface Recorded {
  building(request: BuildRequest): void;
  event(event: BuildEvent): void;
  /** It is over, however it ended; comes before `built`. */
  ended(): void;
  built(request: BuildRequest, result: BuildResult): void;
  /** Images, the cache, containers, networks or volumes may be different now. */
  changed(): void;
}

const mutating = new Set<keyof Engine>([
  ...(["build", "buildPrune", "imageTag", "imageRemove", "imagePrune", "imagePull", "imageLoad", "imageImport"] as const),
  ...(["containerCreate", "containerStart", "containerStop", "containerRestart", "containerKill", "containerRemove"] as const),
  ...(["containerPause", "containerUnpause", "containerRename", "containerUpdate", "containerArchivePut", "containerCommit"] as const),
  ...(["containerPrune", "execStart", "networkCreate", "networkRemove", "networkConnect", "networkDisconnect"] as const),
  ...(["networkPrune", "volumeCreate", "volumeRemove", "volumePrune"] as const),
]);

/** The same engine, telling what is done with it, so that the preview can ask for what the learner last asked for. */
export function recording<E extends Engine>(engine: E, told: Recorded): E {
  return new Proxy(engine, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name === "build") {
        return async (request: BuildRequest, options?: BuildOptions) => {
          told.building(request);
          const onEvent = (event: BuildEvent) => {
            told.event(event);
            options?.onEvent?.(event);
          };
          try {
            const result = await target.build(request, { ...options, onEvent }).finally(() => told.ended());
            told.built(request, result);
            return result;
          } finally {
            // A build that was interrupted leaves the steps it had finished in the cache.
            told.changed();
          }
        };
      }
      if (!mutating.has(name as keyof Engine)) return value.bind(target);
      return async (...args: unknown[]) => {
        try {
          return await value.apply(target, args);
        } finally {
          told.changed();
        }
      };
    },
  });
}
