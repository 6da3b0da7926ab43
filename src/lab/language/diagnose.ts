/** What is wrong with a Dockerfile, as the engine that will build it sees it. */
import type { BuildFailure, BuildView, BuildWarning, SourceRange } from "../../engine/api.ts";
import { DockerfileError } from "../../engine/dockerfile/ast.ts";
import { type LintOptions, lintDockerfile, rules, ruleUrl } from "../../engine/dockerfile/lint.ts";
import { parseDockerfile } from "../../engine/dockerfile/parse.ts";
import { narrow } from "./narrow.ts";

export interface Diagnostic {
  /** An error stops the build; a warning is only printed. */
  readonly severity: "error" | "warning";
  /** The builder's own words. */
  readonly message: string;
  /** What to do about it, in ours. */
  readonly advice?: string;
  /** The lint rule and Docker's page about it. */
  readonly rule?: string;
  readonly url?: string;
  /** The words concerned, or the whole instruction. */
  readonly range: SourceRange;
}

/** Further warnings point at the whole instruction: looking for the word in each long line would take too long. */
const mostNarrowed = 300;

const beginning: SourceRange = { startLine: 1, startColumn: 0, endLine: 1, endColumn: 0 };

/**
 * Errors first, then warnings in source order. `options` tells what is known beyond the text: base images' variables,
 * build arguments. Never throws.
 */
export function diagnose(text: string, options: Pick<LintOptions, "imageConfig" | "buildArgs" | "target"> = {}): Diagnostic[] {
  if (text.trim() === "") return [];
  const lines = text.split("\n");
  const errors: DockerfileError[] = [];
  const warnings = check(text, options, errors);
  return [
    ...errors.map(({ message, range }) => error(withoutPlace(message), range ?? beginning, lines)),
    ...warnings.map((found, index) => warning(found, index < mostNarrowed ? lines : [])),
  ];
}

/** What the builder foretells of a file. */
export type Foretold = Pick<BuildView, "failure" | "warnings">;

/** Rules about more than the text: what `.dockerignore` keeps out, what a base image was made for. */
const builderRules = new Set(["CopyIgnoredFile", "InvalidBaseImagePlatform"]);

/** Adds what only the builder sees: a missing file or an unknown image, and the warnings that the text alone does not show. */
export function withForetold(found: readonly Diagnostic[], foretold: Foretold | undefined, text: string): readonly Diagnostic[] {
  const lines = text.split("\n");
  const warnings = (foretold?.warnings ?? []).filter(({ rule, range }) => builderRules.has(rule) && range.endLine <= lines.length);
  return [...withFailure(found, foretold?.failure, text), ...warnings.map((one) => warning(one, lines))];
}

/** Unless its lines have an error already. */
function withFailure(found: readonly Diagnostic[], failure: BuildFailure | undefined, text: string): readonly Diagnostic[] {
  const range = failure?.source;
  if (!failure || !range) return found;
  const told = found.some(
    (one) => one.severity === "error" && one.range.startLine <= range.endLine && range.startLine <= one.range.endLine,
  );
  const lines = text.split("\n");
  // A range from before the last edit may lie beyond the text.
  return told || range.endLine > lines.length ? found : [error(withoutPlace(failure.message), range, lines), ...found];
}

function withoutPlace(message: string): string {
  return message.replace(/^dockerfile parse error on line \d+: /, "");
}

function check(text: string, options: LintOptions, errors: DockerfileError[]): readonly BuildWarning[] {
  try {
    const dockerfile = parseDockerfile(text);
    return lintDockerfile(dockerfile, { ...options, allStages: true, onMistake: (mistake) => errors.push(mistake) });
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    errors.push(error);
    return error.warnings;
  }
}

function error(message: string, range: SourceRange, lines: readonly string[]): Diagnostic {
  return { severity: "error", message, range: narrow(message, range, lines) };
}

function warning({ rule, message, range }: BuildWarning, lines: readonly string[]): Diagnostic {
  const advice = rules[rule]?.advice;
  return { severity: "warning", message, rule, url: ruleUrl(rule), range: narrow(message, range, lines), ...(advice ? { advice } : {}) };
}
