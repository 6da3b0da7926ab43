/**
 * Runs Python code: a stack of generators, one for each call. What a generator yields says what happens next: another call,
 * a step of a Python generator, something to wait for. So a program can wait anywhere, be interrupted anywhere, and recurse
 * without regard to JavaScript's stack.
 */
import { FsError } from "../../../filesystem/errors.ts";
import { SocketError } from "../../../kernel/network/sockets.ts";
import { BrokenPipe } from "../../../kernel/open-file.ts";
import type { Position } from "../syntax/ast.ts";
import type { Environment } from "./environment.ts";
import { exception, osError, PyRaise } from "./errors.ts";
import { PyException, PyIterator, PyObject, builtin, type PyClass, type Running, type Value } from "./values.ts";
import type { Code } from "./callables.ts";

/** One call of Python code. */
export interface Frame {
  readonly code: Code;
  /** Another one while a comprehension is evaluated. */
  environment: Environment;
  /** What is being run, for tracebacks. */
  at: Position;
  /** The exceptions being handled, the innermost last. */
  readonly handling: PyException[];
  /** Which frame called it. */
  back: Frame | undefined;
}

/** Yielded to run a call; its result comes back. */
export class Enter {
  readonly running: Running;
  readonly frame: Frame | undefined;
  constructor(running: Running, frame?: Frame) {
    this.running = running;
    this.frame = frame;
  }
}

/** Yielded by the body of a Python generator: the value goes to whoever asked for the next. */
export class Pause {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** Yielded to go on with a Python generator. A `Step` comes back. */
export class Advance {
  readonly generator: PyGenerator;
  readonly sent: { readonly value: Value } | { readonly error: PyRaise };
  constructor(generator: PyGenerator, sent: Advance["sent"]) {
    this.generator = generator;
    this.sent = sent;
  }
}

export interface Step {
  readonly done: boolean;
  readonly value: Value;
}

/** Yielded to wait. The signal aborts when nobody waits any more. */
export class Wait<T = unknown> {
  readonly start: (signal: AbortSignal) => Promise<T>;
  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.start = start;
  }
}

/** Yielded now and then by what runs long. */
export const breath = Symbol("breath");

/** Waits, for built-ins. */
export function* wait<T>(start: (signal: AbortSignal) => Promise<T>): Running<T> {
  return (yield new Wait(start)) as T;
}

/** A generator, or a coroutine. */
export class PyGenerator extends PyObject {
  readonly kind: "generator" | "coroutine" | "async_generator";
  readonly name: string;
  readonly frame: Frame;
  readonly body: Running;
  state: "created" | "suspended" | "running" | "finished" = "created";
  constructor(kind: PyGenerator["kind"], name: string, frame: Frame, body: Running) {
    super();
    this.kind = kind;
    this.name = name;
    this.frame = frame;
    this.body = body;
  }
  get cls(): PyClass {
    return builtin[this.kind] as PyClass;
  }
}

interface Entry {
  readonly running: Running;
  readonly frame: Frame | undefined;
  readonly generator?: PyGenerator;
  /** A signal's handler that came in the middle of a wait: the wait goes on after it. */
  readonly resumes?: Promise<unknown>;
}

/** What a thread needs of the process it runs in. */
export interface ThreadHost {
  /** Handlers of signals that have arrived, to be run by the main thread. */
  takeInterrupt(): Running | undefined;
  /** Resolves when a signal arrives. */
  interrupted(): Promise<void>;
  /** So many steps were made: time passes, others have their turn. */
  breathe(): Promise<void>;
  recursionLimit: number;
  current: Thread | undefined;
}

export class Thread {
  readonly host: ThreadHost;
  readonly main: boolean;
  readonly name: string;
  readonly #stack: Entry[] = [];
  /** The frame that runs. */
  frame: Frame | undefined;
  #depth = 0;
  #catching: AbortController | undefined;

  constructor(host: ThreadHost, name: string, main: boolean) {
    this.host = host;
    this.name = name;
    this.main = main;
  }

