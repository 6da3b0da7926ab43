/** The simulated Docker Engine: what stands behind `Engine` (api.ts). */
import {
  type BuildCacheRecord,
  type BuildOptions,
  type BuildRequest,
  type BuildRecord,
  type BuildResult,
  type BuildView,
  type ClassicBuildOptions,
  type ClassicBuildRequest,
  type ClassicBuildResult,
  type ContainerCreateRequest,
  type ContainerCreateResponse,
  type Digest,
  type DiskUsage,
  type Engine,
  EngineError,
  type ImageConfig,
  type LayerChange,
  type PruneReport,
  type SystemInfo,
  type VersionInfo,
} from "./api.ts";
import { runBuild } from "./build/build.ts";
import { BuildRecords } from "./build/build-records.ts";
import { defaultPlatform } from "./dockerfile/platform.ts";
import { Builder, type BuilderState } from "./build/builder.ts";
import { configFromChanges } from "./build/changes.ts";
import type { BaseFound } from "./build/plan/graph.ts";
import type { RunningVertex } from "./build/solve/progress.ts";
import { pull } from "./build/solve/pull.ts";
import type { StepRunner } from "./build/solve/solver-hooks.ts";
import { type IsShared, listCache, pruneCache } from "./build/usage.ts";
import { freshViews, oldView } from "./build/old-view.ts";
import { checksumRef } from "./build/checksum-ref.ts";
import type { Clock } from "./clock.ts";
import { createDaemon } from "./containers/create-daemon.ts";
import type { Daemon } from "./containers/daemon.ts";
import { diskUsage } from "./containers/disk-usage.ts";
import { type Again, restoreDaemon, saveDaemon, shutDown, startStopped, type Stopped } from "./containers/saved.ts";
import { diffTrees, layerChanges } from "./filesystem/diff.ts";
import { describeImage } from "./images/describe.ts";
import { tellImage, tellMade, tellNamed, tellPruned } from "./images/image-events.ts";
import type { Image, ImageSource, Layer } from "./images/image.ts";
import { canonical, parseReference } from "./images/reference.ts";
import { ImageStore } from "./images/store.ts";
import { RegistryBases } from "./registry/bases.ts";
import { RegistryFacade } from "./registry/facade.ts";
import type { PullWorld } from "./registry/pull.ts";
import { Registries } from "./registry/registries.ts";
import { createMachine, type Machine } from "./kernel/machine.ts";
import { systemInfo, versionInfo } from "./system.ts";
import { type EngineState, restoreState, saveState } from "./state.ts";

export interface EngineOptions {
  readonly clock: Clock;
  /** Where base images come from. */
  readonly images: ImageSource;
  /** Runs the command of a RUN step. */
  readonly runStep: StepRunner;
  /** Images that were pulled before the lab began, by name: they are there without a pull, and cost nothing until they are asked for. */
  readonly preloaded?: readonly string[];
  /** The host on which containers run, with the disk that binds lead to. A machine with nothing on it when absent. */
  readonly machine?: Machine;
}

/** A new engine: no images, nothing built. */
export function createEngine(options: EngineOptions): SimulatedEngine {
  return new SimulatedEngine(options);
}

/** An engine as `save` left it. Throws `SnapshotError` when the state is damaged. */
export async function restoreEngine(options: EngineOptions, state: EngineState): Promise<SimulatedEngine> {
  const engine = new SimulatedEngine(options);
  await engine.restore(state);
  engine.resume();
  return engine;
}

export class SimulatedEngine extends RegistryFacade implements Engine {
  readonly machine: Machine;
  protected daemon: Daemon;
  readonly #options: EngineOptions;
  readonly #store: ImageStore;
  #registries: Registries;
  readonly #bases = new RegistryBases();
  #builder: Builder;
  #views: BuildView[] = [];
  readonly #records = new BuildRecords();
  /** Base images brought here from the source, by reference and platform. */
  readonly #loaded = new Map<string, Promise<Image>>();
  /** Full names of images that belong in the store and have not been put there yet. */
  #awaited: Set<string>;
  /** Containers that ran when this engine's state was saved, and have not been started since. */
  #stopped: readonly Stopped[] = [];

