/** One Python process: its modules, its standard streams, its signals, its threads. */
import "./builtins/classes.ts";
import "./builtins/object.ts";
import "./builtins/str.ts";
import "./builtins/sequences.ts";
import "./builtins/mappings.ts";
import "./builtins/numbers.ts";
import "./builtins/generators.ts";
import "./runtime/calls.ts";
import type { Listener } from "../../kernel/network/sockets.ts";
import type { SignalName } from "../../kernel/signals.ts";
import { signalNumbers } from "../../kernel/signals.ts";
import { absolute } from "../packages/lab.ts";
import type { Process } from "../program.ts";
import { processBuiltins } from "./builtins/process.ts";
import { Imports } from "./imports.ts";
import { librarySource } from "./library/index.ts";
import { nativeModules } from "./modules/index.ts";
import { TextStream } from "./modules/streams.ts";
import { Random } from "./random.ts";
import { call } from "./runtime/call.ts";
import { PyDict } from "./runtime/dict.ts";
import { exception, PyRaise } from "./runtime/errors.ts";
import { setImporter } from "./runtime/importing.ts";
import { Thread, type ThreadHost } from "./runtime/thread.ts";
import { PyList, PyModule, type Running, type Value } from "./runtime/values.ts";

export interface InterpreterOptions {
  /** `3.12.11` */
  readonly version: string;
  /** As `sys.executable` has it. */
  readonly executable: string;
  readonly prefix: string;
  readonly argv: readonly string[];
  /** Where modules are looked for, the standard library included. */
  readonly path: readonly string[];
  /** The folder of the standard library. */
  readonly libraryFolder: string;
  /** `-u` */
  readonly unbuffered: boolean;
  /** `-B` */
  readonly writesCache: boolean;
}

export class Interpreter implements ThreadHost {
  readonly process: Process;
  readonly options: InterpreterOptions;
  readonly modules = new PyDict();
  readonly path: PyList;
  readonly builtins: Map<string, Value>;
  readonly imports: Imports;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly libraryFolder: string;
  readonly random: Random;
  /** A listening socket of its parent's. */
  inherited: Listener | undefined;
  /** It ended at a package that the lab has only the name and the size of. */
  lacking = false;
  recursionLimit = 1000;
  current: Thread | undefined;
  /** Threads that have not ended. */
  readonly threads = new Set<Thread>();
  /** Handlers by signal; a number is SIG_DFL or SIG_IGN. */
  readonly handlers = new Map<SignalName, Value>();
  /** To be called when the program is over. */
  readonly atExit: Running[] = [];
  readonly #arrived: SignalName[] = [];
  #wake: (() => void) | undefined;
  #interrupted: Promise<void> | undefined;

  constructor(process: Process, options: InterpreterOptions) {
    this.process = process;
    this.options = options;
    this.path = new PyList([...options.path]);
    this.libraryFolder = options.libraryFolder;
    this.random = new Random(`${process.hostname}/${process.pid}`);
    this.stdout = new TextStream(process, 1, !options.unbuffered && !process.terminal?.stdout);
    this.stderr = new TextStream(process, 2, false);
    this.builtins = processBuiltins(this);
    this.imports = new Imports(this);
    const builtinsModule = new PyModule("builtins", this.builtins);
    this.modules.set("builtins", builtinsModule);
    owners.set(this.builtins, this);
    // SIGINT raises KeyboardInterrupt; without it a program that is PID 1 could not be stopped with ^C.
    process.onSignal("INT", () => this.arrived("INT"));
    process.onSignal("PIPE", "ignore");
  }

  /** A signal came: the main thread runs its handler soon. */
  arrived(signal: SignalName): void {
    this.#arrived.push(signal);
    this.#wake?.();
  }

  takeInterrupt(): Running | undefined {
    const signal = this.#arrived.shift();
    if (signal === undefined) return undefined;
    const handler = this.handlers.get(signal);
    if (handler !== undefined && handler !== null && typeof handler === "object")
      return call(handler, [BigInt(signalNumbers[signal]), null]);
    // biome-ignore lint/correctness/useYield: it raises at once
    return (function* (): Running {
      throw new PyRaise(exception("KeyboardInterrupt"));
    })();
  }

