/** What is kept of a step that ran. */
import type { StepKind } from "../../api.ts";
import { diffTrees, layerSize, layerSummary } from "../../filesystem/diff.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import type { CacheRecord } from "../keys/cache.ts";
import { recordId } from "../keys/hash.ts";
import type { GraphVertex } from "../plan/operation.ts";

const kinds: Readonly<Record<GraphVertex["operation"]["kind"], StepKind>> = {
  from: "FROM",
  local: "FROM",
  run: "RUN",
  copy: "COPY",
  workdir: "WORKDIR",
  unsupported: "RUN",
};

export interface Made {
  readonly key: string;
  readonly prefix: string;
  readonly root: DirectoryNode;
  readonly below?: DirectoryNode | undefined;
  /** Of the step it stands on. */
  readonly parent?: CacheRecord | undefined;
  /** Simulated milliseconds. */
  readonly created: number;
  readonly duration: number;
}

export function resultRecord(vertex: GraphVertex, { key, prefix, root, below, parent, created, duration }: Made): CacheRecord {
  const changes = diffTrees(below, root);
  return {
    id: recordId(key, created),
    key,
    prefix,
    root,
    ...(below && { below }),
    ...(parent && { parent: parent.id }),
    kind: kinds[vertex.operation.kind],
    description: descriptionOf(vertex),
    size: layerSize(changes),
    changes: layerSummary(changes),
    created,
    duration,
    lastUsed: created,
    uses: 1,
  };
}

/** As `docker buildx du --verbose` tells it: commands by what they mounted, files by their step. */
function descriptionOf({ operation, name }: GraphVertex): string {
  if (operation.kind === "run") return `mount / from exec ${operation.argv.join(" ")}`;
  if (operation.kind === "from") return operation.remote ? `pulled from ${name.replace(/^.*FROM /, "")}` : "from local ";
  return name;
}
