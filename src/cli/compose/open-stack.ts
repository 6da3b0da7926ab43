/** What a command needs to work on: the project of the files, or what the containers' labels tell of one. */
import type { ComposeCall } from "./command.ts";
import { ComposeProblem } from "./model/problem.ts";
import { type LoadOptions, openProject, surroundings } from "./project-options.ts";
import { nameOfDirectory } from "./model/locate.ts";
import { containersOf, isRunning, type StackContainer } from "./stack/containers.ts";
import type { Work } from "./stack/work.ts";
import { fromLabels } from "./stack/from-labels.ts";
import { openProgress } from "./stack/progress.ts";
import { Stack } from "./stack/stack.ts";

/** The project of the files. Throws `ComposeProblem`. */
export async function openStack(call: ComposeCall, options: LoadOptions = {}): Promise<Stack> {
  return new Stack(await openProject(call, options));
}

/** What commands that change containers work with. */
export function workOn(call: ComposeCall, stack: Stack): Work {
  const { context, host, global, docker } = call;
  const mode = global.text("progress") || context.env.get("COMPOSE_PROGRESS") || "auto";
  return { stack, context, host, docker, progress: openProgress(context, mode) };
}

/** The project's name, from `-p` alone where that is given (spec compose §1.4). */
export async function projectName(call: ComposeCall): Promise<string> {
  const { name, located } = surroundings(call);
  if (name !== undefined) return name;
  if (located.files.length === 0) throw new ComposeProblem("no configuration file provided: not found");
  return (await openProject(call, { checks: false })).name ?? nameOfDirectory(located.directory);
}

/** The project of the files; its name alone where `-p` says it and `-f` does not name files (spec compose §1.4). */
export async function stackOrLabels(call: ComposeCall): Promise<{ readonly name: string; readonly stack: Stack | undefined }> {
  const { name } = surroundings(call);
  if (name !== undefined && call.global.list("file").length === 0) return { name, stack: undefined };
  const stack = await openStack(call);
  return { name: stack.name, stack };
}

/** The project of the files, or what the labels of its containers tell of it. */
export async function stackAsKnown(call: ComposeCall): Promise<Stack> {
  const { name, stack } = await stackOrLabels(call);
  return stack ?? fromLabels(call.context.engine, name);
}

/** A service's running container: the first, or the one of that number. */
export async function runningContainer(call: ComposeCall, service: string): Promise<StackContainer | undefined> {
  const { flags, context } = call;
  const index = flags.has("index") ? Number(flags.text("index")) : undefined;
  const all = await containersOf(context.engine, await projectName(call));
  return all.find((one) => one.service === service && isRunning(one) && (index === undefined || one.number === index));
}

/** The containers of these services, or of all; one-off ones only when asked for. Throws for a service that is not there. */
export async function selectContainers(
  call: ComposeCall,
  services: readonly string[],
  { oneOff = false }: { readonly oneOff?: boolean } = {},
): Promise<{ readonly name: string; readonly stack: Stack | undefined; readonly containers: StackContainer[] }> {
  const { name, stack } = await stackOrLabels(call);
  stack?.named(services);
  const all = await containersOf(call.context.engine, name);
  const containers = all.filter((one) => (oneOff || !one.oneOff) && (services.length === 0 || services.includes(one.service)));
  return { name, stack, containers };
}
