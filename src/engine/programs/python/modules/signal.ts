/** `signal` */
import { parseSignal, signalName, signalNames, signalNumbers, type SignalName } from "../../../kernel/signals.ts";
import type { Interpreter } from "../interpreter.ts";
import { nativeClass, nativeModule } from "../builtins/define.ts";
import { raise } from "../runtime/errors.ts";
import { Wait } from "../runtime/thread.ts";
import { builtin, classOf, plain, PyInstance, type PyModule, type Running, type Value } from "../runtime/values.ts";
import { methods } from "../builtins/define.ts";

const signalsClass = nativeClass(
  "signal",
  "Signals",
  (_, args) => signals.get(Number(args.integer(0, "value"))) ?? raise("ValueError", "not a valid Signals"),
  builtin.int,
);
const handlersClass = nativeClass("signal", "Handlers", undefined, builtin.int);
const signals = new Map<number, PyInstance>();
for (const name of signalNames) {
  const made = new PyInstance(signalsClass, BigInt(signalNumbers[name]));
  made.attributes.set("name", `SIG${name}`);
  made.attributes.set("value", BigInt(signalNumbers[name]));
  signals.set(signalNumbers[name], made);
}
methods(signalsClass, {
  __repr__: (self) => `<Signals.${String((self as PyInstance).attributes.get("name"))}: ${String(plain(self))}>`,
  __str__: (self) => String(plain(self)),
});
const standard = new PyInstance(handlersClass, 0n);
const ignore = new PyInstance(handlersClass, 1n);

export function signalModule(interpreter: Interpreter): PyModule {
  const { process } = interpreter;
  const nameOf = (value: Value): SignalName => {
    const number = plain(value);
    const name = typeof number === "bigint" ? signalName(Number(number)) : parseSignal(String(number));
    if (!name) raise("ValueError", "signal number out of range");
    return name;
  };
  const module = nativeModule("signal", {
    Signals: signalsClass,
    SIG_DFL: standard,
    SIG_IGN: ignore,
    signal(args) {
      const name = nameOf(args.get(0, "signalnum"));
      const handler = args.get(1, "handler");
      if (interpreter.current && !interpreter.current.main) raise("ValueError", "signal only works in main thread of the main interpreter");
      if (name === "KILL" || name === "STOP") raise("OSError", 22n, "Invalid argument");
      const before = interpreter.handlers.get(name) ?? standard;
      const number = plain(handler);
      if (number === 0n || handler === null) process.onSignal(name, "default");
      else if (number === 1n) process.onSignal(name, "ignore");
      else if (typeof number === "object") process.onSignal(name, (signal) => interpreter.arrived(signal));
      else raise("TypeError", `signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object, not ${classOf(handler).name}`);
      if (number === 0n || number === 1n) interpreter.handlers.delete(name);
      else interpreter.handlers.set(name, handler);
      return before;
    },
    getsignal: (args) => interpreter.handlers.get(nameOf(args.get(0, "signalnum"))) ?? standard,
    strsignal: (args) => nameOf(args.get(0, "signalnum")),
    *pause(): Running {
      // Ends only by a signal's handler: any that comes wakes it.
      yield new Wait(
        (signal) =>
          new Promise((resolve, reject) => {
            const poll = interpreter.interrupted().then(() => resolve(null));
            void poll;
            for (const each of [signal, process.signal]) each.addEventListener("abort", () => reject(each.reason), { once: true });
          }),
      );
      return null;
    },
    raise_signal(args) {
      process.kill(process.pid, nameOf(args.get(0, "signalnum")));
      return null;
    },
    alarm(args) {
      const seconds = Number(args.integer(0, "seconds"));
      if (seconds > 0)
        process.clock.sleep(seconds * 1000, process.signal).then(
          () => process.kill(process.pid, "ALRM"),
          () => {},
        );
      return 0n;
    },
  });
  for (const [number, value] of signals) module.attributes.set(`SIG${signalName(number)}`, value);
  module.attributes.set("default_int_handler", null);
  return module;
}
