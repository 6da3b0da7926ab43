/** BuildKit's linter (spec §11): everything `docker build --check` would say about a Dockerfile. */
import type { BuildWarning, SourceRange } from "../api.ts";
import { DockerfileError, type Directives, type Dockerfile, type Stage } from "./ast.ts";
import { WordBudget } from "./limits.ts";
import { lintDefaults, lintFrom } from "./lint/from-rules.ts";
import { reported } from "./lint/reported.ts";
import { baseNames, globalScope, parents, reachable, type LintOptions } from "./lint/scope.ts";
import { parseTrigger } from "./parse.ts";
import { fromImage, fromStage, StageLinter, type StageState } from "./lint/stage.ts";

export { ruleUrl, rules } from "./lint/rules.ts";
export type { BaseConfig, LintOptions } from "./lint/scope.ts";

/**
 * All warnings of a Dockerfile in source order, those of the parser included, without the ones `# check=` skips. Never
 * throws: where the Dockerfile is wrong the build tells, and lint ends.
 */
export function lintDockerfile(dockerfile: Dockerfile, given: LintOptions = {}): BuildWarning[] {
  const options = { budget: new WordBudget(), ...given };
  const warnings = [...dockerfile.warnings];
  try {
    lintDefaults(dockerfile, options, warnings);
    const globals = globalScope(dockerfile, options);
    lintFrom(dockerfile, globals, warnings);
    lintStages(dockerfile, globals, options, warnings);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    options.onMistake?.(error);
  }
  return reported(warnings, dockerfile.directives);
}

function lintStages(dockerfile: Dockerfile, globals: ReadonlyMap<string, string>, options: LintOptions, warnings: BuildWarning[]): void {
  const { stages } = dockerfile;
  const names = baseNames(dockerfile, globals, options);
  const parentOf = parents(stages, names);
  const needed = reachable(stages, parentOf, options);
  const states: StageState[] = [];
  const isBeyond = (range: SourceRange): boolean => range.startLine > (options.endLine ?? Number.POSITIVE_INFINITY);
  for (const [i, stage] of stages.entries()) {
    const parent = parentOf[i];
    const inherited = parent === undefined ? undefined : states[parent];
    const config = inherited ? undefined : options.imageConfig?.(names[i] ?? "");
    const state = inherited ? fromStage(inherited) : fromImage(config);
    states.push(state);
    const isReplaced = !options.allStages && stage.name !== undefined && options.isReplaced?.(stage.name);
    if (!needed[i] || isReplaced) continue;
    if (isBeyond(stage.from.range)) return;
    const linter = new StageLinter(dockerfile, globals, options, state, warnings);
    const triggers = parent === undefined ? (config?.OnBuild ?? []) : triggersOf(stages[parent]);
    for (const trigger of triggers) linter.visit({ ...parseTrigger(trigger, dockerfile.features), range: stage.from.range });
    for (const instruction of stage.instructions) {
      if (isBeyond(instruction.range)) return;
      linter.visit(instruction);
    }
  }
}

/** What the ONBUILD lines of a stage set off in those that start from it. */
function triggersOf(stage: Stage | undefined): string[] {
  return (stage?.instructions ?? []).flatMap((one) => (one.kind === "ONBUILD" ? [one.trigger] : []));
}

/** The message with which `# check=error=true` makes warnings fail the build; undefined when they do not. */
export function lintFailure(warnings: readonly BuildWarning[], { check }: Directives): string | undefined {
  if (!check?.error || warnings.length === 0) return undefined;
  const names = new Set(warnings.map(({ rule }) => rule));
  return `lint violation found for rules: ${[...names].join(", ")}`;
}
