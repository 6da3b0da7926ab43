/** Why a step ran again: its inputs now against those it had when it was last built. */
import type { EnvironmentChange, FileChange, Reason, StepId, Verdict } from "../../api.ts";
import type { Variable } from "../plan/environment.ts";
import { fileChanges } from "./file-changes.ts";
import type { FilesRead, PlainOperation, StepInputs, StepMemory } from "./memory.ts";

/** All a reason is made from. */
export interface ReasonFacts {
  readonly text: string;
  readonly now: StepInputs;
  /** The step it corresponds to in the last build, if there is one that was ever settled. */
  readonly before: StepMemory | undefined;
  readonly forced: boolean;
  readonly pruned: boolean;
  /** The step it stands on, when that has a verdict. */
  readonly parent: { readonly id: StepId; readonly verdict: Verdict; readonly reason: Reason } | undefined;
}

/** For a step that ran again, or failed while it ran. */
export function reasonToRun(facts: ReasonFacts): Reason {
  const { now, before, parent } = facts;
  if (facts.forced) return { kind: "no-cache" };
  if (facts.pruned) return { kind: "pruned" };
  const old = before?.inputs;
  if (!old) return { kind: "first-build" };
  if (parent?.verdict === "reran") {
    // On a first build every step is new, and being on top of a new one explains nothing.
    return { kind: "parent-reran", step: parent.id, root: parent.reason.kind === "parent-reran" ? parent.reason.root : parent.id };
  }
  const own = operationReason(facts.text, old, now);
  if (own) return own;
  const files = filesReason(old.files, now.files);
  if (files) return files;
  if (old.rootKey !== now.rootKey)
    return { kind: "parent-changed", before: old.rootText ?? "an empty file system", after: now.rootText ?? "an empty file system" };
  return { kind: "first-build" };
}

function operationReason(text: string, old: StepInputs, now: StepInputs): Reason | undefined {
  const [a, b] = [old.operation, now.operation];
  if (a.kind === "from" && b.kind === "from")
    return a.chainId === b.chainId ? undefined : { kind: "base-changed", before: a.reference, after: b.reference };
  const environment = environmentChanges(a, b);
  // Options and shell change what runs while the text stays the same; an edited text is the plainer cause.
  if (environment.length > 0 && !commandChanged(a, b)) return { kind: "environment-changed", changes: environment };
  if (old.text !== text && fields(a) !== fields(b)) return { kind: "instruction-changed", before: old.text, after: text };
  if (environment.length > 0) return { kind: "environment-changed", changes: environment };
  if (fields(a) !== fields(b)) return { kind: "instruction-changed", before: old.text, after: text };
  return undefined;
}

/** What of an operation its own text decides. */
function fields(operation: PlainOperation): string {
  if (operation.kind === "run") {
    const command = operation.shell ? operation.argv.slice(operation.shell.length) : operation.argv;
    return JSON.stringify([command, operation.shell !== undefined, operation.mounts, operation.security]);
  }
  if (operation.kind === "copy") {
    // A source file may move: only its name counts, and `sources` says the rest.
    return JSON.stringify([
      operation.add,
      operation.items.map(({ path }) => path.slice(path.lastIndexOf("/"))),
      operation.destination,
      operation.owner,
      operation.mode,
    ]);
  }
  return JSON.stringify(operation);
}

function commandChanged(a: PlainOperation, b: PlainOperation): boolean {
  return a.kind !== b.kind || fields(a) !== fields(b);
}

/** Variables and settings that enter a RUN's key; for WORKDIR its owner. */
export function environmentChanges(a: PlainOperation, b: PlainOperation): EnvironmentChange[] {
  const changes: EnvironmentChange[] = [];
  const compare = (name: string, source: EnvironmentChange["source"], before: string | undefined, after: string | undefined) => {
    if ((before || undefined) !== (after || undefined)) changes.push({ name, source, ...(before && { before }), ...(after && { after }) });
  };
  if (a.kind === "workdir" && b.kind === "workdir" && a.path === b.path) {
    compare("USER", "USER", a.owner, b.owner);
    compare("SOURCE_DATE_EPOCH", "option", a.epoch, b.epoch);
  }
  if (a.kind !== "run" || b.kind !== "run") return changes;
  changes.push(...variableChanges(new Map(a.variables), new Map(b.variables)));
  compare("WORKDIR", "WORKDIR", a.cwd, b.cwd);
  compare("USER", "USER", a.user, b.user);
  if (a.shell && b.shell) compare("SHELL", "SHELL", JSON.stringify(a.shell), JSON.stringify(b.shell));
  compare("--network", "option", a.network, b.network);
  compare("--platform", "option", a.platform, b.platform);
  compare("--add-host", "option", hosts(a.addHosts), hosts(b.addHosts));
  compare("hostname", "option", a.hostname, b.hostname);
  return changes;
}

function hosts(list: readonly string[]): string {
  return list.map((host) => host.split(/[:=]/)[0]).join(" ");
}

function variableChanges(before: ReadonlyMap<string, Variable>, after: ReadonlyMap<string, Variable>): EnvironmentChange[] {
  const changes: EnvironmentChange[] = [];
  for (const [name, { value, source }] of after) {
    const old = before.get(name);
    if (old?.value !== value) changes.push({ name, source, ...(old && { before: old.value }), after: value });
  }
  for (const [name, { value, source }] of before) if (!after.has(name)) changes.push({ name, source, before: value });
  if (changes.length > 0) return changes;
  // The same variables in another order are another key too (spec §3.1).
  const [old, now] = [[...before.keys()], [...after.keys()]];
  const moved = now.findIndex((name, index) => name !== old[index]);
  const variable = after.get(now[moved] ?? "");
  if (moved >= 0 && variable)
    changes.push({ name: now[moved] as string, source: variable.source, before: variable.value, after: variable.value });
  return changes;
}

/** The first source whose files differ. */
export function filesReason(old: readonly FilesRead[], now: readonly FilesRead[]): Reason | undefined {
  for (const [index, files] of now.entries()) {
    const before = old[index];
    if (before?.digest !== undefined && before.digest === files.digest) continue;
    const changes = before ? readChanges(before, files) : [];
    if (changes.length > 0) return { kind: "files-changed", changes, ...(files.from !== undefined && { from: files.from }) };
  }
  return undefined;
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
  return changes;
}
