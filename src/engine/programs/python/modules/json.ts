/** `json` */
import type { Interpreter } from "../interpreter.ts";
import { type Arguments, nativeClass, nativeModule } from "../builtins/define.ts";
import { decode } from "../builtins/codecs.ts";
import { call, callSpecial } from "../runtime/call.ts";
import { PyDict } from "../runtime/dict.ts";
import { exceptionClass, raise } from "../runtime/errors.ts";
import { floatText } from "../runtime/numbers.ts";
import { quickCompare } from "../runtime/operators.ts";
import { lookupSpecial } from "../runtime/special.ts";
import {
  classOf,
  plain,
  PyBytes,
  PyException,
  PyInstance,
  PyList,
  type PyModule,
  PyTuple,
  type Running,
  type Value,
} from "../runtime/values.ts";
import { raiseThrough } from "./library-frames.ts";

const decodeError = nativeClass("json.decoder", "JSONDecodeError", undefined, exceptionClass("ValueError"));

/** What was wrong, and where. */
class Malformed {
  readonly words: string;
  readonly at: number;
  constructor(words: string, at: number) {
    this.words = words;
    this.at = at;
  }
}

class Reader {
  readonly #text: string;
  at = 0;
  constructor(text: string) {
    this.#text = text;
  }
  space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.at] ?? "")) this.at++;
  }
  value(): Value {
    const text = this.#text;
    const character = text[this.at];
    if (character === '"') return this.string();
    if (character === "{") return this.object();
    if (character === "[") return this.array();
    for (const [word, value] of [
      ["null", null],
      ["true", true],
      ["false", false],
      ["NaN", Number.NaN],
      ["Infinity", Number.POSITIVE_INFINITY],
      ["-Infinity", Number.NEGATIVE_INFINITY],
    ] as const)
      if (text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(text.slice(this.at, this.at + 400));
    if (!number) throw new Malformed("Expecting value", this.at);
    this.at += number[0].length;
    return number[1] === undefined && number[2] === undefined ? BigInt(number[0]) : Number(number[0]);
  }
  string(): string {
    const start = this.at++;
    let result = "";
    for (;;) {
      const character = this.#text[this.at++];
      if (character === undefined) throw new Malformed("Unterminated string starting at", start);
      if (character === '"') return result;
      if (character < " ") throw new Malformed("Invalid control character at", this.at - 1);
      if (character !== "\\") {
        result += character;
        continue;
      }
      const letter = this.#text[this.at++] ?? "";
      const plainEscape = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }[letter];
      if (plainEscape !== undefined) result += plainEscape;
      else if (letter === "u") {
        const hex = this.#text.slice(this.at, this.at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new Malformed("Invalid \\uXXXX escape", this.at - 1);
        result += String.fromCharCode(Number.parseInt(hex, 16));
        this.at += 4;
      } else throw new Malformed("Invalid \\escape", this.at - 2);
    }
  }
  array(): Value {
    const items: Value[] = [];
    this.at++;
    this.space();
    if (this.#text[this.at] === "]") {
      this.at++;
      return new PyList(items);
    }
    for (;;) {
      items.push(this.value());
      this.space();
      const next = this.#text[this.at];
      if (next === "]") {
        this.at++;
        return new PyList(items);
      }
      if (next !== ",") throw new Malformed("Expecting ',' delimiter", this.at);
      this.at++;
      this.space();
    }
  }
  object(): Value {
    const dict = new PyDict();
    this.at++;
    this.space();
    if (this.#text[this.at] === "}") {
      this.at++;
      return dict;
    }
    for (;;) {
      if (this.#text[this.at] !== '"') throw new Malformed("Expecting property name enclosed in double quotes", this.at);
      const key = this.string();
      this.space();
      if (this.#text[this.at] !== ":") throw new Malformed("Expecting ':' delimiter", this.at);
      this.at++;
      this.space();
      dict.set(key, this.value());
      this.space();
      const next = this.#text[this.at];
      if (next === "}") {
        this.at++;
        return dict;
      }
      if (next !== ",") throw new Malformed("Expecting ',' delimiter", this.at);
      this.at++;
      this.space();
    }
  }
}

function loads(interpreter: Interpreter, value: Value): Value {
  const given = plain(value);
  const text = given instanceof PyBytes ? decode(given.bytes) : given;
  if (typeof text !== "string") raise("TypeError", `the JSON object must be str, bytes or bytearray, not ${classOf(value).name}`);
  const reader = new Reader(text);
  try {
    reader.space();
    const result = reader.value();
    reader.space();
    if (reader.at < text.length) throw new Malformed("Extra data", reader.at);
    return result;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const before = text.slice(0, error.at);
    const line = before.split("\n").length;
    const column = error.at - (before.lastIndexOf("\n") + 1) + 1;
    const made = new PyException(decodeError, [`${error.words}: line ${line} column ${column} (char ${error.at})`]);
    for (const [name, attribute] of Object.entries({
      msg: error.words,
      doc: text,
      pos: BigInt(error.at),
      lineno: BigInt(line),
      colno: BigInt(column),
    }))
      made.attributes.set(name, attribute);
    const folder = `${interpreter.libraryFolder}/json`;
    const extra = error.words === "Extra data";
    return raiseThrough(made, [
      {
        file: `${folder}/__init__.py`,
        line: 346,
        name: "loads",
        source: "        return _default_decoder.decode(s)",
        marked: "_default_decoder.decode(s)",
      },
      extra
        ? { file: `${folder}/decoder.py`, line: 340, name: "decode", source: '        raise JSONDecodeError("Extra data", s, end)' }
        : {
            file: `${folder}/decoder.py`,
            line: 337,
            name: "decode",
            source: "        obj, end = self.raw_decode(s, idx=_w(s, 0).end())",
            marked: "self.raw_decode(s, idx=_w(s, 0).end())",
          },
      ...(error.words === "Expecting value"
        ? [
            {
              file: `${folder}/decoder.py`,
              line: 355,
              name: "raw_decode",
              source: '        raise JSONDecodeError("Expecting value", s, err.value) from None',
            },
          ]
        : extra
          ? []
          : [
              {
                file: `${folder}/decoder.py`,
                line: 353,
                name: "raw_decode",
                source: "        obj, end = self.scan_once(s, idx)",
                marked: "self.scan_once(s, idx)",
              },
            ]),
    ]);
  }
}

interface Style {
  readonly indent: string | undefined;
  readonly comma: string;
  readonly colon: string;
  readonly ascii: boolean;
  readonly sortKeys: boolean;
  readonly fallback: Value;
}

function quote(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  return ascii ? quoted.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`) : quoted;
}

function* write(given: Value, style: Style, depth: number): Running<string> {
  const value = plain(given);
  if (typeof value === "string") return quote(value, style.ascii);
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number")
    return Number.isNaN(value) ? "NaN" : Number.isFinite(value) ? floatText(value) : value > 0 ? "Infinity" : "-Infinity";
  if (value instanceof PyList || value instanceof PyTuple) {
    const parts: string[] = [];
    for (const item of value.items) parts.push(yield* write(item, style, depth + 1));
    return wrap("[", "]", parts, style, depth);
  }
  if (value instanceof PyDict) {
    let entries = [...value.table.entries()];
    if (style.sortKeys) entries = entries.sort((a, b) => (quickCompare("<", a.key, b.key) ? -1 : 1));
    const parts: string[] = [];
    for (const { key, value: item } of entries)
      parts.push(`${quote(keyText(key), style.ascii)}${style.colon}${yield* write(item, style, depth + 1)}`);
    return wrap("{", "}", parts, style, depth);
  }
  if (style.fallback === null) raise("TypeError", `Object of type ${classOf(given).name} is not JSON serializable`);
  return yield* write(yield* call(style.fallback, [given]), style, depth);
}

function keyText(given: Value): string {
  const key = plain(given);
  if (typeof key === "string") return key;
  if (key === null) return "null";
  if (typeof key === "boolean") return key ? "true" : "false";
  if (typeof key === "bigint") return String(key);
  if (typeof key === "number") return floatText(key);
  raise("TypeError", `keys must be str, int, float, bool or None, not ${classOf(given).name}`);
}

function wrap(open: string, close: string, parts: readonly string[], style: Style, depth: number): string {
  if (parts.length === 0) return open + close;
  if (style.indent === undefined) return open + parts.join(style.comma) + close;
  const inner = `\n${style.indent.repeat(depth + 1)}`;
  return `${open}${inner}${parts.join(`${style.comma.trimEnd()}${inner}`)}\n${style.indent.repeat(depth)}${close}`;
}

function* dumps(args: Arguments): Running<string> {
  const indent = args.find(9, "indent") ?? null;
  const separators = args.find(9, "separators");
  const [comma, colon] =
    separators instanceof PyTuple || separators instanceof PyList ? separators.items.map(String) : [indent === null ? ", " : ",", ": "];
  let fallback = args.find(9, "default") ?? null;
  const cls = args.find(9, "cls");
  if (cls !== undefined && cls !== null) {
    const encoder = yield* call(cls);
    fallback = lookupSpecial(encoder, "default") ?? null;
  }
  return yield* write(
    args.get(0, "obj"),
    {
      indent: indent === null ? undefined : typeof indent === "string" ? indent : " ".repeat(Number(indent)),
      comma: comma ?? ", ",
      colon: colon ?? ": ",
      ascii: args.flag(9, "ensure_ascii", true),
      sortKeys: args.flag(9, "sort_keys"),
      fallback,
    },
    0,
  );
}

export function jsonModule(interpreter: Interpreter): PyModule {
  const encoder = nativeClass("json.encoder", "JSONEncoder", () => new PyInstance(encoder));
  const decoder = nativeModule("json.decoder", { JSONDecodeError: decodeError });
  return nativeModule("json", {
    JSONDecodeError: decodeError,
    JSONEncoder: encoder,
    decoder,
    loads: (args) => loads(interpreter, args.get(0, "s")),
    *load(args) {
      return loads(interpreter, (yield* callSpecial(args.get(0, "fp"), "read")) ?? null);
    },
    dumps,
    *dump(args) {
      yield* callSpecial(args.get(1, "fp"), "write", yield* dumps(args));
      return null;
    },
  });
}
