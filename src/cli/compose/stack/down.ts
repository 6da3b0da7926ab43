/** Taking a project down (spec compose §7). */
import { EngineError } from "../../../engine/api.ts";
import { containersOf, isRunning, type StackContainer } from "./containers.ts";
import type { Work } from "./work.ts";
import { inReverseOrder } from "./graph.ts";
import { label } from "./labels.ts";
import type { ServiceView } from "./service-view.ts";
import { stopContainer } from "./stop.ts";

export interface DownOptions {
  readonly services: readonly ServiceView[];
  /** Whether only some of the project's services go. */
  readonly partial: boolean;
  readonly volumes: boolean;
  readonly images: "none" | "local" | "all";
  readonly removesOrphans: boolean;
  readonly timeout: number | undefined;
}

/** Returns whether there was anything at all to remove. */
export async function down(work: Work, options: DownOptions): Promise<boolean> {
  const { stack, context, progress } = work;
  const { engine } = context;
  const all = await containersOf(engine, stack.name);
  let found = false;
  const remove = async (container: StackContainer): Promise<void> => {
    found = true;
    const id = `Container ${container.name}`;
    progress.event(id, "Stopping");
    if (isRunning(container)) await stopContainer(context, container, options.timeout);
    progress.event(id, "Stopped");
    progress.event(id, "Removing");
    await engine.containerRemove(container.id, { force: true, volumes: options.volumes });
    progress.event(id, "Removed");
  };
  if (options.removesOrphans)
    await Promise.all(all.filter((one) => one.oneOff || !options.services.some(({ name }) => name === one.service)).map(remove));
  await inReverseOrder(options.services, async ({ name }) => {
    await Promise.all(all.filter((one) => one.service === name && !one.oneOff).map(remove));
  });
  const rest = [
    ...(options.images === "none" ? [] : imagesToRemove(work, options)).map((image) => () => removeImage(work, image)),
    ...(options.volumes ? stack.resources("volumes") : [])
      .filter(([, settings]) => settings.external !== true)
      .map(
        ([, settings]) =>
          () =>
            removeVolume(work, String(settings.name)),
      ),
    ...(await networkNames(work, options)).map((name) => () => removeNetwork(work, name)),
  ];
  const removed = await Promise.all(rest.map((task) => task()));
  return found || removed.includes(true);
}

function imagesToRemove({ stack }: Work, { services, images }: DownOptions): string[] {
  const chosen = services.filter((service) => images === "all" || (service.builds && service.text("image") === ""));
  return [...new Set(chosen.map((service) => stack.image(service)))].map((image) => (/[:@][^/]*$/.test(image) ? image : `${image}:latest`));
}

async function networkNames({ stack, context }: Work, { partial, services }: DownOptions): Promise<string[]> {
  const used = new Set(services.flatMap((service) => Object.keys(service.part("networks"))));
  const own = stack.resources("networks").filter(([key, settings]) => settings.external !== true && (!partial || used.has(key)));
  if (own.length > 0) return own.map(([, settings]) => String(settings.name));
  const labelled = await context.engine.networkList({ label: [`${label.project}=${stack.name}`] });
  return labelled.map(({ Name }) => Name);
}

/** True when it was there. */
async function removeImage({ context, progress }: Work, image: string): Promise<boolean> {
  const id = `Image ${image}`;
  return removing(() => context.engine.imageRemove(image), id, progress);
}

async function removeVolume({ context, progress }: Work, name: string): Promise<boolean> {
  const there = await context.engine.volumeInspect(name).then(
    () => true,
    () => false,
  );
  return there && removing(() => context.engine.volumeRemove(name, { force: true }), `Volume ${name}`, progress);
}

async function removeNetwork({ context, progress }: Work, name: string): Promise<boolean> {
  const found = await context.engine.networkInspect(name).catch(() => undefined);
  if (!found) return false;
  return removing(() => context.engine.networkRemove(found.Id), `Network ${name}`, progress);
}

async function removing(remove: () => Promise<unknown>, id: string, progress: Work["progress"]): Promise<boolean> {
  progress.event(id, "Removing");
  try {
    await remove();
    progress.event(id, "Removed");
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.status === 404) progress.event(id, "No resource found to remove", "warning");
    else if (error.status === 403 || error.status === 409) progress.event(id, "Resource is still in use", "warning");
    else {
      progress.event(id, "Error while Removing", "error");
      throw error;
    }
  }
  return true;
}
