/** What a shell does about signals (`trap`). */
import { type SignalName, signalNumbers } from "../../kernel/signals.ts";
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

/** `trap ACTION SIGNAL`: an empty action ignores it, `undefined` gives it back to the kernel. */
export function setTrap(shell: Shell, signal: string, action: string | undefined): void {
  if (action === undefined) shell.state.traps.delete(signal);
  else shell.state.traps.set(signal, action);
  if (!(signal in signalNumbers)) return;
  shell.process.onSignal(
    signal as SignalName,
    action === undefined
      ? "default"
      : action === ""
        ? "ignore"
        : (name) => {
            shell.trapped.push(name);
            shell.wake?.();
          },
  );
}

/** `trap`, in the order of the signals' numbers, EXIT first; only bash says `SIG`. */
export function listTraps(shell: Shell): void {
  const numberOf = (name: string): number => signalNumbers[name as SignalName] ?? 0;
  for (const [name, action] of [...shell.state.traps].sort(([a], [b]) => numberOf(a) - numberOf(b))) {
    const shown = shell.dialect.name === "bash" && name in signalNumbers ? `SIG${name}` : name;
    shell.out(`trap -- '${action.replaceAll("'", "'\\''")}' ${shown}\n`);
  }
}
