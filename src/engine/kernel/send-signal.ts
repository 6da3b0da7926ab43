import type { Machine } from "./machine.ts";
import type { SignalName } from "./signals.ts";
import type { Task } from "./task.ts";

/**
 * `kill(2)` as `from`: a pid of its own namespace, 0 for its group, −1 for all it may reach, below that a group.
 * `undefined` sends nothing and only asks.
 */
export function signalTo(machine: Machine, from: Task, pid: number, signal: SignalName | undefined): "ESRCH" | "EPERM" | undefined {
  const targets = targetsOf(machine, from, pid);
  if (targets.length === 0) return "ESRCH";
  const allowed = targets.filter((task) => maySignal(from, task, signal));
  if (allowed.length === 0) return "EPERM";
  if (signal) for (const task of allowed) machine.processes.kill(task, signal, from);
  return undefined;
}

function targetsOf(machine: Machine, from: Task, pid: number): Task[] {
  const { pid: namespace } = from.namespaces;
  if (pid > 0) {
    const task = namespace.tasks.get(pid);
    return task ? [task] : [];
  }
  if (pid === -1) return machine.processes.in(namespace).filter((task) => task !== from && task !== namespace.init);
  const group = pid === 0 ? from.group : namespace.tasks.get(-pid)?.pid;
  return group === undefined ? [] : machine.processes.group(group).filter((task) => task.pidIn(namespace) !== undefined);
}

function maySignal(from: Task, to: Task, signal: SignalName | undefined): boolean {
  if (from.credentials.effective.has("KILL") || from.credentials.uid === to.credentials.uid) return true;
  return signal === "CONT" && from.session === to.session;
}
