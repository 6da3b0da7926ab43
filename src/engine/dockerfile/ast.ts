/**
 * A Dockerfile as BuildKit's frontend sees it after parsing and before expansion (spec §8). Every part knows where it
 * stands in the source. Texts are unexpanded unless said otherwise.
 */
import type { BuildWarning, SourceRange } from "../api.ts";
import type { Features } from "./frontend.ts";

export interface Dockerfile {
  readonly text: string;
  readonly directives: Directives;
  /** What the frontend that reads it knows. */
  readonly features: Features;
  /** ARGs above the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** What the parser alone found, before `# check=` is applied. `lintDockerfile` gives all that is to be shown. */
  readonly warnings: readonly BuildWarning[];
}

export interface Directives {
  readonly escape: "\\" | "`";
  /** `# check=skip=A,B;error=true` */
  readonly check?: { readonly skip: readonly string[] | "all"; readonly error: boolean; readonly experimental?: readonly string[] | "all" };
}

export interface Stage {
  readonly index: number;
  /** Lower case; absent when the FROM has no AS. */
  readonly name?: string;
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
}

interface Base {
  readonly range: SourceRange;
  /** The instruction as written after line joining, keyword in upper case, inner spacing kept: what progress prints. */
  readonly text: string;
  /** The keyword as written: `Run`. */
  readonly keyword: string;
}

export interface FromInstruction extends Base {
  readonly kind: "FROM";
  /** As written, unexpanded. */
  readonly image: string;
  /** The words after the image as written: `AS Build`. */
  readonly as?: { readonly keyword: string; readonly name: string };
  readonly platform?: string;
}

export interface KeyValue {
  readonly key: string;
  /** Absent only for `ARG X`. */
  readonly value?: string;
}

export interface ArgInstruction extends Base {
  readonly kind: "ARG";
  readonly args: readonly KeyValue[];
}

export interface EnvInstruction extends Base {
  readonly kind: "ENV" | "LABEL";
  readonly pairs: readonly KeyValue[];
  /** Written as `ENV A x`, which warns LegacyKeyValueFormat. */
  readonly legacy: boolean;
}

/** Shell form: one string, trimmed. Exec form: the words of the JSON array. */
export type CommandLine = { readonly form: "shell"; readonly text: string } | { readonly form: "exec"; readonly words: readonly string[] };

export interface Heredoc {
  readonly name: string;
  /** `<<"EOF"`: no expansion. */
  readonly quoted: boolean;
  /** `<<-EOF`: leading tabs were stripped from `body`. */
  readonly stripTabs: boolean;
  /** With its final newline. */
  readonly body: string;
  /** As it stands in the file, tabs and all: part of the argv of `RUN cat <<-EOF > /x`. */
  readonly raw: string;
  readonly fd: number;
}

export interface MountOption {
  readonly raw: string;
  readonly options: readonly KeyValue[];
}

export interface RunInstruction extends Base {
  readonly kind: "RUN";
  readonly command: CommandLine;
  readonly heredocs: readonly Heredoc[];
  readonly mounts: readonly MountOption[];
  readonly network?: "default" | "none" | "host";
  readonly security?: "sandbox" | "insecure";
  /** Names of `--device`, which only a labs frontend carries out. */
  readonly devices?: readonly string[];
}

export interface CopyInstruction extends Base {
  readonly kind: "COPY" | "ADD";
  readonly sources: readonly string[];
  /** Here-documents among the sources; `sources` then leaves them out. */
  readonly heredocs: readonly Heredoc[];
  readonly destination: string;
  readonly from?: string;
  readonly chown?: string;
  readonly chmod?: string;
  readonly link?: boolean;
  readonly checksum?: string;
  readonly keepGitDir?: boolean;
  /** ADD only: unpack archives (also remote ones), or never do. */
  readonly unpack?: boolean;
  readonly exclude?: readonly string[];
  /** Only with a `# syntax=` that knows it. */
  readonly parents?: boolean;
}

export interface WorkdirInstruction extends Base {
  readonly kind: "WORKDIR";
  readonly path: string;
}

export interface UserInstruction extends Base {
  readonly kind: "USER" | "STOPSIGNAL" | "MAINTAINER";
  readonly value: string;
}

export interface CommandInstruction extends Base {
  readonly kind: "CMD" | "ENTRYPOINT";
  readonly command: CommandLine;
}

export interface ListInstruction extends Base {
  /** EXPOSE words are expanded before they are split (spec §8.2). */
  readonly kind: "EXPOSE" | "VOLUME" | "SHELL";
  readonly values: readonly string[];
}

export interface HealthcheckInstruction extends Base {
  readonly kind: "HEALTHCHECK";
  /** Absent for NONE. */
  readonly command?: CommandLine;
  /** Nanoseconds. */
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  readonly retries?: number;
}

export interface OnbuildInstruction extends Base {
  readonly kind: "ONBUILD";
  /** The trigger's source text. */
  readonly trigger: string;
}

export type Instruction =
  | RunInstruction
  | CopyInstruction
  | WorkdirInstruction
  | EnvInstruction
  | ArgInstruction
  | UserInstruction
  | CommandInstruction
  | ListInstruction
  | HealthcheckInstruction
  | OnbuildInstruction;

/** A mistake that stops the frontend. `message` is BuildKit's, `dockerfile parse error on line L: ` included where it has it. */
export class DockerfileError extends Error {
  /** Absent for errors that print no excerpt. */
  readonly range?: SourceRange;
  /** What the linter had found before the mistake: it is printed as well. */
  readonly warnings: readonly BuildWarning[];
  /** Further places to show below the first. */
  readonly moreRanges: readonly SourceRange[];
  constructor(message: string, range?: SourceRange, warnings: readonly BuildWarning[] = [], moreRanges: readonly SourceRange[] = []) {
    super(message);
    this.name = "DockerfileError";
    this.warnings = warnings;
    this.moreRanges = moreRanges;
    if (range) this.range = range;
  }
}
