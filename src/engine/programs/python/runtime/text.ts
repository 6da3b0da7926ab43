/** `repr` and `str`. */
import { call } from "./call.ts";
import { PyDict, PySet } from "./dict.ts";
import { raise } from "./errors.ts";
import { floatText } from "./numbers.ts";
import { lookupSpecial } from "./special.ts";
import { PyGenerator } from "./thread.ts";
import {
  builtin,
  classOf,
  PyBytes,
  PyClass,
  PyException,
  PyInstance,
  PyIterator,
  PyList,
  PyModule,
  type PyObject,
  PyRange,
  PySlice,
  PyTuple,
  type Running,
  Singleton,
  type Value,
} from "./values.ts";
import { PyBuiltin, PyFunction, PyMethod } from "./callables.ts";

/** What is being shown, so that a list within itself ends. */
const showing = new Set<PyObject>();

export function* reprOf(value: Value): Running<string> {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === null) return "None";
  const method = lookupSpecial(value, "__repr__");
  if (method !== undefined && !isInherited(method)) {
    const text = yield* call(method);
    if (typeof text !== "string") raise("TypeError", `__repr__ returned non-string (type ${classOf(text).name})`);
    return text;
  }
  if (showing.has(value)) return value instanceof PyList ? "[...]" : value instanceof PyDict ? "{...}" : "...";
  showing.add(value);
  try {
    return yield* builtinRepr(value);
  } finally {
    showing.delete(value);
  }
}

function isInherited(method: Value): boolean {
  return method instanceof PyMethod && method.callee === builtin.object.attributes.get("__repr__");
}

function* builtinRepr(value: PyObject): Running<string> {
  if (value instanceof PyInstance && value.base !== undefined) return yield* reprOf(value.base);
  if (value instanceof PyList) return `[${yield* joined(value.items)}]`;
  if (value instanceof PyTuple) return value.items.length === 1 ? `(${yield* joined(value.items)},)` : `(${yield* joined(value.items)})`;
  if (value instanceof PyDict) {
    const parts: string[] = [];
    for (const { key, value: item } of [...value.table.entries()]) parts.push(`${yield* reprOf(key)}: ${yield* reprOf(item)}`);
    return `{${parts.join(", ")}}`;
  }
  if (value instanceof PySet) {
    const name = value.cls.name;
    if (value.size === 0) return `${name}()`;
    const items = yield* joined([...value.items()]);
    return value.cls === builtin.set ? `{${items}}` : `${name}({${items}})`;
  }
  if (value instanceof PyBytes) return value.cls === builtin.bytes ? bytesRepr(value.bytes) : `bytearray(${bytesRepr(value.bytes)})`;
  if (value instanceof PyException) {
    if (value.args.length === 1) return `${value.cls.name}(${yield* reprOf(value.args[0] as Value)})`;
    return `${value.cls.name}(${yield* joined(value.args)})`;
  }
  if (value instanceof PyRange)
    return value.step === 1n ? `range(${value.start}, ${value.stop})` : `range(${value.start}, ${value.stop}, ${value.step})`;
  if (value instanceof PySlice) return `slice(${yield* joined([value.start, value.stop, value.step])})`;
  if (value instanceof PyClass) return `<class '${value.fullName}'>`;
  if (value instanceof PyModule) return moduleRepr(value);
  if (value instanceof PyFunction) return `<function ${value.code.qualifiedName} at ${address(value)}>`;
  if (value instanceof PyBuiltin) return `<built-in function ${value.name}>`;
  if (value instanceof PyMethod) return yield* methodRepr(value);
  if (value instanceof PyGenerator) return `<${value.kind} object ${value.name} at ${address(value)}>`;
  if (value instanceof PyIterator) return `<${value.cls.name} object at ${address(value)}>`;
  if (value instanceof Singleton) return value.name;
  return `<${qualified(value.cls)} object at ${address(value)}>`;
}

function moduleRepr(module: PyModule): string {
  const file = module.attributes.get("__file__");
  return typeof file === "string" ? `<module '${module.name}' from '${file}'>` : `<module '${module.name}' (built-in)>`;
}

