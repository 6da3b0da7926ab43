/** `match`: whether a value fits a pattern, and the names that binds. */
import type { Pattern } from "../syntax/ast.ts";
import { getAttribute } from "./attributes.ts";
import { PyDict } from "./dict.ts";
import { isRaised } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { listOf } from "./iterate.ts";
import { equal, keyRules } from "./operators.ts";
import type { Frame } from "./thread.ts";
import { builtin, isInstance, plain, PyClass, PyList, PyTuple, type Running, type Value } from "./values.ts";

export function* matches(frame: Frame, pattern: Pattern, value: Value): Running<boolean> {
  switch (pattern.type) {
    case "Value": {
      const expected = yield* evaluate(frame, pattern.value);
      if (expected === null || typeof expected === "boolean") return expected === value;
      return yield* equal(value, expected);
    }
    case "Capture":
      if (pattern.pattern && !(yield* matches(frame, pattern.pattern, value))) return false;
      bind(frame, pattern.name, value);
      return true;
    case "Or":
      for (const choice of pattern.choices) if (yield* matches(frame, choice, value)) return true;
      return false;
    case "Star":
      return true;
    case "Sequence":
      return yield* matchSequence(frame, pattern.items, value);
    case "Mapping": {
      if (!(value instanceof PyDict)) return false;
      const rest = new PyDict();
      rest.table.copyFrom(value.table);
      for (const { key: node, pattern: inner } of pattern.entries) {
        const place = yield* value.table.place(yield* evaluate(frame, node), keyRules);
        const entry = value.table.get(place);
        if (!entry || !(yield* matches(frame, inner, entry.value))) return false;
        rest.table.delete(place);
      }
      bind(frame, pattern.rest, rest);
      return true;
    }
    case "Class": {
      const cls = yield* evaluate(frame, pattern.cls);
      if (!(cls instanceof PyClass) || !isInstance(value, cls)) return false;
      const own = [
        builtin.int,
        builtin.str,
        builtin.float,
        builtin.bool,
        builtin.bytes,
        builtin.list,
        builtin.dict,
        builtin.tuple,
        builtin.set,
      ];
      const [only] = pattern.items;
      if (only && own.includes(cls)) return yield* matches(frame, only, plain(value));
      const listed = cls.find("__match_args__");
      const names = listed instanceof PyTuple ? listed.items.map(String) : [];
      const fields = [...pattern.items.map((inner, index) => ({ name: names[index] ?? "", pattern: inner })), ...pattern.named];
      for (const field of fields) {
        let attribute: Value;
        try {
          attribute = yield* getAttribute(value, field.name);
        } catch (error) {
          if (isRaised(error, "AttributeError")) return false;
          throw error;
        }
        if (!(yield* matches(frame, field.pattern, attribute))) return false;
      }
      return true;
    }
  }
}

function bind(frame: Frame, name: string | undefined, value: Value): void {
  if (name !== undefined) frame.environment.target(name).set(name, value);
}

function* matchSequence(frame: Frame, patterns: readonly Pattern[], value: Value): Running<boolean> {
  if (!(value instanceof PyList) && !(value instanceof PyTuple)) return false;
  const items = yield* listOf(value);
  const star = patterns.findIndex(({ type }) => type === "Star");
  if (star < 0 ? items.length !== patterns.length : items.length < patterns.length - 1) return false;
  for (const [index, pattern] of patterns.entries()) {
    if (pattern.type === "Star") {
      bind(frame, pattern.name, new PyList(items.slice(index, items.length - (patterns.length - index - 1))));
      continue;
    }
    const at = star < 0 || index < star ? index : items.length - (patterns.length - index);
    if (!(yield* matches(frame, pattern, items[at] as Value))) return false;
  }
  return true;
}
