/** Runs JavaScript as node does: QuickJS for the language, the modules of `library/`, the machine for everything else. */
import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import { standIn } from "../placeholder/stand-in.ts";
import type { Process } from "../program.ts";
import { waitingOperations } from "./connections.ts";
import { Events } from "./events.ts";
import { bootstrap } from "./library/bootstrap.ts";
import { core } from "./library/core.ts";
import { moduleLoader } from "./library/modules.ts";
import { network } from "./library/network.ts";
import { system } from "./library/system.ts";
import { systemOperations } from "./operations.ts";
import { Refused } from "./refused.ts";
import { loadQuickJS } from "./quickjs.ts";
import type { NodeOptions, NodeRuntime, NodeStart } from "./runtime.ts";
import { Sources } from "./sources.ts";

/** What node takes before a program does anything. */
const residentMemory = 42 * 1024 ** 2;
/** Calls of the interrupt handler, ten thousand steps each, that one event may take. */
const longestTurn = 25_000;

/** The lab's own. */
export const simulatedNode: NodeRuntime = { run: runNode };

async function runNode(process: Process, options: NodeOptions, start: NodeStart): Promise<number> {
  process.useMemory(residentMemory);
  const { code, lacking } = await runProgram(process, options, start);
  if (!lacking || start.kind !== "file") return code;
  return (await standIn(process, start.path, [process.fs.readText(start.path)], 3000)) ?? code;
}

interface Ended {
  readonly code: number;
  /** It ended at a package that the lab has only the name and the size of. */
  readonly lacking: boolean;
}

async function runProgram(process: Process, options: NodeOptions, start: NodeStart): Promise<Ended> {
  const quickjs = await loadQuickJS();
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(700 * 1024);
  let turns = 0;
  runtime.setInterruptHandler(() => ++turns > longestTurn || process.signal.aborted);
  const context = runtime.newContext();
  const program = new NodeProgram(process, options, context);
  runtime.setModuleLoader(
    (name) => program.sources.module(name),
    (base, request) => program.sources.resolve(base, request),
  );
  const ended = (code: number): Ended => ({ code, lacking: program.lacking });
  program.begin(start);
  for (;;) {
    turns = 0;
    for (let jobs = runtime.executePendingJobs(); ; jobs = runtime.executePendingJobs()) {
      if (jobs.error) program.failed(jobs.error);
      if (jobs.error === undefined && jobs.value === 0) break;
      if (program.exitCode !== undefined) break;
    }
    if (program.spinning) await spin(process);
    if (program.exitCode !== undefined) return ended(program.exitCode);
    await process.drained();
    const event = await program.events.next(process.signal);
    if (!event) {
      program.finish();
      if (program.exitCode !== undefined && program.events.idle) return ended(program.exitCode);
      continue;
    }
    turns = 0;
    program.dispatch(event.id, event.args);
  }
}

/** A loop without end: it takes a processor until somebody stops it, and hears no signal but those that nothing handles. */
async function spin(process: Process): Promise<never> {
  process.stderr("drydock: this program has not come back to its event loop for long; the lab lets it go on without doing its work\n");
  for (;;) {
    const pause = process.task.scope.budget.tick(2048);
    if (pause) await pause;
    await process.compute(250);
  }
}

class NodeProgram {
  readonly events = new Events();
  readonly sources: Sources;
  exitCode: number | undefined;
  lacking = false;
  spinning = false;
  readonly #context: QuickJSContext;
  readonly #options: NodeOptions;
  readonly #process: Process;
  readonly #core: QuickJSHandle;
  readonly #dispatch: QuickJSHandle;
  readonly #operations: Readonly<Record<string, (...args: never[]) => unknown>>;

