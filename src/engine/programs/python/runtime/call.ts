/** Calling a value, for whatever `calls.ts` itself stands on. */
import { lookupSpecial } from "./special.ts";
import type { Keywords, Running, Value } from "./values.ts";

export const noKeywords: Keywords = new Map();

type Caller = (callee: Value, args: readonly Value[], keywords: Keywords) => Running;

let caller: Caller = () => {
  throw new Error("nothing can be called yet");
};

/** Says how values are called. */
export function setCaller(given: Caller): void {
  caller = given;
}

/** Calls a value. */
export function call(callee: Value, args: readonly Value[] = [], keywords: Keywords = noKeywords): Running {
  return caller(callee, args, keywords);
}

/** Calls a method by name; `undefined` when there is none. */
export function* callSpecial(self: Value, name: string, ...args: readonly Value[]): Running<Value | undefined> {
  const method = lookupSpecial(self, name);
  return method === undefined ? undefined : yield* call(method, args);
}
