/** Runs a binary that the lab's `go build` made, from the sources it was built from. */
import type { SignalName } from "../../kernel/signals.ts";
import { standIn } from "../placeholder/stand-in.ts";
import type { Process } from "../program.ts";
import { NotInTheLab } from "./ast.ts";
import { Program } from "./interpret.ts";
import { Exit, packagesFor } from "./packages.ts";
import { Panic } from "./values.ts";

/** Go's runtime ends a program by the signal it got; PID 1 can't be ended so, and exits with 2. */
function die(process: Process, signal: SignalName): void {
  process.onSignal(signal, "default");
  process.kill(process.pid, signal);
  if (!process.signal.aborted) process.machine.processes.exit(process.task, { code: 2 });
}

/** Its exit code. */
export async function runGo(process: Process, name: string, sources: readonly string[]): Promise<number> {
  process.useMemory(6 * 1024 ** 2);
  for (const signal of ["HUP", "INT", "TERM"] as const) process.onSignal(signal, () => die(process, signal));
  const packages = packagesFor(process);
  let steps = 0;
  const step = (): Promise<void> | undefined => {
    if (++steps % 2000 !== 0) return undefined;
    return (async () => {
      await process.task.scope.budget.tick(60);
      await process.compute(1);
    })();
  };
  try {
    await new Program(sources, packages, step).run();
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    if (error instanceof Panic) {
      process.stderr(`panic: ${error.message}\n\ngoroutine 1 [running]:\nmain.main()\n`);
      return 2;
    }
    if (!(error instanceof NotInTheLab)) throw error;
    const where = error.line > 0 ? ` (line ${error.line})` : "";
    process.stderr(`drydock: the lab can't run ${name}: its Go does not know ${error.message}${where}\n`);
    return (await standIn(process, name, sources, 8080)) ?? 1;
  }
}
