/**
 * The keys of one vertex from what is known of its inputs (spec §1.4 to §1.8). The forecast knows what the cache can tell;
 * the solver learns the rest as the steps run. Both ask here.
 */
import type { GraphVertex } from "../plan/operation.ts";
import type { BuildCache, CacheRecord } from "./cache.ts";
import { contentKey, identityKey, isRootByContent, rootIdentity, sharedRoot } from "./keys.ts";
import type { Selection } from "./select.ts";

/** An input that another vertex makes. */
export interface KnownVertex {
  /** Absent while it is not known. */
  readonly key?: string;
  /** Its key may not be used: it, or something below it, is forced to run (spec §3.6). */
  readonly opaque: boolean;
}

export interface KnownInputs {
  /** Absent on scratch and for FROM. */
  readonly root?: KnownVertex;
  /** The files read from each source; absent where they are not known. */
  readonly selections: readonly (Selection | undefined)[];
  /** Of the sources that are vertices, by source. */
  vertex(index: number): KnownVertex | undefined;
}

export interface VertexKeys {
  readonly opaque: boolean;
  /** False while the root's key is missing; then there are no keys either. */
  readonly isRootKnown: boolean;
  /** What stands for the root in the keys; absent on scratch. */
  readonly rootKey?: string;
  /** By the content of all it reads. */
  readonly content?: string;
  /** By the identity of the stages it reads, when it reads any (spec §1, the refinement at the end). */
  readonly identity?: string;
}

export function vertexKeys(vertex: GraphVertex, known: KnownInputs): VertexKeys {
  const { root, selections } = known;
  const opaque = vertex.forced || (root?.opaque === true && !isRootByContent(vertex));
  const rootKey = rootIdentity(vertex, root?.key);
  if (root && rootKey === undefined) return { opaque, isRootKnown: false };
  const contents = selections.map((selection) => selection?.digest);
  const isRead = contents.length === vertex.sources.length && contents.every((digest) => digest !== undefined);
  const content = isRead ? contentKey(vertex, rootKey, contents) : undefined;
  const identity = opaque ? undefined : identityOf(vertex, rootKey, known);
  return {
    opaque,
    isRootKnown: true,
    ...(rootKey !== undefined && { rootKey }),
    ...(content && { content }),
    ...(identity && { identity }),
  };
}

/** The result a build may use: under the key that identities are known to lead to, else under that of the content. */
export function findResult({ opaque, content, identity }: VertexKeys, cache: BuildCache): CacheRecord | undefined {
  if (opaque) return undefined;
  const linked = identity && cache.linked(identity);
  return (linked && cache.find(linked)) || (content ? cache.find(content) : undefined);
}

function identityOf(vertex: GraphVertex, rootKey: string | undefined, known: KnownInputs): string | undefined {
  const inputs: string[] = [];
  let isByIdentity = false;
  for (const [index, source] of vertex.sources.entries()) {
    if (source.kind === "vertex" && source.vertex && sharedRoot(vertex, index) !== "identity") {
      const made = known.vertex(index);
      if (made?.key === undefined || made.opaque) return undefined;
      inputs.push(made.key);
      isByIdentity = true;
    } else inputs.push(known.selections[index]?.digest ?? "");
  }
  return isByIdentity ? identityKey(vertex, rootKey, inputs) : undefined;
}