  interrupted(): Promise<void> {
    if (this.#arrived.length > 0) return Promise.resolve();
    this.#interrupted ??= new Promise((resolve) => {
      this.#wake = () => {
        this.#interrupted = undefined;
        this.#wake = undefined;
        resolve();
      };
    });
    return this.#interrupted;
  }

  /** Some thousands of steps: what they take of a processor, and a turn for everybody else. */
  async breathe(): Promise<void> {
    const pause = this.process.task.scope.budget.tick(stepsCost);
    if (pause) await pause;
    await this.process.compute(timeOfSteps);
    if (this.stdout.waiting) await this.process.drained();
  }

  nativeModule(name: string): PyModule | undefined {
    return nativeModules.get(name)?.(this);
  }

  /** The text of a module of the standard library, where the image has one at all. */
  librarySource(name: string): { path: string; text: string; package: boolean } | undefined {
    const found = librarySource(name);
    if (found === undefined) return undefined;
    const path = `${this.libraryFolder}/${name.replaceAll(".", "/")}${found.package ? "/__init__" : ""}.py`;
    return { path, text: found.text, package: found.package };
  }

  /** Where `-m name` finds its source: the library, or a file of a folder on the path. */
  findSource(name: string): { path: string; text: string; package: string } | undefined {
    const parent = name.split(".").slice(0, -1).join(".");
    const inner = name.replaceAll(".", "/");
    for (const folder of this.path.items.map(String)) {
      if (folder === this.libraryFolder) {
        const library = this.librarySource(name);
        if (library) return { path: library.path, text: library.text, package: parent };
      }
      const base = `${this.resolve(folder)}/${inner}`;
      for (const [path, own] of [
        [`${base}/__main__.py`, name],
        [`${base}.py`, parent],
      ] as const) {
        if (this.process.fs.lookup(path)?.kind !== "file") continue;
        const source = this.readSource(path);
        if (!source.hollow) return { path, text: source.text, package: own };
      }
    }
    return undefined;
  }

  /** Changes a word of `sys.argv`. */
  setArgument(index: number, value: string): void {
    const sys = this.modules.get("sys") ?? this.nativeModule("sys");
    if (!(sys instanceof PyModule)) return;
    this.modules.set("sys", sys);
    const argv = sys.attributes.get("argv");
    if (argv instanceof PyList) argv.items[index] = value;
  }

  /** The text of a source file; `hollow` where most of it is a hole, as in packages the lab only knows the size of. */
  readSource(path: string): { text: string; hollow: boolean } {
    const node = this.process.fs.lookup(path);
    const text = this.process.fs.readText(path);
    if (node?.kind !== "file" || node.content.size === node.content.bytes.length) return { text, hollow: false };
    const end = text.indexOf("\0");
    const kept = end < 0 ? text : text.slice(0, end);
    return { text: kept, hollow: !kept.startsWith(ownSource) };
  }

  /** Leaves a compiled file beside the source, as an import does. */
  writeCache(path: string, text: string): void {
    if (!this.options.writesCache) return;
    const slash = path.lastIndexOf("/");
    const folder = `${path.slice(0, slash)}/__pycache__`;
    const tag = this.options.version.split(".").slice(0, 2).join("");
    const file = `${folder}/${path.slice(slash + 1).replace(/\.py$/, "")}.cpython-${tag}.pyc`;
    try {
      if (!this.process.fs.exists(file))
        this.process.fs.writeFile(file, { bytes: new Uint8Array(), size: 120 + text.length }, { parents: true });
    } catch {
      // Nobody may write there: then there is no cache.
    }
  }

  /** What the children of the process are given: `os.environ` as it stands. */
  environment(): Map<string, string> {
    const os = this.modules.get("os");
    const variables = os instanceof PyModule ? os.attributes.get("environ") : undefined;
    if (!(variables instanceof PyDict)) return new Map(this.process.env);
    return new Map([...variables.table.entries()].map(({ key, value }) => [String(key), String(value)]));
  }

  /** What a child of the process that goes on with Python runs; set by `run.ts`. */
  runChild: (process: Process, module: string, argv: readonly string[], inherited: Listener) => Promise<number> = () =>
    Promise.reject(new Error("this interpreter has no children"));

  /** Ends the process at once, from whichever thread. */
  quit(code: number): void {
    this.stdout.flush();
    this.process.machine.processes.exit(this.process.task, { code: code & 0xff });
  }

  /** A failure that is not Python's: the process's end, or a mistake of the lab's own. */
  fail(error: unknown): void {
    if (this.process.signal.aborted) return;
    this.process.task.scope.fail(error instanceof Error ? error : new Error(String(error)), this.process.machine.processes.all());
  }

  /** `sys.stdout`, which programs may replace. */
  standardOutput(): Value {
    const sys = this.modules.get("sys");
    return (sys instanceof PyModule ? sys.attributes.get("stdout") : undefined) ?? this.stdout.value;
  }

  /** A path as the process means it. */
  resolve(path: string): string {
    return absolute(this.process.cwd, path);
  }

  /** Runs something as a thread of its own. */
  thread(name: string, main = false): Thread {
    return new Thread(this, name, main);
  }
}

/** How the lab's own implementations of packages begin. */
export const ownSource = "# What the lab does for";
const stepsCost = 60;
/** Milliseconds of a processor. */
const timeOfSteps = 2;

const owners = new WeakMap<ReadonlyMap<string, Value>, Interpreter>();
setImporter((frame) => {
  const owner = owners.get(frame.environment.builtins);
  if (!owner) throw new Error("a frame belongs to no interpreter");
  return owner.imports;
});
