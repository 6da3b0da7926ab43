/** A build as a person looks at it. */
import type { Digest } from "./image.ts";
import type { BuildFailure, BuildWarning, SourceRange } from "./problem.ts";

/** `build:2`, `stage-1:4`: stage name and the step's number in it. Unique in one Dockerfile. */
export type StepId = string;

/**
 * One build as a person looks at it: made, or (from `preview`) foretold. The layers panel, the grader and
 * the terminal's explanations all read this and nothing else.
 */
export interface BuildView {
  /** Counts builds in this session from 1; 0 for a preview. */
  readonly number: number;
  readonly kind: "built" | "preview";
  readonly dockerfileName: string;
  /** What the client calls the build in its history; absent where it has no name for it. */
  readonly title?: string;
  /** In file order, unreachable ones included (their steps are `skipped`). */
  readonly stages: readonly StageView[];
  readonly warnings: readonly BuildWarning[];
  readonly failure?: BuildFailure;
  readonly imageId?: Digest;
  readonly tags: readonly string[];
  /** Sum of the final image's layers, in bytes. Absent while unknown. */
  readonly size?: number;
  /** When it began, in milliseconds since the epoch. Absent in a preview. */
  readonly beganAt?: number;
  /** Simulated time from start to finish, in milliseconds. */
  readonly durationMs?: number;
}

export interface StageView {
  /** Lower-case name, or `stage-<index>`. */
  readonly name: string;
  readonly index: number;
  readonly named: boolean;
  /** True when the target needs it. */
  readonly reachable: boolean;
  readonly isTarget: boolean;
  /** Names of stages it starts from or copies from. */
  readonly dependsOn: readonly string[];
  readonly steps: readonly StepView[];
}

export type StepKind = "FROM" | "RUN" | "COPY" | "ADD" | "WORKDIR" | "CONFIG";

/** `CONFIG` steps (ENV, CMD, …) make no layer and have the verdict `config`. */
export type Verdict = "cached" | "reran" | "skipped" | "failed" | "canceled" | "config" | "unknown";

export interface StepView {
  readonly id: StepId;
  readonly stage: string;
  readonly kind: StepKind;
  /** `[build 2/5]` without brackets: `build 2/5`, `2/5`; empty for CONFIG. */
  readonly label: string;
  /** The instruction as written, lines joined: `RUN pip install -r requirements.txt`. */
  readonly text: string;
  readonly range: SourceRange;
  readonly verdict: Verdict;
  /** What the simulator foretold, where a real engine then did otherwise; `reason` is for this. */
  readonly foretold?: Verdict;
  readonly reason: Reason;
  /** Size of the layer's own files in bytes; for FROM that of the whole base image. Absent while unknown. */
  readonly size?: number;
  readonly durationMs?: number;
  /** When it began, in simulated milliseconds after the build did. Absent for a step that never did, and in builds of long ago. */
  readonly startedMs?: number;
  /** Files of its layer that layers above it in the image replace or delete: carried about, never seen. Absent when there are none, or no image. */
  readonly hidden?: readonly HiddenFiles[];
  /** Diff id of the layer, when it has been made. */
  readonly layer?: Digest;
  /** Cache key: equal keys, equal steps (spec §1). */
  readonly key: string;
  /** What the layer added, changed and hid; absent while unknown. Ask `layerChanges` for the whole list. */
  readonly changes?: LayerSummary;
  /** Steps whose root or files it reads. */
  readonly inputs: readonly StepId[];
  /**
   * Files and folders of the build context that it reads, without a leading slash; `""` is all of it. What .dockerignore
   * keeps out is not read. Absent when it reads none.
   */
  readonly reads?: readonly string[];
}

export interface LayerSummary {
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
}

/** Files of one layer that a later step hides. */
export interface HiddenFiles {
  readonly by: StepId;
  readonly bytes: number;
  readonly files: number;
  /** Path of the largest of them. */
  readonly largest: string;
}

/** Why a step ran, for machines. */
export type Cause =
  | { readonly kind: "first-build" }
  | InstructionChanged
  | FilesChanged
  | { readonly kind: "environment-changed"; readonly changes: readonly EnvironmentChange[] }
  | BaseChanged
  | {
      readonly kind: "parent-reran" /** The nearest step below that re-ran. */;
      readonly step: StepId /** The first one, where the cache broke. */;
      readonly root: StepId;
    }
  /** It stands on another step than before, which was itself found in the cache: a step above was added, removed or put back. */
  | { readonly kind: "parent-changed"; readonly before: string; readonly after: string }
  | { readonly kind: "no-cache"; readonly option: "--no-cache" | "--no-cache-filter" }
  /** It stands on a folder of `--build-context`, which is new to the builder each time. */
  | { readonly kind: "local-base"; readonly name: string }
  /** The result was there once: `builder prune` took it. */
  | { readonly kind: "pruned" };

