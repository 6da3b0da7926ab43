/** `up` in the foreground: start, show what comes, stop when asked to (spec compose §5.4). */
import type { ComposeCall } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { working } from "../open-stack.ts";
import { isTrue } from "../variables.ts";
import { byName, isRunning, replicasOf, shortName } from "./containers.ts";
import { LogPrinter } from "./follow-logs.ts";
import { openKeyboard } from "./keyboard.ts";
import { Menu } from "./menu.ts";
import { type ContainerEvent, monitor } from "./monitor.ts";
import { plainProgress } from "./open-progress.ts";
import { type Progress, silentProgress } from "./progress.ts";
import type { Stack } from "./stack.ts";
import { start } from "./start.ts";
import { killContainers, stopServices } from "./stop-services.ts";
import { Watcher } from "./watch/watcher.ts";
import type { Work } from "./work.ts";

const notConfigured = "none of the selected services is configured for watch, see https://docs.docker.com/compose/how-tos/file-watch/";

/**
 * Starts what has been created and shows what the services print.
 * @param shown services to show
 * @returns the exit code, once everything that is shown has ended or the person has had enough
 */
export async function runAttached(call: ComposeCall, stack: Stack, shown: readonly string[]): Promise<number> {
  return working(call, stack, "Running", (work) => new Attached(call, { ...work, progress: silentProgress }, shown).run());
}

class Attached {
  readonly #call: ComposeCall;
  readonly #work: Work;
  readonly #shown: readonly string[];
  readonly #printer: LogPrinter;
  /** What still prints. */
  readonly #outputs = new Map<string, Promise<void>>();
  /** Ends the listening. */
  readonly #over = new AbortController();
  #stopping: Promise<void> | undefined;
  #interrupted = false;
  #exitCode = 0;
  #failure: unknown;
  /** Whether the first exit that matters has been seen. */
  #decided = false;
  #fromDecided = false;

