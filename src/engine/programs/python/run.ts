/** Running Python code as a process: the main thread, what is printed at its end, the exit code. */
import type { Listener } from "../../kernel/network/sockets.ts";
import { standIn, standInForServer } from "../placeholder/stand-in.ts";
import type { Process } from "../program.ts";
import { Interpreter, type InterpreterOptions } from "./interpreter.ts";
import { sourceFile, parse } from "./imports.ts";
import { flushFiles } from "./modules/files.ts";
import { call } from "./runtime/call.ts";
import { exceptionClass, PyExit, PyRaise } from "./runtime/errors.ts";
import { tracebackText } from "./runtime/traceback.ts";
import { type PyException, PyModule, type Running, type Value } from "./runtime/values.ts";
import type { SourceFile } from "./runtime/callables.ts";
import { plain } from "./runtime/values.ts";
import { strOf } from "./runtime/text.ts";

/** What to run: a file's text, or a module by name. */
export type Start =
  | { readonly kind: "text"; readonly text: string; readonly file: string; readonly shown: boolean }
  | { readonly kind: "module"; readonly name: string };

/** Runs a program; its exit code. */
export async function runPython(process: Process, options: InterpreterOptions, start: Start, inherited?: Listener): Promise<number> {
  const interpreter = new Interpreter(process, options);
  interpreter.inherited = inherited;
  interpreter.runChild = (child, name, argv, listener) =>
    runPython(child, { ...options, argv: [name, ...argv] }, { kind: "module", name }, listener);
  process.useMemory(residentMemory);
  let code = await attempt(interpreter, main(interpreter, start));
  if (interpreter.lacking) code = (await serveInstead(process, start)) ?? code;
  const after = await attempt(interpreter, atEnd(interpreter));
  flushFiles(interpreter);
  interpreter.stdout.flush();
  return code !== 0 ? code : after;
}

/** Where those listen that serve whatever application they are given. */
const servers: Readonly<Record<string, number>> = { flask: 5000, uvicorn: 8000, gunicorn: 8000, hypercorn: 8000 };

function serveInstead(process: Process, start: Start): Promise<number> | undefined {
  if (start.kind === "text") return standIn(process, start.file, [start.text], 5000);
  const usual = servers[start.name];
  return usual === undefined ? undefined : standInForServer(process, `the application of ${start.name}`, usual);
}

/** What an interpreter with a few modules takes. */
const residentMemory = 11 * 1024 ** 2;

/** Runs on the main thread; prints what nothing caught. */
async function attempt(interpreter: Interpreter, running: Running): Promise<number> {
  try {
    await interpreter.thread("MainThread", true).run(running);
    return 0;
  } catch (error) {
    if (error instanceof PyExit) return error.code;
    if (!(error instanceof PyRaise)) throw error;
    return report(interpreter, error.exception);
  }
}

async function report(interpreter: Interpreter, error: PyException): Promise<number> {
  if (error.cls.isSubclassOf(exceptionClass("SystemExit"))) return exitCode(interpreter, plain(error.args[0] ?? null));
  interpreter.lacking = error.cls === exceptionClass("ImportError") && String(plain(error.args[0] ?? null)).startsWith("drydock: ");
  const text = await interpreter.thread("MainThread").run(tracebackText(error));
  // A traceback comes before what waits in standard output, which goes out when the interpreter ends.
  interpreter.stderr.write(String(text));
  if (error.cls !== exceptionClass("KeyboardInterrupt")) return 1;
  // Ends by the signal itself, so that a shell knows; PID 1 can't be, and exits instead.
  interpreter.stdout.flush();
  flushFiles(interpreter);
  interpreter.process.onSignal("INT", "default");
  interpreter.process.kill(interpreter.process.pid, "INT");
  return 130;
}

async function exitCode(interpreter: Interpreter, value: Value): Promise<number> {
  if (value === null) return 0;
  if (typeof value === "bigint") return Number(value & 0xffn);
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = await interpreter.thread("MainThread").run(strOf(value));
  interpreter.stderr.write(`${String(text)}\n`);
  return 1;
}

function* main(interpreter: Interpreter, start: Start): Running {
  const module = new PyModule("__main__");
  interpreter.modules.set("__main__", module);
  if (start.kind === "module") return yield* runModule(interpreter, module, start.name);
  const file: SourceFile = start.shown ? sourceFile(start.file, start.text) : { name: start.file, lines: undefined };
  if (start.shown) module.attributes.set("__file__", start.file);
  module.attributes.set("__package__", null);
  return yield* interpreter.imports.execute(module, parse(start.text, file), file);
}

/** `-m name`: the module's own source, as `__main__`. */
function* runModule(interpreter: Interpreter, module: PyModule, name: string): Running {
  const dot = name.lastIndexOf(".");
  if (dot > 0) yield* interpreter.imports.load(name.slice(0, dot));
  const found = interpreter.findSource(name);
  if (!found) {
    interpreter.stderr.write(`${interpreter.options.executable}: No module named ${name}\n`);
    throw new PyExit(1);
  }
  module.attributes.set("__file__", found.path);
  module.attributes.set("__package__", found.package);
  interpreter.setArgument(0, found.path);
  const file = sourceFile(found.path, found.text);
  return yield* interpreter.imports.execute(module, parse(found.text, file), file);
}

/** What happens after the main program: other threads are waited for, then come `atexit` functions. */
function* atEnd(interpreter: Interpreter): Running {
  for (const [module, name] of [
    ["threading", "_join_all"],
    ["atexit", "_run"],
  ] as const) {
    const loaded = interpreter.modules.get(module);
    const callee = loaded instanceof PyModule ? loaded.attributes.get(name) : undefined;
    if (callee !== undefined) yield* call(callee);
  }
  return null;
}
