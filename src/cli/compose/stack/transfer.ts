/** `pull` and `push` (spec compose §7). */
import type { TransferProgress } from "../../../engine/api.ts";
import { transferOptions } from "../../container/pull.ts";
import { messageOf } from "../../problem.ts";
import { transferBar } from "../../progress/transfer.ts";
import { imageId, pull } from "./images.ts";
import { type ServiceView, textsOf } from "./service-view.ts";
import type { Work } from "./work.ts";

export interface PullOptions {
  /** In the place of the services' own. */
  readonly policy?: string;
  readonly quiet: boolean;
  readonly ignoresBuildable: boolean;
  readonly ignoresFailures: boolean;
}

/** Each image once. Throws for one that can neither be had nor built. */
export async function pullServices(work: Work, services: readonly ServiceView[], options: PullOptions): Promise<void> {
  const { context, progress } = work;
  const skip = (name: string, reason = ""): void => progress.event(name, "", "done", reason === "" ? "Skipped" : `Skipped - ${reason}`);
  const pulledBy = new Map<string, string>();
  const wanted: ServiceView[] = [];
  for (const service of services) {
    const { name } = service;
    const image = service.text("image");
    const policy = options.policy ?? service.text("pull_policy");
    if (image === "") skip(name, "No image to be pulled");
    else if (policy === "never" || policy === "build") skip(name);
    else if ((policy === "missing" || policy === "if_not_present") && !/:latest$|^[^:]+$/.test(image) && (await imageId(context, image)))
      skip(name, "Image is already present locally");
    else if (service.builds && options.ignoresBuildable) skip(name, "Image can be built");
    else if (pulledBy.has(image)) skip(name, `Image is already being pulled by ${pulledBy.get(image)}`);
    else {
      pulledBy.set(image, name);
      wanted.push(service);
    }
  }
  const mustBuild: string[] = [];
  const failures: unknown[] = [];
  await Promise.all(
    wanted.map(async (service) => {
      try {
        await pull(service, work, options.quiet);
      } catch (error) {
        failures.push(error);
        if (service.builds) mustBuild.push(service.name);
      }
    }),
  );
  if (mustBuild.length > 0)
    progress.tail(`WARNING: Some service image(s) must be built from source by running:\n    docker compose build ${mustBuild.join(" ")}`);
  if (failures.length > 0 && !options.ignoresFailures) throw failures[0];
}

/** The images that services build, under all their names. */
export async function pushServices(work: Work, services: readonly ServiceView[], ignoresFailures: boolean): Promise<void> {
  const pushes = services.flatMap((service) => {
    const image = service.text("image");
    if (image === "" || !service.builds) {
      work.progress.event(service.name, "", "done", "Skipped");
      return [];
    }
    return [image, ...textsOf(service.part("build").tags)].map((tag) => ({ service, tag }));
  });
  await Promise.all(
    pushes.map(async ({ service, tag }) => {
      try {
        await pushImage(work, tag);
      } catch (error) {
        if (!ignoresFailures) throw error;
        work.progress.tail(`Pushing ${service.name}: ${messageOf(error)}`);
      }
    }),
  );
}

const over = ["pushed", "layer already exists"];

async function pushImage({ context, progress }: Work, tag: string): Promise<void> {
  const { auth, signal } = transferOptions(tag, context, { quiet: true, output: "stderr" });
  const onProgress = (layer: TransferProgress): void => {
    const { id, status, live } = layer;
    if (id === undefined || !live) return;
    progress.event(`Pushing ${tag}: ${id}`, transferBar(layer), over.includes(status.toLowerCase()) ? "done" : "working", status);
  };
  await context.engine.imagePush(tag, { ...(auth && { auth }), ...(signal && { signal }), onProgress });
}
