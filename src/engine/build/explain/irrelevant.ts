/** Why a step stayed cached although something near it changed. The other half of the reasons. */
import type { Irrelevant, IrrelevantKind } from "../../api.ts";
import type { GraphStage, GraphStep } from "../plan/graph.ts";
import type { GraphVertex } from "../plan/operation.ts";
import type { Selection } from "../keys/select.ts";
import type { BuildEdits, StepEdit } from "./edits.ts";
import type { StepMemory } from "./memory.ts";
import { shortened } from "./text.ts";

/** At most so many are told of one step. */
const most = 6;

export interface CachedStep {
  readonly stage: GraphStage;
  readonly step: GraphStep;
  readonly vertex: GraphVertex;
  readonly selections: readonly (Selection | undefined)[];
  readonly key: string | undefined;
  readonly before: StepMemory | undefined;
  /** What would be its reason, had it run: how it differs from the build it is compared with. */
  differences(): readonly string[];
  /** Labels of the stages it reads that had to run again. */
  readonly reranSources: readonly string[];
}

/** What changed near a cached step, and why that did not matter to it. What concerns it most comes first. */
export function despite(cached: CachedStep, edits: BuildEdits): Irrelevant[] {
  const list: Irrelevant[] = [];
  const old = cached.before?.inputs;
  if (old?.key !== undefined && cached.key !== undefined && old.key !== cached.key)
    list.push({
      kind: "earlier-build",
      what: cached.differences().join(", ") || cached.step.keyword,
      why: "an earlier build had it just like this, and its result is still in the cache",
    });
  for (const label of cached.reranSources)
    list.push({
      kind: "same-bytes",
      what: `stage ${label}`,
      why: "it ran again, but the files this step takes from it came out the same to the byte",
    });
  list.push(...aboutWriting(cached, edits));
  list.push(...aboutBase(cached));
  list.push(...aboutSettings(cached, edits));
  list.push(...aboutFiles(cached, edits));
  list.push(...aboutArguments(cached, edits));
  list.push(...aboutOptions(cached, edits));
  list.push(...aboutMounts(cached, edits));
  if (list.length === 0) list.push(...aboutSteps(cached, edits));
  return list.slice(0, most);
}

function aboutWriting({ before, step, key }: CachedStep, edits: BuildEdits): Irrelevant[] {
  const old = before?.inputs;
  if (old && old.text !== step.text && old.key === key)
    return [{ kind: "writing", what: "the way it is written", why: "to the builder it is the same step as before" }];
  if (edits.onlyWriting) return [{ kind: "comment", what: "a comment, a blank line or spacing", why: "the builder never sees it" }];
  return [];
}

/** Another name of the same image; a stage that is called something else. */
function aboutBase({ stage, step, vertex, before }: CachedStep): Irrelevant[] {
  const old = before?.inputs?.operation;
  if (vertex.operation.kind === "from" && old?.kind === "from" && old.reference !== vertex.operation.reference)
    return old.chainId === vertex.operation.chainId
      ? [{ kind: "same-image", what: `${old.reference} → ${vertex.operation.reference}`, why: "both names stand for the same files" }]
      : [];
  if (before && !before.id.startsWith(`${stage.planned.key}:`) && step.kind !== "CONFIG")
    return [{ kind: "stage-name", what: "the stage or its name", why: "no step's key holds the name of its stage" }];
  return [];
}

function aboutSettings(cached: CachedStep, edits: BuildEdits): Irrelevant[] {
  const place = cached.stage.steps.indexOf(cached.step);
  const { keyword } = cached.step;
  const isRun = cached.step.kind === "RUN";
  return (edits.settings.get(cached.stage) ?? []).flatMap((edit): Irrelevant[] => {
    const what = shortened(edit.text, 40);
    if (edit.position > place) return [{ kind: "later", what, why: "it stands below this step" }];
    if (edit.keyword === "ENV" || edit.keyword === "ARG")
      return isRun
        ? [{ kind: "same-variables", what, why: "the variables this step sees are the same as before" }]
        : [{ kind: "no-variables", what, why: `only RUN is keyed on variables, ${keyword} is not` }];
    if (!["SHELL", "USER", "ONBUILD", "FROM", "WORKDIR"].includes(edit.keyword))
      return [{ kind: "setting", what, why: "it is a setting of the image and no step's key holds it" }];
    return isRun
      ? [{ kind: "same-variables", what, why: "for this step it comes to the same as before" }]
      : [{ kind: "not-depended-on", what, why: `${keyword} does not depend on it` }];
  });
}

function aboutFiles(cached: CachedStep, edits: BuildEdits): Irrelevant[] {
  if (edits.ignored.length + edits.seen.length + edits.touched.length === 0) return [];
  const read = cached.vertex.sources.flatMap((source, index) =>
    source.kind === "context" ? (cached.selections[index]?.picks.map(({ path }) => path) ?? []) : [],
  );
  if (read.length === 0) return cached.step.kind === "FROM" ? [] : readElsewhere(cached, edits);
  const isRead = (path: string) => read.some((picked) => picked === "/" || `/${path}` === picked || `/${path}`.startsWith(`${picked}/`));
  const unread = edits.seen.filter(({ path }) => !isRead(path));
  const modes = edits.seen.filter(({ path, isKeptMode }) => isKeptMode && isRead(path));
  return [
    ...ignoredFiles(edits),
    ...files("not-read", pathsOf(unread), "this step does not read it"),
    ...files("directory-mode", pathsOf(modes), "the mode of a directory that was sent before is not sent again"),
    ...files("time-only", edits.touched.filter(isRead), "only its time stamp changed, and times do not count"),
  ];
}

