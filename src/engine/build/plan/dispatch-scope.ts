/** What the dispatch of every instruction shares (spec §1.2, §2.1). */
import type { Instruction } from "../../dockerfile/ast.ts";
import { LabLimitError } from "../../dockerfile/limits.ts";
import type { Environment } from "./environment.ts";
import type { GraphOptions } from "./graph-parts.ts";
import type { FileSource, GraphVertex, Operation } from "./operation.ts";
import type { Plan, PlannedStage, StageRead } from "./plan.ts";
import type { StageState } from "./state.ts";

/** What instructions that change settings alone may ask for. */
export interface ConfigScope {
  readonly plan: Pick<Plan, "budget">;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly globals: ReadonlyMap<string, string>;
  readonly escape: "\\" | "`";
  expand(instruction: { readonly range: Instruction["range"] }, word: string, env: { get(name: string): string | undefined }): string;
}

/** What instructions may ask for while they are dispatched. */
export interface DispatchScope extends ConfigScope {
  readonly plan: Plan;
  readonly stage: PlannedStage;
  readonly options: GraphOptions;
  readonly platform: string;
  /** The files behind a `from`; of a mount with its target as it was written. */
  source(read: StageRead, target?: string): FileSource;
  /** Makes the step's vertex and lets the state stand on it. `shown` is the text in its name. */
  addVertex(state: StageState, operation: Operation, sources: readonly FileSource[], shown: string): GraphVertex;
}

/** The text of an instruction in progress output: variables shown where they are known (spec §2.1). */
export function shownText(expand: (text: string, env: Environment) => string, text: string, environment: Environment): string {
  try {
    return expand(text, environment);
  } catch (error) {
    if (error instanceof LabLimitError) throw error;
    return text;
  }
}
