/** Containers and commands in them, over the API. */
import type {
  ArchivePutOptions,
  ArchiveStat,
  AttachOptions,
  Attachment,
  CommitOptions,
  ContainerApi,
  ContainerCreateRequest,
  ContainerCreateResponse,
  ContainerInspect,
  ContainerListOptions,
  ContainersPruned,
  ContainerSummary,
  ExecApi,
  ExecCreateRequest,
  ExecInspect,
  ExecStartRequest,
  FilesystemChange,
  Filters,
  LogOptions,
  RemoveOptions,
  StatsResponse,
  StopOptions,
  StreamChunk,
  TopResponse,
  UpdateRequest,
  WaitCondition,
  WaitResponse,
} from "../../../engine/api.ts";
import { unframed } from "../../../daemon/wire/frames.ts";
import { attachmentOf } from "./attachment.ts";
import { type Api, bytesOf, filtersOf, part, target } from "./http.ts";

export class ApiContainers implements ContainerApi, ExecApi {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  containerCreate({ name, platform, Config, ...rest }: ContainerCreateRequest): Promise<ContainerCreateResponse> {
    return this.#api.json("POST", target("/containers/create", { name, platform }), { ...Config, ...rest });
  }

  async containerStart(container: string): Promise<boolean> {
    return (await this.#api.done("POST", `${at(container)}/start`)) !== 304;
  }

  async containerStop(container: string, { signal, timeout }: StopOptions = {}): Promise<boolean> {
    return (await this.#api.done("POST", target(`${at(container)}/stop`, { signal, t: timeout }))) !== 304;
  }

  async containerRestart(container: string, { signal, timeout }: StopOptions = {}): Promise<void> {
    await this.#api.done("POST", target(`${at(container)}/restart`, { signal, t: timeout }));
  }

  async containerKill(container: string, signal?: string): Promise<void> {
    await this.#api.done("POST", target(`${at(container)}/kill`, { signal }));
  }

  async containerPause(container: string): Promise<void> {
    await this.#api.done("POST", `${at(container)}/pause`);
  }

  async containerUnpause(container: string): Promise<void> {
    await this.#api.done("POST", `${at(container)}/unpause`);
  }

  async containerRemove(container: string, { force, volumes, link }: RemoveOptions = {}): Promise<void> {
    await this.#api.done("DELETE", target(at(container), { force, v: volumes, link }));
  }

  async containerRename(container: string, name: string): Promise<void> {
    await this.#api.done("POST", target(`${at(container)}/rename`, { name }));
  }

  containerUpdate(container: string, update: UpdateRequest): Promise<{ readonly Warnings: readonly string[] | null }> {
    return this.#api.json("POST", `${at(container)}/update`, update);
  }

  async containerWait(container: string, condition?: WaitCondition, signal?: AbortSignal): Promise<WaitResponse> {
    const to = target(`${at(container)}/wait`, { condition });
    const answer = await this.#api.open({ method: "POST", target: to, ...(signal && { signal }) });
    return JSON.parse(new TextDecoder().decode(await bytesOf(answer.body))) as WaitResponse;
  }

  containerList({ all, limit, size, filters }: ContainerListOptions = {}): Promise<ContainerSummary[]> {
    return this.#api.json("GET", target("/containers/json", { all, limit, size, ...filtersOf(filters) }));
  }

  containerInspect(container: string, { size }: { readonly size?: boolean } = {}): Promise<ContainerInspect> {
    return this.#api.json("GET", target(`${at(container)}/json`, { size }));
  }

  async containerLogs(container: string, options: LogOptions = {}): Promise<AsyncIterable<StreamChunk>> {
    const { stdout = true, stderr = true, follow, timestamps, details, since, until, tail, signal } = options;
    const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : milliseconds / 1000);
    const to = target(`${at(container)}/logs`, {
      stdout,
      stderr,
      follow,
      timestamps,
      details,
      since: seconds(since),
      until: seconds(until),
      tail,
    });
    const { body, headers } = await this.#api.open({ method: "GET", target: to, ...(signal && { signal }) });
    return quietly(unframed(body, isRaw(headers)), signal);
  }

  async containerAttach(container: string, options: AttachOptions = {}): Promise<Attachment> {
    const { stdin, stdout, stderr, logs, detachKeys } = options;
    const to = target(`${at(container)}/attach`, { stream: true, stdin, stdout, stderr, logs, detachKeys });
    const answer = await this.#api.open({ method: "POST", target: to, upgrade: true });
    return attachmentOf(
      answer,
      isRaw(answer.headers),
      async () => stdin === true && (await this.containerInspect(container)).State.Running,
    );
  }

  async containerResize(container: string, rows: number, columns: number): Promise<void> {
    await this.#api.done("POST", target(`${at(container)}/resize`, { h: rows, w: columns }));
  }

  containerTop(container: string, psArguments?: string): Promise<TopResponse> {
    return this.#api.json("GET", target(`${at(container)}/top`, { ps_args: psArguments }));
  }

  containerStats(container: string, { oneShot, signal }: { oneShot?: boolean; signal?: AbortSignal } = {}): Promise<StatsResponse> {
    const to = target(`${at(container)}/stats`, { stream: "0", "one-shot": oneShot });
    return this.#api.json("GET", to, undefined, signal);
  }

  async containerStatsStream(container: string, signal: AbortSignal): Promise<AsyncIterable<StatsResponse>> {
    return quietly(
      this.#api.lines<StatsResponse>({ method: "GET", target: target(`${at(container)}/stats`, { stream: true }), signal }),
      signal,
    );
  }

  containerChanges(container: string): Promise<FilesystemChange[] | null> {
    return this.#api.json("GET", `${at(container)}/changes`);
  }

  async containerArchiveStat(container: string, path: string): Promise<ArchiveStat> {
    const { headers, body } = await this.#api.open({ method: "HEAD", target: target(`${at(container)}/archive`, { path }) });
    await bytesOf(body);
    return statOf(headers);
  }

  async containerArchiveGet(container: string, path: string): Promise<{ readonly stat: ArchiveStat; readonly archive: Uint8Array }> {
    const { headers, body } = await this.#api.open({ method: "GET", target: target(`${at(container)}/archive`, { path }) });
    return { stat: statOf(headers), archive: await bytesOf(body) };
  }

  async containerArchivePut(container: string, path: string, archive: Uint8Array, options: ArchivePutOptions = {}): Promise<void> {
    const { noOverwriteDirNonDir, copyUIDGID } = options;
    const to = target(`${at(container)}/archive`, { path, noOverwriteDirNonDir, copyUIDGID });
    await bytesOf((await this.#api.open({ method: "PUT", target: to, bytes: archive })).body);
  }

  containerCommit(container: string, options: CommitOptions = {}): Promise<{ readonly Id: string }> {
    const { repo, tag, comment, author, pause, changes } = options;
    const to = target("/commit", { container, repo, tag, comment, author, changes, ...(pause === false && { pause: "0" }) });
    return this.#api.json("POST", to);
  }

  containerExport(container: string): Promise<Uint8Array> {
    return this.#api.bytes("GET", `${at(container)}/export`);
  }

  containerPrune(filters?: Filters): Promise<ContainersPruned> {
    return this.#api.json("POST", target("/containers/prune", filtersOf(filters)));
  }

  execCreate(container: string, request: ExecCreateRequest): Promise<{ readonly Id: string }> {
    return this.#api.json("POST", `${at(container)}/exec`, request);
  }

  async execStart(id: string, request: ExecStartRequest = {}): Promise<Attachment> {
    const answer = await this.#api.open({
      method: "POST",
      target: `/exec/${part(id)}/start`,
      json: request,
      upgrade: request.Detach !== true,
    });
    return attachmentOf(answer, request.Tty ?? false, async () => (await this.execInspect(id)).Running);
  }

  execInspect(id: string): Promise<ExecInspect> {
    return this.#api.json("GET", `/exec/${part(id)}/json`);
  }

  async execResize(id: string, rows: number, columns: number): Promise<void> {
    await this.#api.done("POST", target(`/exec/${part(id)}/resize`, { h: rows, w: columns }));
  }
}

function at(container: string): string {
  return `/containers/${part(container)}`;
}

function isRaw(headers: Readonly<Record<string, string>>): boolean {
  return headers["content-type"] === "application/vnd.docker.raw-stream";
}

function statOf(headers: Readonly<Record<string, string>>): ArchiveStat {
  const bytes = Uint8Array.from(atob(headers["x-docker-container-path-stat"] ?? ""), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as ArchiveStat;
}

/** What was called off ends without a word. */
export async function* quietly<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
