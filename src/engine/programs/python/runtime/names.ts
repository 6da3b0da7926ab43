/** What names mean where they stand: what is said of one without a value, and how definitions are called in full. */
import { exception, PyRaise, raise } from "./errors.ts";
import type { Frame } from "./thread.ts";

export function missingName(frame: Frame, name: string): never {
  const why = frame.environment.missing(name);
  if (why === "local") raise("UnboundLocalError", `cannot access local variable '${name}' where it is not associated with a value`);
  if (why === "free")
    raise("NameError", `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`);
  const error = exception("NameError", `name '${name}' is not defined`);
  error.attributes.set("name", name);
  throw new PyRaise(error);
}

/** A name with those of the functions and classes around it. */
export function qualify(frame: Frame, name: string): string {
  const { environment, code } = frame;
  if (!environment.parent || environment.scope.globals.has(name)) return name;
  return environment.scope.kind === "class" ? `${code.qualifiedName}.${name}` : `${code.qualifiedName}.<locals>.${name}`;
}
