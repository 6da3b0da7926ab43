/** What the client's tests share: an engine that answers from what it is given, and a run that keeps what was printed. */
import { selectImages } from "../engine/images/list.ts";
import { systemInfo } from "../engine/system.ts";
import type { BuildEvent, BuildRequest, BuildResult, BuildView, Engine, HistoryRow, ImageInspect, ImageSummary } from "../engine/api.ts";
import { EngineError } from "../engine/api.ts";
import { WorkingTree } from "../engine/filesystem/working-tree.ts";
import type { ClientInput } from "./context.ts";
import { runDocker } from "./docker.ts";

/** 2026-11-21 02:00:00 UTC. */
const testNow = Date.UTC(2026, 10, 21, 2, 0, 0);

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FakeClock {
  now(): number;
  sleep(ms: number): Promise<void>;
  set(ms: number): void;
}

export function fakeClock(): FakeClock {
  let now = testNow;
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
    set(ms) {
      now = ms;
    },
  };
}

export interface RunOptions {
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: { readonly columns: number; readonly rows: number };
  readonly clock?: FakeClock;
  readonly disk?: WorkingTree;
  /** Where the command is typed, and the files are; `/work` when absent. */
  readonly directory?: string;
}

export async function run(engine: Engine, argv: readonly string[], options: RunOptions = {}): Promise<Printed> {
  const disk = options.disk ?? new WorkingTree();
  const directory = options.directory ?? "/work";
  if (!disk.exists(directory)) disk.mkdir(directory, { recursive: true });
  if (!disk.exists("/tmp")) disk.mkdir("/tmp");
  for (const [path, text] of Object.entries(options.files ?? {})) disk.writeFile(`${directory}/${path}`, text, { parents: true });
  let stdout = "";
  let stderr = "";
  const code = await runDocker(argv, {
    engine,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    stdin: "",
    input: inputOf(options.stdin ?? ""),
    ...(options.terminal ? { terminal: options.terminal } : {}),
    disk,
    cwd: directory,
    env: new Map(Object.entries(options.env ?? {})),
    signal: new AbortController().signal,
    clock: options.clock ?? fakeClock(),
  });
  return { code, stdout, stderr };
}

/** Everything at once, then the end. */
export function inputOf(text: string): ClientInput {
  let rest = text;
  const read = async (): Promise<string> => {
    const piece = rest;
    rest = "";
    return piece;
  };
  return { read, readAll: read };
}

/** One beat of a scripted build: something that happens `at` milliseconds after its start. */
export type Beat = readonly [at: number, event: BuildEvent];

export interface Script {
  readonly images?: readonly (ImageInspect & { readonly history?: readonly HistoryRow[] })[];
  readonly beats?: readonly Beat[];
  readonly result?: Partial<BuildResult> & { readonly view?: Partial<BuildView> };
  readonly clock?: FakeClock;
}

export const emptyView: BuildView = { number: 1, kind: "built", dockerfileName: "Dockerfile", stages: [], warnings: [], tags: [] };

/** An engine with the images given, whose builds play the beats given. Remembers what it was asked. */
export function fakeEngine(script: Script = {}): Engine & { readonly requests: BuildRequest[]; readonly calls: string[] } {
  const requests: BuildRequest[] = [];
  const calls: string[] = [];
  const images = script.images ?? [];
  const view = { ...emptyView, ...script.result?.view };
  const find = (reference: string) => {
    const image = images.find(
      ({ Id, RepoTags }) =>
        Id.startsWith(`sha256:${reference}`) ||
        Id === reference ||
        RepoTags.includes(reference.includes(":") ? reference : `${reference}:latest`),
    );
    if (!image) throw new EngineError(404, `No such image: ${reference.includes(":") ? reference : `${reference}:latest`}`);
    return image;
  };
  const known: Partial<Engine> & { requests: BuildRequest[]; calls: string[] } = {
    requests,
    calls,
    async build(request, options) {
      requests.push(request);
      const start = script.clock?.now() ?? testNow;
      for (const [at, event] of script.beats ?? []) {
        script.clock?.set(start + at);
        options?.onEvent?.(event);
      }
      return { imageId: `sha256:${"5a".repeat(32)}`, ...script.result, view };
    },
    preview: () => view,
    builds: () => [view],
    async imageList({ filters = {} } = {}) {
      const created = (image: ImageInspect): number => Date.parse(image.Created);
      const dated = images.map((image) => ({ summary: summaryOf(image), created: created(image) }));
      const newest = dated.toSorted((one, other) => other.created - one.created);
      return selectImages(newest, filters, (reference) => created(find(reference)), script.clock?.now() ?? testNow);
    },
    imageInspect: async (reference) => find(reference),
    imageHistory: async (reference) => [...(find(reference).history ?? [])],
    async imageTag(source, target) {
      find(source);
      calls.push(`tag ${source} ${target}`);
    },
    async imageRemove(reference, options) {
      find(reference);
      calls.push(`remove ${reference} ${JSON.stringify(options ?? {})}`);
      return [{ Untagged: reference }, { Deleted: find(reference).Id }];
    },
    async imagePrune(options) {
      if (options?.filters?.foo) throw new EngineError(400, "invalid filter 'foo'");
      calls.push(`image prune ${JSON.stringify(options ?? {})}`);
      return { deleted: [], spaceReclaimed: 0 };
    },
    async buildPrune(options) {
      calls.push(`build prune ${JSON.stringify(options ?? {})}`);
      return { deleted: [], caches: [], spaceReclaimed: 0 };
    },
    buildCache: async () => [],
    version: async () => ({
      Version: "28.5.2",
      ApiVersion: "1.51",
      MinAPIVersion: "1.24",
      GitCommit: "drydock",
      GoVersion: "go1.25.1",
      Os: "linux",
      Arch: "amd64",
      BuildTime: "2026-09-15T11:02:57.000000000+00:00",
      Components: [{ Name: "Engine", Version: "28.5.2", Details: {} }],
    }),
    info: async () => ({
      ...systemInfo(images.length, { cpus: 4, memory: 8 * 2 ** 30, clock: script.clock ?? { now: () => testNow } }),
      ID: "5894ae84-f9d9-4470-b5cb-bc461dbdc5f5",
      Containers: 0,
      ContainersRunning: 0,
      ContainersPaused: 0,
      ContainersStopped: 0,
      Images: images.length,
      Driver: "overlay2",
      ServerVersion: "28.5.2",
      OperatingSystem: "Drydock",
      OSType: "linux",
      Architecture: "x86_64",
      KernelVersion: "6.8.0",
      NCPU: 4,
      MemTotal: 8 * 2 ** 30,
      Name: "drydock",
      DockerRootDir: "/var/lib/docker",
    }),
  };
  return new Proxy(known, { get: (target, name) => Reflect.get(target, name) ?? notFound(String(name)) }) as Required<typeof known>;
}

function summaryOf(image: ImageInspect): ImageSummary {
  return {
    Id: image.Id,
    RepoTags: image.RepoTags,
    RepoDigests: image.RepoDigests,
    ParentId: image.Parent,
    Created: Math.floor(Date.parse(image.Created) / 1000),
    Size: image.Size,
    Labels: image.Config.Labels ?? null,
    Containers: 0,
  };
}

/** What else is asked for is not there: the fake engine has images alone. */
function notFound(method: string): (name: unknown) => Promise<never> {
  const kind = /^[a-z]+/.exec(method)?.[0];
  return async (name) => {
    throw new EngineError(404, `No such ${kind}: ${String(name)}`);
  };
}
