/** Questions that several exercises ask of containers, and how their answers are told. */
import type { Probe, ProbeContainer } from "../../src/grading/exercise.ts";

/** "There is no container named `web`; there are `idle` and `db`." */
export async function missing(lab: Probe, name: string): Promise<string> {
  const others = (await lab.containers()).map((container) => `\`${container.name}\``);
  if (others.length === 0)
    return `There is no container named \`${name}\`, nor any other. (One that was run with \`--rm\` is gone once it ends.)`;
  return `There is no container named \`${name}\`. There ${others.length === 1 ? "is" : "are"} ${new Intl.ListFormat("en").format(others)}.`;
}

/** What PID 1 of a container is told to be: `nginx -g daemon off;` */
export function commandOf({ inspect }: ProbeContainer): string {
  return [inspect.Path, ...inspect.Args].join(" ");
}

/** What the learner wrote behind the image, or the image's own command. */
export function mainCommand({ inspect }: ProbeContainer): string {
  return (inspect.Config.Cmd ?? []).join(" ") || commandOf({ inspect } as ProbeContainer);
}

/** "was never started", "keeps ending and being started again", "ended with exit code 1". */
export function notRunning({ state, inspect }: ProbeContainer): string {
  if (state.Restarting) return `keeps ending and being started again, ${inspect.RestartCount} times by now`;
  if (state.Paused) return "is paused";
  if (state.Status === "created") return state.Error ? `could not be started: ${state.Error}` : "was created and never started";
  return `has ended, with exit code ${state.ExitCode}`;
}

/** The one of that name, if it runs; else why not, as a sentence. */
export async function runningNamed(lab: Probe, name: string): Promise<ProbeContainer | string> {
  const container = await lab.container(name);
  if (!container) return missing(lab, name);
  return container.isRunning ? container : `\`${name}\` ${notRunning(container)}. We expected it to run.`;
}

export async function runningContainers(lab: Probe): Promise<readonly ProbeContainer[]> {
  return (await lab.containers()).filter(({ isRunning }) => isRunning);
}
