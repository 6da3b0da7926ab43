/** One lab's world in the engine: what it may name, and what it may have. */
import { randomBytes } from "node:crypto";
import type { AllowList } from "../policy/allow-list.ts";
import type { Fields } from "../policy/fields.ts";
import { gatewayLabel, hasTag, Names, sessionLabel } from "../policy/names.ts";
import { loopbackOnly } from "../policy/network.ts";
import { DaemonError, Refused } from "../policy/refusal.ts";
import type { World } from "../policy/world.ts";
import type { SandboxLimits } from "../wire/hello.ts";
import type { ContainerFacts, ImageFacts, ListedContainer, ListedImage, NetworkFacts, VolumeFacts } from "./objects.ts";
import type { Notices } from "./notices.ts";
import { WorkspaceVolume } from "./workspace-volume.ts";
import type { Upstream } from "./upstream.ts";

export interface SessionOptions {
  readonly upstream: Upstream;
  readonly gateway: string;
  readonly limits: SandboxLimits;
  readonly images: AllowList;
  readonly notices: Notices;
  readonly cgroupParent?: (session: string) => string | undefined;
}

const hexadecimal = /^[0-9a-f]{2,64}$/;
/** Of each kind, besides containers. */
export const most = { networks: 16, volumes: 32, images: 64 } as const;

export class Session implements World {
  readonly names: Names;
  /** Leads back to the session. */
  readonly secret = randomBytes(24).toString("base64url");
  /** Makes the keys of its RUN steps its own. */
  readonly salt = randomBytes(4).readUInt32BE();
  readonly limits: SandboxLimits;
  readonly images: AllowList;
  readonly labels: Readonly<Record<string, string>>;
  readonly cgroupParent: string | undefined;
  readonly upstream: Upstream;
  readonly workspace: WorkspaceVolume;
  readonly notices: Notices;
  /** Commands in containers, and whose container it is. */
  readonly execs = new Map<string, string>();
  /** Settings changed by `docker update`, by container: what it was first asked for does not hold any more. */
  readonly updates = new Map<string, Readonly<Record<string, unknown>>>();
  /** Builds that run. */
  readonly builds = new Set<AbortController>();
  readonly #own = new Set<string>();
  #bridge: Promise<string> | undefined;
  #making: Promise<unknown> = Promise.resolve();

  constructor({ upstream, gateway, limits, images, notices, cgroupParent }: SessionOptions) {
    this.names = new Names(`dd-${randomBytes(4).toString("hex")}`);
    this.upstream = upstream;
    this.limits = limits;
    this.images = images;
    this.notices = notices;
    this.labels = { [sessionLabel]: this.id, [gatewayLabel]: gateway };
    this.cgroupParent = cgroupParent?.(this.id);
    this.workspace = new WorkspaceVolume({ upstream, gateway, session: this.id, images });
  }

  get id(): string {
    return this.names.session;
  }

  get workspaceVolume(): string {
    return this.workspace.name;
  }

  get machineCpus(): number {
    return this.upstream.cpus;
  }

  workspaceFolder(path: string): Promise<void> {
    return this.workspace.makeFolder(path);
  }

  /** Filters of the API that leave only what is the session's. */
  filters(more: Readonly<Record<string, readonly string[]>> = {}): string {
    const label = [...(more.label ?? []), `${sessionLabel}=${this.id}`];
    return encodeURIComponent(JSON.stringify({ ...more, label }));
  }

  owns(labels: Readonly<Record<string, string>> | null | undefined): boolean {
    return labels?.[sessionLabel] === this.id;
  }

