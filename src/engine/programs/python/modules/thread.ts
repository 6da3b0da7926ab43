/** `_thread`: threads of one process take turns, and locks. */
import type { Interpreter } from "../interpreter.ts";
import { methods, nativeClass, nativeModule } from "../builtins/define.ts";
import { call } from "../runtime/call.ts";
import { exceptionClass, PyExit, PyRaise } from "../runtime/errors.ts";
import { tracebackText } from "../runtime/traceback.ts";
import { wait } from "../runtime/thread.ts";
import { PyDict } from "../runtime/dict.ts";
import { listOf } from "../runtime/iterate.ts";
import { type PyModule, PyNative, type Running, type Value } from "../runtime/values.ts";
import { raise } from "../runtime/errors.ts";

interface Lock {
  readonly interpreter: Interpreter;
  held: boolean;
  readonly waiting: (() => void)[];
}

const lockClass = nativeClass("_thread", "lock", undefined);

function* acquire(self: Value, blocking: boolean, seconds: number): Running<boolean> {
  const lock = (self as PyNative<Lock>).state;
  const { clock, signal: ended } = lock.interpreter.process;
  if (lock.held && !blocking) return false;
  while (lock.held) {
    let late = false;
    yield* wait(
      (stop) =>
        new Promise<void>((resolve, reject) => {
          const wake = (): void => {
            settled.abort();
            resolve();
          };
          const settled = new AbortController();
          lock.waiting.push(wake);
          for (const each of [stop, ended])
            each.addEventListener(
              "abort",
              () => {
                lock.waiting.splice(lock.waiting.indexOf(wake), 1);
                settled.abort();
                reject(each.reason);
              },
              { once: true, signal: settled.signal },
            );
          if (seconds >= 0)
            clock.sleep(seconds * 1000, AbortSignal.any([settled.signal, ended])).then(
              () => {
                late = true;
                lock.waiting.splice(lock.waiting.indexOf(wake), 1);
                resolve();
              },
              () => {},
            );
        }),
    );
    if (late) return false;
  }
  lock.held = true;
  return true;
}

function release(self: Value): null {
  const lock = (self as PyNative<Lock>).state;
  if (!lock.held) raise("RuntimeError", "release unlocked lock");
  lock.held = false;
  lock.waiting.shift()?.();
  return null;
}

methods(lockClass, {
  *acquire(self, args) {
    return yield* acquire(self, args.flag(0, "blocking", true), args.number(1, "timeout", -1));
  },
  release,
  locked: (self) => (self as PyNative<Lock>).state.held,
  *__enter__(self) {
    return yield* acquire(self, true, -1);
  },
  __exit__: release,
});

export function threadModule(interpreter: Interpreter): PyModule {
  let count = 0n;
  const numbers = new WeakMap<object, bigint>();
  return nativeModule("_thread", {
    allocate_lock: () => new PyNative<Lock>(lockClass, { interpreter, held: false, waiting: [] }),
    *start_new_thread(args) {
      const callee = args.get(0, "function");
      const given = yield* listOf(args.get(1, "args"));
      const words = args.find(2);
      const keywords = new Map(
        words instanceof PyDict ? [...words.table.entries()].map(({ key, value }) => [String(key), value] as const) : [],
      );
      const thread = interpreter.thread(String(args.get(3, "name", "Thread")));
      interpreter.threads.add(thread);
      numbers.set(thread, ++count);
      // It begins when the one that started it waits.
      Promise.resolve()
        .then(() => thread.run(call(callee, given, keywords)))
        .catch(async (error: unknown) => {
          if (error instanceof PyExit) return interpreter.quit(error.code);
          if (!(error instanceof PyRaise)) return interpreter.fail(error);
          if (error.exception.cls === exceptionClass("SystemExit")) return undefined;
          const text = await interpreter.thread("report").run(tracebackText(error.exception));
          interpreter.stderr.write(`Exception in thread ${thread.name}:\n${String(text)}`);
          return undefined;
        })
        .finally(() => interpreter.threads.delete(thread));
      return count;
    },
    get_ident: () => (interpreter.current && numbers.get(interpreter.current)) ?? 0n,
    is_main: () => interpreter.current?.main ?? true,
  });
}
