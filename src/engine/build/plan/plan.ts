/**
 * The frontend's first pass over the stages: global arguments, what each stage starts from, who reads whom, the target,
 * and which stages it needs (spec §1.1, §5). Nothing here looks at images or files.
 */
import type { NamedContext, SourceRange } from "../../api.ts";
import { DockerfileError, type Dockerfile, type Instruction, type Stage } from "../../dockerfile/ast.ts";
import { expandWord } from "../../dockerfile/expand.ts";
import { LabLimitError, WordBudget } from "../../dockerfile/limits.ts";
import { parseTrigger } from "../../dockerfile/parse.ts";
import { withSuggestion } from "../../dockerfile/suggest.ts";
import { canonical, InvalidReference } from "../../images/reference.ts";
import { NamedContexts } from "./named-contexts.ts";
import { parsePlatform, platformArguments } from "../../dockerfile/platform.ts";

export interface Plan {
  readonly dockerfile: Dockerfile;
  readonly stages: readonly PlannedStage[];
  readonly target: PlannedStage;
  /** Global ARGs and platform arguments, for FROM lines and for redeclaring. */
  readonly globals: ReadonlyMap<string, string>;
  /** Of the build; a stage may have another one. */
  readonly platform: string;
  /** For the values that its words are filled in with. */
  readonly budget: WordBudget;
  /** True when step names carry no stage prefix (spec §2.1). */
  readonly alone: boolean;
}

export interface PlannedStage {
  readonly source: Stage;
  readonly index: number;
  /** Lower case, or `stage-<index>`. */
  readonly name: string;
  /** `name`, made unique when two stages share it: the beginning of step ids. */
  readonly key: string;
  readonly base: StageBase;
  readonly platform?: string;
  /** What `COPY --from` and `RUN --mount=from=` read, by instruction; one entry a `from`, in order. */
  readonly reads: ReadonlyMap<Instruction, readonly StageRead[]>;
  /** What ONBUILD lines of its base set off, its own instructions come after; or the mistake in one of them. */
  readonly triggers: readonly Instruction[] | DockerfileError;
  /** A named context stands in its place: none of its instructions count. */
  readonly replaced: boolean;
  reachable: boolean;
  /** How often BuildKit looked at the FROMs before triggers, and triggers of what they read, led to this one. */
  round: number;
}

export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "stage"; readonly index: number }
  /** `context` is the name of the named context that it was given as; `wrong` says why the name is none. */
  | {
      readonly kind: "image";
      readonly name: string;
      readonly reference: string;
      readonly context?: string;
      readonly wrong?: DockerfileError;
    }
  /** A directory given as a named context. */
  | { readonly kind: "local"; readonly name: string };

/** What a mount reads has no place in the file that errors could show. */
export type StageRead = { readonly written: string; readonly range: Instruction["range"]; readonly mount?: boolean } & StageBase;

export interface PlanOptions {
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly namedContexts?: Readonly<Record<string, NamedContext>>;
  /** Without a target every stage is looked at, as `--check` does. */
  readonly check?: boolean;
  /** ONBUILD of a base image, as far as it is known. */
  readonly triggersOf?: (reference: string, platform: string) => readonly string[] | null | undefined;
}

/** Throws `DockerfileError` with BuildKit's words. */
export function planStages(dockerfile: Dockerfile, options: PlanOptions): Plan {
  if (dockerfile.stages.length === 0) throw new DockerfileError("dockerfile contains no stages to build");
  const budget = new WordBudget();
  const globals = globalArguments(dockerfile, options, budget);
  const escapeToken = dockerfile.directives.escape;
  const contexts = new NamedContexts(options.namedContexts);
  const byName = new Map<string, number>();
  const names = new Set<string>();
  const drafts = dockerfile.stages.map((source) => {
    const stand = source.name === undefined ? undefined : contexts.find(source.name, source.from.range);
    const image = expandIn(source.from, source.from.image, globals, escapeToken, budget);
    const base = stand ?? stageBase(source, image, byName, contexts);
    const platform = stagePlatform(source, globals, escapeToken, budget);
    const name = source.name ?? `stage-${source.index}`;
    const key = names.has(name) ? `${name}#${source.index}` : name;
    names.add(key);
    if (source.name !== undefined) byName.set(source.name, source.index);
    return { source, index: source.index, name, key, base, platform, replaced: stand !== undefined, reachable: false, round: 0 };
  });

  const target = findTarget(dockerfile.stages, byName, options.target);
  let implicit = false;
  const drafted = drafts.map((draft): PlannedStage => {
    const reads = new Map<Instruction, readonly StageRead[]>();
    // What a replaced stage would copy from is asked for all the same.
    for (const instruction of draft.source.instructions) {
      if (instruction.kind === "RUN" && instruction.mounts.length > 0) implicit = true;
      const list = readsOf(instruction, byName, drafts.length, contexts);
      if (list.length > 0) reads.set(instruction, list);
      if (list.some((read) => read.kind !== "stage")) implicit = true;
    }
    return { ...draft, reads, triggers: [] };
  });

  refuseCycles(drafted);
  const stages = drafted.map((stage): PlannedStage => {
    const reads = new Map(stage.reads);
    const triggers = triggersOf(stage, dockerfile, options, (instruction) => {
      const list = readsOf(instruction, byName, drafts.length, contexts);
      if (list.length > 0) reads.set(instruction, list);
    });
    return { ...stage, reads, triggers };
  });
  if (options.check && !options.target) for (const stage of stages) stage.reachable = true;
  else markReachable(stages, drafted, target);
  const { platform } = options;
  const alone = stages.length === 1 && !implicit;
  return { dockerfile, stages, target: stages[target] as PlannedStage, globals, platform, budget, alone };
}

