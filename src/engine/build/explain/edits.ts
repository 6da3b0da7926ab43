/** All that differs from the build a build is compared with, gathered once for all steps. */
import type { BuildRequest } from "../../api.ts";
import { sha256Hex } from "../../filesystem/digest.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import type { PreparedContext } from "../keys/context.ts";
import { selectorsOf } from "../keys/keys.ts";
import type { Graph, GraphStage, GraphStep } from "../plan/graph.ts";
import { parentPath } from "../plan/paths.ts";
import type { Alignment } from "./align.ts";
import { differingNames, fileChanges } from "./file-changes.ts";
import { type IgnoreLine, ignoredBy } from "./ignored-by.ts";
import type { BuildMemory, StepMemory } from "./memory.ts";

export interface BuildEdits {
  /** Paths that changed and never reach the builder, with the line of .dockerignore that sees to it. */
  readonly ignored: readonly (IgnoreLine & { readonly path: string })[];
  /** Paths that changed otherwise. */
  readonly seen: readonly ChangedPath[];
  /** Files of which only the time differs, without ignored ones. */
  readonly touched: readonly string[];
  /** Instructions are the same one by one, the text is not. */
  readonly onlyWriting: boolean;
  readonly settings: ReadonlyMap<GraphStage, readonly StepEdit[]>;
  /** Steps with a layer that are new, gone, or written in another way. */
  readonly steps: ReadonlyMap<GraphStage, readonly StepEdit[]>;
  /** Steps that read changed files, in order. */
  readonly readers: ReadonlyMap<GraphStage, readonly Reader[]>;
  /** Names of build arguments whose given value is another one. */
  readonly buildArgs: readonly string[];
  /** Options with another value: `--label`, `--secret token`. */
  readonly options: readonly string[];
  /** Ids of cache mounts that hold something else now. */
  readonly mounts: ReadonlySet<string>;
}

export interface ChangedPath {
  readonly path: string;
  /** A directory that only has another mode: the builder has it already and never hears of that. */
  readonly isKeptMode: boolean;
}

export interface Reader {
  readonly position: number;
  readonly text: string;
  readonly paths: readonly string[];
}

export interface StepEdit {
  readonly keyword: string;
  readonly text: string;
  /** Where it stands among the stage's steps now; what is gone counts at the place of the step that followed. */
  readonly position: number;
}

type Asked = Pick<BuildRequest, "dockerfile" | "buildArgs" | "labels" | "target" | "network" | "addHosts" | "secrets">;

export function editsSince(
  memory: BuildMemory,
  request: Asked,
  context: PreparedContext,
  graph: Graph,
  alignment: Alignment,
  mounts: ReadonlyMap<string, DirectoryNode>,
): BuildEdits {
  const changed = fileChanges(memory.context, context.whole, "", "context", 20);
  const ignored: (IgnoreLine & { path: string })[] = [];
  const seen: ChangedPath[] = [];
  for (const path of new Set(changed.map(({ path }) => path))) {
    const line = context.ignore === undefined ? undefined : ignoredBy(context.ignore, path.replace(/\/$/, ""));
    if (line) ignored.push({ path, ...line });
    else
      seen.push({
        path,
        isKeptMode: changed.every((change) => change.path !== path || change.how === "mode") && isDirectory(context.whole, path),
      });
  }
  const steps = new Map(graph.stages.map((stage) => [stage, stepEdits(stage, alignment)] as const));
  const given = request.buildArgs ?? {};
  const moved = [...steps.values()].some((list) => list.length > 0) || [...alignment.removed.values()].some((list) => list.length > 0);
  return {
    ignored,
    seen,
    readers: new Map(
      graph.stages.map((stage) => [
        stage,
        readersOf(
          stage,
          seen.map(({ path }) => path),
        ),
      ]),
    ),
    touched: touchedFiles(memory.context, context.whole).filter((path) => context.ignore === undefined || !ignoredBy(context.ignore, path)),
    onlyWriting: memory.text !== (request.dockerfile.text ?? "") && !moved,
    settings: new Map([...steps].map(([stage, list]) => [stage, list.filter(({ layered }) => !layered)])),
    steps: new Map([...steps].map(([stage, list]) => [stage, list.filter(({ layered }) => layered)])),
    buildArgs: [...new Set([...Object.keys(given), ...Object.keys(memory.buildArgs)])]
      .filter((name) => given[name] !== memory.buildArgs[name])
      .sort(),
    options: memory.options ? differences(memory.options, optionsOf(request)) : [],
    mounts: new Set((memory.mounts ?? []).flatMap(([id, tree]) => (mounts.get(id) === tree ? [] : [id]))),
  };
}

