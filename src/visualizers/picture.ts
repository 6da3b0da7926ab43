/** What every picture of engine state has in common. */
import type { ComponentType } from "preact";
import type { AskOf, ViewName, ViewOf } from "../views/views.ts";

/**
 * A picture is a pure function of these: it asks no engine and keeps nothing but where the learner points. The same one
 * stands beside the lab, with the learner's own engine, and in a lesson, with a scenario's.
 */
export interface PictureProps<Name extends ViewName> {
  readonly view: ViewOf<Name>;
  /** The view before this one, for what moves; absent at first. */
  readonly before?: ViewOf<Name>;
  readonly ask: AskOf<Name>;
  /** Looks at something else. Absent where only one thing can be looked at: in a lesson's scenario. */
  readonly onAsk?: (ask: AskOf<Name>) => void;
  /** Types a line into the learner's terminal and runs it. Absent in a lesson's scenario. */
  readonly run?: (line: string) => void;
}

export interface Picture<Name extends ViewName> {
  /** On the button that shows it: `Storage`. */
  readonly title: string;
  /** What is looked at when nothing has been asked for yet. */
  readonly ask: AskOf<Name>;
  readonly Component: ComponentType<PictureProps<Name>>;
}
