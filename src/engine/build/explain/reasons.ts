/** Why a step ran again: its inputs now against those it had when it was last built. */
import type { Cause, EnvironmentChange, FileChange, PartChange, Reason, StepId, Verdict } from "../../api.ts";
import { fileChanges, withRenames } from "./file-changes.ts";
import type { FilesRead, StepInputs, StepMemory } from "./memory.ts";
import type { Node } from "../../filesystem/node.ts";
import { unreadSelection } from "../keys/keys.ts";
import { baseName } from "../plan/paths.ts";
import { environmentChanges, partChanges, variableChanges } from "./operation-changes.ts";

/** A step that another one stands on or reads from. */
export interface Below {
  readonly id: StepId;
  readonly verdict: Verdict;
  readonly reason: Reason;
}

/** All a reason is made from. */
export interface ReasonFacts {
  readonly now: StepInputs;
  /** The step it corresponds to in the build it is compared with, if there is one that was ever settled. */
  readonly before: StepMemory | undefined;
  /** The option that forced it to run. */
  readonly forced: "--no-cache" | "--no-cache-filter" | undefined;
  readonly pruned: boolean;
  /** Name of the folder of `--build-context` that it stands on. */
  readonly localBase: string | undefined;
  /** The step it stands on, when that has a verdict and is part of the key. */
  readonly parent: Below | undefined;
  /** The steps it reads files from, by source. */
  readonly sources: readonly (Below | undefined)[];
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Says of changed files of the context what .dockerignore has to do with it. */
  markIgnored?(change: FileChange): FileChange;
}

/** For a step that ran again, or failed while it ran. */
export function reasonToRun(facts: ReasonFacts): Reason {
  const { before, now, pruned } = facts;
  const old = before?.inputs;
  const causes: Cause[] = [];
  if (facts.forced) causes.push({ kind: "no-cache", option: facts.forced });
  if (facts.localBase !== undefined) causes.push({ kind: "local-base", name: facts.localBase });
  if (pruned) causes.push({ kind: "pruned" });
  // Under a key that was known there is nothing else to find.
  if (facts.forced) causes.push(...(old ? changesSince(old, facts) : [{ kind: "first-build" } as const]));
  else if (!pruned && old) causes.push(...changesSince(old, facts));
  const [first, ...also] = causes;
  if (!first && !old) return { kind: "first-build" };
  // A settled step had a result under its key; where that is gone, it was taken away.
  if (!first) return old?.key === now.key ? { kind: "pruned" } : { kind: "unknown", message: "what changed for it was not found" };
  return also.length > 0 ? { ...first, also } : first;
}

/** All that would have made it run, the step it stands on first. */
export function changesSince(old: StepInputs, facts: ReasonFacts): Cause[] {
  const { now } = facts;
  const causes = [parentCause(old, facts), ...ownCauses(old, facts), ...filesCauses(old.files, facts)];
  const found = causes.filter((cause) => cause !== undefined);
  if (found.length === 0 && old.rootKey !== now.rootKey)
    found.push({
      kind: "parent-changed",
      before: old.rootText ?? "an empty file system",
      after: now.rootText ?? "an empty file system",
    });
  return found;
}

/** A parent that ran again into the same key, because its result was pruned, changes nothing for who stands on it. */
function parentCause(old: StepInputs, { now, parent, forced }: ReasonFacts): Cause | undefined {
  if (parent?.verdict !== "reran") return undefined;
  if (old.rootKey === now.rootKey && (forced || !isForced(parent.reason))) return undefined;
  return { kind: "parent-reran", step: parent.id, root: rootOf(parent) };
}

/** Where the cache broke: a step that ran for a reason of its own. */
function rootOf({ id, reason }: Below): StepId {
  return reason.kind === "parent-reran" ? reason.root : id;
}

/** With --no-cache or a folder below it no key is looked up (spec §3.6). */
function isForced(reason: Reason): boolean {
  return reason.kind === "no-cache" || reason.kind === "local-base" || reason.kind === "parent-reran";
}

