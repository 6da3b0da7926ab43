/** Makes the built-in classes, before anything else is made. */
import { makeExceptionClasses } from "../runtime/errors.ts";
import { builtin, PyClass, typeClass } from "../runtime/values.ts";

const names =
  "str bytes bytearray int float tuple list dict set frozenset function method builtin_function_or_method method_descriptor module slice range property staticmethod classmethod generator coroutine async_generator NoneType ellipsis NotImplementedType enumerate zip map filter reversed memoryview complex".split(
    " ",
  );

function make(): void {
  const table = builtin as unknown as Record<string, PyClass>;
  table.object = new PyClass("object", []);
  table.type = new PyClass("type", [builtin.object]);
  typeClass.cls_ = builtin.type;
  for (const name of names) table[name] = new PyClass(name, [builtin.object]);
  table.bool = new PyClass("bool", [builtin.int]);
  table.iterator = new PyClass("iterator", [builtin.object]);
  makeExceptionClasses();
}

make();
