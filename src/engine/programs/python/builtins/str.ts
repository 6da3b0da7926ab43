/** `str`: its methods. */
import { PyDict } from "../runtime/dict.ts";
import { raise } from "../runtime/errors.ts";
import { getAttribute } from "../runtime/attributes.ts";
import { formatValue, percentFormat } from "../runtime/format.ts";
import { characters, getItem, sequenceItem } from "../runtime/items.ts";
import { listOf } from "../runtime/iterate.ts";
import { reprOf, strOf } from "../runtime/text.ts";
import {
  builtin,
  classOf,
  notImplemented,
  plain,
  PyBytes,
  PyInstance,
  PyList,
  PyTuple,
  type Running,
  type Value,
} from "../runtime/values.ts";
import { bytesToText } from "../../shell/bytes.ts";
import { encode } from "./codecs.ts";
import { type Arguments, methods } from "./define.ts";
import { makes } from "./object.ts";

const { str } = builtin;

makes(str, function* (cls, args) {
  const value = args.find(0, "object");
  const encoding = args.find(1, "encoding");
  const text =
    value === undefined ? "" : value instanceof PyBytes && encoding !== undefined ? bytesToText(value.bytes) : yield* strOf(value);
  return cls === str ? text : new PyInstance(cls, text);
});

const text = (self: Value): string => plain(self) as string;

function define(name: string, body: (self: string, args: Arguments) => Value | Running): void {
  methods(str, { [name]: (self: Value, args: Arguments) => body(text(self), args) });
}

const asText = (value: Value): string => {
  const base = plain(value);
  if (typeof base !== "string") raise("TypeError", `must be str, not ${classOf(value).name}`);
  return base;
};

/** The characters `strip` takes away. */
function stripSet(args: Arguments): (character: string) => boolean {
  const given = args.find(0, "chars");
  if (given === undefined || given === null) return (character) => /\s/.test(character);
  const set = asText(given);
  return (character) => set.includes(character);
}

function strip(self: string, args: Arguments, left: boolean, right: boolean): string {
  const drop = stripSet(args);
  let from = 0;
  let to = self.length;
  if (left) while (from < to && drop(self[from] as string)) from++;
  if (right) while (to > from && drop(self[to - 1] as string)) to--;
  return self.slice(from, to);
}

define("strip", (self, args) => strip(self, args, true, true));
define("lstrip", (self, args) => strip(self, args, true, false));
define("rstrip", (self, args) => strip(self, args, false, true));
define("upper", (self) => self.toUpperCase());
define("lower", (self) => self.toLowerCase());
define("casefold", (self) => self.toLowerCase());
define("capitalize", (self) => self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase());
define("title", (self) => self.toLowerCase().replace(/\p{L}+/gu, (word) => word[0]?.toUpperCase() + word.slice(1)));
define("swapcase", (self) => [...self].map((each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())).join(""));

define("split", (self, args) => {
  const separator = args.get(0, "sep", null);
  const limit = Number(args.integer(1, "maxsplit", -1n));
  if (separator === null) return new PyList(splitSpaces(self, limit));
  const by = asText(separator);
  if (by === "") raise("ValueError", "empty separator");
  const parts = self.split(by);
  return new PyList(limit < 0 || parts.length <= limit + 1 ? parts : [...parts.slice(0, limit), parts.slice(limit).join(by)]);
});

