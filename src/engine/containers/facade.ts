/** The run half of the Engine interface: names are looked up, the parts do the work. */
import {
  type ArchivePutOptions,
  type ArchiveStat,
  type Attachment,
  type AttachOptions,
  type CommitOptions,
  type ContainerApi,
  type ContainerCreateRequest,
  type ContainerCreateResponse,
  type ContainerInspect,
  type ContainerListOptions,
  type ContainersPruned,
  type ContainerSummary,
  type Digest,
  type EndpointSettings,
  EngineError,
  type EventMessage,
  type EventOptions,
  type ExecApi,
  type ExecCreateRequest,
  type ExecInspect,
  type ExecStartRequest,
  type FilesystemChange,
  type Filters,
  type ImageConfig,
  type LogOptions,
  type NetworkApi,
  type NetworkCreateRequest,
  type NetworkInspect,
  type NetworkNamespaceView,
  type NetworkProbe,
  type NetworkTraceApi,
  type NetworkTraceEntry,
  type RemoveOptions,
  type StatsResponse,
  type StopOptions,
  type StreamChunk,
  type TopResponse,
  type UpdateRequest,
  type Volume,
  type VolumeApi,
  type VolumeCreateRequest,
  type VolumesPruned,
  type WaitCondition,
  type WaitResponse,
} from "../api.ts";
import { describeNetwork } from "../networks/describe.ts";
import { describeVolume } from "../volumes/store.ts";
import { getArchive, putArchive, statPath } from "./archive.ts";
import { attachContainer, startAttached } from "./attach.ts";
import { tellMade, tellNamed } from "../images/image-events.ts";
import { changesIn, commitContainer, commitName, exportFiles, imageConfigOf } from "./commit.ts";
import { changedEnv, mergeConfig } from "./config.ts";
import { createContainer, renameContainer } from "./create.ts";
import { type Daemon, tell } from "./daemon.ts";
import { describeContainer, sizesOf } from "./describe.ts";
import { notRunning, wrapped } from "./errors.ts";
import { activeContainer, createExec, findExec, inspectExec } from "./exec.ts";
import { listContainers, prunable } from "./list.ts";
import { MachineFacade } from "./machine-facade.ts";
import { connectContainer, disconnectContainer, renameOnNetworks } from "./networking.ts";
import { networkNamespaces, networkProbe, networkTrace } from "./network-trace.ts";
import type { Container } from "./record.ts";
import { removeContainer } from "./remove.ts";
import { removeByHand } from "./remove-by-hand.ts";
import { setUpTime } from "./runtime/pace.ts";
import { mayStart, startContainer } from "./start.ts";
import { statsOf, statsStream } from "./stats.ts";
import { killWith, pauseContainer, restartContainer, stopContainer, unpauseContainer } from "./stop.ts";
import { topOf } from "./top.ts";
import { withVolumes } from "./volume-events.ts";
import { updateContainer } from "./update.ts";

export abstract class DaemonFacade extends MachineFacade implements ContainerApi, ExecApi, NetworkApi, NetworkTraceApi, VolumeApi {
  protected abstract override readonly daemon: Daemon;
  /** What Dockerfile instructions make of an empty image config (`--change`). Throws `EngineError` 400. */
  protected abstract configFromChanges(changes: readonly string[], known?: readonly string[]): ImageConfig;

