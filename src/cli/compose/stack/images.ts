/** The images of a project's services: there, pulled, or built (spec compose §5.1, §7). */
import { EngineError, type ImageInspect, type TransferProgress } from "../../../engine/api.ts";
import { stillThere } from "../../../engine/api/still-there.ts";
import { pullImage } from "../../container/pull.ts";
import type { DockerContext } from "../../context.ts";
import { transferBar } from "../../progress/transfer.ts";
import { placeholderFor } from "./placeholder.ts";
import { ComposeProblem } from "../model/problem.ts";
import { readDuration } from "../model/quantities.ts";
import type { BuildOptions } from "./bake.ts";
import { buildServices } from "./build.ts";
import type { Progress } from "./progress.ts";
import type { ServiceView } from "./service-view.ts";
import type { Work } from "./work.ts";

export interface ImageNeeds {
  /** Absent when nothing may be built. */
  readonly build?: BuildOptions;
  /** Layers on their way are not told of. */
  readonly quietPull: boolean;
}

/** The id of an image, if it is there. Throws `ComposeProblem`. */
export async function imageId(context: DockerContext, image: string): Promise<string | undefined> {
  return (await localImage(context, image))?.Id;
}

/** What is known of an image, if it is there. Throws `ComposeProblem` for a name that can be none. */
async function localImage({ engine }: DockerContext, image: string): Promise<ImageInspect | undefined> {
  try {
    return await stillThere(engine.imageInspect(image));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new ComposeProblem(`unable to get image '${image}': Error response from daemon: ${error.message}`);
  }
}

/** Brings what the services run on: what is missing is pulled, and then built where it can be. Throws for what can't be had. */
export async function bringImages(work: Work, { build, quietPull }: ImageNeeds): Promise<void> {
  await pullMissing(work, quietPull);
  if (build) await buildMissing(work, build);
}

/** Pulls what is missing, or has to be looked up again. Throws for what can neither be had nor built. */
export async function pullMissing(work: Work, quiet: boolean): Promise<void> {
  const { stack, context } = work;
  const wanted: ServiceView[] = [];
  for (const service of stack.services) if (await mustPull(service, context)) wanted.push(service);
  if (wanted.length === 0) return;
  const progress = work.progress.part();
  try {
    await pullAll(work, wanted, quiet, progress);
  } finally {
    progress.end();
  }
}

/** Builds what is not there, and what always is to be built. */
export async function buildMissing(work: Work, build: BuildOptions): Promise<void> {
  const { stack, context } = work;
  const toBuild: ServiceView[] = [];
  for (const service of stack.services) {
    if (!service.builds) continue;
    if (service.text("pull_policy") === "build" || (await imageId(context, stack.image(service))) === undefined) toBuild.push(service);
  }
  await buildServices(work, toBuild, build);
}

async function pullAll(work: Work, services: readonly ServiceView[], quiet: boolean, progress: Progress): Promise<void> {
  const { stack } = work;
  const isBuilt = (image: string): boolean => stack.services.some((other) => other.builds && other.text("image") === image);
  const settled = await Promise.allSettled(
    services.map(async (service) => {
      try {
        await pull(service, { ...work, progress }, quiet);
      } catch (error) {
        // What can be built need not be found.
        if (!service.builds && !isBuilt(service.text("image"))) throw error;
      }
    }),
  );
  for (const one of settled) if (one.status === "rejected") throw one.reason;
}

/** By `pull_policy`. */
async function mustPull(service: ServiceView, context: DockerContext): Promise<boolean> {
  const image = service.text("image");
  const policy = service.text("pull_policy");
  if (image === "" || policy === "never" || policy === "build") return false;
  if (policy === "always") return true;
  const found = await localImage(context, image);
  if (!found) return true;
  const age = refreshAge(policy);
  return age !== undefined && context.clock.now() > Date.parse(found.Metadata?.LastTagTime ?? found.Created ?? "") + age;
}

/** Milliseconds after which an image is looked up again: `daily`, `weekly`, `every_12h`. */
function refreshAge(policy: string): number | undefined {
  const written = { daily: "1d", weekly: "1w" }[policy] ?? /^every_(.+)$/.exec(policy)?.[1];
  const nanoseconds = written === undefined ? undefined : readDuration(written);
  return typeof nanoseconds === "number" ? nanoseconds / 1e6 : undefined;
}

/** `Pulling`, `Pulled`, by the service's name. Throws `EngineError`; that only warns where the image can be built. */
export async function pull(service: ServiceView, { stack, context, progress }: Work, quiet: boolean): Promise<void> {
  const { name } = service;
  progress.event(name, "", "working", "Pulling");
  try {
    // What the lab has to say of an image stands below everything else.
    const onProgress = (layer: TransferProgress): void => {
      if (layer.status.startsWith("drydock: ")) progress.tail(layer.status);
      else if (!quiet) tellLayer(name, layer, progress);
    };
    await pullImage(service.text("image"), context, {
      quiet: true,
      platform: service.text("platform"),
      output: "stderr",
      onProgress,
      // What is built from files here is nobody else's.
      ...(service.builds ? {} : { placeholder: placeholderFor(service, stack) }),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (service.builds) progress.event(name, message, "warning", "Warning");
    else progress.event(name, message, "error", "Error");
    throw error;
  }
  progress.event(name, "", "done", "Pulled");
}

const over = ["Download complete", "Already exists", "Pull complete"];

/** A layer on its way: a line of its own below the service. */
function tellLayer(service: string, layer: TransferProgress, progress: Progress): void {
  const { id, status, live } = layer;
  if (id !== undefined && live) progress.event(id, transferBar(layer), over.includes(status) ? "done" : "working", status, service);
}
