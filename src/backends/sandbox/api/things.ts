/** Networks, volumes, registries and what happens in the engine, over the API. */
import {
  type AuthConfig,
  type AuthStatus,
  type DiskUsage,
  type DistributionInspect,
  EngineError,
  type EventApi,
  type EventMessage,
  type EventOptions,
  type Filters,
  type NetworkApi,
  type NetworkCreateRequest,
  type NetworkInspect,
  type EndpointSettings,
  type PullOptions,
  type RegistryApi,
  type SearchOptions,
  type SearchResult,
  type TransferOptions,
  type TransferProgress,
  type Volume,
  type VolumeApi,
  type VolumeCreateRequest,
  type VolumesPruned,
} from "../../../engine/api.ts";
import { quietly } from "./containers.ts";
import { type Api, filtersOf, part, target } from "./http.ts";

export class ApiNetworks implements NetworkApi {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }
  networkCreate(request: NetworkCreateRequest): Promise<{ readonly Id: string; readonly Warning: string }> {
    return this.#api.json("POST", "/networks/create", request);
  }
  networkList(filters?: Filters): Promise<NetworkInspect[]> {
    return this.#api.json("GET", target("/networks", filtersOf(filters)));
  }
  networkInspect(network: string): Promise<NetworkInspect> {
    return this.#api.json("GET", `/networks/${part(network)}`);
  }
  async networkRemove(network: string): Promise<void> {
    await this.#api.done("DELETE", `/networks/${part(network)}`);
  }
  async networkConnect(network: string, container: string, settings?: EndpointSettings): Promise<void> {
    await this.#api.done("POST", `/networks/${part(network)}/connect`, { Container: container, EndpointConfig: settings });
  }
  async networkDisconnect(network: string, container: string, options: { readonly force?: boolean } = {}): Promise<void> {
    await this.#api.done("POST", `/networks/${part(network)}/disconnect`, { Container: container, Force: options.force ?? false });
  }
  networkPrune(filters?: Filters): Promise<{ readonly NetworksDeleted: readonly string[] | null }> {
    return this.#api.json("POST", target("/networks/prune", filtersOf(filters)));
  }
}

export class ApiVolumes implements VolumeApi {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }
  volumeCreate(request: VolumeCreateRequest = {}): Promise<Volume> {
    return this.#api.json("POST", "/volumes/create", request);
  }
  volumeList(filters?: Filters): Promise<{ readonly Volumes: readonly Volume[]; readonly Warnings: readonly string[] | null }> {
    return this.#api.json("GET", target("/volumes", filtersOf(filters)));
  }
  volumeInspect(name: string): Promise<Volume> {
    return this.#api.json("GET", `/volumes/${part(name)}`);
  }
  async volumeRemove(name: string, options: { readonly force?: boolean } = {}): Promise<void> {
    await this.#api.done("DELETE", target(`/volumes/${part(name)}`, options));
  }
  volumePrune(filters?: Filters): Promise<VolumesPruned> {
    return this.#api.json("POST", target("/volumes/prune", filtersOf(filters)));
  }
}

export class ApiEvents implements EventApi {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }
  async events({ since, until, filters, signal }: EventOptions = {}): Promise<AsyncIterable<EventMessage>> {
    const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : milliseconds / 1000);
    const to = target("/events", { since: seconds(since), until: seconds(until), ...filtersOf(filters) });
    return quietly(this.#api.lines<EventMessage>({ method: "GET", target: to, ...(signal && { signal }) }), signal);
  }
  systemDf(): Promise<DiskUsage> {
    return this.#api.json("GET", "/system/df");
  }
}

interface PullLine {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
}

export class ApiRegistries implements RegistryApi {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }
  async imagePull(reference: string, { onProgress, signal, platform }: PullOptions = {}): Promise<void> {
    const [, name = reference, tag = "latest"] = /^(.*?)(?:@(sha256:.*)|:([^/:]+))?$/.exec(reference)?.map((each) => each) ?? [];
    const version = /@(sha256:.*)$/.exec(reference)?.[1] ?? /:([^/:@]+)$/.exec(reference)?.[1] ?? tag;
    const to = target("/images/create", { fromImage: name, tag: version, platform });
    for await (const line of this.#api.lines<PullLine>({ method: "POST", target: to, ...(signal && { signal }) })) {
      if (line.error !== undefined) throw new EngineError(500, line.error);
      onProgress?.(progressOf(line));
    }
  }
  imagePush(_reference: string, _options?: TransferOptions): Promise<void> {
    return notHere("push images");
  }
  registryLogin(_auth: AuthConfig): Promise<AuthStatus> {
    return notHere("log in to registries");
  }
  imageSearch(_term: string, _options?: SearchOptions): Promise<SearchResult[]> {
    return notHere("search registries");
  }
  distributionInspect(_reference: string, _options?: TransferOptions): Promise<DistributionInspect> {
    return notHere("look into registries");
  }
}

function progressOf({ id, status = "", progressDetail: { current, total } = {} }: PullLine): TransferProgress {
  const ofLayer = id !== undefined && !status.startsWith("Pulling from");
  return {
    status,
    ...(id !== undefined && { id }),
    ...(ofLayer && { live: true }),
    ...(current !== undefined && { current }),
    ...(total !== undefined && { total }),
  };
}

async function notHere(what: string): Promise<never> {
  throw new EngineError(403, `sandbox rule "api": sessions may not ${what}`);
}
