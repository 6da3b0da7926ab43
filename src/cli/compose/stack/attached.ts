/** `up` in the foreground: start, show what comes, stop when asked to (spec compose §5.4). */
import type { ComposeCall } from "../command.ts";
import { containersOf, isRunning, shortName, type StackContainer } from "./containers.ts";
import type { Work } from "./work.ts";
import { followContainer, LogPrinter } from "./follow-logs.ts";
import { inReverseOrder } from "./graph.ts";
import type { ServiceView } from "./service-view.ts";
import { start } from "./start.ts";
import { stopContainer } from "./stop.ts";

/** Returns the exit code, once everything that is watched has ended or the person has had enough. */
export async function attached(
  call: ComposeCall,
  work: Work,
  services: readonly ServiceView[],
  watched: readonly ServiceView[],
): Promise<number> {
  const { flags, context } = call;
  const { stack } = work;
  const quiet = flags.list("no-attach");
  const only = flags.list("attach");
  const isShown = (service: ServiceView): boolean =>
    service.tree.attach !== false && !quiet.includes(service.name) && (only.length === 0 || only.includes(service.name));
  const shown = new Set(watched.filter(isShown).map(({ name }) => name));
  const own = (await containersOf(context.engine, stack.name)).filter((one) => shown.has(one.service) && !one.oneOff);
  const begun = context.clock.now();
  const printer = new LogPrinter(context, {
    project: stack.name,
    prefix: !flags.bool("no-log-prefix"),
    colour: !flags.bool("no-color"),
    timestamps: flags.bool("timestamps"),
    keepsStreams: true,
  });
  const names = own.map((container) => printer.register(container)).sort();
  context.stdout(`Attaching to ${names.join(", ")}\n`);
  const over = new AbortController();
  let exitCode = 0;
  const aborts = flags.bool("abort-on-container-exit") || (flags.has("exit-code-from") && !flags.bool("abort-on-container-failure"));
  const isDecisive = (code: number): boolean => aborts || (flags.bool("abort-on-container-failure") && code !== 0);
  const watch = async (container: StackContainer): Promise<void> => {
    const ended = context.engine.containerWait(container.id, isRunning(container) ? "not-running" : "next-exit", over.signal);
    ended.catch(() => {});
    await begins;
    await followContainer(printer, container, context, {
      follow: true,
      since: begun,
      timestamps: flags.bool("timestamps"),
      signal: over.signal,
    });
    const { StatusCode } = await ended;
    const name = shortName(container, stack.name);
    printer.note(`${name} exited with code ${StatusCode}`, name);
    if (
      flags.text("exit-code-from") === container.service ||
      (!flags.has("exit-code-from") && isDecisive(StatusCode) && !over.signal.aborted)
    )
      exitCode = StatusCode;
    if (isDecisive(StatusCode)) over.abort();
  };
  let begin = (): void => {};
  const begins = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const watching = Promise.allSettled(own.map(watch));
  const leave = (): void => over.abort();
  context.signal.addEventListener("abort", leave, { once: true });
  begin();
  try {
    await start(work, services);
  } catch (error) {
    over.abort();
    await watching;
    throw error;
  }
  const stopped = new Promise<void>((resolve) => over.signal.addEventListener("abort", () => resolve(), { once: true }));
  await Promise.race([watching, stopped]);
  if (!over.signal.aborted) return exitCode;
  context.stdout(context.signal.aborted ? "Gracefully Stopping... press Ctrl+C again to force\n" : "Aborting on container exit...\n");
  await stopAll(work, services);
  return context.signal.aborted ? 130 : exitCode;
}

async function stopAll({ stack, context, progress }: Work, services: readonly ServiceView[]): Promise<void> {
  const all = await containersOf(context.engine, stack.name);
  await inReverseOrder(services, async ({ name }) => {
    const own = all.filter((one) => one.service === name && !one.oneOff);
    await Promise.all(
      own.map(async (container) => {
        progress.event(`Container ${container.name}`, "Stopping");
        await stopContainer(context, container);
        progress.event(`Container ${container.name}`, "Stopped");
      }),
    );
  });
}