function splitSpaces(self: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = self.trimStart();
  while (rest !== "") {
    const end = limit >= 0 && parts.length === limit ? -1 : rest.search(/\s/);
    if (end < 0) {
      parts.push(rest.trimEnd());
      break;
    }
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return parts;
}

define("rsplit", (self, args) => {
  const separator = args.get(0, "sep", null);
  const limit = Number(args.integer(1, "maxsplit", -1n));
  const parts = separator === null ? splitSpaces(self, -1) : self.split(asText(separator));
  if (limit < 0 || parts.length <= limit + 1) return new PyList(parts);
  return new PyList([
    parts.slice(0, parts.length - limit).join(separator === null ? " " : asText(separator)),
    ...parts.slice(parts.length - limit),
  ]);
});
define("splitlines", (self, args) => {
  const lines = self.match(/[^\n\r]*(?:\r\n|\n|\r)|[^\n\r]+/g) ?? [];
  return new PyList(args.flag(0, "keepends") ? lines : lines.map((line) => line.replace(/(\r\n|\n|\r)$/, "")));
});
define("partition", (self, args) => {
  const by = args.text(0, "sep");
  const at = self.indexOf(by);
  return new PyTuple(at < 0 ? [self, "", ""] : [self.slice(0, at), by, self.slice(at + by.length)]);
});
define("rpartition", (self, args) => {
  const by = args.text(0, "sep");
  const at = self.lastIndexOf(by);
  return new PyTuple(at < 0 ? ["", "", self] : [self.slice(0, at), by, self.slice(at + by.length)]);
});
define("join", function* (self, args) {
  const parts: string[] = [];
  for (const [index, item] of (yield* listOf(args.get(0, "iterable"))).entries()) {
    const part = plain(item);
    if (typeof part !== "string") raise("TypeError", `sequence item ${index}: expected str instance, ${classOf(item).name} found`);
    parts.push(part);
  }
  return parts.join(self);
});
define("replace", (self, args) => {
  const [from, to] = [args.text(0, "old"), args.text(1, "new")];
  const count = Number(args.integer(2, "count", -1n));
  if (count < 0) return self.replaceAll(from, to);
  const parts = self.split(from);
  return parts.length <= count + 1 ? parts.join(to) : [...parts.slice(0, count), parts.slice(count).join(from)].join(to);
});

function affix(self: string, args: Arguments, test: (part: string, whole: string) => boolean, name: string): boolean {
  const given = args.get(0, "prefix");
  const whole = self.slice(...range(self, args));
  const list = given instanceof PyTuple ? given.items : [given];
  return list.some((item) => {
    const part = plain(item);
    if (typeof part !== "string") raise("TypeError", `${name} first arg must be str or a tuple of str, not ${classOf(item).name}`);
    return test(part, whole);
  });
}

/** The optional start and end of a search. */
function range(self: string, args: Arguments): [number, number] {
  const clamp = (index: number): number => (index < 0 ? Math.max(0, index + self.length) : Math.min(index, self.length));
  const [start, end] = [args.get(1, "start", null), args.get(2, "end", null)];
  return [start === null ? 0 : clamp(Number(start)), end === null ? self.length : clamp(Number(end))];
}

define("startswith", (self, args) => affix(self, args, (part, whole) => whole.startsWith(part), "startswith"));
define("endswith", (self, args) => affix(self, args, (part, whole) => whole.endsWith(part), "endswith"));
define("removeprefix", (self, args) => (self.startsWith(args.text(0, "prefix")) ? self.slice(args.text(0, "prefix").length) : self));
define("removesuffix", (self, args) => {
  const end = args.text(0, "suffix");
  return end !== "" && self.endsWith(end) ? self.slice(0, -end.length) : self;
});

function search(self: string, args: Arguments, last: boolean): number {
  const [start, end] = range(self, args);
  const at = last ? self.slice(start, end).lastIndexOf(args.text(0, "sub")) : self.slice(start, end).indexOf(args.text(0, "sub"));
  return at < 0 ? -1 : at + start;
}

define("find", (self, args) => BigInt(search(self, args, false)));
define("rfind", (self, args) => BigInt(search(self, args, true)));
for (const [name, last] of [
  ["index", false],
  ["rindex", true],
] as const)
  define(name, (self, args) => {
    const at = search(self, args, last);
    if (at < 0) raise("ValueError", "substring not found");
    return BigInt(at);
  });
define("count", (self, args) => {
  const part = args.text(0, "sub");
  return BigInt(part === "" ? self.length + 1 : self.slice(...range(self, args)).split(part).length - 1);
});
define("zfill", (self, args) => {
  const width = Number(args.integer(0, "width"));
  const sign = /^[-+]/.exec(self)?.[0] ?? "";
  return sign + self.slice(sign.length).padStart(width - sign.length, "0");
});
const padding = (args: Arguments): [number, string] => [Number(args.integer(0, "width")), args.text(1, "fillchar", " ")];
define("ljust", (self, args) => self.padEnd(...padding(args)));
define("rjust", (self, args) => self.padStart(...padding(args)));
define("center", (self, args) => {
  const [width, fill] = padding(args);
  const missing = Math.max(0, width - self.length);
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + self + fill.repeat(missing - left);
});
define("expandtabs", (self, args) => self.replaceAll("\t", " ".repeat(Number(args.integer(0, "tabsize", 8n)))));

const tests: Readonly<Record<string, RegExp>> = {
  isdigit: /^\p{Nd}+$/u,
  isdecimal: /^\p{Nd}+$/u,
  isnumeric: /^\p{N}+$/u,
  isalpha: /^\p{L}+$/u,
  isalnum: /^[\p{L}\p{N}]+$/u,
  isspace: /^\s+$/u,
  isidentifier: /^[\p{L}_][\p{L}\p{N}_]*$/u,
};
for (const [name, pattern] of Object.entries(tests)) define(name, (self) => pattern.test(self));
define("isupper", (self) => self !== self.toLowerCase() && self === self.toUpperCase());
define("islower", (self) => self !== self.toUpperCase() && self === self.toLowerCase());
define(
  "istitle",
  (self) => self !== "" && self === self.toLowerCase().replace(/\p{L}+/gu, (word) => word[0]?.toUpperCase() + word.slice(1)),
);
define("isascii", (self) => /^[\0-\x7f]*$/.test(self));
define("isprintable", (self) => !/\p{C}/u.test(self));

define("encode", (self, args) => new PyBytes(encode(self, args.text(0, "encoding", "utf-8"), args.text(1, "errors", "strict"))));
define("format", function* (self, args) {
  return yield* formatFields(self, args.positional, new PyDict(args.keywords), { next: 0 });
});
define("format_map", function* (self, args) {
  return yield* formatFields(self, [], args.get(0, "mapping"), { next: 0 });
});

/** `"{} {name!r:>{width}}".format(…)` */
function* formatFields(template: string, positional: readonly Value[], named: Value, counter: { next: number }): Running<string> {
  let result = "";
  for (let at = 0; at < template.length; at++) {
    const character = template[at] as string;
    if ((character === "{" || character === "}") && template[at + 1] === character) {
      result += character;
      at++;
      continue;
    }
    if (character === "}") raise("ValueError", "Single '}' encountered in format string");
    if (character !== "{") {
      result += character;
      continue;
    }
    let depth = 1;
    let end = at + 1;
    for (; end < template.length && depth > 0; end++) depth += template[end] === "{" ? 1 : template[end] === "}" ? -1 : 0;
    if (depth > 0) raise("ValueError", "expected '}' before end of string");
    const field = template.slice(at + 1, end - 1);
    at = end - 1;
    const [, name = "", conversion, spec = ""] = /^([^!:]*)(?:!(.))?(?::([\s\S]*))?$/.exec(field) ?? [];
    const [, first = "", rest = ""] = /^([^.[]*)([\s\S]*)$/.exec(name) ?? [];
    let value: Value;
    if (first === "" || /^\d+$/.test(first)) {
      const index = first === "" ? counter.next++ : Number(first);
      if (index >= positional.length) raise("IndexError", `Replacement index ${index} out of range for positional args tuple`);
      value = positional[index] as Value;
    } else value = yield* getItem(named, first);
    for (const [, attribute, index] of rest.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g))
      value =
        attribute !== undefined
          ? yield* getAttribute(value, attribute)
          : yield* getItem(value, /^\d+$/.test(index ?? "") ? BigInt(index as string) : (index as string));
    if (conversion === "r") value = yield* reprOf(value);
    else if (conversion === "s") value = yield* strOf(value);
    result += yield* formatValue(value, spec.includes("{") ? yield* formatFields(spec, positional, named, counter) : spec);
  }
  return result;
}

define("translate", function* (self, args) {
  const table = args.get(0, "table");
  let result = "";
  for (const character of self) {
    const code = BigInt(character.codePointAt(0) as number);
    const found = table instanceof PyDict ? table.get(code) : undefined;
    result +=
      found === undefined
        ? character
        : found === null
          ? ""
          : typeof found === "bigint"
            ? String.fromCodePoint(Number(found))
            : yield* strOf(found);
  }
  return result;
});
methods(str, {
  maketrans(self, args) {
    const list = [self, ...args.positional];
    const [from, to, remove] = list as string[];
    const pairs: [Value, Value][] = [];
    if (list[0] instanceof PyDict)
      for (const { key, value } of list[0].table.entries())
        pairs.push([typeof key === "string" ? BigInt(key.codePointAt(0) as number) : key, value]);
    else
      for (const [index, character] of [...(from ?? "")].entries())
        pairs.push([BigInt(character.codePointAt(0) as number), [...(to ?? "")][index] ?? null]);
    for (const character of remove ?? "") pairs.push([BigInt(character.codePointAt(0) as number), null]);
    return new PyDict(pairs);
  },
});
define("__len__", (self) => BigInt(characters(self).length));
define("__contains__", (self, args) => {
  const part = plain(args.get(0, "key"));
  if (typeof part !== "string") raise("TypeError", `'in <string>' requires string as left operand, not ${classOf(part).name}`);
  return self.includes(part);
});
define("__getitem__", function* (self, args) {
  const list = characters(self);
  return yield* sequenceItem(self, list, args.get(0, "key"), "string");
});
define("__add__", (self, args) => {
  const other = plain(args.get(0, "other"));
  return typeof other === "string" ? self + other : notImplemented;
});
const repeat = (self: string, args: Arguments): Value => {
  const count = plain(args.get(0, "count"));
  if (typeof count !== "bigint" && typeof count !== "boolean") return notImplemented;
  if (Number(count) * self.length > 100_000_000) raise("MemoryError");
  return self.repeat(Math.max(0, Number(count)));
};
define("__mul__", repeat);
define("__rmul__", repeat);
define("__mod__", function* (self, args) {
  return yield* percentFormat(self, args.get(0, "values"));
});