/** Throws what is wrong with the names of images, which BuildKit reads while it asks about the others. */
export function checkNames({ stages }: Plan): void {
  for (const { base, reads } of stages)
    for (const one of [base, ...[...reads.values()].flat()]) if (one.kind === "image" && one.wrong) throw one.wrong;
}

/** Throws what is wrong with the triggers that the target's stages set off; BuildKit looks once all images are known. */
export function checkTriggers({ stages }: Plan): void {
  for (const { reachable, triggers } of stages) if (reachable && triggers instanceof DockerfileError) throw triggers;
}

/** @param found is told of each, and may find fault with it */
function triggersOf(
  { source, base, platform }: PlannedStage,
  dockerfile: Dockerfile,
  options: PlanOptions,
  found: (instruction: Instruction) => void,
): Instruction[] | DockerfileError {
  const { range } = source.from;
  const texts =
    base.kind === "stage"
      ? dockerfile.stages[base.index]?.instructions.flatMap((one) => (one.kind === "ONBUILD" ? [one.trigger] : []))
      : base.kind === "image" && !base.wrong
        ? options.triggersOf?.(base.reference, platform ?? options.platform)
        : [];
  try {
    const triggers = (texts ?? []).map((text): Instruction => ({ ...parseTrigger(text, dockerfile.features), range }));
    for (const trigger of triggers) found(trigger);
    return triggers;
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    return new DockerfileError(error.message, range);
  }
}

/** `--platform` of a FROM line. Throws for an empty one and for what is none. */
function stagePlatform(
  { from }: Stage,
  globals: ReadonlyMap<string, string>,
  escapeToken: "\\" | "`",
  budget: WordBudget,
): string | undefined {
  if (from.platform === undefined) return undefined;
  const unset = new Set<string>();
  const text = expandIn(from, from.platform, globals, escapeToken, budget, (name, isSet) => !isSet && unset.add(name));
  const wrong = (message: string) => {
    const suggested = [...unset].map((name) => withSuggestion(message, name, globals.keys())).find((one) => one !== message);
    return new DockerfileError(suggested ?? message, from.range);
  };
  if (text === "") throw wrong(`empty platform value from expression ${from.platform}`);
  const platform = parsePlatform(text);
  if (typeof platform === "string") return platform;
  // This one alone is told twice.
  const { message } = wrong(`failed to parse platform ${from.platform}: ${platform.message}`);
  throw new DockerfileError(message, from.range, [], [from.range]);
}

/** Stages that a stage starts from or reads, without repeats. */
function dependencies(stage: PlannedStage): number[] {
  const found = new Set<number>();
  if (stage.base.kind === "stage") found.add(stage.base.index);
  for (const list of stage.reads.values()) for (const read of list) if (read.kind === "stage") found.add(read.index);
  return [...found];
}

/** What the `from`s of an instruction name, in order. */
function readsOf(instruction: Instruction, byName: ReadonlyMap<string, number>, count: number, contexts: NamedContexts): StageRead[] {
  if (instruction.kind === "COPY" || instruction.kind === "ADD")
    return instruction.from === undefined ? [] : [copyRead(instruction.from, instruction, byName, count, contexts)];
  if (instruction.kind !== "RUN") return [];
  return instruction.mounts.flatMap((mount) =>
    mount.options.flatMap(({ key, value }) =>
      key.toLowerCase() === "from" && value ? [{ ...namedRead(value, instruction, byName, contexts), mount: true }] : [],
    ),
  );
}

function globalArguments(dockerfile: Dockerfile, options: PlanOptions, budget: WordBudget): Map<string, string> {
  const values = new Map<string, string>();
  const target = options.target || dockerfile.stages.at(-1)?.name || "default";
  for (const [name, value] of platformArguments(options.platform, target)) values.set(name, options.buildArgs?.[name] ?? value);
  for (const instruction of dockerfile.globalArgs) {
    for (const { key, value } of instruction.args) {
      const given = options.buildArgs?.[key];
      if (given !== undefined) values.set(key, given);
      else if (value !== undefined) values.set(key, expandIn(instruction, value, values, dockerfile.directives.escape, budget));
    }
  }
  return values;
}