function* methodRepr(value: PyMethod): Running<string> {
  if (value.callee instanceof PyFunction) return `<bound method ${value.callee.code.qualifiedName} of ${yield* reprOf(value.self)}>`;
  const name = value.callee instanceof PyBuiltin ? value.callee.name : "";
  return `<built-in method ${name} of ${classOf(value.self).name} object at ${address(value)}>`;
}

function qualified(cls: PyClass): string {
  return cls.fullName;
}

const addresses = new WeakMap<object, string>();
let nextAddress = 0x7f0000000000;
/** Where an object would be in memory: the same for as long as it lives, and the same in every run. */
export function address(value: object): string {
  let text = addresses.get(value);
  if (text === undefined) {
    nextAddress += 0x30;
    text = `0x${nextAddress.toString(16)}`;
    addresses.set(value, text);
  }
  return text;
}

function* joined(items: readonly Value[]): Running<string> {
  const parts: string[] = [];
  for (const item of items) parts.push(yield* reprOf(item));
  return parts.join(", ");
}

export function* strOf(value: Value): Running<string> {
  if (typeof value === "string") return value;
  if (value === null || typeof value !== "object") return yield* reprOf(value);
  const method = lookupSpecial(value, "__str__");
  if (method !== undefined) {
    const text = yield* call(method);
    if (typeof text !== "string" && !(text instanceof PyInstance && typeof text.base === "string"))
      raise("TypeError", `__str__ returned non-string (type ${classOf(text).name})`);
    return typeof text === "string" ? text : (text.base as string);
  }
  if (value instanceof PyInstance && typeof value.base === "string") return value.base;
  return value instanceof PyException ? yield* exceptionText(value) : yield* reprOf(value);
}

/** `str` of an exception. */
export function* exceptionText(error: PyException): Running<string> {
  const names = error.cls.mro.map(({ name }) => name);
  if (names.includes("OSError") && error.args.length >= 2) {
    const [errno, words] = [
      error.attributes.get("errno") ?? error.args[0] ?? null,
      error.attributes.get("strerror") ?? error.args[1] ?? null,
    ];
    const file = error.attributes.get("filename") ?? null;
    const text = `[Errno ${yield* strOf(errno)}] ${yield* strOf(words)}`;
    return file === null ? text : `${text}: ${yield* reprOf(file)}`;
  }
  if (names.includes("SyntaxError") && error.attributes.has("lineno"))
    return `${yield* strOf(error.args[0] ?? "")} (${yield* strOf(error.attributes.get("filename") ?? "")}, line ${yield* strOf(error.attributes.get("lineno") ?? null)})`;
  if (error.args.length === 0) return "";
  if (error.args.length === 1) {
    const [only] = error.args as readonly [Value];
    return error.cls.name === "KeyError" ? yield* reprOf(only) : yield* strOf(only);
  }
  return yield* reprOf(new PyTuple(error.args));
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A string as Python writes it: single quotes, unless it has some and no double ones. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (character === quote) result += `\\${quote}`;
    else if (character in escapes) result += escapes[character];
    else if (code < 32 || code === 127) result += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code >= 128 && !/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character))
      result +=
        code < 256
          ? `\\x${code.toString(16)}`
          : code < 65_536
            ? `\\u${code.toString(16).padStart(4, "0")}`
            : `\\U${code.toString(16).padStart(8, "0")}`;
    else result += character;
  }
  return quote + result + quote;
}

function bytesRepr(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character in escapes) text += escapes[character];
    else if (byte < 32 || byte >= 127) text += `\\x${byte.toString(16).padStart(2, "0")}`;
    else text += character;
  }
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `b${quote}${quote === "'" ? text.replaceAll("'", "\\'") : text}${quote}`;
}

/** `ascii()` */
export function asciiText(text: string): string {
  return text.replace(/[\u0080-\uffff]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    if (code < 256) return `\\x${code.toString(16)}`;
    return code < 65_536 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
  });
}
