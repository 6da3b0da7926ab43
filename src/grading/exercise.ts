/**
 * What an exercise is made of. Writers fill this in `lessons/<module>/<lesson>/exercise.ts`; the grader runs it in the
 * lab and in the headless lab alike. Checks look at consequences: they build, edit and inspect the learner's own work.
 */
import type { BuildView, FileChange, ImageFilesystem, ImageInspect, StepView } from "../engine/api.ts";

export interface Exercise {
  /** What the learner is asked to do, in one sentence. */
  readonly task: string;
  /**
   * Files the learner starts with besides those in `workspace/`, by path: for names that git cannot hold, such as
   * `.git/HEAD` and `node_modules/…`.
   */
  readonly startFiles?: Readonly<Record<string, string>>;
  /** In the order they are shown. */
  readonly checks: readonly Check[];
  /** From what was seen to the idea to the place; each more telling than the last. */
  readonly hints: readonly string[];
  /** Shown on request and after solving: two other good ways. Markdown. */
  readonly alternatives?: readonly { readonly title: string; readonly text: string; readonly files: Readonly<Record<string, string>> }[];
}

export interface Check {
  /** Stable, kebab-case: progress and `wrong/` folders refer to it. */
  readonly id: string;
  /** A sentence the learner reads: "Editing app.py keeps the install cached". Inline code in backticks. */
  readonly title: string;
  /** Ids of checks that must pass first; else this one is not run and waits. */
  readonly after?: readonly string[];
  /** Runs on a throw-away copy of the lab: whatever it edits or builds, the learner's own state stays as it is. */
  run(lab: Probe): Promise<CheckResult>;
}

/** `error` is our fault or something unreadable, never shown as the learner's mistake. */
export type CheckResult =
  | { readonly status: "pass"; readonly message?: string }
  | {
      readonly status: "fail" /** What was seen and what was expected, one or two plain sentences. Inline code in backticks. */;
      readonly message: string;
    }
  | { readonly status: "error"; readonly message: string };

/** The tools a check has. All act on the copy. */
export interface Probe {
  /** Builds the workspace as the learner would: `docker build -t probe .` with these changes. `dockerfile` is a path, as `-f` takes it. */
  build(options?: { target?: string; buildArgs?: Record<string, string>; noCache?: boolean; dockerfile?: string }): Promise<ProbeBuild>;
  /** A workspace file's text, or `undefined`. */
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  /** Applies `change` to a file's text; creates it from the empty text. */
  edit(path: string, change: (text: string) => string): void;
  remove(path: string): void;
  /** Workspace paths of regular files, sorted. */
  files(): readonly string[];
  /** Runs a line in the learner's shell. */
  exec(line: string): Promise<{ exitCode: number; stdout: string; stderr: string }>;
  /** Images the learner has made, newest first. */
  images(): Promise<readonly ImageInspect[]>;
  inspect(reference: string): Promise<ImageInspect>;
  filesystem(reference: string): Promise<ImageFilesystem>;
  /** Builds the learner has run in this session, oldest first: for "once" checks. */
  builds(): readonly BuildView[];
  pass(message?: string): CheckResult;
  fail(message: string): CheckResult;
}

export interface ProbeBuild {
  readonly ok: boolean;
  /** The error as printed, when it failed. */
  readonly error?: string;
  readonly view: BuildView;
  /** All steps that make layers, in file order, of reachable stages. */
  readonly steps: readonly StepView[];
  /** The image, when it was built. */
  inspect(): Promise<ImageInspect>;
  filesystem(): Promise<ImageFilesystem>;
  /** The first step whose instruction text matches. */
  step(pattern: RegExp): StepView | undefined;
  /** What the nearest cause was for a step that re-ran, in words. */
  why(step: StepView): string;
  /** Files of the context that the step's reason names. */
  changedFiles(step: StepView): readonly FileChange[];
}