/** Expands a word of an instruction; mistakes get the instruction's range. */
export function expandIn(
  instruction: { readonly range: Instruction["range"] },
  word: string,
  env: { get(name: string): string | undefined },
  escapeToken: "\\" | "`",
  budget: WordBudget,
  onRead?: (name: string, isSet: boolean) => void,
): string {
  try {
    return expandWord(word, env, { escape: escapeToken, budget, ...(onRead && { onRead }) });
  } catch (error) {
    throw located(error, instruction.range);
  }
}

/** A frontend error that has no place yet gets one; anything else is returned as it is. */
export function located(error: unknown, range: Instruction["range"]): unknown {
  return error instanceof DockerfileError && !error.range && !(error instanceof LabLimitError)
    ? new DockerfileError(error.message, range)
    : error;
}

function stageBase(source: Stage, image: string, byName: ReadonlyMap<string, number>, contexts: NamedContexts): StageBase {
  if (image === "") throw new DockerfileError(`base name (${source.from.image}) should not be blank`, source.from.range);
  const index = byName.get(image);
  if (index !== undefined) return { kind: "stage", index };
  if (image === "scratch") return { kind: "scratch" };
  const named = contexts.find(image, source.from.range);
  if (named) return named;
  return imageNamed(image, source.from.range);
}

/** The image under its full name; one that cannot be read has none. */
function imageNamed(name: string, range: Instruction["range"]): Extract<StageBase, { kind: "image" }> {
  try {
    return { kind: "image", name, reference: canonical(name) };
  } catch (error) {
    if (!(error instanceof InvalidReference)) throw error;
    const wrong = new DockerfileError(`failed to parse stage name ${JSON.stringify(name)}: ${error.message}`, range);
    return { kind: "image", name, reference: "", wrong };
  }
}

function findTarget(stages: readonly Stage[], byName: ReadonlyMap<string, number>, wanted: string | undefined): number {
  if (!wanted) return stages.length - 1;
  const index = byName.get(wanted.toLowerCase());
  if (index === undefined)
    throw new DockerfileError(withSuggestion(`target stage ${JSON.stringify(wanted)} could not be found`, wanted, byName.keys(), false));
  return index;
}

/** `COPY --from`: a stage's index for a number, else a name (spec §5). */
function copyRead(
  written: string,
  instruction: Instruction,
  byName: ReadonlyMap<string, number>,
  count: number,
  contexts: NamedContexts,
): StageRead {
  // What would change by filling in variables, none of them set, or by taking quotes away.
  if (expandIn({ range: instruction.range }, written, { get: () => undefined }, "\\", new WordBudget()) !== written) {
    const message =
      "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround";
    throw new DockerfileError(message);
  }
  if (/^[+-]?\d+$/.test(written)) {
    const index = Number(written);
    if (index < 0 || index >= count) throw new DockerfileError(`invalid stage index ${index}`);
    return { written, range: instruction.range, kind: "stage", index };
  }
  return namedRead(written, instruction, byName, contexts);
}

/** A stage, a named context, an image, in this order. */
function namedRead(written: string, { range }: Instruction, byName: ReadonlyMap<string, number>, contexts: NamedContexts): StageRead {
  const at = { written, range };
  const index = byName.get(written.toLowerCase());
  if (index !== undefined) return { ...at, kind: "stage", index };
  if (written === "scratch") return { ...at, kind: "scratch" };
  const named = contexts.find(written, range);
  if (named) return { ...at, ...named };
  return { ...at, ...imageNamed(written, range) };
}

/**
 * Circles of stages that read each other; FROM is no part of them, since it only finds stages above. Unused stages count
 * too. BuildKit names the stage at which it began to look, and shows the way round from its end.
 */
function refuseCycles(stages: readonly PlannedStage[]): void {
  const done = new Set<number>();
  const open = new Set<number>();
  const wayRound = (index: number): SourceRange[] | undefined => {
    if (done.has(index)) return undefined;
    done.add(index);
    open.add(index);
    const reads = new Map(
      [...(stages[index] as PlannedStage).reads.values()].flat().map((read) => [read.kind === "stage" ? read.index : -1, read]),
    );
    for (const [next, { range }] of reads) {
      if (next < 0) continue;
      const rest = open.has(next) ? [] : wayRound(next);
      if (rest) return [...rest, range];
    }
    open.delete(index);
    return undefined;
  };
  for (const { index, name } of stages) {
    const ranges = wayRound(index);
    if (ranges) throw new DockerfileError(`circular dependency detected on stage: ${name}`, ranges[0], [], ranges.slice(1));
  }
}

/** What a stage's own lines name first, then what the triggers set off by those stages name, and so on. */
function markReachable(stages: readonly PlannedStage[], written: readonly PlannedStage[], target: number): void {
  let begin = [target];
  for (let round = 0; begin.length > 0; round++) {
    const open = begin;
    begin = [];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const stage = stages[index] as PlannedStage;
      if (stage.reachable) continue;
      stage.reachable = true;
      stage.round = round;
      open.push(...dependencies(written[index] as PlannedStage));
      begin.push(...dependencies(stage));
    }
  }
}
