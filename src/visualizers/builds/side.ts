/** What the sides of a build have in common: its stages in time, what its layers weigh, what is another than before. */
import type { BuildView, StepId, StepView } from "../../engine/api.ts";

export interface SideProps {
  /** The build that is looked at: one that was, the one under way, or the next. */
  readonly view: BuildView;
  /** All that were, the oldest first. */
  readonly builds: readonly BuildView[];
  /** Simulated time in the build under way, in milliseconds since the epoch; absent when none is. */
  readonly now?: (() => number) | undefined;
  readonly hovered?: StepId | undefined;
  readonly onHover?: ((id: StepId | undefined) => void) | undefined;
  /** Why a step of a build has its verdict, in a sentence; code in backticks. */
  readonly explain: (step: StepView, view: BuildView) => string;
}