  constructor(process: Process, options: NodeOptions, context: QuickJSContext) {
    this.#context = context;
    this.#options = options;
    this.#process = process;
    this.sources = new Sources(process, context, (name) => this.builtin(name));
    const exit = (code: number): void => {
      this.exitCode = code & 0xff;
    };
    this.#operations = {
      ...systemOperations(process, this.events, exit),
      ...waitingOperations(process, this.events),
      place: (file: string, line: number, column: number) => this.sources.place(file, line, column),
    } as Readonly<Record<string, (...args: never[]) => unknown>>;
    const host = context.newFunction("host", (name, args) =>
      context.newString(this.#ask(context.getString(name), context.getString(args))),
    );
    const values = JSON.stringify([options.version, options.argv, Object.fromEntries(process.env)]);
    const made = context.unwrapResult(context.evalCode(bootstrap, "node:internal/bootstrap"));
    const [version, argv, environ] = [0, 1, 2].map((index) => context.unwrapResult(context.evalCode(`(${values})[${index}]`)));
    this.#core = context.unwrapResult(
      context.callFunction(made, context.undefined, host, version as QuickJSHandle, argv as QuickJSHandle, environ as QuickJSHandle),
    );
    this.#dispatch = context.getProp(this.#core, "dispatch");
    for (const [name, text] of Object.entries({ ...core, ...system, ...network, "drydock:modules": moduleLoader }))
      this.#define(name, text);
    for (const name of ["url", "globals", "http", "crypto"]) this.builtin(name).dispose();
    this.sources.install();
  }

  /** Makes a module of the library known; it runs when it is first asked for. */
  #define(name: string, text: string): void {
    const context = this.#context;
    const wrapper = context.unwrapResult(context.evalCode(`(function (exports, require) {\n'use strict';${text}\n})`, `node:${name}`));
    const result = context.callMethod(this.#core, "define", [context.newString(name), wrapper]);
    context.unwrapResult(result).dispose();
    wrapper.dispose();
  }

  /** What `require(name)` gives for a module of the library. */
  builtin(name: string): QuickJSHandle {
    return this.#context.unwrapResult(this.#context.callMethod(this.#core, "builtin", [this.#context.newString(name)]));
  }

  #ask(name: string, args: string): string {
    const operation = this.#operations[name];
    if (!operation) throw new Error(`node asks for ${name}, which is not there`);
    try {
      const value = operation(...(JSON.parse(args) as never[]));
      return JSON.stringify({ value: value ?? null });
    } catch (error) {
      if (error instanceof Refused) return JSON.stringify({ error: error.refusal });
      throw error;
    }
  }

  begin(start: NodeStart): void {
    try {
      const result = start.kind === "file" ? this.sources.main(start.path, this.#options.preload) : this.sources.evaluate(start);
      if (result.error) this.failed(result.error);
      else result.value.dispose();
    } catch (error) {
      if (error instanceof Error && "handle" in error) this.failed((error as unknown as { handle: QuickJSHandle }).handle);
      else throw error;
    }
  }

  dispatch(id: number, args: readonly unknown[]): void {
    const context = this.#context;
    const result = context.callFunction(this.#dispatch, this.#core, context.newNumber(id), context.newString(JSON.stringify(args)));
    if (result.error) this.failed(result.error);
    else result.value.dispose();
  }

  /** Nothing can happen any more: `beforeExit`, `exit`, and the code the program has set. */
  finish(): void {
    const result = this.#context.evalCode("process.emit('beforeExit', process.exitCode ?? 0)", "node:internal/exit");
    if (result.error) {
      this.failed(result.error);
      return;
    }
    result.value.dispose();
    if (!this.events.idle) return;
    const code = this.#context.evalCode("process.emit('exit', process.exitCode ?? 0); Number(process.exitCode ?? 0)", "node:internal/exit");
    if (code.error) {
      this.failed(code.error);
      return;
    }
    this.exitCode = this.#context.getNumber(code.value) & 0xff;
    code.value.dispose();
  }

  /** An exception that nothing caught. */
  failed(error: QuickJSHandle): void {
    if (this.exitCode !== undefined) {
      error.dispose();
      return;
    }
    const context = this.#context;
    const name = context.getProp(error, "name").consume((handle) => context.dump(handle) as unknown);
    const message = context.getProp(error, "message").consume((handle) => context.dump(handle) as unknown);
    if (name === "InternalError" && message === "interrupted") {
      error.dispose();
      this.spinning = true;
      return;
    }
    context.setProp(context.global, "__uncaught", error);
    error.dispose();
    const shown = context.evalCode(
      "(() => { const error = globalThis.__uncaught; if (process.listenerCount('uncaughtException') > 0) { process.emit('uncaughtException', error, 'uncaughtException'); return null; } process._exiting = true; process.emit('exit', 1); return globalThis.__errors.uncaught(error); })()",
      "node:internal/uncaught",
    );
    if (shown.error) {
      this.#process.stderr(`${JSON.stringify(context.dump(shown.error))}\n`);
      this.exitCode = 1;
      return;
    }
    const text = context.dump(shown.value) as string | null;
    shown.value.dispose();
    if (text === null) return;
    this.lacking = /^Error: drydock: .* is installed, but what it does is not part of the lab/m.test(text);
    this.#process.stderr(text);
    this.exitCode = 1;
  }
}
