/** Everything that a project needs before it starts: images, networks, volumes, containers (spec compose §5.1). */
import { ComposeProblem } from "../model/problem.ts";
import { containersOf, isRunning, type StackContainer } from "./containers.ts";
import { converge, type ConvergeOptions } from "./converge.ts";
import { bringImages, type ImageNeeds } from "./images.ts";
import { bringNetworks, bringVolumes } from "./resources.ts";
import { stopAndRemove } from "./stop.ts";
import type { Stack } from "./stack.ts";
import type { Work } from "./work.ts";

export interface CreateOptions extends ConvergeOptions, ImageNeeds {
  /** What becomes of containers whose service the file does not have. */
  readonly orphans: "warn" | "remove" | "ignore";
  /** Questions are answered with yes. */
  readonly assumesYes: boolean;
}

/** As `up` has it where nobody says anything. */
export const ordinaryCreation: CreateOptions = {
  build: {},
  quietPull: false,
  recreate: "diverged",
  recreateDependencies: "diverged",
  named: [],
  inherits: true,
  timeout: undefined,
  orphans: "warn",
  assumesYes: false,
};

/** Nothing is started. Throws `ComposeProblem`, `EngineError`. */
export async function createProject(work: Work, options: CreateOptions): Promise<void> {
  const { stack } = work;
  for (const { name, tree, builds } of stack.services)
    if (!tree.image && !builds && !tree.provider)
      throw new ComposeProblem(`invalid service ${JSON.stringify(name)}. Must specify either image or build`);
  await bringImages(work, options);
  await bringNetworks(work);
  await bringVolumes(work, options.assumesYes);
  await handleOrphans(work, options);
  await converge(work, options);
}

async function handleOrphans(work: Work, { orphans: policy }: CreateOptions): Promise<void> {
  const { stack, context, host } = work;
  if (policy === "ignore") return;
  const orphans = (await containersOf(context.engine, stack.name)).filter((one) => isOrphan(stack, one));
  if (orphans.length === 0) return;
  if (policy === "remove") await Promise.all(orphans.map((orphan) => stopAndRemove(work, orphan, {})));
  else
    host.warn(
      `Found orphan containers ([${orphans.map(({ name }) => name).join(" ")}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
    );
}

/** A one-off container that has ended, or one whose service the file does not have. */
export function isOrphan({ project, serviceNames }: Stack, container: StackContainer): boolean {
  if (container.oneOff) return !isRunning(container) && container.summary.State !== "created";
  return !serviceNames.includes(container.service) && !project.disabled.has(container.service);
}
