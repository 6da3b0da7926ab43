/** `sys.stdin` */
import { textToBytes } from "../../shell/bytes.ts";
import { methods, nativeClass } from "../builtins/define.ts";
import type { Interpreter } from "../interpreter.ts";
import { wait } from "../runtime/thread.ts";
import { PyBytes, PyIterator, PyList, PyNative, type Running, type Value } from "../runtime/values.ts";

const inputClass = nativeClass("_io", "TextIOWrapper", undefined);
const bytesClass = nativeClass("_io", "BufferedReader", undefined);

export function inputStream(interpreter: Interpreter): Value {
  const stream = new PyNative(inputClass, interpreter);
  stream.attributes.set("name", "<stdin>");
  stream.attributes.set("closed", false);
  stream.attributes.set("buffer", new PyNative(bytesClass, interpreter));
  return stream;
}

function* line(self: Value): Running<string> {
  const { input } = (self as PyNative<Interpreter>).state.process;
  const text = yield* wait(() => input.readLine());
  return text === undefined ? "" : `${text}\n`;
}

methods(inputClass, {
  *read(self) {
    return yield* wait(() => (self as PyNative<Interpreter>).state.process.input.readAll());
  },
  readline: line,
  *readlines(self) {
    const lines: string[] = [];
    for (let next = yield* line(self); next !== ""; next = yield* line(self)) lines.push(next);
    return new PyList(lines);
  },
  __iter__: (self) =>
    new PyIterator(function* () {
      const next = yield* line(self);
      return next === "" ? undefined : next;
    }),
  isatty: (self) => (self as PyNative<Interpreter>).state.process.terminal?.stdin ?? false,
  fileno: () => 0n,
});
methods(bytesClass, {
  *read(self) {
    return new PyBytes(textToBytes(yield* wait(() => (self as PyNative<Interpreter>).state.process.input.readAll())));
  },
});
