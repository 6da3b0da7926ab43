import type { PidNamespace } from "./namespaces.ts";
import { type Disposition, defaultAction, endedBy, isUnstoppable, type SignalName, signalNames, TaskEnded } from "./signals.ts";
import type { Task } from "./task.ts";

/** What one task makes of the signals sent to it, and the gate it waits at while it is stopped or frozen. */
export class SignalState {
  readonly #task: Task;
  readonly #dispositions = new Map<SignalName, Disposition>();
  /** Arrived while it was stopped. */
  readonly #pending = new Set<SignalName>();
  #stopped = false;
  #atGate: { readonly promise: Promise<void>; open(): void; fail(error: unknown): void } | undefined;
  /** Called when it stops or goes on: a shell that waits in the foreground. */
  onChange: (() => void) | undefined;
  /** Called when it stops: what it waited for is not for it then. */
  readonly stopping = new Set<() => void>();

  constructor(task: Task) {
    this.#task = task;
  }

  get stopped(): boolean {
    return this.#stopped;
  }
  get pending(): ReadonlySet<SignalName> {
    return this.#pending;
  }

  disposition(signal: SignalName): Disposition {
    return this.#dispositions.get(signal) ?? "default";
  }
  /** KILL and STOP stay as they are. */
  set(signal: SignalName, disposition: Disposition): void {
    if (isUnstoppable(signal)) return;
    if (disposition === "default") this.#dispositions.delete(signal);
    else this.#dispositions.set(signal, disposition);
  }
  /** Signals it ignores; a child is born ignoring them too. */
  get ignored(): SignalName[] {
    return signalNames.filter((signal) => this.#dispositions.get(signal) === "ignore");
  }
  get caught(): SignalName[] {
    return signalNames.filter((signal) => typeof this.#dispositions.get(signal) === "function");
  }
  /** What `exec` leaves: handlers are gone, ignored stays ignored. */
  resetHandlers(): void {
    for (const signal of this.caught) this.#dispositions.delete(signal);
  }

  /**
   * Delivers a signal.
   * @param from the sender's pid namespace; `undefined` when the kernel sends it
   */
  deliver(signal: SignalName, from?: PidNamespace): void {
    const task = this.#task;
    if (task.status) return;
    if (signal === "CONT") this.#continue();
    if (this.#isSpared(signal, from)) return;
    if (signal === "KILL") {
      task.table.exit(task, endedBy("KILL"));
      return;
    }
    if (this.#stopped && signal !== "CONT" && signal !== "STOP") {
      this.#pending.add(signal);
      return;
    }
    const disposition = this.disposition(signal);
    if (typeof disposition === "function") {
      disposition(signal);
      return;
    }
    if (disposition === "ignore") return;
    const action = defaultAction(signal);
    if (action === "terminate" || action === "core") task.table.exit(task, endedBy(signal));
    else if (action === "stop") this.#stop();
  }

  /** PID 1 gets only what it has a handler for; from a namespace above it KILL and STOP as well. */
  #isSpared(signal: SignalName, from: PidNamespace | undefined): boolean {
    const task = this.#task;
    if (!task.isInit || typeof this.disposition(signal) === "function") return false;
    if (!isUnstoppable(signal)) return true;
    const own = task.namespaces.pid;
    return own.level === 0 || from === own || (from !== undefined && !from.contains(own));
  }

  // ── stopping and going on

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const listener of [...this.stopping]) listener();
    this.onChange?.();
    this.#task.table.childChanged(this.#task);
  }

  #continue(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.resumed();
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const signal of pending) this.deliver(signal, this.#task.namespaces.pid);
    this.onChange?.();
    this.#task.table.childChanged(this.#task);
  }

  gate(): Promise<void> | undefined {
    if (!this.#stopped && !this.#task.cgroup.frozen) return undefined;
    if (!this.#atGate) {
      let open = (): void => {};
      let fail: (error: unknown) => void = () => {};
      const promise = new Promise<void>((resolve, reject) => {
        open = resolve;
        fail = reject;
      });
      promise.catch(() => {});
      this.#atGate = { promise, open, fail };
    }
    return this.#atGate.promise;
  }

  /** Opens the gate if nothing holds the task any more. */
  resumed(): void {
    if (this.#stopped || this.#task.cgroup.frozen) return;
    this.#atGate?.open();
    this.#atGate = undefined;
  }

  /** The task has ended. */
  clear(): void {
    const { status } = this.#task;
    if (status) this.#atGate?.fail(new TaskEnded(status));
    this.#atGate = undefined;
    this.#dispositions.clear();
    this.#pending.clear();
    this.#stopped = false;
  }
}
