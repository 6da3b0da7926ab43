/** `traceback` */
import type { Interpreter } from "../interpreter.ts";
import { type Arguments, nativeModule } from "../builtins/define.ts";
import { callSpecial } from "../runtime/call.ts";
import { entriesText, tracebackText } from "../runtime/traceback.ts";
import { PyException, PyList, type PyModule, type Running } from "../runtime/values.ts";

export function tracebackModule(interpreter: Interpreter): PyModule {
  const current = (): PyException | undefined => {
    for (let frame = interpreter.current?.frame; frame; frame = frame.back) {
      const handled = frame.handling.at(-1);
      if (handled) return handled;
    }
    return undefined;
  };
  const given = (args: Arguments): PyException | undefined =>
    args.positional.find((value): value is PyException => value instanceof PyException) ?? current();
  function* print(args: Arguments): Running {
    const error = given(args);
    const text = error ? yield* tracebackText(error) : "NoneType: None\n";
    const file = args.keywords.get("file");
    if (file === undefined || file === null) interpreter.stderr.write(text);
    else yield* callSpecial(file, "write", text);
    return null;
  }
  return nativeModule("traceback", {
    print_exc: print,
    print_exception: print,
    *format_exc() {
      const error = current();
      return error ? yield* tracebackText(error) : "NoneType: None\n";
    },
    *format_exception(args) {
      const error = given(args);
      return new PyList(error ? ((yield* tracebackText(error)).match(/[^\n]*\n/g) ?? []) : []);
    },
    format_tb: (args) => new PyList([entriesText(given(args)?.traceback ?? [])]),
  });
}
