/** Why a step stayed cached although something near it changed. The other half of the reasons. */
import type { BuildRequest, Irrelevant } from "../../api.ts";
import { matcher, parseIgnore } from "../../dockerfile/ignore.ts";
import type { DirectoryNode, Node } from "../../filesystem/node.ts";
import type { Alignment } from "./align.ts";
import type { PreparedContext } from "../keys/context.ts";
import { fileChanges } from "./file-changes.ts";
import type { Graph, GraphStage, GraphStep } from "../plan/graph.ts";
import type { BuildMemory, StepMemory } from "./memory.ts";
import { selectorsOf } from "../keys/keys.ts";
import type { GraphVertex } from "../plan/operation.ts";
import { parentPath } from "../plan/paths.ts";
import type { Selection } from "../keys/select.ts";

/** All that differs from the last build, gathered once for all steps. */
export interface BuildChanges {
  /** Paths that changed, those apart that .dockerignore keeps out. */
  readonly ignored: readonly string[];
  readonly seen: readonly ChangedPath[];
  /** Files of which only the time differs, without ignored ones. */
  readonly touched: readonly string[];
  /** Instructions are the same one by one, the text is not. */
  readonly onlyWriting: boolean;
  readonly settings: ReadonlyMap<GraphStage, readonly SettingChange[]>;
  /** Steps that read changed files, in order. */
  readonly readers: ReadonlyMap<GraphStage, readonly Reader[]>;
  /** Names of build arguments whose given value is another one. */
  readonly buildArgs: readonly string[];
}

interface ChangedPath {
  readonly path: string;
  readonly isDirectory: boolean;
}

interface Reader {
  readonly position: number;
  readonly text: string;
  readonly paths: readonly string[];
}

interface SettingChange {
  readonly keyword: string;
  readonly text: string;
  /** Where it stands among the stage's steps now; what is gone counts at the place of the step that followed. */
  readonly position: number;
  readonly how: "added" | "changed" | "removed";
}

/** At most so many are told of one step. */
const most = 4;

export function changesSince(
  memory: BuildMemory,
  request: Pick<BuildRequest, "dockerfile" | "buildArgs">,
  context: PreparedContext,
  graph: Graph,
  alignment: Alignment,
): BuildChanges {
  const isIgnored = context.ignore === undefined ? () => false : matcher(parseIgnore(context.ignore));
  const changed = fileChanges(memory.context, context.whole, "", "context", 20);
  const paths = [...new Set(changed.map(({ path }) => path))];
  const seen = paths.filter((path) => !isIgnored(path));
  const settings = new Map<GraphStage, SettingChange[]>();
  for (const stage of graph.stages) settings.set(stage, settingChanges(stage, alignment));
  const given = request.buildArgs ?? {};
  const names = new Set([...Object.keys(given), ...Object.keys(memory.buildArgs)]);
  const moved =
    [...alignment.removed.values()].some((list) => list.length > 0) ||
    graph.stages.some((stage) => stage.steps.some((step) => alignment.before.get(step)?.text !== step.text));
  return {
    ignored: paths.filter(isIgnored),
    readers: new Map(graph.stages.map((stage) => [stage, readersOf(stage, seen)])),
    seen: seen.map((path) => ({ path, isDirectory: nodeAt(context.whole, path)?.kind === "directory" })),
    touched: touchedFiles(memory.context, context.whole).filter((path) => !isIgnored(path)),
    onlyWriting: memory.text !== (request.dockerfile.text ?? "") && !moved,
    settings,
    buildArgs: [...names].filter((name) => given[name] !== memory.buildArgs[name]).sort(),
  };
}

function settingChanges(stage: GraphStage, alignment: Alignment): SettingChange[] {
  const changes: SettingChange[] = [];
  for (const [position, step] of stage.steps.entries()) {
    if (step.vertex) continue;
    const before = alignment.before.get(step);
    if (before?.text !== step.text) changes.push({ keyword: step.keyword, text: step.text, position, how: before ? "changed" : "added" });
  }
  const old = alignment.stages.get(stage);
  const kept = new Map<StepMemory, number>();
  for (const [position, step] of stage.steps.entries()) {
    const before = alignment.before.get(step);
    if (before) kept.set(before, position);
  }
  for (const gone of alignment.removed.get(stage) ?? []) {
    if (gone.inputs) continue;
    const follower = old?.steps.slice(old.steps.indexOf(gone) + 1).find((next) => kept.has(next));
    const position = (follower && kept.get(follower)) ?? stage.steps.length;
    changes.push({ keyword: gone.keyword, text: gone.text, position, how: "removed" });
  }
  return changes;
}

function touchedFiles(before: DirectoryNode, now: DirectoryNode): string[] {
  const paths: string[] = [];
  const walk = (a: DirectoryNode, b: DirectoryNode, prefix: string) => {
    for (const [name, node] of b.entries) {
      const old = a.entries.get(name);
      if (old === node || !old || paths.length >= 50) continue;
      if (node.kind === "directory" && old.kind === "directory") walk(old, node, `${prefix}${name}/`);
      else if (node.mtime !== old.mtime && fileChanges(old, node, name, "context", 1).length === 0) paths.push(prefix + name);
    }
  };
  if (before !== now) walk(before, now, "");
  return paths;
}

function nodeAt(root: DirectoryNode, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path.split("/")) if (part !== "") node = node?.kind === "directory" ? node.entries.get(part) : undefined;
  return node;
}

