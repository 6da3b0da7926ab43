/** `_parameters`: what a function takes, for packages that look. */
import { nativeClass, nativeModule } from "../builtins/define.ts";
import { PyClass, PyInstance, PyList, type PyModule, PyTuple, type Value } from "../runtime/values.ts";
import { PyFunction, PyMethod } from "../runtime/callables.ts";

const emptyClass = nativeClass("inspect", "_empty", undefined);

export function parametersModule(): PyModule {
  const empty = new PyInstance(emptyClass);
  return nativeModule("_parameters", {
    empty,
    /** Names and defaults, without `self` where it is bound. */
    of(args) {
      const given = args.get(0, "function");
      const [callee, bound] = unwrapped(given);
      if (!callee) return new PyList([]);
      const { positionalOnly, positional, keywordOnly } = callee.parameters;
      const all = [...positionalOnly, ...positional, ...keywordOnly].slice(bound ? 1 : 0);
      return new PyList(
        all.map(({ name }) => new PyTuple([name, callee.defaults.has(name) ? (callee.defaults.get(name) as Value) : empty])),
      );
    },
  });
}

function unwrapped(given: Value): [PyFunction | undefined, boolean] {
  if (given instanceof PyFunction) {
    const inner = given.attributes.get("__wrapped__");
    return inner instanceof PyFunction ? [inner, false] : [given, false];
  }
  if (given instanceof PyMethod && given.callee instanceof PyFunction) return [given.callee, true];
  if (given instanceof PyClass) {
    const init = given.find("__init__");
    return init instanceof PyFunction ? [init, true] : [undefined, false];
  }
  const method = given instanceof PyInstance ? given.cls.find("__call__") : undefined;
  return method instanceof PyFunction ? [method, true] : [undefined, false];
}
