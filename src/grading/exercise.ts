/**
 * What an exercise is made of. Writers fill this in `lessons/<module>/<lesson>/exercise.ts`; the grader runs it in the
 * lab and in the headless lab alike. Checks look at consequences: they build, edit and inspect the learner's own work.
 */
import type { BuildView, ContainerInspect, ContainerState, FileChange, ImageFilesystem, ImageInspect, StepView } from "../engine/api.ts";
import type { PredictedBuild } from "../views/predictions.ts";

export interface Exercise {
  /** What the learner is asked to do, in one sentence. */
  readonly task: string;
  /**
   * Files the learner starts with besides those in `workspace/`, by path: for names that git cannot hold, such as
   * `.git/HEAD` and `node_modules/…`.
   */
  readonly startFiles?: Readonly<Record<string, string>>;
  /**
   * Lines that have been run in the learner's shell before they come: containers that run already. Each must succeed. They
   * run again when the lab is reset with its images.
   */
  readonly begin?: readonly string[];
  /** In the order they are shown. */
  readonly checks: readonly Check[];
  /** From what was seen to the idea to the place; each more telling than the last. */
  readonly hints: readonly string[];
  /** Shown on request and after solving: two other good ways. */
  readonly alternatives?: readonly Alternative[];
}

export interface Alternative {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** Laid over the workspace. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines to run, instead of those of the solution. */
  readonly commands?: string;
}

export interface Check {
  /** Stable, kebab-case: progress and `wrong/` folders refer to it. */
  readonly id: string;
  /** A sentence the learner reads: "Editing app.py keeps the install cached". Inline code in backticks. */
  readonly title: string;
  /** Where an exercise has several tasks: which one this check belongs to, in a few words. Shown above its first check. */
  readonly part?: string;
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
  exec(line: string): Promise<ProbeResult>;
  /** Images the learner has made, newest first. */
  images(): Promise<readonly ImageInspect[]>;
  inspect(reference: string): Promise<ImageInspect>;
  filesystem(reference: string): Promise<ImageFilesystem>;
  /** Builds the learner has run in this session, oldest first: for "once" checks. */
  builds(): readonly BuildView[];
  /** What the learner said of builds before they ran them, and how each came out, the oldest first. */
  predictions(): readonly PredictedBuild[];
  /** Runs `docker` with these words: no alias, function or directory of the learner's gets in the way. */
  docker(...words: readonly string[]): Promise<ProbeResult>;
  /** All containers, the oldest first. Those that ran when the copy was made have had a few seconds to start again. */
  containers(): Promise<readonly ProbeContainer[]>;
  /** The one of that name or id, as it is now. */
  container(name: string): Promise<ProbeContainer | undefined>;
  /** A GET from the host, as a browser there would send it: `http://localhost:8080/`. Waits a little for a server that is about to listen. */
  request(url: string): Promise<ProbeResponse>;
  /** Lets simulated time pass. */
  wait(seconds: number): Promise<void>;
  /** A word that nobody can have known before: to write and look for. */
  token(): string;
  pass(message?: string): CheckResult;
  fail(message: string): CheckResult;
}

export interface ProbeResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `ok` is false where no answer came at all; `error` then says why, in curl's words. */
export interface ProbeResponse {
  readonly ok: boolean;
  /** 0 where no answer came. */
  readonly status: number;
  readonly body: string;
  readonly error: string;
}

export type NamespaceKind = "cgroup" | "ipc" | "mnt" | "net" | "pid" | "time" | "user" | "uts";

/** A container of the copy, as it was when it was asked for. */
export interface ProbeContainer {
  /** Without a slash. */
  readonly name: string;
  readonly inspect: ContainerInspect;
  readonly state: ContainerState;
  readonly isRunning: boolean;
  /** As it was written in `docker run`: `nginx:alpine`. */
  readonly image: string;
  /** Ports of the host that lead to it: `{ hostPort: 8080, port: "80/tcp" }`. */
  readonly published: readonly { readonly hostIp: string; readonly hostPort: number; readonly port: string }[];
  /** What `docker exec` runs, word by word; a single string is for `sh -c`. */
  exec(command: string | readonly string[], options?: { user?: string }): Promise<ProbeResult>;
  /** A GET from within its network namespace, whatever its image has for it. */
  request(url: string): Promise<ProbeResponse>;
  /** What it has printed, on both streams. */
  logs(): Promise<string>;
  /** The namespace of its PID 1: `net:[4026532206]`. Empty when it does not run. */
  namespace(kind: NamespaceKind): Promise<string>;
  /** The same container, looked at again. Throws when it is gone. */
  again(): Promise<ProbeContainer>;
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