  /** Runs to the end. Rejects with `PyRaise`, `PyExit`, or what ends the process. */
  async run(running: Running): Promise<Value> {
    this.#push({ running, frame: undefined });
    let sent: unknown;
    let error: unknown;
    let failed = false;
    for (;;) {
      const entry = this.#stack.at(-1);
      if (!entry) {
        if (failed) throw error;
        return sent as Value;
      }
      this.host.current = this;
      let result: IteratorResult<unknown, Value>;
      try {
        if (failed) {
          failed = false;
          result = entry.running.throw(error);
        } else result = entry.running.next(sent);
      } catch (thrown) {
        error = this.#leaveBy(asRaise(thrown));
        failed = true;
        continue;
      }
      if (result.done) {
        this.#pop();
        sent = entry.generator ? ({ done: true, value: result.value } satisfies Step) : result.value;
        if (entry.generator) entry.generator.state = "finished";
        if (entry.resumes) ({ sent, error, failed } = await this.#await(entry.resumes));
        continue;
      }
      const effect = result.value;
      if (effect instanceof Enter) {
        if (effect.frame && this.#depth >= this.host.recursionLimit) {
          error = new PyRaise(exception("RecursionError", "maximum recursion depth exceeded"));
          failed = true;
          continue;
        }
        this.#push({ running: effect.running, frame: effect.frame });
        sent = undefined;
      } else if (effect instanceof Advance) {
        const { generator, sent: given } = effect;
        if (generator.state === "running") {
          error = new PyRaise(exception("ValueError", `${generator.kind} already executing`));
          failed = true;
          continue;
        }
        generator.state = "running";
        this.#push({ running: generator.body, frame: generator.frame, generator });
        if ("error" in given) {
          error = given.error;
          failed = true;
        } else sent = given.value;
      } else if (effect instanceof Pause) {
        // The innermost generator yields; calls of built-ins between are its own.
        const paused = this.#pop() as Entry;
        if (paused.generator) paused.generator.state = "suspended";
        sent = { done: false, value: effect.value } satisfies Step;
      } else if (effect instanceof Wait) {
        const stop = new AbortController();
        this.#catching = stop;
        ({ sent, error, failed } = await this.#await(effect.start(stop.signal)));
      } else if (effect === breath) {
        ({ sent, error, failed } = await this.#await(this.host.breathe()));
      } else throw new Error(`the interpreter was given ${String(effect)} to run`);
    }
  }

  /** Waits, and lets handlers of signals run meanwhile. */
  async #await(promise: Promise<unknown>): Promise<{ sent: unknown; error: unknown; failed: boolean }> {
    for (;;) {
      if (this.main) {
        const handler = this.host.takeInterrupt();
        if (handler) {
          promise.catch(() => {});
          this.#push({ running: handler, frame: undefined, resumes: promise });
          return { sent: undefined, error: undefined, failed: false };
        }
      }
      const waited = promise.then(
        (value) => ({ sent: value as unknown, error: undefined as unknown, failed: false }),
        (error: unknown) => ({ sent: undefined as unknown, error: asRaise(error), failed: true }),
      );
      const outcome = this.main ? await Promise.race([waited, this.host.interrupted()]) : await waited;
      if (outcome) return outcome;
    }
  }

  #push(entry: Entry): void {
    this.#stack.push(entry);
    if (!entry.frame) return;
    entry.frame.back = this.frame;
    this.frame = entry.frame;
    this.#depth++;
  }

  #pop(): Entry | undefined {
    const entry = this.#stack.pop();
    if (entry?.frame) {
      this.frame = entry.frame.back;
      entry.frame.back = undefined;
      this.#depth--;
    }
    return entry;
  }

  #leaveBy(error: unknown): unknown {
    const entry = this.#pop();
    if (entry?.generator) entry.generator.state = "finished";
    if (entry?.resumes) {
      this.#catching?.abort(new Error("a signal's handler raised an exception"));
      this.#catching = undefined;
    }
    if (error instanceof PyRaise && entry?.frame) passThrough(error, entry.frame);
    return error;
  }
}

/** Notes that an exception went through a frame. */
export function passThrough(error: PyRaise, frame: Frame): void {
  if (error.known !== frame) error.exception.traceback.unshift({ code: frame.code, position: frame.at });
  error.known = undefined;
}

/** Failures of the machine as Python's exceptions; anything else stays what it is. */
function asRaise(error: unknown): unknown {
  if (error instanceof FsError) return new PyRaise(osError(error.code, error.reason, error.path));
  if (error instanceof SocketError) return new PyRaise(osError(error.code, error.message));
  if (error instanceof BrokenPipe) return new PyRaise(osError("EPIPE", "Broken pipe"));
  if (error instanceof RangeError && error.message.includes("call stack"))
    return new PyRaise(exception("RecursionError", "maximum recursion depth exceeded"));
  return error;
}

/** A built-in iterator over JavaScript's. */
export function iteratorOver(items: Iterator<Value>, cls?: PyClass): PyIterator {
  return new PyIterator(() => {
    const { done, value } = items.next();
    return done ? undefined : value;
  }, cls);
}

export { PyException };
