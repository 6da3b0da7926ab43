/** The directories of the client's that a build reads, as they are carried to the builder (spec §2.2). */
import type { Clock } from "../clock.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import type { Builder } from "./builder.ts";
import type { PreparedContext } from "./keys/context.ts";
import type { ContextFiles } from "./solve/solved.ts";
import { selectorsOf } from "./keys/keys.ts";
import { isPattern } from "./keys/glob.ts";
import type { Selector } from "./keys/select.ts";
import type { Graph } from "./plan/graph.ts";
import type { FileSource } from "./plan/operation.ts";
import { sentFiles } from "./sent-files.ts";
import type { Progress } from "./solve/progress.ts";
import { contextTransfer } from "./solve/transfer.ts";

export interface ContextWorld {
  readonly clock: Clock;
  readonly builder: Builder;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** The build context is here: it came in one piece. */
  readonly archived?: boolean;
}

/** Brings each directory once, when it is first asked for, and tells of it. */
export class ContextLoader {
  readonly #graph: Graph;
  readonly #context: PreparedContext;
  readonly #world: ContextWorld;
  readonly #loads = new Map<string | undefined, Promise<ContextFiles>>();

  constructor(graph: Graph, context: PreparedContext, world: ContextWorld) {
    this.#graph = graph;
    this.#context = context;
    this.#world = world;
  }

  /** The build context; with a name, that of `--build-context`. */
  load(name?: string): Promise<ContextFiles> {
    let load = this.#loads.get(name);
    if (!load) {
      load = name === undefined ? this.#loadMain() : this.#loadNamed(name);
      this.#loads.set(name, load);
    }
    return load;
  }

  async #loadMain(): Promise<ContextFiles> {
    const { builder } = this.#world;
    const { tree, files } = this.#context;
    if (this.#world.archived) return { tree, files };
    const selectors = this.#selectors((source) => source.kind === "context");
    const wanted = selectors.map(({ path }) => path);
    const { bytes } = contextTransfer(tree, builder.sent, wanted);
    await tellTransfer(this.#world, "[internal] load build context", "context", bytes, wrongPattern(selectors));
    builder.cache.sources.transferred("context", transferredSize(tree, wanted), this.#world.clock.now());
    return { tree, files: sentFiles(files, selectors) };
  }

  async #loadNamed(name: string): Promise<ContextFiles> {
    const { builder } = this.#world;
    const tree = this.#context.named(name);
    const isBase = this.#graph.vertices.some(({ operation }) => operation.kind === "local" && operation.name === name);
    const all: readonly Selector[] = [{ path: "/", wildcard: false }];
    const selectors = isBase ? all : this.#selectors((source) => source.kind === "named" && source.name === name);
    const wanted = selectors.map(({ path }) => path);
    const { bytes } = contextTransfer(tree, builder.sentNamed.get(name), wanted);
    await tellTransfer(this.#world, `[context ${name}] load from client`, name, bytes, wrongPattern(selectors));
    builder.sentNamed.set(name, tree);
    builder.cache.sources.transferred(name, transferredSize(tree, wanted), this.#world.clock.now());
    return { tree, files: sentFiles(tree, selectors) };
  }

  #selectors(isOf: (source: FileSource) => boolean): Selector[] {
    return this.#graph.vertices.flatMap((vertex) =>
      vertex.sources.flatMap((source, index) => (isOf(source) ? selectorsOf(vertex.operation, index) : [])),
    );
  }
}

/** The client will not send what it is asked for. */
export class TransferError extends Error {}

/** What the client says when one of the patterns it is asked for is none. */
function wrongPattern(selectors: readonly Selector[]): string | undefined {
  if (selectors.every(({ path, wildcard }) => !wildcard || isPattern(path))) return undefined;
  const asked = [...new Set(selectors.map(({ path }) => path.slice(1)))].sort();
  return `rpc error: code = Unknown desc = invalid includepatterns: [${asked.join(" ")}]: syntax error in pattern`;
}

/**
 * One vertex that carries `bytes` from the client: `transferring context: 38B done`.
 * @param wrong why the client sends nothing; then `TransferError` is thrown
 */
export async function tellTransfer(
  world: Pick<ContextWorld, "clock" | "progress" | "signal">,
  vertex: string,
  what: string,
  bytes: number,
  wrong?: string,
): Promise<void> {
  const running = world.progress.start({ id: vertex, name: vertex });
  await running.task(`transferring ${what}:`, () => world.clock.sleep(3 + bytes / 1e5, world.signal), wrong === undefined ? bytes : 0);
  if (wrong !== undefined) {
    running.fail(wrong);
    throw new TransferError(wrong);
  }
  running.complete();
}

/** The text of the ignore file in force, in bytes; absent when there is none. */
export function ignoreSize(text: string | undefined): number | undefined {
  return text === undefined ? undefined : new TextEncoder().encode(text).length;
}

/** Of what the builder holds of a directory then. */
function transferredSize(tree: DirectoryNode, wanted: readonly string[]): number {
  return contextTransfer(tree, undefined, wanted).size;
}