  constructor(call: ComposeCall, work: Work, shown: readonly string[]) {
    const { flags } = call;
    this.#call = call;
    // Ctrl-C stops the project, not what stops it.
    this.#work = { ...work, context: { ...work.context, signal: new AbortController().signal } };
    this.#shown = shown;
    this.#printer = new LogPrinter(call.context, {
      prefix: !flags.bool("no-log-prefix"),
      colour: !flags.bool("no-color"),
      stamps: flags.bool("timestamps"),
      keepsStreams: true,
    });
  }

  async run(): Promise<number> {
    const { context, args, flags } = this.#call;
    const { stack } = this.#work;
    const watcher = Watcher.of(this.#work, this.#printer);
    if (flags.bool("watch") && !watcher) throw new ComposeProblem(notConfigured);
    const menu = this.#openMenu(watcher);
    const interrupt = (): void => this.#interrupt();
    const keyboard = openKeyboard(context, { interrupt, key: (key) => menu?.key(key) });
    context.signal.addEventListener("abort", interrupt, { once: true });
    try {
      if (flags.bool("watch")) await watcher?.start();
      const events = await monitor(context.engine, stack.name, args.length > 0 ? args : this.#shown, this.#over.signal);
      await this.#attach();
      const listening = this.#listen(events);
      menu?.show();
      try {
        await start(this.#work);
      } catch (error) {
        if (!this.#interrupted) throw error;
      }
      await listening;
      await this.#stopping;
      if (this.#failure) throw this.#failure;
      return this.#ending();
    } finally {
      this.#over.abort();
      menu?.close();
      await watcher?.stop();
      keyboard.close();
      context.signal.removeEventListener("abort", interrupt);
    }
  }

  #openMenu(watcher: Watcher | undefined): Menu | undefined {
    const { context, flags, progressMode } = this.#call;
    const { terminal, env } = context;
    if (!terminal?.raw || terminal.stdout === false || !terminal.stdin || progressMode === "plain") return undefined;
    const asked = flags.has("menu") ? flags.bool("menu") : isTrue(env.get("COMPOSE_MENU") ?? "1");
    return asked ? new Menu(context, this.#printer, watcher) : undefined;
  }

  async #attach(): Promise<void> {
    const { stack, context } = this.#work;
    if (this.#shown.length === 0) return;
    const own = (await replicasOf(context.engine, stack.name)).filter(({ service }) => this.#shown.includes(service)).sort(byName);
    if (own.length === 0) return;
    context.stdout(`Attaching to ${own.map((one) => shortName(one, stack.name)).join(", ")}\n`);
    for (const container of own) {
      const { output } = await context.engine.containerAttach(container.id, { stdout: true, stderr: true });
      this.#outputs.set(container.id, this.#printer.print(shortName(container, stack.name), output));
    }
  }

  async #listen(events: AsyncIterable<ContainerEvent>): Promise<void> {
    for await (const event of events) {
      if (event.kind === "exited") await this.#exited(event);
      else if (event.kind === "recreated") this.#printer.note(event.replaces, "has been recreated");
      else if (event.kind === "started") await this.#started(event);
    }
  }

  /** What was attached from the beginning is shown already; others join with what they have printed so far. */
  async #started({ id, source, restarting }: ContainerEvent): Promise<void> {
    const { engine } = this.#work.context;
    if (this.#outputs.has(id) && !restarting) return;
    const { State } = await engine.containerInspect(id);
    const output = await engine.containerLogs(id, { stdout: true, stderr: true, follow: true, since: Date.parse(State.StartedAt) });
    this.#outputs.set(id, this.#printer.print(source, output));
  }

  async #exited({ id, source, service, exitCode, restarting }: ContainerEvent): Promise<void> {
    if (!restarting) await this.#outputs.get(id);
    this.#outputs.delete(id);
    this.#printer.note(source, `exited with code ${exitCode}${restarting ? " (restarting)" : ""}`);
    const { flags, context } = this.#call;
    const from = flags.text("exit-code-from");
    const onFailure = flags.bool("abort-on-container-failure");
    const onExit = flags.bool("abort-on-container-exit") || (from !== "" && !onFailure);
    if (!this.#decided && (onExit || (onFailure && exitCode !== 0))) {
      this.#decided = true;
      this.#exitCode = exitCode;
      context.stderr("\u001b[31m\u001b[1mAborting on container exit...\u001b[0m\n");
      this.#stop();
    }
    if (!this.#fromDecided && from === service) {
      this.#fromDecided = true;
      this.#exitCode = exitCode;
    }
  }

  /** Ctrl-C: gracefully at first, then not. */
  #interrupt(): void {
    if (!this.#interrupted) {
      this.#interrupted = true;
      this.#call.context.stdout("Gracefully Stopping... press Ctrl+C again to force\n");
      this.#stop();
    } else void this.#kill();
  }

  #stop(): void {
    this.#stopping = stopServices({ ...this.#work, progress: this.#mixed() }, this.#call.args)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        // Containers that never ran do not end.
        if (this.#interrupted) this.#over.abort();
      });
  }

  async #kill(): Promise<void> {
    const { stack, context } = this.#work;
    const targets = (await replicasOf(context.engine, stack.name)).filter(isRunning);
    await killContainers({ ...this.#work, progress: silentProgress }, targets, "SIGKILL").catch(() => {});
  }

  /** Between the lines of the services, where someone looks on. */
  #mixed(): Progress {
    const { context, progressMode } = this.#call;
    if (progressMode !== "auto" || !context.terminal) return plainProgress(context, false);
    return {
      ...silentProgress,
      event: (id, status, _kind, text = "") => this.#printer.note("", `${id} ${text} \u001b[32m${status}\u001b[0m`),
    };
  }

  #ending(): number {
    const code = this.#interrupted ? 130 : this.#exitCode;
    // Where it was a signal that ended all, the command itself says so.
    if (code !== 0 && !this.#call.context.signal.aborted) this.#call.context.stderr("\n");
    return code;
  }
}
