/** What a command needs to work on: the project of the files, or what the containers' labels tell of one. */
import type { ComposeCall } from "./command.ts";
import { nameOfDirectory } from "./model/locate.ts";
import { ComposeProblem } from "./model/problem.ts";
import { type LoadOptions, openProject, surroundings } from "./project-options.ts";
import { containersOf, type StackContainer } from "./stack/containers.ts";
import { fromLabels } from "./stack/from-labels.ts";
import { openProgress } from "./stack/open-progress.ts";
import { Stack } from "./stack/stack.ts";
import type { Work } from "./stack/work.ts";

/** The project of the files: of the services that are named and what they need, or of all. Throws `ComposeProblem`. */
export async function openStack(call: ComposeCall, named: readonly string[], options: LoadOptions = {}): Promise<Stack> {
  return new Stack(await openProject(call, { named, selects: true, ...options }));
}

/**
 * Does what changes containers, telling of it.
 * @param title what is going on, for the head of a list: `Stopping`
 */
export async function working<Result>(
  call: ComposeCall,
  stack: Stack,
  title: string,
  act: (work: Work) => Promise<Result>,
): Promise<Result> {
  const { context, host, docker, dryRun, progressMode } = call;
  const progress = openProgress(context, { mode: progressMode, title, dryRun });
  try {
    return await act({ stack, context, host, docker, dryRun, progress });
  } finally {
    progress.end();
  }
}

/** The project's name, from `-p` alone where that is given (spec compose §1.4). */
export async function projectName(call: ComposeCall): Promise<string> {
  const { name, located } = surroundings(call);
  if (name !== undefined) return name.toLowerCase();
  if (located.files.length === 0) throw new ComposeProblem("no configuration file provided: not found");
  return (await openProject(call, { checks: false })).name ?? nameOfDirectory(located.directory);
}

/** The project of the files; its name alone where `-p` says it and `-f` does not name files (spec compose §1.4). */
export async function stackOrLabels(
  call: ComposeCall,
  named: readonly string[],
): Promise<{ readonly name: string; readonly stack: Stack | undefined }> {
  const given = call.global.text("project-name");
  if (given !== "" && call.global.list("file").length === 0) return { name: given.toLowerCase(), stack: undefined };
  try {
    const stack = await openStack(call, named, { resolvesEnvironment: false });
    return { name: stack.name, stack };
  } catch (error) {
    const { name } = surroundings(call);
    // What the environment says will do where the files can't be read; with `-p` and `-f` they have to be.
    if (name === undefined || given !== "" || !(error instanceof ComposeProblem)) throw error;
    return { name, stack: undefined };
  }
}

/** The project of the files, or what the labels of its containers tell of it. */
export async function stackAsKnown(call: ComposeCall, named: readonly string[]): Promise<Stack> {
  const { name, stack } = await stackOrLabels(call, named);
  return stack ?? fromLabels(call.context.engine, name);
}

/** The containers of these services, or of all that the project has; one-off ones and those of other services only when asked for. */
export async function selectContainers(
  call: ComposeCall,
  services: readonly string[],
  { oneOff = false, orphans = false }: { readonly oneOff?: boolean; readonly orphans?: boolean } = {},
): Promise<{ readonly name: string; readonly stack: Stack | undefined; readonly containers: StackContainer[] }> {
  const { name, stack } = await stackOrLabels(call, services);
  const wanted = services.length > 0 ? services : orphans ? undefined : stack?.serviceNames;
  const all = await containersOf(call.context.engine, name);
  const containers = all.filter((one) => (oneOff || !one.oneOff) && (wanted === undefined || wanted.includes(one.service)));
  return { name, stack, containers };
}

/** `--index`; `undefined` for any. */
export function askedIndex({ flags }: ComposeCall): number | undefined {
  return Number(flags.text("index")) || undefined;
}

/** `--timeout` in seconds, where it is said. */
export function askedTimeout({ flags }: ComposeCall): number | undefined {
  return flags.has("timeout") ? Number(flags.text("timeout")) : undefined;
}