  constructor(options: EngineOptions) {
    super();
    this.#options = options;
    this.#builder = new Builder((reference, platform) => this.#lookup(reference, platform));
    this.#store = new ImageStore({ now: () => options.clock.now(), retains: (layer) => this.#retains(layer) });
    this.machine = options.machine ?? createMachine({ clock: options.clock, registry: new Map(), cpus: 2 });
    this.daemon = createDaemon(this.machine, this.#store);
    this.#registries = new Registries(this.machine);
    this.#awaited = new Set((options.preloaded ?? []).map(canonical));
  }

  protected override configFromChanges(changes: readonly string[], known?: readonly string[]): ImageConfig {
    return configFromChanges(changes, known);
  }

  build(request: BuildRequest, options: BuildOptions = {}): Promise<BuildResult> {
    const { clock, runStep } = this.#options;
    const number = this.#views.length + 1;
    this.#bases.forget();
    const record = this.#records.begin(request, options);
    return runBuild(
      request,
      record.options,
      {
        clock,
        runStep,
        builder: this.#builder,
        lookup: (reference, platform) => this.#lookup(reference, platform, request.pull),
        find: async (reference, platform, signal) => this.#bases.find(reference, platform, await this.imageWorld(), options.auth, signal),
        load: (reference, platform, progress, signal) => this.#load(reference, platform, progress, signal, request.pull),
        keep: (image, tags) => {
          this.#store.add(image, tags);
          tellNamed(this.daemon.events, image, tags);
          tellMade(this.daemon.events, image);
        },
        checksumRef: (source) => checksumRef(number, source),
      },
      (view) => {
        if (request.check) return view;
        const numbered = { ...view, number: this.#views.length + 1 };
        this.#views.push(numbered);
        record.keep(numbered.number);
        const old = this.#views.length - 1 - freshViews;
        if (old >= 0) this.#views[old] = oldView(this.#views[old] as BuildView);
        return numbered;
      },
    ).then((result) => record.end(result));
  }

  async classicBuild(request: ClassicBuildRequest, options: ClassicBuildOptions = {}): Promise<ClassicBuildResult> {
    await this.#settle();
    const { buildClassic } = await import("./build/classic/classic-build.ts");
    const store = this.#store;
    return buildClassic(request, options, {
      clock: this.#options.clock,
      daemon: this.daemon,
      containers: this,
      find: (reference) => store.search(reference),
      pull: (reference, transfer) => this.imagePull(reference, transfer),
      images: () => store.all(),
      add: (image) => store.add(image),
      tag: (id, name) => {
        store.tag(id, name);
        tellImage(this.daemon.events, "tag", id, name);
      },
    });
  }

  preview(request: BuildRequest): BuildView {
    return this.#builder.preview(request);
  }

  builds(): readonly BuildView[] {
    return this.#views;
  }

  buildRecord(number: number): BuildRecord | undefined {
    return this.#records.of(number);
  }

  async layerChanges(key: string): Promise<LayerChange[]> {
    const record = this.#builder.cache.find(key);
    if (!record?.root) throw new EngineError(404, "no build cache holds the result of this step");
    // A base brings all its files: nothing is below it.
    return layerChanges(diffTrees(record.kind === "FROM" ? undefined : record.below, record.root));
  }

  protected override async imageWorld(): Promise<PullWorld> {
    await this.#settle();
    const { images: source, clock } = this.#options;
    return {
      store: this.#store,
      registries: this.#registries,
      source,
      clock,
      load: (name, platform) => this.#image(name, platform),
      known: (chainId) => this.#store.layer(chainId) ?? this.#builder.cache.layer(chainId),
    };
  }

  override async containerCreate(request: ContainerCreateRequest): Promise<ContainerCreateResponse> {
    await this.#settle();
    return super.containerCreate(request);
  }

  /** Puts the images in the store that have been there all along. */
  async #settle(): Promise<void> {
    await Promise.all([...this.#awaited].map((name) => this.#bring(name)));
  }

  async #bring(name: string): Promise<Image | undefined> {
    const image = await this.#image(name, defaultPlatform).catch(() => undefined);
    // Who asked at the same time may have brought it already.
    if (!this.#awaited.delete(name) || !image) return image;
    const digest = this.#options.images.describe(name, defaultPlatform)?.digest;
    // A build may have taken the name meanwhile.
    this.#store.add(image, this.#store.named(name) ? [] : [name], digest ? [`${name.replace(/:[^/:]*$/, "")}@${digest}`] : []);
    return image;
  }

  /** Without `all`, what an image of the store still stands on is kept (spec §6). */
  async buildPrune(options: { all?: boolean; filters?: Record<string, string[]>; keepStorage?: number } = {}): Promise<PruneReport> {
    const report = pruneCache(this.#builder.cache, this.#sharing(), this.#options.clock.now(), options);
    tellPruned(this.daemon.events, "builder", report.spaceReclaimed);
    return report;
  }

  async buildCache(): Promise<BuildCacheRecord[]> {
    return listCache(this.#builder.cache, this.#sharing());
  }

  async version(): Promise<VersionInfo> {
    return versionInfo;
  }

  async info(): Promise<SystemInfo> {
    await this.#settle();
    return systemInfo(this.#store.all().length, this.machine, this.daemon.containers.all());
  }

  async systemDf(): Promise<DiskUsage> {
    return diskUsage(this.daemon, await this.imageList(), this.#store.layers(), await this.buildCache());
  }

  /** A copy that shares everything immutable: what happens in it stays in it. For the grader. */
  fork(options: Partial<EngineOptions> = {}): SimulatedEngine {
    const clock = options.clock ?? this.#options.clock;
    const machine = options.machine ?? this.machine.copy(clock);
    const copy = new SimulatedEngine({ ...this.#options, ...options, clock, machine });
    const { cache, memory, sent } = this.#builder;
    copy.#adopt({ cache: cache.fork(), memory, sent }, [...this.#views]);
    const { all, tagged } = {
      all: this.#store.all().reverse(),
      tagged: new Map(this.#store.all().map(({ id }) => [id, this.#store.lastTagged(id) ?? 0])),
    };
    copy.#store.restore(all, this.#store.names(), tagged);
    for (const [key, image] of this.#loaded) copy.#loaded.set(key, image);
    copy.#registries = new Registries(machine, this.#registries.save());
    copy.#awaited = new Set(this.#awaited);
    copy.#stopped = restoreDaemon(copy.daemon, saveDaemon(this.daemon), (id) => copy.#store.find(id));
    copy.resume("all");
    return copy;
  }

  /** Everything that lasts, as data that can be cloned and stored. */
  async save(): Promise<EngineState> {
    const bases = new Map<string, Image>();
    for (const [key, image] of this.#loaded) {
      const loaded = await image.catch(() => undefined);
      if (loaded) bases.set(key, loaded);
    }
    return {
      ...saveState(
        {
          store: this.#store,
          builder: this.#builder,
          views: this.#views,
          daemon: saveDaemon(this.daemon),
          registries: this.#registries.save(),
        },
        bases,
      ),
      awaited: [...this.#awaited],
    };
  }

  protected override async baseLayers(): Promise<(chainId: Digest) => Layer | undefined> {
    const bases = await Promise.all([...this.#loaded.values()].map((image) => image.catch(() => undefined)));
    const layers = new Map(bases.flatMap((image) => image?.layers ?? []).map((layer) => [layer.chainId, layer]));
    return (chainId) => layers.get(chainId);
  }

  /**
   * Puts a saved state in the place of this one; containers stand still until `resume`. Throws `SnapshotError` and changes
   * nothing when it is damaged.
   */
  async restore(state: EngineState): Promise<void> {
    const restored = await restoreState(state, this.#store, (reference, platform) => this.#image(reference, platform));
    this.#adopt(restored.builder, restored.views);
    this.#registries = new Registries(this.machine, restored.registries);
    this.#awaited = new Set(state.awaited ?? []);
    shutDown(this.daemon);
    this.daemon = createDaemon(this.machine, this.#store);
    this.#stopped = restored.daemon ? restoreDaemon(this.daemon, restored.daemon, (id) => this.#store.find(id)) : [];
  }

  /**
   * Starts containers that ran when the state was saved, once the machine has the disk and the programs that they need. The
   * others have exited with 255, as after a daemon that was killed.
   * @returns the names of those others
   */
  resume(again: Again = "by policy"): readonly string[] {
    const left = startStopped(this.daemon, this.#stopped, again);
    this.#stopped = [];
    return left.map(({ name }) => name);
  }

  #adopt(state: BuilderState, views: readonly BuildView[]): void {
    this.#builder = new Builder((reference, platform) => this.#lookup(reference, platform), state);
    this.#views = [...views];
  }

  /** The store first, then the registry (spec §3.4). */
  #lookup(reference: string, platform: string, pull = false): BaseFound | undefined {
    const local = pull ? undefined : this.#local(reference, platform);
    if (local) return { description: describeImage(local), remote: false };
    const description = this.#options.images.describe(reference, platform);
    if (description) return { description, remote: pull || !this.#awaited.has(reference) };
    return this.#bases.lookup(reference, platform);
  }

  /** An image of the store, when it is for that platform: for another one a registry is asked. */
  #local(reference: string, platform: string): Image | undefined {
    const image = this.#store.named(reference);
    const [os, architecture] = platform.split("/");
    return image && image.os === os && image.architecture === architecture ? image : undefined;
  }

  async #load(
    reference: string,
    platform: string,
    progress: RunningVertex | undefined,
    signal: AbortSignal,
    pullAlways = false,
  ): Promise<Image> {
    const awaited = !pullAlways && this.#awaited.has(reference) ? await this.#bring(reference) : undefined;
    const local = pullAlways ? undefined : (awaited ?? this.#local(reference, platform));
    if (local) return local;
    const description = this.#lookup(reference, platform, pullAlways)?.description;
    if (!description) throw new EngineError(404, `No such image: ${reference}`);
    const image = this.#bases.load(reference, platform) ?? this.#image(reference, platform);
    if (progress) await pull(reference, description, this.#options.clock, signal, progress);
    return image;
  }

  #image(reference: string, platform: string): Promise<Image> {
    const key = `${reference} ${platform}`;
    let image = this.#loaded.get(key);
    if (!image) {
      image = this.#options.images.load(reference, platform);
      const { domain = "", path } = parseReference(reference);
      image.then(
        (loaded) => this.#registries.saw(domain, path, loaded),
        () => this.#loaded.delete(key),
      );
      this.#loaded.set(key, image);
    }
    return image;
  }

  /** Tells of results of steps whether an image here holds them. */
  #sharing(): IsShared {
    const layers = this.#store.layers();
    const chains = new Set(layers.map(({ chainId }) => chainId));
    const roots = new Set(layers.map(({ root }) => root));
    return ({ kind, chain, root }) => (kind === "FROM" ? root !== undefined && roots.has(root) : chain !== undefined && chains.has(chain));
  }

  /** The build cache keeps layers that no image has any more. */
  #retains({ chainId, root }: Layer): boolean {
    return this.#builder.cache.records().some(({ kind, ...record }) => (kind === "FROM" ? record.root === root : record.chain === chainId));
  }
}