export interface InstructionChanged {
  readonly kind: "instruction-changed";
  /** As written. */
  readonly before: string;
  readonly after: string;
  /** With its variables put in, where that is another text than the one written. */
  readonly expanded?: { readonly before: string; readonly after: string };
  /** What of the instruction is another: `--chown`, `destination`, `command`, `--mount`. Never empty when the texts are equal. */
  readonly parts: readonly PartChange[];
  /** Variables in its text whose value changed. */
  readonly variables: readonly EnvironmentChange[];
}

export interface PartChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface FilesChanged {
  readonly kind: "files-changed";
  /** Empty when it is not known any more what the files were. */
  readonly changes: readonly FileChange[];
  /** Stage or image the files come from; absent for the context. */
  readonly from?: string;
  /** The step of that stage that re-ran last, and where the cache broke below it. */
  readonly step?: StepId;
  readonly root?: StepId;
}

export interface BaseChanged {
  readonly kind: "base-changed";
  /** Canonical references. Equal when the name has another image now. */
  readonly before: string;
  readonly after: string;
  /** Identities of the two file systems (chain ids). */
  readonly digests: { readonly before: Digest; readonly after: Digest };
  /** ARGs in the FROM whose value changed. */
  readonly variables: readonly EnvironmentChange[];
}

/** Why a step has the verdict it has, for machines; `explain` in `engine/build` puts it in words. */
export type Reason =
  | {
      readonly kind: "cached";
      /** Changes above or beside it that did not matter, and why. */
      readonly despite: readonly Irrelevant[];
      /** Where its result came from, when it was not built here: `type=local,src=cache`. */
      readonly imported?: string;
    }
  | (Cause & {
      /** What would have made it run even without the first cause. */
      readonly also?: readonly Cause[];
    })
  | { readonly kind: "skipped"; readonly why: "unreachable" | "earlier-failure" | "not-run" }
  | { readonly kind: "config" }
  /** It names a file that is not there. */
  | {
      readonly kind: "missing";
      readonly path: string;
      readonly from?: string;
      readonly ignored?: { readonly pattern: string; readonly line: number };
    }
  /** Only in previews. */
  | { readonly kind: "unknown"; readonly message: string };

export interface Irrelevant {
  readonly kind: IrrelevantKind;
  /** `app.py`, `ENV MODE`, `a comment`. */
  readonly what: string;
  /** A sentence: `this step does not read it`. */
  readonly why: string;
  /** The line of .dockerignore, for `ignored`. */
  readonly pattern?: string;
  readonly line?: number;
}

/** Why a change does not matter to a step. */
export type IrrelevantKind =
  /** Kept out by .dockerignore. */
  | "ignored"
  | "not-read"
  /** Files that come in, or an instruction that stands, further down. */
  | "later"
  | "other-stage"
  | "time-only"
  | "directory-mode"
  | "comment"
  | "writing"
  /** A setting that no key holds: CMD, LABEL, EXPOSE. */
  | "setting"
  /** Variables count for RUN alone. */
  | "no-variables"
  | "same-variables"
  | "not-depended-on"
  | "undeclared"
  /** A stage or base came out the same to the byte. */
  | "same-bytes"
  | "same-image"
  | "stage-name"
  /** An option of the command line that no key holds. */
  | "option"
  | "secret"
  | "cache-mount"
  /** Not as in the last build, but as in an earlier one. */
  | "earlier-build";

export interface FileChange {
  readonly path: string;
  readonly how: "added" | "removed" | "content" | "mode" | "owner" | "type";
  /** Short content digests or octal modes or `uid:gid`, as `how` has it. */
  readonly before?: string;
  readonly after?: string;
  /** For `added`: the path of a file that is gone and had the same content. */
  readonly renamedFrom?: string;
  /** For `removed`: it is still there, but this line of .dockerignore keeps it out now. */
  readonly ignored?: { readonly pattern: string; readonly line: number };
  /** For `added`: it was there before, but .dockerignore kept it out. */
  readonly wasIgnored?: boolean;
}

export interface EnvironmentChange {
  readonly name: string;
  readonly source: "ENV" | "ARG" | "base" | "WORKDIR" | "USER" | "SHELL" | "option";
  /** True when the value comes from `--build-arg`. */
  readonly given?: boolean;
  readonly before?: string;
  readonly after?: string;
}
