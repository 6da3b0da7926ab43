/** What a shell does about signals (`trap`). */
import { endedBy, type SignalName, signalNumbers } from "../../kernel/signals.ts";
import { singleQuoted } from "./quoting.ts";
import type { Shell } from "./shell.ts";

/** Runs the traps of signals that have come. They leave `$?` as it was. */
export async function runTraps(shell: Shell): Promise<void> {
  const { status } = shell.state;
  const { last } = shell;
  shell.last = false;
  for (let signal = shell.trapped.shift(); signal; signal = shell.trapped.shift()) {
    const action = shell.state.traps.get(signal);
    if (action !== undefined && action !== "") await shell.runText(action);
  }
  shell.last = last;
  shell.state.status = status;
}

const fatal = ["HUP", "INT", "TERM"] as const;

/** bash runs its EXIT trap when a signal ends it, too. */
function exitOnSignals(shell: Shell, on: boolean): void {
  const { task } = shell.process;
  for (const signal of fatal) {
    if (shell.state.traps.has(signal) || (shell.process.pid === 1 && on)) continue;
    if (signal === "INT" && isAtPrompt(shell)) continue;
    shell.process.onSignal(signal, on ? () => void end(signal) : "default");
  }

  async function end(signal: SignalName): Promise<void> {
    const action = shell.state.traps.get("EXIT");
    shell.state.traps.delete("EXIT");
    shell.ending = new Promise(() => {});
    try {
      if (action !== undefined) await shell.twin().runText(action);
    } finally {
      task.table.exit(task, endedBy(signal));
    }
  }
}

/** ash and dash catch an interrupt and end, even as PID 1, which nothing else that minds no signals does. */
export function endOnInterrupt({ dialect, process }: Shell): void {
  if (dialect.name === "bash" || process.pid !== 1) return;
  process.onSignal("INT", () => process.task.table.exit(process.task, { code: 128 + signalNumbers.INT }));
}

/** `trap ACTION SIGNAL`: an empty action ignores it, `undefined` gives it back to the kernel. */
export function setTrap(shell: Shell, signal: string, action: string | undefined): void {
  if (action === undefined) shell.state.traps.delete(signal);
  else shell.state.traps.set(signal, action);
  if (signal === "EXIT" && shell.dialect.name === "bash") exitOnSignals(shell, action !== undefined);
  if (!(signal in signalNumbers)) return;
  shell.process.onSignal(
    signal as SignalName,
    action === undefined
      ? isAtPrompt(shell) && ["INT", "QUIT", "TSTP"].includes(signal)
        ? () => {}
        : "default"
      : action === ""
        ? "ignore"
        : (name) => {
            shell.trapped.push(name);
            shell.wake?.();
          },
  );
}

/** A key that ends a command does not end the shell one types at. */
function isAtPrompt(shell: Shell): boolean {
  return shell.mode === "interactive" && shell.depth === 0;
}

/** `trap`, in the order of the signals' numbers, EXIT first; only bash says `SIG`. */
export function listTraps(shell: Shell): void {
  const numberOf = (name: string): number => signalNumbers[name as SignalName] ?? 0;
  for (const [name, action] of [...shell.state.traps].sort(([a], [b]) => numberOf(a) - numberOf(b))) {
    const shown = shell.dialect.name === "bash" && name in signalNumbers ? `SIG${name}` : name;
    shell.out(`trap -- ${singleQuoted(action)} ${shown}\n`);
  }
}