  #get(name: string): Container {
    return this.daemon.containers.get(name);
  }

  // ── life

  async containerCreate(request: ContainerCreateRequest): Promise<ContainerCreateResponse> {
    return createContainer(this.daemon, request);
  }
  async containerStart(name: string): Promise<boolean> {
    const container = this.#get(name);
    if (!mayStart(container)) return false;
    await this.daemon.clock.sleep(setUpTime.container);
    if (!mayStart(container)) return false;
    startContainer(this.daemon, container);
    return true;
  }
  async containerStop(name: string, options?: StopOptions): Promise<boolean> {
    const container = this.#get(name);
    if (!container.isRunning) return false;
    try {
      await stopContainer(this.daemon, container, options);
    } catch (error) {
      throw wrapped(`cannot stop container: ${name}`, error);
    }
    return true;
  }
  async containerRestart(name: string, options?: StopOptions): Promise<void> {
    const container = this.#get(name);
    try {
      await restartContainer(this.daemon, container, options);
    } catch (error) {
      throw wrapped(`Cannot restart container ${name}`, error);
    }
  }
  async containerKill(name: string, signal?: string): Promise<void> {
    try {
      await killWith(this.daemon, name, signal);
    } catch (error) {
      throw wrapped(`cannot kill container: ${name}`, error);
    }
  }
  async containerPause(name: string): Promise<void> {
    pauseContainer(this.daemon, this.#get(name));
  }
  async containerUnpause(name: string): Promise<void> {
    unpauseContainer(this.daemon, this.#get(name));
  }
  async containerRemove(name: string, options: RemoveOptions = {}): Promise<void> {
    await removeByHand(this.daemon, this.#get(name), name, options);
  }
  async containerRename(name: string, newName: string): Promise<void> {
    const container = this.#get(name);
    renameContainer(this.daemon, container, newName);
    renameOnNetworks(container);
  }
  async containerUpdate(name: string, update: UpdateRequest): Promise<{ Warnings: readonly string[] | null }> {
    return { Warnings: updateContainer(this.daemon, name, update) };
  }
  async containerWait(name: string, condition: WaitCondition = "not-running", signal?: AbortSignal): Promise<WaitResponse> {
    const container = this.#get(name);
    await container.wait(({ "not-running": "stopped", "next-exit": "exit", removed: "removed" } as const)[condition], signal);
    return { StatusCode: container.exitCode };
  }

  // ── looking

  async containerList(options: ContainerListOptions = {}): Promise<ContainerSummary[]> {
    return listContainers(this.daemon, options);
  }
  async containerInspect(name: string, options: { readonly size?: boolean } = {}): Promise<ContainerInspect> {
    return describeContainer(this.daemon, this.#get(name), options.size ?? false);
  }
  async containerLogs(name: string, options: LogOptions = {}): Promise<AsyncIterable<StreamChunk>> {
    const container = this.#get(name);
    if (container.hostConfig.LogConfig.Type === "none") throw new EngineError(501, "configured logging driver does not support reading");
    return container.log.read(options, container.wait("stopped"));
  }
  async containerTop(name: string, psArguments?: string): Promise<TopResponse> {
    const container = this.#get(name);
    if (!container.running) throw notRunning(container.id);
    const result = topOf(this.daemon, container, psArguments);
    tell(this.daemon, container, "top");
    return result;
  }
  async containerStats(name: string, options: { readonly oneShot?: boolean; readonly signal?: AbortSignal } = {}): Promise<StatsResponse> {
    const container = this.#get(name);
    const first = statsOf(this.daemon, container);
    if (options.oneShot || !container.running) return first;
    await this.daemon.clock.sleep(1000, options.signal);
    return statsOf(this.daemon, container, first);
  }
  async containerStatsStream(name: string, signal: AbortSignal): Promise<AsyncIterable<StatsResponse>> {
    return statsStream(this.daemon, this.#get(name), signal);
  }
  async containerChanges(name: string): Promise<FilesystemChange[] | null> {
    return changesIn(this.#get(name));
  }

  // ── streams

  async containerAttach(name: string, options: AttachOptions = {}): Promise<Attachment> {
    return attachContainer(this.daemon, this.#get(name), name, options);
  }
  async containerResize(name: string, rows: number, columns: number): Promise<void> {
    const container = this.#get(name);
    if (!container.running) throw notRunning(container.id);
    container.running.streams.terminal?.resize(columns, rows);
    tell(this.daemon, container, "resize", { height: String(rows), width: String(columns) });
  }
  async execCreate(name: string, request: ExecCreateRequest): Promise<{ Id: string }> {
    return { Id: createExec(this.daemon, activeContainer(this.daemon, name), request).id };
  }
  async execStart(id: string, request: ExecStartRequest = {}): Promise<Attachment> {
    const exec = findExec(this.daemon, id);
    await this.daemon.clock.sleep(setUpTime.exec);
    return startAttached(this.daemon, exec, request);
  }
  async execInspect(id: string): Promise<ExecInspect> {
    return inspectExec(findExec(this.daemon, id));
  }
  async execResize(id: string, rows: number, columns: number): Promise<void> {
    findExec(this.daemon, id).streams?.terminal?.resize(columns, rows);
  }

  // ── files

  async containerArchiveStat(name: string, path: string): Promise<ArchiveStat> {
    const container = this.#get(name);
    return withVolumes(this.daemon, container, () => statPath(this.daemon, container, name, path));
  }
  async containerArchiveGet(name: string, path: string): Promise<{ stat: ArchiveStat; archive: Uint8Array }> {
    const container = this.#get(name);
    return withVolumes(this.daemon, container, () => getArchive(this.daemon, container, name, path));
  }
  async containerArchivePut(name: string, path: string, archive: Uint8Array, options: ArchivePutOptions = {}): Promise<void> {
    const container = this.#get(name);
    withVolumes(this.daemon, container, () => putArchive(this.daemon, container, name, path, archive, options));
  }
  async containerExport(name: string): Promise<Uint8Array> {
    const container = this.#get(name);
    tell(this.daemon, container, "export");
    return exportFiles(container);
  }
  async containerCommit(name: string, options: CommitOptions = {}): Promise<{ Id: Digest }> {
    const container = this.#get(name);
    const changed = this.configFromChanges(options.changes ?? [], container.config.Env ?? []);
    const given = { ...options.config, ...changed };
    const own = imageConfigOf(container.config);
    const settings = mergeConfig({ ...given, Labels: given.Labels ?? null, Env: changedEnv(own.Env ?? [], given.Env ?? []) }, own);
    const merged = { ...imageConfigOf(settings), ...(changed.OnBuild && { OnBuild: changed.OnBuild }) };
    const image = commitContainer(container, merged, options, this.daemon.clock.now());
    const names = commitName(options);
    this.daemon.images.add(image, names);
    tellMade(this.daemon.events, image);
    tellNamed(this.daemon.events, image, names);
    tell(this.daemon, container, "commit", { comment: options.comment ?? "", imageID: image.id, imageRef: names[0] ?? "" });
    return { Id: image.id };
  }
  async containerPrune(filters: Filters = {}): Promise<ContainersPruned> {
    const gone = prunable(this.daemon, filters);
    const reclaimed = gone.reduce((sum, container) => sum + (sizesOf(container).SizeRw ?? 0), 0);
    for (const container of gone) removeContainer(this.daemon, container, { anonymousVolumes: false });
    this.daemon.events.emit("container", "prune", "", { reclaimed: String(reclaimed) });
    return { ContainersDeleted: gone.length > 0 ? gone.map(({ id }) => id) : null, SpaceReclaimed: reclaimed };
  }

  // ── networks

  async networkCreate(request: NetworkCreateRequest): Promise<{ Id: string; Warning: string }> {
    return { Id: this.daemon.networks.create(request).id, Warning: "" };
  }
  async networkList(filters?: Filters): Promise<NetworkInspect[]> {
    return this.daemon.networks.list(filters);
  }
  async networkInspect(term: string): Promise<NetworkInspect> {
    return describeNetwork(this.daemon.networks.get(term), true);
  }
  async networkRemove(term: string): Promise<void> {
    this.daemon.networks.remove(term);
  }
  async networkConnect(term: string, name: string, settings?: EndpointSettings): Promise<void> {
    connectContainer(this.daemon, this.#get(name), term, settings);
  }
  async networkDisconnect(term: string, name: string, options: { readonly force?: boolean } = {}): Promise<void> {
    const force = options.force ?? false;
    const container = force ? this.daemon.containers.find(name) : this.#get(name);
    if (!container) throw new EngineError(404, `endpoint ${name} not found`);
    disconnectContainer(this.daemon, container, term, force);
  }
  async networkPrune(filters?: Filters): Promise<{ NetworksDeleted: readonly string[] | null }> {
    const gone = this.daemon.networks.prune(filters);
    return { NetworksDeleted: gone.length > 0 ? gone : null };
  }

  async networkNamespaces(): Promise<readonly NetworkNamespaceView[]> {
    return networkNamespaces(this.daemon);
  }
  async networkTrace(): Promise<readonly NetworkTraceEntry[]> {
    return networkTrace(this.daemon);
  }
  async networkProbe(probe: NetworkProbe): Promise<readonly NetworkTraceEntry[]> {
    return networkProbe(this.daemon, probe);
  }

  // ── volumes

  async volumeCreate(request?: VolumeCreateRequest): Promise<Volume> {
    return describeVolume(this.daemon.volumes.create(request));
  }
  async volumeList(filters?: Filters): Promise<{ Volumes: readonly Volume[]; Warnings: null }> {
    return { Volumes: this.daemon.volumes.list(filters).map(describeVolume), Warnings: null };
  }
  async volumeInspect(name: string): Promise<Volume> {
    return describeVolume(this.daemon.volumes.get(name));
  }
  async volumeRemove(name: string, options?: { readonly force?: boolean }): Promise<void> {
    this.daemon.volumes.remove(name, options);
  }
  async volumePrune(filters?: Filters): Promise<VolumesPruned> {
    return this.daemon.volumes.prune(filters);
  }

  async events(options: EventOptions = {}): Promise<AsyncIterable<EventMessage>> {
    return this.daemon.events.subscribe(options, (ms, signal) => this.daemon.clock.sleep(ms, signal));
  }
}
