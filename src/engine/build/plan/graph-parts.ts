/** What a graph is made of and made from. */
import type { NamedContext, SourceRange, StepId, StepKind } from "../../api.ts";
import type { ImageDescription } from "../../images/image.ts";
import type { Variable } from "./environment.ts";
import type { GraphVertex } from "./operation.ts";
import type { PlannedStage } from "./plan.ts";
import type { StageState } from "./state.ts";

export interface GraphStage {
  readonly planned: PlannedStage;
  readonly steps: readonly GraphStep[];
  /** Names of the stages it starts from or reads, as views show them. */
  readonly dependsOn: readonly string[];
  /** Where the stage ends; absent when the target does not need it. */
  readonly end?: StageState;
}

export interface GraphStep {
  readonly id: StepId;
  readonly kind: StepKind;
  /** The keyword: `ENV`, `RUN`, … */
  readonly keyword: string;
  readonly label: string;
  readonly text: string;
  readonly range: SourceRange;
  /** Absent for steps that make none and in unreachable stages. */
  readonly vertex?: GraphVertex;
  /** What the vertex would be called, were it this step's alone. */
  readonly name?: string;
  /** Values of the variables that its text names, those without one left out. For the reasons alone. */
  readonly variables?: readonly (readonly [string, Variable])[];
}

/** What is known of a base image before anything is pulled. */
export interface BaseFound {
  readonly description: ImageDescription;
  /** True when it comes from a registry and not from the local store: FROM then shows its digest. */
  readonly remote: boolean;
  /** What it was made for, where that is something else than was asked for. */
  readonly platform?: string;
}

export type BaseLookup = (reference: string, platform: string) => BaseFound | undefined;

export interface GraphOptions {
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
  readonly noCacheFilter?: readonly string[];
  readonly platform?: string;
  readonly network?: "default" | "none" | "host";
  readonly addHosts?: readonly string[];
  readonly shmSize?: number;
  readonly ulimits?: readonly string[];
  readonly cgroupParent?: string;
  readonly namedContexts?: Readonly<Record<string, NamedContext>>;
  /** Only what the file says is wanted: without a target, of all stages. */
  readonly check?: boolean;
}