function ownCauses(old: StepInputs, { now, buildArgs }: ReasonFacts): Cause[] {
  const [a, b] = [old.operation, now.operation];
  const variables = () =>
    given(variableChanges(new Map(old.variables), new Map(now.variables)), buildArgs).filter(({ before, after }) => before !== after);
  if (a.kind === "from" && b.kind === "from") {
    if (a.chainId === b.chainId) return [];
    return [
      {
        kind: "base-changed",
        before: a.reference,
        after: b.reference,
        digests: { before: a.digest ?? a.chainId, after: b.digest ?? b.chainId },
        variables: variables(),
      },
    ];
  }
  const causes: Cause[] = [];
  const isSame = old.digest !== undefined && old.digest === now.digest;
  const parts = [...(isSame ? [] : partChanges(a, b)), ...documentChanges(old.files, now.files)];
  const environment = isSame ? [] : given(environmentChanges(a, b), buildArgs);
  if (parts.length === 0 && environment.length === 0 && a.kind === b.kind) return [];
  const shown = { before: old.shown ?? old.text, after: now.shown ?? now.text };
  const isExpanded = shown.before !== old.text || shown.after !== now.text;
  if (parts.length > 0 || a.kind !== b.kind)
    causes.push({
      kind: "instruction-changed",
      before: old.text,
      after: now.text,
      ...(isExpanded && { expanded: shown }),
      parts,
      variables: a.kind === "run" ? [] : variables(),
    });
  if (environment.length > 0) causes.push({ kind: "environment-changed", changes: environment });
  return causes;
}

/** Here-documents are part of the instruction, though the builder reads them as files. */
function documentChanges(old: readonly FilesRead[], now: readonly FilesRead[]): PartChange[] {
  const documents = (list: readonly FilesRead[]) => list.flatMap(({ inline }) => inline ?? []);
  const [before, after] = [documents(old), documents(now)];
  if (before.length === 0 && after.length === 0) return [];
  return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index): PartChange[] => {
    const [a, b] = [before[index], after[index]];
    if (a?.content === b?.content) return [];
    return [{ name: `<<${b?.name ?? a?.name}`, ...(a && { before: a.content }), ...(b && { after: b.content }) }];
  });
}

/** Marks what comes from the command line. */
function given(changes: readonly EnvironmentChange[], buildArgs: Readonly<Record<string, string>>): EnvironmentChange[] {
  return changes.map((change) =>
    change.source === "ARG" && change.after !== undefined && buildArgs[change.name] === change.after ? { ...change, given: true } : change,
  );
}

/** One cause for each source whose files differ. */
function filesCauses(old: readonly FilesRead[], { now, sources, markIgnored = (change) => change }: ReasonFacts): Cause[] {
  return now.files.flatMap((files, index): Cause[] => {
    const before = old[index];
    // More or fewer sources are told by the instruction, and so is the text of a here-document.
    if (!before || files.inline || before.digest === files.digest || files.digest === undefined) return [];
    const changes = before.digest === undefined ? [] : readChanges(before, files);
    // What a step reads of the image it stands on is not looked at (spec §1.5), so there are no files to compare.
    const isUnread = before.digest === unreadSelection.digest || files.digest === unreadSelection.digest;
    if (changes.length === 0 && before.digest !== undefined && !isUnread) return [];
    const below = sources[index];
    const through = below?.verdict === "reran" ? { step: below.id, root: rootOf(below) } : {};
    if (files.from === undefined) return [{ kind: "files-changed", changes: changes.map(markIgnored) }];
    return [{ kind: "files-changed", changes, from: files.from, ...through }];
  });
}

function readChanges(before: FilesRead, now: FilesRead): FileChange[] {
  const ownership = now.from === undefined || now.isLocal ? "context" : "image";
  const isSameSelection = before.selects === undefined || before.selects === now.selects;
  const [old, own] = [nodesOf(before), nodesOf(now)];
  const changes: FileChange[] = [];
  const compare = (path: string, a: Node | undefined, b: Node | undefined) =>
    changes.push(...fileChanges(a, b, path.replace(/^\/+/, ""), ownership));
  const [moved, other] = now.picks;
  const [only, rest] = before.picks;
  if (moved && only && !other && !rest && baseName(moved.path) === baseName(only.path)) {
    // One file on each side is one that moved, not one gone and one new.
    compare(moved.path, only.node, moved.node);
    return withRenames(changes);
  }
  for (const [path, node] of own) if (isSameSelection || old.has(path)) compare(path, old.get(path), node);
  // What an edited instruction does not name any more is not gone.
  if (isSameSelection) for (const [path, node] of old) if (!own.has(path)) compare(path, node, undefined);
  return withRenames(changes);
}

function nodesOf({ picks }: FilesRead): ReadonlyMap<string, Node> {
  return new Map(picks.map(({ path, node }) => [path, node]));
}
