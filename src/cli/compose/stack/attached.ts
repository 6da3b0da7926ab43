/** `up` in the foreground: start, show what comes, stop when asked to (spec compose §5.4). */
import type { ComposeCall } from "../command.ts";
import { containersOf, shortName, type StackContainer } from "./containers.ts";
import { LogPrinter } from "./follow-logs.ts";
import { inReverseOrder } from "./graph.ts";
import type { EventKind } from "./progress.ts";
import type { ServiceView } from "./service-view.ts";
import { start } from "./start.ts";
import { stopTelling } from "./stop.ts";
import type { Work } from "./work.ts";

/** Returns the exit code, once everything that is watched has ended or the person has had enough. */
export async function attached(
  call: ComposeCall,
  work: Work,
  services: readonly ServiceView[],
  watched: readonly ServiceView[],
): Promise<number> {
  const { flags, context } = call;
  const { stack } = work;
  const shown = new Set(watched.filter((service) => isShown(call, service)).map(({ name }) => name));
  const own = (await containersOf(context.engine, stack.name)).filter((one) => shown.has(one.service) && !one.oneOff);
  const printer = new LogPrinter(context, {
    project: stack.name,
    prefix: !flags.bool("no-log-prefix"),
    colour: !flags.bool("no-color"),
    stamps: flags.bool("timestamps"),
    keepsStreams: true,
  });
  const names = own.map((container) => printer.register(container)).sort();
  context.stdout(`Attaching to ${names.join(", ")}\n`);
  const asked = new StopRequest(call);
  const watching = Promise.allSettled(own.map((container) => watch(container, call, work, printer, asked)));
  const leave = (): void => asked.interrupt();
  context.signal.addEventListener("abort", leave, { once: true });
  // What is started shows by what it prints.
  await start({ ...work, progress: withoutStarts(work.progress) }, services);
  await Promise.race([watching, asked.made]);
  if (asked.kind === undefined) return 0;
  if (asked.kind === "interrupt") context.stdout("Gracefully Stopping... press Ctrl+C again to force\n");
  else context.stderr("\u001b[31m\u001b[1mAborting on container exit...\u001b[0m\n");
  await stopAll({ ...work, context: { ...context, signal: new AbortController().signal } }, services);
  await watching;
  if (asked.kind === "interrupt") {
    context.stderr("\n");
    return 130;
  }
  if (asked.exitCode !== 0) context.stderr("\n");
  return asked.exitCode;
}

function isShown({ flags }: ComposeCall, { name, tree }: ServiceView): boolean {
  const only = flags.list("attach");
  return tree.attach !== false && !flags.list("no-attach").includes(name) && (only.length === 0 || only.includes(name));
}

/** Why everything is to be stopped, and with which code it ends. */
class StopRequest {
  kind: "interrupt" | "exit" | undefined;
  exitCode = 0;
  readonly made: Promise<void>;
  readonly #from: string;
  readonly #decisive: (code: number) => boolean;
  #tell: () => void = () => {};

  constructor({ flags }: ComposeCall) {
    this.#from = flags.text("exit-code-from");
    const onFailure = flags.bool("abort-on-container-failure");
    const onExit = flags.bool("abort-on-container-exit") || (this.#from !== "" && !onFailure);
    this.#decisive = (code) => onExit || (onFailure && code !== 0);
    this.made = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  interrupt(): void {
    this.kind ??= "interrupt";
    this.#tell();
  }

  /** A container has ended. The first that counts decides, or the one that was chosen. */
  exited(service: string, code: number): void {
    if (!this.#decisive(code)) return;
    if (this.#from === "" ? this.kind === undefined : this.#from === service) this.exitCode = code;
    this.kind ??= "exit";
    this.#tell();
  }
}

async function watch(
  container: StackContainer,
  { context }: ComposeCall,
  { stack }: Work,
  printer: LogPrinter,
  asked: StopRequest,
): Promise<void> {
  const { engine } = context;
  const isUp = container.summary.State === "running";
  const attachment = await engine.containerAttach(container.id, { stdout: true, stderr: true });
  const ended = engine.containerWait(container.id, isUp ? "not-running" : "next-exit");
  const name = shortName(container, stack.name);
  await printer.print(name, attachment.output);
  const { StatusCode } = await ended;
  printer.note(`${name} exited with code ${StatusCode}`, name);
  asked.exited(container.service, StatusCode);
}

function withoutStarts(progress: Work["progress"]): Work["progress"] {
  return {
    event(id: string, text: string, kind?: EventKind, details?: string) {
      if (text !== "Starting" && text !== "Started") progress.event(id, text, kind, details);
    },
    end: () => progress.end(),
  };
}

async function stopAll(work: Work, services: readonly ServiceView[]): Promise<void> {
  const all = await containersOf(work.context.engine, work.stack.name);
  await inReverseOrder(services, async ({ name }) => {
    await Promise.all(all.filter((one) => one.service === name && !one.oneOff).map((container) => stopTelling(work, container)));
  });
}