export interface CachedStep {
  readonly stage: GraphStage;
  readonly step: GraphStep;
  readonly vertex: GraphVertex;
  readonly selections: readonly (Selection | undefined)[];
  readonly textBefore?: string;
  /** Labels of the stages it reads that had to run again. */
  readonly reranSources: readonly string[];
}

/** What changed near a cached step, and why that did not matter to it. */
export function despite(cached: CachedStep, changes: BuildChanges): Irrelevant[] {
  const list: Irrelevant[] = [];
  for (const label of cached.reranSources)
    list.push({ what: `stage ${label}`, why: "it ran again, but the files this step takes from it came out the same to the byte" });
  if (cached.textBefore !== undefined && cached.textBefore !== cached.step.text)
    list.push({ what: "the way it is written", why: "to the builder it is the same step as before" });
  else if (changes.onlyWriting) list.push({ what: "a comment, a blank line or spacing", why: "the builder never sees it" });
  list.push(...aboutSettings(cached, changes));
  list.push(...aboutFiles(cached, changes));
  for (const name of changes.buildArgs) {
    const declared = cached.stage.steps.some(
      ({ keyword, text }) => keyword === "ARG" && new RegExp(`\\b${escapeRegExp(name)}\\b`).test(text),
    );
    if (!declared) list.push({ what: `--build-arg ${name}`, why: "no ARG in this stage declares it" });
    else if (cached.step.kind !== "RUN")
      list.push({ what: `--build-arg ${name}`, why: `only RUN is keyed on variables, ${cached.step.keyword} is not` });
  }
  return list.slice(0, most);
}

function escapeRegExp(text: string): string {
  return text.replace(/[^\w]/g, "\\$&");
}

function aboutSettings(cached: CachedStep, changes: BuildChanges): Irrelevant[] {
  const place = cached.stage.steps.indexOf(cached.step);
  const list: Irrelevant[] = [];
  for (const { keyword, text, position } of changes.settings.get(cached.stage) ?? []) {
    const what = `${text.length > 40 ? `${text.slice(0, 39)}…` : text}`;
    if (position > place) list.push({ what, why: "it stands below this step" });
    else if (["ENV", "ARG"].includes(keyword))
      list.push({
        what,
        why:
          cached.step.kind === "RUN"
            ? "the variables this step sees are the same as before"
            : `only RUN is keyed on variables, ${cached.step.keyword} is not`,
      });
    else if (!["SHELL", "USER", "ONBUILD", "FROM", "WORKDIR"].includes(keyword))
      list.push({ what, why: "it is a setting of the image and no step's key holds it" });
    else if (cached.step.kind !== "RUN") list.push({ what, why: `${cached.step.keyword} does not depend on it` });
  }
  return list;
}

function readersOf({ steps }: GraphStage, paths: readonly string[]): Reader[] {
  if (paths.length === 0) return [];
  return steps.flatMap((step, position) => {
    const read = paths.filter((path) => readsPath(step, path));
    return read.length > 0 ? [{ position, text: step.text, paths: read }] : [];
  });
}

/** Told from the paths an instruction names; patterns count as reading everything in their directory. */
function readsPath(step: GraphStep, path: string): boolean {
  const { vertex } = step;
  if (!vertex) return false;
  return vertex.sources.some((source, index) => {
    if (source.kind !== "context") return false;
    return selectorsOf(vertex.operation, index).some((selector) => {
      const top = selector.wildcard ? parentPath(selector.path) : selector.path;
      return top === "/" || `/${path}` === top || `/${path}`.startsWith(`${top}/`);
    });
  });
}

function aboutFiles(cached: CachedStep, changes: BuildChanges): Irrelevant[] {
  if (changes.ignored.length + changes.seen.length + changes.touched.length === 0) return [];
  const read = cached.vertex.sources.flatMap((source, index) =>
    source.kind === "context" ? (cached.selections[index]?.picks.map(({ path }) => path) ?? []) : [],
  );
  const list: Irrelevant[] = [];
  const tell = (group: readonly string[], why: string) => {
    if (group.length > 0)
      list.push({ what: group.length > 3 ? `${group.slice(0, 2).join(", ")} and ${group.length - 2} more files` : group.join(", "), why });
  };
  if (read.length === 0) {
    if (cached.step.kind === "FROM") return list;
    const place = cached.stage.steps.indexOf(cached.step);
    const later = changes.readers.get(cached.stage)?.find(({ position }) => position > place);
    if (later) tell(later.paths, `it comes in further down, with \`${later.text}\``);
    return list;
  }
  const isRead = (path: string) => read.some((picked) => picked === "/" || `/${path}` === picked || `/${path}`.startsWith(`${picked}/`));
  const unread = changes.seen.filter(({ path }) => !isRead(path));
  const modes = changes.seen.filter(({ path, isDirectory }) => isDirectory && isRead(path));
  tell(changes.ignored, ".dockerignore keeps it out of the build context");
  tell(pathsOf(unread), "this step does not read it");
  tell(pathsOf(modes), "the mode of a directory that was sent before is not sent again");
  tell(changes.touched.filter(isRead), "only its time stamp changed, and times do not count");
  return list;
}

function pathsOf(changed: readonly ChangedPath[]): string[] {
  return changed.map(({ path }) => path);
}
