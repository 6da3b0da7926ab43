/** From the last step's file system to an image (spec §9): layers, history, config. */
import type { Clock } from "../../clock.ts";
import { diffTrees, layerSize } from "../../filesystem/diff.ts";
import { directory } from "../../filesystem/build.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { tarDigest } from "../../filesystem/tar.ts";
import { makeImage } from "../../images/config.ts";
import type { HistoryEntry, Image, Layer } from "../../images/image.ts";
import { chainId, makeLayer } from "../../images/layer.ts";
import type { CacheRecord } from "../keys/cache.ts";
import type { Graph } from "../plan/graph.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { HistoryItem, StageState } from "../plan/state.ts";

const comment = "buildkit.dockerfile.v0";

export interface ExportOptions {
  readonly labels?: Readonly<Record<string, string>>;
  /** The base image; absent on scratch. */
  readonly base?: Image;
  /** The target's files; absent when it has none. */
  readonly top?: DirectoryNode;
  readonly recordOf: (vertex: GraphVertex) => CacheRecord;
  /** The cache it carries, by the number of layers that the base brought. */
  readonly inlineCache?: (baseLayers: number) => string;
  readonly clock: Clock;
  /** SOURCE_DATE_EPOCH, in milliseconds: the time that the image and its own rows have. */
  readonly epoch?: number;
}

/** The image of the graph's target. Layers get their digests here, once; they are remembered with their records. */
export function exportImage(graph: Graph, options: ExportOptions): Image {
  const state = graph.target.end as StageState;
  const layers: Layer[] = [...(options.base?.layers ?? groundLayers(state, options))];
  const inlineCache = options.inlineCache?.(layers.length);
  const records = new Map<GraphVertex, CacheRecord>();
  for (const { vertex } of state.history) {
    if (!vertex) continue;
    const record = options.recordOf(vertex);
    records.set(vertex, record);
    layers.push(layerOf(record, layers.at(-1)));
  }
  const below = options.base?.history ?? [];
  const history = withTimes([...below, ...historyEntries(state.history, records, below, layers.length, options)]);
  // A stage that starts from a directory has a layer more than rows: they slip by one, and the last layer gets a row of its own.
  if (!options.base && layers.length > records.size) history.push(uppermostEntry(state, records, options.clock.now()));
  const [os = "linux", architecture = "amd64"] = graph.platform.split("/");
  const draft = state.untouched ?? state.config;
  draft.setLabels(Object.entries(options.labels ?? {}));
  return makeImage({
    created: options.epoch ?? history.at(-1)?.created ?? options.clock.now(),
    architecture: state.forNoMachine ? "" : architecture,
    os,
    config: draft.config,
    layers,
    history,
    ...(state.author !== undefined && { author: state.author }),
    ...(inlineCache !== undefined && { inlineCache }),
  });
}

/** Of a stage that starts from a directory of the client's: that directory is the lowest layer. */
function groundLayers(state: StageState, { recordOf, top }: ExportOptions): Layer[] {
  let lowest = state.root;
  while (lowest?.root) lowest = lowest.root;
  if (lowest?.operation.kind !== "local") return [];
  const first = state.history.find(({ vertex }) => vertex)?.vertex;
  const ground = first ? recordOf(first).below : top;
  return ground ? [makeLayer(undefined, ground)] : [];
}

function uppermostEntry(state: StageState, records: ReadonlyMap<GraphVertex, CacheRecord>, now: number): HistoryEntry {
  const record = state.root && records.get(state.root);
  const operation = state.root?.operation;
  const createdBy = record?.description ?? (operation?.kind === "local" ? `local source for ${operation.name}` : "");
  return { created: record?.created ?? now, createdBy, comment: "buildkit.exporter.image.v0" };
}

function layerOf(record: CacheRecord, below: Layer | undefined): Layer {
  const root = record.root ?? directory();
  const changes = diffTrees(record.below, root);
  record.layer ??= tarDigest(changes);
  record.chain = chainId(below?.chainId, record.layer);
  return {
    diffId: record.layer,
    chainId: record.chain,
    size: layerSize(changes),
    root,
    ...(record.below && record.below !== below?.root && { below: record.below }),
  };
}

/**
 * A layer's row has the time the layer was made, a setting's row that of the layer before it; settings above the first
 * layer have the first layer's time; where no layer is made, they have the time of the base's last row (spec §9.1).
 * @param below the base's rows
 * @param layers how many there are, the base's too
 */
function historyEntries(
  items: readonly HistoryItem[],
  records: ReadonlyMap<GraphVertex, CacheRecord>,
  below: readonly HistoryEntry[],
  layers: number,
  { clock, epoch }: Pick<ExportOptions, "clock" | "epoch">,
): HistoryEntry[] {
  const first = items.find(({ vertex }) => vertex)?.vertex;
  const base = below.findLast(({ created }) => created !== noTime)?.created;
  let last = (first && records.get(first)?.created) ?? base ?? (layers === 0 ? noTime : clock.now());
  return items.map(({ createdBy, vertex }) => {
    if (vertex) last = records.get(vertex)?.created ?? last;
    const created = epoch ?? last;
    return { created, createdBy, comment, ...(!vertex && { emptyLayer: true }) };
  });
}

/** How an image or a row without a time has it. */
const noTime = 0;

/** Rows of a base that had no layer get the time of the first one. */
function withTimes(rows: readonly HistoryEntry[]): HistoryEntry[] {
  const first = rows.find(({ created }) => created !== noTime)?.created ?? noTime;
  return rows.map((row) => (row.created === noTime ? { ...row, created: first } : row));
}
