/** Why a step ran again: its inputs now against those it had when it was last built. */
import type { Cause, EnvironmentChange, FileChange, PartChange, Reason, StepId, Verdict } from "../../api.ts";
import { fileChanges, withRenames } from "./file-changes.ts";
import type { FilesRead, StepInputs, StepMemory } from "./memory.ts";
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
  /** The step it stands on, when that has a verdict and is part of the key. */
  readonly parent: Below | undefined;
  /** The steps it reads files from, by source. */
  readonly sources: readonly (Below | undefined)[];
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** For a step that ran again, or failed while it ran. */
export function reasonToRun(facts: ReasonFacts): Reason {
  const { before, now, pruned } = facts;
  const old = before?.inputs;
  const causes: Cause[] = [];
  if (facts.forced) causes.push({ kind: "no-cache", option: facts.forced });
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
  const causes = [parentCause(old, facts), ...ownCauses(old, facts), ...filesCauses(old.files, now.files, facts.sources)];
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
export function rootOf({ id, reason }: Below): StepId {
  return reason.kind === "parent-reran" ? reason.root : id;
}

/** With --no-cache below it no key is looked up (spec §3.6). */
function isForced(reason: Reason): boolean {
  return reason.kind === "no-cache" || reason.kind === "parent-reran";
}

function ownCauses(old: StepInputs, { now, buildArgs }: ReasonFacts): Cause[] {
  const [a, b] = [old.operation, now.operation];
  const variables = given(variableChanges(new Map(old.variables), new Map(now.variables)), buildArgs).filter(
    ({ before, after }) => before !== after,
  );
  if (a.kind === "from" && b.kind === "from") {
    if (a.chainId === b.chainId) return [];
    return [
      {
        kind: "base-changed",
        before: a.reference,
        after: b.reference,
        digests: { before: a.digest ?? a.chainId, after: b.digest ?? b.chainId },
        variables,
      },
    ];
  }
  const causes: Cause[] = [];
  const parts = [...partChanges(a, b), ...documentChanges(old.files, now.files)];
  const environment = given(environmentChanges(a, b), buildArgs);
  const shown = { before: old.shown ?? old.text, after: now.shown ?? now.text };
  const isExpanded = shown.before !== old.text || shown.after !== now.text;
  if (parts.length > 0 || a.kind !== b.kind)
    causes.push({
      kind: "instruction-changed",
      before: old.text,
      after: now.text,
      ...(isExpanded && { expanded: shown }),
      parts,
      variables: a.kind === "run" ? [] : variables,
    });
  if (environment.length > 0) causes.push({ kind: "environment-changed", changes: environment });
  return causes;
}

/** Here-documents are part of the instruction, though the builder reads them as files. */
function documentChanges(old: readonly FilesRead[], now: readonly FilesRead[]): PartChange[] {
  const documents = (list: readonly FilesRead[]) => list.flatMap(({ inline }) => inline ?? []);
  const [before, after] = [documents(old), documents(now)];
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
function filesCauses(old: readonly FilesRead[], now: readonly FilesRead[], sources: readonly (Below | undefined)[]): Cause[] {
  return now.flatMap((files, index): Cause[] => {
    const before = old[index];
    // More or fewer sources are told by the instruction, and so is the text of a here-document.
    if (!before || files.inline || before.digest === files.digest || files.digest === undefined) return [];
    const changes = before.digest === undefined ? [] : readChanges(before, files);
    if (changes.length === 0 && before.digest !== undefined) return [];
    const below = sources[index];
    const through = below?.verdict === "reran" ? { step: below.id, root: rootOf(below) } : {};
    return [{ kind: "files-changed", changes, ...(files.from !== undefined && { from: files.from }), ...through }];
  });
}

function readChanges(before: FilesRead, now: FilesRead): FileChange[] {
  const ownership = now.from === undefined ? "context" : "image";
  const single = before.picks.length === 1 && now.picks.length === 1;
  const paths = new Map(now.picks.map(({ path, node }) => [path, node]));
  const old = new Map(before.picks.map(({ path, node }) => [path, node]));
  const changes: FileChange[] = [];
  for (const { path, node } of now.picks) {
    // One path on each side is one file that moved, not one gone and one new.
    const earlier = old.get(path) ?? (single ? before.picks[0]?.node : undefined);
    changes.push(...fileChanges(earlier, node, path.replace(/^\/+/, ""), ownership));
  }
  if (!single)
    for (const { path, node } of before.picks)
      if (!paths.has(path)) changes.push(...fileChanges(node, undefined, path.replace(/^\/+/, ""), ownership));
  return withRenames(changes);
}
