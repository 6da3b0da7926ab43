/** Fixed scenarios for the pictures in lessons: commands run in the headless lab while the site is built, with what the picture shows after each. */
import { virtualStart } from "../engine/clocks.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { ownedBy } from "../headless/workspace.ts";
import { gatherView } from "../views/gather.ts";
import type { AskOf, ViewName, ViewOf } from "../views/views.ts";
import { lessonFiles } from "./figure-views.ts";

/** One step of a scenario as a lesson writes it: a command, and what the reader should look at after it. */
export type ScenarioStep = string | { readonly run: string; readonly say?: string };

/** One step as it happened. */
export interface ScenarioFrame<Name extends ViewName> {
  /** Absent in the first frame, which shows how things stood before. */
  readonly command?: string;
  /** What the command printed on both streams, in order. */
  readonly output?: string;
  readonly say?: string;
  readonly view: ViewOf<Name>;
}

export interface Scenario<Name extends ViewName> {
  readonly picture: Name;
  readonly ask: AskOf<Name>;
  readonly steps: readonly ScenarioStep[];
  /** Commands that run before the first frame, unseen. */
  readonly before?: readonly string[];
  /** Name of a lesson whose workspace the commands find, with its solution laid over it where `solution` is set. */
  readonly lesson?: string;
  readonly solution?: boolean;
}

/** Runs a scenario. A command that fails is part of it; one of `before` that fails throws. */
export async function playScenario<Name extends ViewName>({
  picture,
  ask,
  steps,
  before = [],
  lesson,
  solution = false,
}: Scenario<Name>): Promise<ScenarioFrame<Name>[]> {
  const lab = createLab(fromPaths(lesson ? await lessonFiles(lesson, { solution }) : {}, ownedBy(virtualStart)));
  const run = async (line: string): Promise<{ exitCode: number; output: string }> => {
    let output = "";
    const write = (text: string): void => {
      output += text;
    };
    const { exitCode } = await lab.exec(line, { stdout: write, stderr: write });
    return { exitCode, output };
  };
  for (const line of before) {
    const { exitCode, output } = await run(line);
    if (exitCode !== 0) throw new Error(`A scenario of the picture "${picture}" begins with \`${line}\`, which fails: ${output}`);
  }
  const frames: ScenarioFrame<Name>[] = [{ view: await gatherView(lab.engine, picture, ask, lab) }];
  for (const step of steps) {
    const { run: command, say } = typeof step === "string" ? { run: step, say: undefined } : step;
    const { output } = await run(command);
    frames.push({ command, output, ...(say && { say }), view: await gatherView(lab.engine, picture, ask, lab) });
  }
  return frames;
}
