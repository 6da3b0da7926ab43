/** Taking a project down (spec compose §7). */
import { type Engine, EngineError } from "../../../engine/api.ts";
import { stillThere } from "../../../engine/api/still-there.ts";
import { familiarString, parseReference, withDefaultTag } from "../../../engine/images/reference.ts";
import { containersOf } from "./containers.ts";
import { isOrphan } from "./create.ts";
import { inReverseOrder } from "./graph.ts";
import { imageId } from "./images.ts";
import { label } from "./labels.ts";
import { stopAndRemove } from "./stop.ts";
import type { Work } from "./work.ts";

export interface DownOptions {
  /** Those that go; all when there are none. */
  readonly named: readonly string[];
  readonly volumes: boolean;
  readonly images: "" | "local" | "all";
  readonly removesOrphans: boolean;
  readonly timeout: number | undefined;
}

/** Returns whether there was anything at all to remove. */
export async function down(work: Work, options: DownOptions): Promise<boolean> {
  const { stack, context } = work;
  const { removesOrphans, volumes, timeout } = options;
  const all = (await containersOf(context.engine, stack.name)).filter((one) => removesOrphans || !one.oneOff);
  const going = options.named.length === 0 ? stack.services : stack.withDependents(options.named);
  await inReverseOrder(going, async ({ name }) => {
    await Promise.all(all.filter((one) => one.service === name).map((one) => stopAndRemove(work, one, { timeout, volumes })));
  });
  if (removesOrphans) await Promise.all(all.filter((one) => isOrphan(stack, one)).map((one) => stopAndRemove(work, one, { timeout })));
  const own = (kind: "networks" | "volumes"): [key: string, name: string][] =>
    stack
      .resources(kind)
      .filter(([, settings]) => settings.external !== true)
      .map(([key, settings]) => [key, String(settings.name)]);
  const rest = [
    ...own("networks").map(([key, name]) => removeNetwork(work, key, name)),
    ...(await imagesToRemove(work, options)).map((image) => removeImage(work, image)),
    ...(volumes ? own("volumes") : []).map(([, name]) => removeVolume(work, name)),
  ];
  await Promise.all(rest);
  return all.length > 0 || rest.length > 0;
}

/** Images that Compose has built for services of the project; with `all` also those that services name. */
async function imagesToRemove({ stack, context }: Work, { images, removesOrphans }: DownOptions): Promise<string[]> {
  if (images === "") return [];
  const { engine } = context;
  const named = stack.services.filter((service) => images === "all" || service.text("image") === "").map((service) => stack.image(service));
  const here = await Promise.all(named.map(async (image) => ((await imageId(context, image)) === undefined ? [] : [image])));
  const built = await builtFor(engine, stack.name, (service) => removesOrphans || stack.service(service) !== undefined);
  return [...new Set([...here.flat(), ...built].map(tagged))].sort();
}

async function builtFor(engine: Engine, project: string, isWanted: (service: string) => boolean): Promise<string[]> {
  const listed = await engine.imageList({ filters: { label: [`${label.project}=${project}`], dangling: ["false"] } });
  return listed.filter(({ Labels }) => isWanted(Labels?.[label.service] ?? "")).flatMap(({ RepoTags }) => RepoTags?.slice(0, 1) ?? []);
}

function tagged(image: string): string {
  return familiarString(withDefaultTag(parseReference(image)));
}

async function removeImage(work: Work, image: string): Promise<void> {
  await removing(work, `Image ${image}`, () => work.context.engine.imageRemove(image));
}

async function removeVolume(work: Work, name: string): Promise<void> {
  const { engine } = work.context;
  if (await stillThere(engine.volumeInspect(name)))
    await removing(work, `Volume ${name}`, () => engine.volumeRemove(name, { force: true }));
}

/** One that containers are running on stays. */
async function removeNetwork(work: Work, key: string, name: string): Promise<void> {
  const { stack, context, progress } = work;
  const listed = await context.engine.networkList({ label: [`${label.project}=${stack.name}`, `${label.network}=${key}`] });
  const [found] = listed.filter(({ Name }) => Name === name);
  if (!found) return;
  const { Containers } = await context.engine.networkInspect(found.Id);
  if (Object.keys(Containers ?? {}).length === 0) return removing(work, `Network ${name}`, () => context.engine.networkRemove(found.Id));
  progress.event(`Network ${name}`, "Removing");
  progress.event(`Network ${name}`, "Resource is still in use", "warning");
}

async function removing({ progress }: Work, id: string, remove: () => Promise<unknown>): Promise<void> {
  progress.event(id, "Removing");
  try {
    await remove();
    progress.event(id, "Removed");
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.status === 404) progress.event(id, "Warning: No resource found to remove", "done");
    else if (error.status === 403 || error.status === 409) progress.event(id, "Resource is still in use", "warning");
    else {
      progress.event(id, "Error while Removing", "error");
      throw error;
    }
  }
}
