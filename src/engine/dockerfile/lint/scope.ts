/** What a stage can see while it is checked: variables, arguments, and which stages it stands on. */
import type { CopyInstruction, DockerfileError, Dockerfile, Instruction, RunInstruction, Stage } from "../ast.ts";
import { expandWord } from "../expand.ts";
import type { WordBudget } from "../limits.ts";

/** What lint needs to know of a base image. */
export interface BaseConfig {
  readonly Env?: readonly string[];
  readonly Shell?: readonly string[];
  readonly OnBuild?: readonly string[] | null;
}

export interface LintOptions {
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Rules about single instructions look only at stages this one needs; the last stage when absent. */
  readonly target?: string;
  /**
   * First line of the instruction at which the build failed: nothing below it is looked at, as in a real build. 0 when
   * it failed before any stage began.
   */
  readonly endLine?: number;
  /** Told of a mistake that lint came upon and stopped at: a word that cannot be expanded. */
  readonly onMistake?: (mistake: DockerfileError) => void;
  /** Pays for the values that words are filled in with. */
  readonly budget?: WordBudget;
  /** Look at all stages, as `--check` without a target does. */
  readonly allStages?: boolean;
  /** `linux/amd64` when absent. */
  readonly platform?: string;
  /** Configuration of a base image by its expanded name, when it is known. */
  readonly imageConfig?: (image: string) => BaseConfig | undefined;
  /** Tells of a stage whether a named context has taken its place; such a stage is looked at with `allStages` alone. */
  readonly isReplaced?: (stage: string) => boolean;
  /** Tells of a path in the context whether .dockerignore excludes it; absent when it has `!` patterns or nothing. */
  readonly isIgnored?: (path: string) => boolean;
}

/** The arguments that FROM lines see: platform arguments and those above the first FROM. */
export function globalScope(dockerfile: Dockerfile, options: LintOptions, useBuildArgs = true): Map<string, string> {
  const { os, arch, variant, text } = splitPlatform(options.platform ?? "linux/amd64");
  const scope = new Map<string, string>();
  const target = options.target || dockerfile.stages.at(-1)?.name || "default";
  for (const side of ["BUILD", "TARGET"]) {
    const parts = { PLATFORM: text, OS: os, OSVERSION: "", ARCH: arch, VARIANT: variant };
    for (const [name, value] of Object.entries(parts)) scope.set(side + name, value);
  }
  scope.set("TARGETSTAGE", target);
  const given = options.buildArgs ?? {};
  for (const name of scope.keys()) if (Object.hasOwn(given, name)) scope.set(name, given[name] as string);
  for (const { key, value } of dockerfile.globalArgs.flatMap(({ args }) => args)) {
    if (useBuildArgs && Object.hasOwn(given, key)) define(scope, key, given[key] as string);
    else if (value !== undefined)
      define(scope, key, expandWord(value, scope, { escape: dockerfile.directives.escape, budget: options.budget }));
  }
  return scope;
}

/** Sets a variable and moves it to the end, where a later definition belongs. */
export function define(scope: Map<string, string>, name: string, value: string): void {
  scope.delete(name);
  scope.set(name, value);
}

/** Base name of each stage, expanded; undefined where that fails. */
export function baseNames(dockerfile: Dockerfile, scope: ReadonlyMap<string, string>, options: LintOptions): (string | undefined)[] {
  return dockerfile.stages.map(({ from }) => {
    try {
      return expandWord(from.image, scope, { escape: dockerfile.directives.escape, budget: options.budget });
    } catch {
      return undefined;
    }
  });
}

/** For each stage the index of the earlier stage it starts from, if it does. */
export function parents(stages: readonly Stage[], names: readonly (string | undefined)[]): (number | undefined)[] {
  const known = new Map<string, number>();
  return stages.map(({ name }, i) => {
    const parent = known.get(names[i] ?? "");
    if (name !== undefined) known.set(name, i);
    return parent;
  });
}

/**
 * Which stages the target needs; one that a named context stands for does not need what it stood on, but what it would copy from.
 * All of them when there is no such target.
 */
export function reachable(stages: readonly Stage[], parentOf: readonly (number | undefined)[], options: LintOptions): boolean[] {
  const wanted = options.target?.toLowerCase();
  const target = wanted ? stages.findLastIndex(({ name }) => name === wanted) : stages.length - 1;
  if (options.allStages || target < 0) return stages.map(() => true);
  const byName = new Map(stages.flatMap(({ name }, i) => (name === undefined ? [] : [[name, i] as const])));
  const needed = stages.map(() => false);
  const open = [target];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (needed[index]) continue;
    needed[index] = true;
    const isReplaced = options.isReplaced?.(stages[index]?.name ?? "");
    const sources = stages[index]?.instructions.flatMap(sourcesOf) ?? [];
    for (const next of [
      isReplaced ? undefined : parentOf[index],
      ...sources.map((source) => byName.get(source.toLowerCase()) ?? stageNumber(source, stages.length)),
    ]) {
      if (next !== undefined) open.push(next);
    }
  }
  return needed;
}

function sourcesOf(instruction: Instruction): string[] {
  if (instruction.kind === "COPY")
    return (instruction as CopyInstruction).from === undefined ? [] : [(instruction as CopyInstruction).from as string];
  if (instruction.kind !== "RUN") return [];
  return (instruction as RunInstruction).mounts.flatMap(({ options }) =>
    options.flatMap(({ key, value }) => (key.toLowerCase() === "from" && value !== undefined ? [value] : [])),
  );
}

function stageNumber(text: string, count: number): number | undefined {
  return /^\d+$/.test(text) && Number(text) < count ? Number(text) : undefined;
}

function splitPlatform(platform: string): { os: string; arch: string; variant: string; text: string } {
  const [os = "linux", arch = "amd64", variant = ""] = platform.split("/");
  return { os, arch, variant, text: platform };
}
