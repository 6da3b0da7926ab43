/** The images of a project's services: there, pulled, or built (spec compose §5.1, §7). */
import { EngineError } from "../../../engine/api.ts";
import { pullImage } from "../../container/pull.ts";
import type { DockerContext } from "../../context.ts";
import { buildServices } from "./build.ts";
import type { Progress } from "./progress.ts";
import type { Work } from "./work.ts";
import type { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";

export interface ImageNeeds {
  /** `--build`, `--no-build`; by the services' own policies when absent. */
  readonly build?: "always" | "never";
  /** `--pull`. */
  readonly pull?: string;
  readonly quietBuild?: boolean;
}

/** The id of an image, if it is there. */
export async function imageId(context: DockerContext, image: string): Promise<string | undefined> {
  try {
    return (await context.engine.imageInspect(image)).Id;
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}

/** Brings what the services run on. Throws for what can't be had. */
export async function bringImages(
  stack: Stack,
  services: readonly ServiceView[],
  needs: ImageNeeds,
  { context, progress }: Pick<Work, "context" | "progress">,
): Promise<void> {
  const toBuild: ServiceView[] = [];
  const pulled = new Set<string>();
  for (const service of services) {
    const image = stack.image(service);
    const isHere = (await imageId(context, image)) !== undefined;
    const policy = needs.pull || service.text("pull_policy");
    if (service.builds && needs.build !== "never" && (needs.build === "always" || policy === "build" || !isHere)) toBuild.push(service);
    else if ((policy === "always" || (!isHere && policy !== "never" && !service.builds)) && !pulled.has(image)) {
      pulled.add(image);
      await pull(service, image, context, progress);
    }
  }
  if (toBuild.length > 0) await buildServices(stack, toBuild, { quiet: needs.quietBuild ?? false }, { context, progress });
}

/** `Pulling`, `Pulled`, by the service's name. */
export async function pull(service: ServiceView, image: string, context: DockerContext, progress: Progress): Promise<void> {
  progress.event(service.name, "Pulling");
  try {
    await pullImage(image, context, { quiet: true, platform: service.text("platform"), output: "stderr" });
  } catch (error) {
    progress.event(service.name, "Error", "error", error instanceof Error ? error.message : String(error));
    throw error;
  }
  progress.event(service.name, "Pulled");
}
