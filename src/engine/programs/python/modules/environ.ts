/** `os.environ` */
import type { Interpreter } from "../interpreter.ts";
import { methods, nativeClass } from "../builtins/define.ts";
import { PyDict } from "../runtime/dict.ts";
import { exception, raise } from "../runtime/errors.ts";
import { reprOf } from "../runtime/text.ts";
import { builtin, classOf, plain, type Value } from "../runtime/values.ts";
import { raiseThrough } from "./library-frames.ts";

const environClass = nativeClass("os", "_Environ", undefined, builtin.dict);

export function environ(interpreter: Interpreter): PyDict {
  const made = new PyDict([...interpreter.process.env], environClass);
  versions.set(made, interpreter.options.version);
  return made;
}

const versions = new WeakMap<PyDict, string>();
/** Where `os.py` raises, by version. */
const lines: Readonly<Record<string, number>> = { "3.9": 679, "3.10": 679, "3.11": 679, "3.12": 685, "3.13": 717 };

function key(value: Value): string {
  const text = plain(value);
  if (typeof text !== "string") raise("TypeError", `str expected, not ${classOf(value).name}`);
  return text;
}

methods<PyDict>(environClass, {
  __getitem__(self, args) {
    const name = key(args.get(0, "key"));
    const value = self.get(name);
    if (value !== undefined) return value;
    const short = (versions.get(self) ?? "3.12").split(".").slice(0, 2).join(".");
    const old = short === "3.9" || short === "3.10";
    const file = old ? `/usr/local/lib/python${short}/os.py` : "<frozen os>";
    raiseThrough(exception("KeyError", name), [
      { file, line: lines[short] ?? 685, name: "__getitem__", ...(old ? { source: "        raise KeyError(key) from None" } : {}) },
    ]);
  },
  __setitem__(self, args) {
    self.set(key(args.get(0, "key")), key(args.get(1, "value")));
    return null;
  },
  *__repr__(self) {
    return `environ(${yield* reprOf(new PyDict([...self.table.entries()].map(({ key: name, value }) => [name, value] as const)))})`;
  },
});
