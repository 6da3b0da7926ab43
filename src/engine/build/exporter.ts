/** The last vertex of a build: what is made of its result (spec §2.3). */
import type { BuildExporter, BuildOutput, BuildRequest } from "../api.ts";
import type { Clock } from "../clock.ts";
import { directory } from "../filesystem/build.ts";
import { diffTrees } from "../filesystem/diff.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { writeTar } from "../filesystem/tar.ts";
import type { Image } from "../images/image.ts";
import { canonical } from "../images/reference.ts";
import { TransferError } from "./contexts.ts";
import type { CacheRecord } from "./keys/cache.ts";
import type { Graph } from "./plan/graph.ts";
import type { GraphVertex } from "./plan/operation.ts";
import { exportImage } from "./solve/export.ts";
import { encodeInlineCache } from "./solve/inline-cache.ts";
import type { Progress, RunningVertex } from "./solve/progress.ts";
import type { SolvedVertices } from "./solve/solved.ts";
import { outputTransfer } from "./solve/transfer.ts";

export interface ExportWorld {
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly solved: SolvedVertices;
  /** The target's files. */
  readonly top: DirectoryNode | undefined;
  /** The base image; absent on scratch. */
  loadBase(): Promise<Image | undefined>;
  recordOf(vertex: GraphVertex): CacheRecord;
  /** Puts the image in the store and gives it its names. */
  keep(image: Image, tags: readonly string[]): void;
  /** As in `BuildOptions`. */
  receive?(tree: DirectoryNode, output: number): string | undefined;
}

export interface Exported {
  readonly image?: Image;
  /** In the order of the exporters that make them. */
  readonly outputs: readonly BuildOutput[];
}

/** Makes all that the request asks for: an image when it asks for nothing. */
export async function exportResult(graph: Graph, request: BuildRequest, world: ExportWorld): Promise<Exported> {
  const exporters: readonly BuildExporter[] = request.exporters ?? [{ type: "image" }];
  const outputs: BuildOutput[] = [];
  let image: Image | undefined;
  for (const [index, { type }] of exporters.entries()) {
    const start = (name: string): RunningVertex => startVertex(name, index, graph, world);
    if (type === "cacheonly") continue;
    if (type === "local") outputs.push(await exportTree(start, world, outputs.length));
    else if (type === "tar") outputs.push(await exportTar(start, world));
    else image = await exportToStore(start, graph, request, world);
  }
  return { outputs, ...(image && { image }) };
}

/** Announces the vertex of an exporter. */
type Start = (name: string) => RunningVertex;

function startVertex(name: string, index: number, graph: Graph, { progress }: ExportWorld): RunningVertex {
  const last = graph.target.end?.root;
  return progress.start({ id: index === 0 ? "exporting" : `exporting ${index}`, name, inputs: last ? [last.id] : [] });
}

/** @throws TransferError when the client cannot take the files */
async function exportTree(start: Start, world: ExportWorld, output: number): Promise<BuildOutput> {
  const tree = world.top ?? directory();
  const bytes = outputTransfer(tree);
  const running = start("exporting to client directory");
  await running.task("copying files", () => world.clock.sleep(3 + bytes / 2e5, world.signal), bytes);
  const refusal = world.receive?.(tree, output);
  if (refusal !== undefined) {
    running.fail(refusal);
    throw new TransferError(refusal);
  }
  running.complete();
  return { kind: "tree", tree };
}

async function exportTar(start: Start, world: ExportWorld): Promise<BuildOutput> {
  const bytes = writeTar(diffTrees(undefined, world.top ?? directory()));
  const running = start("exporting to client tarball");
  await running.task("sending tarball", () => world.clock.sleep(3 + bytes.length / 2e5, world.signal));
  running.complete();
  return { kind: "archive", bytes };
}

async function exportToStore(start: Start, graph: Graph, request: BuildRequest, world: ExportWorld): Promise<Image> {
  const { clock, signal, recordOf } = world;
  const running = start("exporting to image");
  const base = await world.loadBase();
  const made = graph.target.end?.history.flatMap(({ vertex }) => vertex ?? []) ?? [];
  const fresh = made.filter((vertex) => world.solved.get(vertex)?.state === "reran").map(recordOf);
  const bytes = fresh.reduce((sum, { size }) => sum + size, 0);
  const isInline = wantsInlineCache(request);
  const image = exportImage(graph, {
    clock,
    recordOf,
    ...(request.buildArgs?.SOURCE_DATE_EPOCH && { epoch: Number(request.buildArgs.SOURCE_DATE_EPOCH) * 1000 }),
    ...(world.top && { top: world.top }),
    ...(request.labels && { labels: request.labels }),
    ...(base && { base }),
    ...(isInline && { inlineCache: (baseLayers: number) => encodeInlineCache(graph, world.solved, baseLayers) }),
  });
  const time = fresh.length > 0 ? 18 * fresh.length + bytes / 2e5 : 0;
  if (image.layers.length > 0) await running.task("exporting layers", () => clock.sleep(time, signal));
  if (isInline) await running.task("preparing layers for inline cache", () => clock.sleep(1, signal));
  await running.task(`writing image ${image.id}`, () => clock.sleep(4, signal));
  const tags = [...new Set(request.tags)];
  for (const tag of tags)
    await running.task(`naming to ${/:latest$/.test(tag) ? canonical(tag) : withoutLatest(canonical(tag))}`, () => clock.sleep(1, signal));
  world.keep(image, tags);
  running.complete();
  return image;
}

/** `--cache-to type=inline`, or the build argument that stood for it before. */
function wantsInlineCache({ cacheTo = [], buildArgs = {} }: BuildRequest): boolean {
  const argument = buildArgs.BUILDKIT_INLINE_CACHE;
  return cacheTo.some(({ type }) => type === "inline") || (argument !== undefined && /^(1|t|T|true|TRUE|True)$/.test(argument));
}

/** The tag that goes without saying is not printed. */
function withoutLatest(reference: string): string {
  return reference.replace(/:latest$/, "");
}