  async container(name: string): Promise<string> {
    if (this.#own.has(name)) return name;
    const { Id, Name } = await this.containerFacts(name);
    // As it was called: the engine's errors say it again. Only the session can have a name that begins with its own.
    return Name === `/${this.names.real(name)}` ? this.names.real(name) : Id;
  }

  async containerFacts(name: string): Promise<ContainerFacts> {
    const facts =
      (await this.#find<ContainerFacts>(`/containers/${encodeURIComponent(this.names.real(name))}/json`)) ??
      // An id, or a name that the engine made up.
      (await this.#find<ContainerFacts>(`/containers/${encodeURIComponent(name)}/json`));
    if (!facts || !this.owns(facts.Config.Labels)) throw new DaemonError(404, `No such container: ${name}`);
    this.#own.add(facts.Id);
    return facts;
  }

  containers(): Promise<ListedContainer[]> {
    return this.upstream.json("GET", `/containers/json?all=1&filters=${this.filters()}`);
  }

  async network(name: string): Promise<string> {
    if (name === "bridge") return this.bridge();
    const real = this.names.real(name);
    const byName = await this.#find<NetworkFacts>(`/networks/${encodeURIComponent(real)}`);
    const facts = byName ?? (hexadecimal.test(name) ? await this.#find<NetworkFacts>(`/networks/${name}`) : undefined);
    if (!facts || !this.owns(facts.Labels)) throw new DaemonError(404, `network ${name} not found`);
    // In an address a name may lead elsewhere: the engine takes any for a network.
    return facts.Name === real && /^[\w.-]+$/.test(real) ? real : facts.Id;
  }

  /** The session's own default network, made when it is first needed. */
  bridge(): Promise<string> {
    this.#bridge ??= this.#makeBridge();
    this.#bridge.catch(() => {
      this.#bridge = undefined;
    });
    return this.#bridge;
  }

  networks(): Promise<NetworkFacts[]> {
    return this.upstream.json("GET", `/networks?filters=${this.filters()}`);
  }

  /** The engine's name of a volume that is there. */
  async knownVolume(name: string): Promise<string> {
    for (const real of [this.names.real(name), name]) {
      const facts = await this.#find<VolumeFacts>(`/volumes/${encodeURIComponent(real)}`);
      if (facts && this.owns(facts.Labels)) return facts.Name;
    }
    throw new DaemonError(404, `get ${name}: no such volume`);
  }

  async volume(name: string): Promise<string> {
    if (/^[0-9a-f]{64}$/.test(name)) return this.knownVolume(name);
    await this.roomForVolume(name);
    const real = this.names.real(name);
    await this.upstream.json("POST", "/volumes/create", { Name: real, Labels: this.labels });
    return real;
  }

  /** Throws `DaemonError` for a name that is none, `Refused` when it is new and there is no room. */
  async roomForVolume(name: string): Promise<void> {
    checkVolumeName(name);
    if (!(await this.#find<VolumeFacts>(`/volumes/${encodeURIComponent(this.names.real(name))}`))) await this.room("volumes");
  }

  async volumes(): Promise<VolumeFacts[]> {
    return (await this.upstream.json<{ Volumes: VolumeFacts[] | null }>("GET", `/volumes?filters=${this.filters()}`)).Volumes ?? [];
  }

  async image(reference: string): Promise<{ readonly reference: string; readonly config: Fields; readonly facts: ImageFacts }> {
    const known = await this.knownImage(reference);
    if (known) return { reference: known.name, config: known.facts.Config, facts: known.facts };
    if (!this.images.allows(reference) && !/^(sha256:)?[0-9a-f]{4,64}$/.test(reference)) this.images.check(reference);
    throw new DaemonError(404, `No such image: ${withTag(reference)}`);
  }

  /** An image that the session can see: one of its own, or one on the list that the engine has. */
  async knownImage(reference: string): Promise<{ readonly name: string; readonly facts: ImageFacts; readonly own: boolean } | undefined> {
    const isId = /^(sha256:)?[0-9a-f]{4,64}$/.test(reference);
    if (!reference.includes("sha256:")) {
      const real = this.names.realImage(reference);
      const facts = await this.#find<ImageFacts>(`/images/${encodeURI(real)}/json`);
      if (facts) return { name: real, facts, own: true };
    }
    if (this.images.allows(reference)) {
      const facts = await this.#find<ImageFacts>(`/images/${encodeURI(reference)}/json`);
      if (facts) return { name: reference, facts, own: false };
    }
    if (!isId) return undefined;
    const facts = await this.#find<ImageFacts>(`/images/${reference}/json`);
    return facts && this.sees(facts.RepoTags, facts.Config.Labels)
      ? { name: facts.Id, facts, own: this.owns(facts.Config.Labels) }
      : undefined;
  }

  sees(tags: readonly string[] | null, labels: ListedImage["Labels"]): boolean {
    return this.owns(labels) || this.shownTags(tags).length > 0;
  }

  /** Names of an image as the session may know them. */
  shownTags(tags: readonly string[] | null): string[] {
    return (tags ?? []).flatMap((tag) => this.names.shownImage(tag) ?? (this.images.allows(tag) ? [tag] : []));
  }

  /** Images that the session has made or named. */
  async ownImages(): Promise<ListedImage[]> {
    const all = await this.upstream.json<ListedImage[]>("GET", "/images/json?all=0");
    return all.filter(({ Labels, RepoTags }) => this.owns(Labels) || RepoTags?.some((tag) => this.names.shownImage(tag) !== undefined));
  }

  /** One after the other, so that a limit that is looked at still holds when the thing is made. */
  making<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#making.then(work);
    this.#making = result.catch(() => {});
    return result;
  }

  /** Throws `Refused` when the session has as many as it may. */
  async room(kind: "containers" | keyof typeof most): Promise<void> {
    const limit = kind === "containers" ? this.limits.containers : most[kind];
    const lists = {
      containers: () => this.containers(),
      networks: () => this.networks(),
      volumes: () => this.volumes(),
      images: () => this.ownImages(),
    };
    if ((await lists[kind]()).length >= limit) throw new Refused("limits", `a session may have ${limit} ${kind}: remove some first`);
  }

  async #makeBridge(): Promise<string> {
    const Name = this.names.real("bridge");
    const network = { Name, Driver: "bridge", Labels: this.labels, Options: loopbackOnly };
    await this.upstream.json("POST", "/networks/create", network);
    return Name;
  }

  async #find<T>(target: string): Promise<T | undefined> {
    try {
      return await this.upstream.json<T>("GET", target);
    } catch (error) {
      if (error instanceof DaemonError && (error.status === 404 || error.status === 400)) return undefined;
      throw error;
    }
  }
}

/** In the daemon's words: with the session's prefix it would take any. */
function checkVolumeName(name: string): void {
  if (name.length < 2)
    throw new DaemonError(400, `create ${name}: volume name is too short, names should be at least two alphanumeric characters`);
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name))
    throw new DaemonError(
      400,
      `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
}

function withTag(reference: string): string {
  return hasTag(reference) ? reference : `${reference}:latest`;
}