/** The options that reasons look at, as texts. A secret is told by its digest. */
export function optionsOf({ labels, target, network, addHosts, secrets }: Omit<Asked, "dockerfile" | "buildArgs">): Record<string, string> {
  const entries: [string, string][] = Object.entries(secrets ?? {}).map(([id, bytes]) => [`--secret ${id}`, sha256Hex(bytes)]);
  if (labels && Object.keys(labels).length > 0) entries.push(["--label", JSON.stringify(labels)]);
  if (target) entries.push(["--target", target]);
  if (network && network !== "default") entries.push(["--network", network]);
  if (addHosts && addHosts.length > 0) entries.push(["--add-host", addHosts.join(" ")]);
  return Object.fromEntries(entries);
}

function differences(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((name) => before[name] !== now[name]);
}

interface LayeredEdit extends StepEdit {
  readonly layered: boolean;
}

function stepEdits(stage: GraphStage, alignment: Alignment): LayeredEdit[] {
  const edits: LayeredEdit[] = [];
  const old = alignment.stages.get(stage);
  const kept = new Map<StepMemory, number>();
  for (const [position, step] of stage.steps.entries()) {
    const before = alignment.before.get(step);
    if (before) kept.set(before, position);
    if (before?.text !== step.text) edits.push({ keyword: step.keyword, text: step.text, position, layered: isLayered(step) });
  }
  for (const gone of alignment.removed.get(stage) ?? []) {
    const follower = old?.steps.slice(old.steps.indexOf(gone) + 1).find((next) => kept.has(next));
    const position = (follower && kept.get(follower)) ?? stage.steps.length;
    edits.push({ keyword: gone.keyword, text: gone.text, position, layered: gone.inputs !== undefined });
  }
  return edits;
}

function isLayered({ vertex }: GraphStep): boolean {
  return vertex !== undefined;
}

function touchedFiles(before: DirectoryNode, now: DirectoryNode): string[] {
  const paths: string[] = [];
  const walk = (a: DirectoryNode, b: DirectoryNode, prefix: string) => {
    for (const name of differingNames(a, b)) {
      const [old, node] = [a.entries.get(name), b.entries.get(name)];
      if (!old || !node || paths.length >= 50) continue;
      if (node.kind === "directory" && old.kind === "directory") walk(old, node, `${prefix}${name}/`);
      else if (node.mtime !== old.mtime && fileChanges(old, node, name, "context", 1).length === 0) paths.push(prefix + name);
    }
  };
  if (before !== now) walk(before, now, "");
  return paths;
}

function isDirectory(root: DirectoryNode, path: string): boolean {
  let node: Node | undefined = root;
  for (const part of path.split("/")) if (part !== "") node = node?.kind === "directory" ? node.entries.get(part) : undefined;
  return node?.kind === "directory";
}

function readersOf({ steps }: GraphStage, paths: readonly string[]): Reader[] {
  if (paths.length === 0) return [];
  return steps.flatMap((step, position) => {
    const tops = placesRead(step);
    if (tops.length === 0) return [];
    const read = paths.filter((path) => tops.some((top) => top === "/" || `/${path}` === top || `/${path}`.startsWith(`${top}/`)));
    return read.length > 0 ? [{ position, text: step.text, paths: read }] : [];
  });
}

/** The paths of the context that an instruction names; a pattern counts as reading everything in its directory. */
function placesRead({ vertex }: GraphStep): string[] {
  if (!vertex) return [];
  return vertex.sources.flatMap((source, index) =>
    source.kind === "context" ? selectorsOf(vertex.operation, index).map(({ path, wildcard }) => (wildcard ? parentPath(path) : path)) : [],
  );
}
