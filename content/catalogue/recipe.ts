/**
 * A base image as it is written down: the steps that made it, each filling a working tree. Images that share a `base`
 * share its layers, to the object.
 */
import type { ImageConfig } from "../../src/engine/api.ts";
import { diffTrees, layerSize } from "../../src/engine/filesystem/diff.ts";
import type { DirectoryNode } from "../../src/engine/filesystem/node.ts";
import { WorkingTree } from "../../src/engine/filesystem/working-tree.ts";

export interface Recipe {
  /** Familiar references, the most exact first: `python:3.12.11-slim-bookworm`, …, `python:3.12-slim`. */
  readonly tags: readonly string[];
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly base?: Recipe;
  readonly steps: readonly Step[];
  readonly config: ImageConfig;
}

/** One history row; with `fill` it is a layer, without it only configuration. */
export interface Step {
  readonly createdBy: string;
  readonly comment?: string;
  /** Writes the layer's files over those of the layers below. */
  readonly fill?: (tree: WorkingTree) => void;
  /** What the layer should weigh in bytes; the difference to what `fill` wrote goes to `ballast`. */
  readonly size?: number;
  /** Files that take up the rest of `size`, with their shares. */
  readonly ballast?: Readonly<Record<string, number>>;
}

export const standardPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A row written by BuildKit. `RUN` rows carry the shell as BuildKit writes it. */
export function row(createdBy: string, layer?: Pick<Step, "fill" | "size" | "ballast">): Step {
  return { createdBy, comment: "buildkit.dockerfile.v0", ...layer };
}

/** The tree after a step over `below`. */
export function applyStep(step: Step, below: DirectoryNode | undefined, time: number): DirectoryNode {
  const tree = new WorkingTree(below, { now: () => time });
  step.fill?.(tree);
  if (step.size !== undefined && step.ballast) addBallast(tree, below, step, step.size, step.ballast);
  return tree.root;
}

function addBallast(
  tree: WorkingTree,
  below: DirectoryNode | undefined,
  step: Step,
  size: number,
  ballast: Readonly<Record<string, number>>,
): void {
  const rest = size - layerSize(diffTrees(below, tree.root));
  if (rest <= 0) throw new Error(`${step.createdBy.slice(0, 60)}: a layer of ${size} bytes already weighs ${size - rest}`);
  const shares = Object.values(ballast).reduce((sum, share) => sum + share, 0);
  for (const [path, share] of Object.entries(ballast)) {
    const existing = tree.lookup(path);
    const before = existing?.kind === "file" ? existing.content : { bytes: new Uint8Array(), size: 0 };
    tree.writeFile(path, { bytes: before.bytes, size: before.size + Math.floor((rest * share) / shares) }, { parents: true });
  }
}