/** Files that a step above or in another stage brings in, told to one that reads none of the context. */
function readElsewhere({ stage, step }: CachedStep, edits: BuildEdits): Irrelevant[] {
  const place = stage.steps.indexOf(step);
  const later = edits.readers.get(stage)?.find(({ position }) => position > place);
  if (later) return files("later", later.paths, `it comes in further down, with \`${shortened(later.text)}\``);
  for (const [other, readers] of edits.readers) {
    const [reader] = readers;
    if (other !== stage && reader && !stage.dependsOn.includes(other.planned.name))
      return files("other-stage", reader.paths, `only stage ${other.planned.name} reads it`);
  }
  return [];
}

/** One entry for each line of .dockerignore. */
function ignoredFiles({ ignored }: BuildEdits): Irrelevant[] {
  const lines = new Map<number, { pattern: string; paths: string[] }>();
  for (const { path, pattern, line } of ignored) lines.set(line, { pattern, paths: [...(lines.get(line)?.paths ?? []), path] });
  return [...lines].flatMap(([line, { pattern, paths }]) =>
    files("ignored", paths, `.dockerignore keeps it out of the build context (line ${line}: \`${pattern}\`)`).map((one) => ({
      ...one,
      pattern,
      line,
    })),
  );
}

function files(kind: IrrelevantKind, paths: readonly string[], why: string): Irrelevant[] {
  if (paths.length === 0) return [];
  return [{ kind, what: paths.length > 3 ? `${paths.slice(0, 2).join(", ")} and ${paths.length - 2} more files` : paths.join(", "), why }];
}

function pathsOf(changed: readonly { readonly path: string }[]): string[] {
  return changed.map(({ path }) => path);
}

function aboutArguments({ stage, step }: CachedStep, edits: BuildEdits): Irrelevant[] {
  const place = stage.steps.indexOf(step);
  return edits.buildArgs.flatMap((name): Irrelevant[] => {
    const what = `--build-arg ${name}`;
    const names = new RegExp(`\\b${name.replace(/[^\w]/g, "\\$&")}\\b`);
    const declared = stage.steps.findIndex(({ keyword, text }) => keyword === "ARG" && names.test(text));
    if (declared < 0) return [{ kind: "undeclared", what, why: "no ARG in this stage declares it" }];
    if (declared > place) return [{ kind: "later", what, why: "its ARG stands below this step" }];
    if (step.kind !== "RUN") return [{ kind: "no-variables", what, why: `only RUN is keyed on variables, ${step.keyword} is not` }];
    return [{ kind: "same-variables", what, why: "the variables this step sees are the same as before" }];
  });
}

/** Options of the command line that have another value, where it does not count. */
function aboutOptions({ step, vertex }: CachedStep, edits: BuildEdits): Irrelevant[] {
  return edits.options.flatMap((name): Irrelevant[] => {
    if (name.startsWith("--secret ")) {
      const id = name.slice("--secret ".length);
      const mounts = vertex.operation.kind === "run" ? vertex.operation.mounts : [];
      return mounts.some((mount) => mount.type === "secret" && mount.id === id)
        ? [{ kind: "secret", what: `the secret ${id}`, why: "what is in a secret never counts, so that it leaves no trace" }]
        : [];
    }
    if (name === "--label") return [{ kind: "option", what: name, why: "labels are settings of the image and no step's key holds them" }];
    if (name === "--target")
      return [{ kind: "option", what: name, why: "another target builds other stages; this step is the same in both" }];
    if (name === "--add-host" && step.kind === "RUN")
      return [{ kind: "option", what: name, why: "only the names of hosts count, not their addresses" }];
    if (step.kind !== "RUN" && step.kind !== "FROM")
      return [{ kind: "option", what: name, why: `only RUN depends on it, ${step.keyword} does not` }];
    return [];
  });
}

function aboutMounts({ vertex }: CachedStep, edits: BuildEdits): Irrelevant[] {
  const { operation } = vertex;
  if (operation.kind !== "run") return [];
  return operation.mounts.flatMap((mount): Irrelevant[] =>
    mount.type === "cache" && edits.mounts.has(mount.id)
      ? [{ kind: "cache-mount", what: `the cache mount ${mount.target}`, why: "what is in a cache mount never counts" }]
      : [],
  );
}

/** Steps that changed below this one or in other stages: told when there is nothing nearer to tell. */
function aboutSteps({ stage, step }: CachedStep, edits: BuildEdits): Irrelevant[] {
  const place = stage.steps.indexOf(step);
  const own = (edits.steps.get(stage) ?? []).filter(({ position }) => position > place);
  if (own.length > 0) return own.slice(0, 2).map((edit) => ({ kind: "later", what: shown(edit), why: "it stands below this step" }));
  for (const [other, changed] of edits.steps) {
    const [edit] = changed;
    if (other === stage || !edit) continue;
    return [{ kind: "other-stage", what: shown(edit), why: `it stands in stage ${other.planned.name}, which this step does not need` }];
  }
  return [];
}

function shown({ text }: StepEdit): string {
  return shortened(text, 40);
}
