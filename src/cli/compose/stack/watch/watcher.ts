/** Minding files, and doing what `develop.watch` says when they change (spec compose §7). */
import { diffTrees } from "../../../../engine/filesystem/diff.ts";
import type { DirectoryNode } from "../../../../engine/filesystem/node.ts";
import { messageOf } from "../../../problem.ts";
import { buildServices } from "../build.ts";
import { createProject, ordinaryCreation } from "../create.ts";
import type { LogPrinter } from "../follow-logs.ts";
import { runHooks } from "../hooks.ts";
import { replicasOf } from "../containers.ts";
import { label } from "../labels.ts";
import { silentProgress } from "../progress.ts";
import { restartServices } from "../restart.ts";
import { start as startServices } from "../start.ts";
import type { Work } from "../work.ts";
import { isSync, type WatchRule, watchRules } from "./rules.ts";
import { type SyncedFile, syncFiles } from "./sync.ts";

/** Milliseconds in which changes are gathered. */
const quiet = 500;

export interface WatchOptions {
  /** Images that a rebuild leaves without a name go. */
  readonly prunes?: boolean;
  readonly quietBuild?: boolean;
}

export class Watcher {
  readonly #work: Work;
  readonly #printer: LogPrinter;
  readonly #rules: readonly WatchRule[];
  readonly #options: WatchOptions;
  #stop: AbortController | undefined;
  #watching: Promise<void> = Promise.resolve();

  private constructor(work: Work, printer: LogPrinter, rules: readonly WatchRule[], options: WatchOptions) {
    this.#work = { ...work, progress: silentProgress };
    this.#printer = printer;
    this.#rules = rules;
    this.#options = options;
  }

  /** `undefined` where no service says what to mind. Throws `ComposeProblem` for rules that can't be followed. */
  static of(work: Work, printer: LogPrinter, options: WatchOptions = { prunes: true }): Watcher | undefined {
    const rules = watchRules(work.stack, work.context, work.host.warn);
    return rules.length > 0 ? new Watcher(work, printer, rules, options) : undefined;
  }

  get isOn(): boolean {
    return this.#stop !== undefined;
  }

  /** Returns when it has begun to mind the files. */
  async start(): Promise<void> {
    for (const rule of this.#rules) if (rule.isInitial && isSync(rule.action)) await this.#bringAll(rule);
    const stop = new AbortController();
    this.#stop = stop;
    this.#printer.watching("Watch enabled");
    this.#watching = this.#mind(stop.signal);
  }

  async stop(): Promise<void> {
    if (!this.#stop) return;
    this.#stop.abort();
    this.#stop = undefined;
    await this.#watching;
    if (!this.#work.context.signal.aborted) this.#printer.watching("Watch disabled");
  }

  /** Goes on until the signal ends it; then nothing more is said. */
  async untilAborted(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await this.stop();
  }

  async #mind(signal: AbortSignal): Promise<void> {
    const { disk, clock } = this.#work.context;
    let before = disk.root;
    while (!signal.aborted) {
      await clock.sleep(quiet, signal).catch(() => {});
      const now = disk.root;
      if (signal.aborted || now === before) continue;
      const changed = changedFiles(before, now);
      before = now;
      try {
        await this.#handle(changed);
      } catch (error) {
        this.#work.host.warn(`Error handling changed files: ${messageOf(error)}`);
      }
    }
  }

  async #handle(files: readonly string[]): Promise<void> {
    const services = { rebuild: new Set<string>(), restart: new Set<string>() };
    const synced = new Map<string, SyncedFile[]>();
    const hooks = new Set<WatchRule>();
    for (const file of files)
      for (const rule of this.#rules) {
        const found = rule.match(file);
        if (!found) continue;
        if (rule.action === "rebuild") services.rebuild.add(rule.service);
        if (rule.action === "restart" || rule.action === "sync+restart") services.restart.add(rule.service);
        if (rule.action === "sync+exec") hooks.add(rule);
        if (isSync(rule.action)) synced.set(rule.service, [...(synced.get(rule.service) ?? []), { host: file, target: found.target }]);
      }
    if (services.rebuild.size > 0) await this.#rebuild([...services.rebuild].sort());
    for (const [service, changes] of synced) {
      this.#printer.watching(`Syncing service ${JSON.stringify(service)} after ${changes.length} changes were detected`);
      await syncFiles(this.#work, service, changes);
    }
    if (services.restart.size > 0) {
      const names = [...services.restart].sort();
      await restartServices(this.#work, names);
      this.#printer.watching(`service(s) ${listed(names)} restarted`);
    }
    for (const rule of hooks) {
      const { context, stack } = this.#work;
      for (const container of await replicasOf(context.engine, stack.name, rule.service))
        await runHooks(this.#work, container, [rule.hook]);
    }
  }

  async #rebuild(names: readonly string[]): Promise<void> {
    const work = this.#work;
    const tell = (text: string): void => this.#printer.watching(text);
    tell(`Rebuilding service(s) ${listed(names)} after changes were detected...`);
    const lines = lineByLine(tell);
    try {
      const services = work.stack.services.filter(({ name }) => names.includes(name));
      await buildServices(work, services, { quiet: this.#options.quietBuild ?? false }, lines);
    } catch (error) {
      tell(`Build failed. Error: ${messageOf(error)}`);
      throw error;
    }
    if (this.#options.prunes) await this.#prune();
    tell(`service(s) ${listed(names)} successfully built`);
    try {
      const { build: _, ...creation } = ordinaryCreation;
      await createProject(work, { ...creation, named: names, recreate: "force" });
    } catch (error) {
      tell(`Failed to recreate services after update. Error: ${messageOf(error)}`);
      throw error;
    }
    const affected = work.stack.withDependents(names).map(({ name }) => name);
    try {
      await startServices({ ...work, stack: work.stack.only(affected) });
    } catch (error) {
      tell(`Application failed to start after update. Error: ${messageOf(error)}`);
    }
  }

  /** Images of the project that have lost their names. */
  async #prune(): Promise<void> {
    const { context, stack } = this.#work;
    const filters = { dangling: ["true"], label: [`${label.project}=${stack.name}`] };
    for (const { Id } of await context.engine.imageList({ filters })) await context.engine.imageRemove(Id).catch(() => {});
  }

  /** What has been written since the image was made. */
  async #bringAll(rule: WatchRule): Promise<void> {
    const { context, stack } = this.#work;
    const view = stack.required(rule.service);
    const { Created = "" } = await context.engine.imageInspect(stack.image(view));
    const all = changedFiles(undefined, context.disk.root, rule.path);
    const fresh = all.filter((file) => {
      const node = context.disk.stat(file);
      return node.kind !== "directory" && node.mtime >= Date.parse(Created);
    });
    const files = fresh.flatMap((host): SyncedFile[] => {
      const found = rule.match(host);
      return found ? [{ host, target: found.target }] : [];
    });
    if (files.length > 0) await syncFiles(this.#work, rule.service, files);
  }
}

/** Absolute paths of what differs; folders only where they are new or gone. */
function changedFiles(before: DirectoryNode | undefined, now: DirectoryNode, below = "/"): string[] {
  return diffTrees(before, now)
    .filter(({ kind, node }) => kind !== "carried" && !(kind === "modified" && node?.kind === "directory"))
    .map(({ path }) => `/${path}`)
    .filter((path) => below === "/" || path === below || path.startsWith(`${below}/`));
}

/** Go's `%q` of a list. */
function listed(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(" ")}]`;
}

function lineByLine(print: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) print(line);
  };
}
