/** Finding methods on classes and binding them, as far as that takes no Python code. */
import { classOf, type PyClass, PyInstance, type Value } from "./values.ts";
import { PyBuiltin, PyFunction, PyMethod, PyProperty, PyWrapper } from "./callables.ts";

/** A method that operators use: found on the class, never on the object. */
export function lookupSpecial(value: Value, name: string): Value | undefined {
  const found = classOf(value).find(name);
  if (found === undefined || found === null) return undefined;
  return bindQuick(found, value, classOf(value)) ?? found;
}

/** What finding `found` on a class gives for its instance `value`; `undefined` when that takes Python code. */
export function bindQuick(found: Value, value: Value, cls: PyClass): Value | undefined {
  if (found instanceof PyFunction) return new PyMethod(value, found);
  if (found instanceof PyBuiltin) return found.method ? new PyMethod(value, found) : found;
  if (found instanceof PyWrapper) return found.kind === "staticmethod" ? found.callee : new PyMethod(cls, found.callee);
  if (found instanceof PyProperty) return undefined;
  if (found instanceof PyInstance && found.cls.find("__get__") !== undefined) return undefined;
  return found;
}
