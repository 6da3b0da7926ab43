/** `re`, over JavaScript's regular expressions. */
import { nativeClass, nativeModule, methods, type Arguments } from "../builtins/define.ts";
import { PyDict } from "../runtime/dict.ts";
import { call } from "../runtime/call.ts";
import { exceptionClass, PyRaise, raise } from "../runtime/errors.ts";
import { getAttribute } from "../runtime/attributes.ts";
import { strOf } from "../runtime/text.ts";
import { quoted } from "../runtime/text.ts";
import { iteratorOver } from "../runtime/thread.ts";
import {
  classOf,
  plain,
  PyBytes,
  PyException,
  PyList,
  type PyModule,
  PyNative,
  PyTuple,
  type Running,
  type Value,
} from "../runtime/values.ts";
import { bytesToLatin1, latin1ToBytes } from "../../shell/bytes.ts";

interface Pattern {
  readonly source: string;
  readonly flags: bigint;
  readonly expression: RegExp;
  readonly bytes: boolean;
}

interface Match {
  readonly pattern: Pattern;
  readonly text: string;
  readonly result: RegExpExecArray;
}

const error = nativeClass("re", "error", undefined, exceptionClass("Exception"));
const patternClass = nativeClass("re", "Pattern", undefined);
const matchClass = nativeClass("re", "Match", undefined);
const flagNames = {
  IGNORECASE: 2n,
  I: 2n,
  MULTILINE: 8n,
  M: 8n,
  DOTALL: 16n,
  S: 16n,
  VERBOSE: 64n,
  X: 64n,
  ASCII: 256n,
  A: 256n,
  UNICODE: 32n,
  U: 32n,
};
const cache = new Map<string, Pattern>();

/** Compiles, in Python's words where the two languages differ. */
function compile(given: Value, flags: bigint): Pattern {
  const known = given instanceof PyNative ? (given.state as Pattern) : undefined;
  if (known) return known;
  const value = plain(given);
  const bytes = value instanceof PyBytes;
  const source = bytes ? bytesToLatin1(value.bytes) : value;
  if (typeof source !== "string") raise("TypeError", "first argument must be string or compiled pattern");
  const key = `${flags}/${bytes}/${source}`;
  let pattern = cache.get(key);
  if (pattern) return pattern;
  let text = source;
  let all = flags;
  text = text.replace(/^\(\?([aimsux]+)\)/, (_, letters: string) => {
    for (const letter of letters) all |= { a: 256n, i: 2n, m: 8n, s: 16n, u: 32n, x: 64n }[letter] ?? 0n;
    return "";
  });
  if (all & 64n) text = text.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*/g, (part) => (/^[\s#]/.test(part) ? "" : part));
  const translated = text
    .replace(/\(\?P<(\w+)>/g, "(?<$1>")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replace(/\\A/g, "(?<![\\s\\S])")
    .replace(/\\Z/g, "(?![\\s\\S])")
    .replace(/(^|[^\\])\{(?!\d+(,\d*)?\})/g, "$1\\{")
    .replace(/\\(['"#@!%&~`<>:;=, _-])/g, (whole, character: string) =>
      character === "-" ? "\\x2d" : /[#@!%&~`<>:;=, _'"]/.test(character) ? character : whole,
    );
  try {
    const letters = `dg${all & 2n ? "i" : ""}${all & 8n ? "m" : ""}${all & 16n ? "s" : ""}`;
    pattern = { source, flags: all, bytes, expression: new RegExp(translated, letters) };
  } catch (problem) {
    throw new PyRaise(
      new PyException(error, [`drydock: the lab can't compile this pattern (${problem instanceof Error ? problem.message : ""})`]),
    );
  }
  cache.set(key, pattern);
  return pattern;
}

function subject(given: Value): string {
  const value = plain(given);
  if (value instanceof PyBytes) return bytesToLatin1(value.bytes);
  if (typeof value !== "string") raise("TypeError", `expected string or bytes-like object, got '${classOf(given).name}'`);
  return value;
}

const give = (pattern: Pattern, text: string | undefined): Value =>
  text === undefined ? null : pattern.bytes ? new PyBytes(latin1ToBytes(text)) : text;

function find(pattern: Pattern, text: string, from: number): Match | undefined {
  const { expression } = pattern;
  expression.lastIndex = from;
  const result = expression.exec(text);
  return result ? { pattern, text, result } : undefined;
}

function* matchesOf(pattern: Pattern, text: string): Generator<Match> {
  for (let at = 0; at <= text.length; ) {
    const match = find(pattern, text, at);
    if (!match) return;
    const end = match.result.index + match.result[0].length;
    yield match;
    at = end === match.result.index ? end + 1 : end;
  }
}

const wrap = (match: Match | undefined): Value => (match ? new PyNative(matchClass, match) : null);

function anchored(pattern: Pattern, text: string, whole: boolean): Match | undefined {
  const { expression } = pattern;
  const flags = expression.flags.replace("g", "y");
  const sticky = new RegExp(whole ? `(?:${expression.source})(?![\\s\\S])` : expression.source, flags);
  const result = sticky.exec(text);
  return result ? { pattern, text, result } : undefined;
}

function groupsOf({ pattern, result }: Match): Value[] {
  return result.slice(1).map((text) => give(pattern, text));
}

function place({ result }: Match, key: Value): number {
  if (typeof key === "bigint") {
    if (Number(key) >= result.length || key < 0n) raise("IndexError", "no such group");
    return Number(key);
  }
  const names = Object.keys(result.groups ?? {});
  if (!names.includes(String(key))) raise("IndexError", "no such group");
  const span = result.indices?.groups?.[String(key)];
  const text = result.groups?.[String(key)];
  const at = result.findIndex((value, index) => index > 0 && value === text && sameSpan(result.indices?.[index], span));
  return Math.max(at, 0);
}

function sameSpan(a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

function group(match: Match, key: Value): Value {
  if (typeof key !== "bigint") {
    place(match, key);
    return give(match.pattern, match.result.groups?.[String(key)]);
  }
  return give(match.pattern, match.result[place(match, key)]);
}

/** `\1` and `\g<name>` in a replacement. */
function expand({ result }: Match, template: string): string {
  return template.replace(/\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g, (_, name?: string, number?: string, sequence?: string) => {
    if (name !== undefined) return String((/^\d+$/.test(name) ? result[Number(name)] : result.groups?.[name]) ?? "");
    if (number !== undefined) return result[Number(number)] ?? "";
    return { n: "\n", t: "\t", r: "\r", "\\": "\\" }[sequence ?? ""] ?? `\\${sequence}`;
  });
}

function* substitute(pattern: Pattern, replacement: Value, given: Value, limit: number): Running<{ text: string; count: number }> {
  const text = subject(given);
  let result = "";
  let from = 0;
  let count = 0;
  for (const match of matchesOf(pattern, text)) {
    if (limit > 0 && count >= limit) break;
    count++;
    result += text.slice(from, match.result.index);
    const plainText = plain(replacement);
    if (typeof plainText === "string") result += expand(match, plainText);
    else if (plainText instanceof PyBytes) result += expand(match, bytesToLatin1(plainText.bytes));
    else {
      const made = plain(yield* call(replacement, [wrap(match)]));
      result += made instanceof PyBytes ? bytesToLatin1(made.bytes) : yield* strOf(made);
    }
    from = match.result.index + match.result[0].length;
  }
  return { text: result + text.slice(from), count };
}

function split(pattern: Pattern, given: Value, limit: number): Value {
  const text = subject(given);
  const parts: Value[] = [];
  let from = 0;
  let count = 0;
  for (const match of matchesOf(pattern, text)) {
    if (limit > 0 && count++ >= limit) break;
    parts.push(give(pattern, text.slice(from, match.result.index)), ...groupsOf(match));
    from = match.result.index + match.result[0].length;
  }
  parts.push(give(pattern, text.slice(from)));
  return new PyList(parts);
}

function findAll(pattern: Pattern, given: Value): Value {
  return new PyList(
    [...matchesOf(pattern, subject(given))].map((match) => {
      const groups = groupsOf(match).map((item) => item ?? give(pattern, "") ?? "");
      return groups.length === 0 ? give(pattern, match.result[0]) : groups.length === 1 ? (groups[0] as Value) : new PyTuple(groups);
    }),
  );
}

const operations: Readonly<Record<string, (pattern: Pattern, args: Arguments) => Value | Running>> = {
  match: (pattern, args) => wrap(anchored(pattern, subject(args.get(0, "string")), false)),
  fullmatch: (pattern, args) => wrap(anchored(pattern, subject(args.get(0, "string")), true)),
  search: (pattern, args) => wrap(find(pattern, subject(args.get(0, "string")), 0)),
  findall: (pattern, args) => findAll(pattern, args.get(0, "string")),
  finditer: (pattern, args) => {
    const matches = matchesOf(pattern, subject(args.get(0, "string")));
    return iteratorOver(
      (function* () {
        for (const match of matches) yield wrap(match);
      })(),
    );
  },
  split: (pattern, args) => split(pattern, args.get(0, "string"), Number(args.integer(1, "maxsplit", 0n))),
  *sub(pattern, args) {
    const { text } = yield* substitute(pattern, args.get(0, "repl"), args.get(1, "string"), Number(args.integer(2, "count", 0n)));
    return give(pattern, text);
  },
  *subn(pattern, args) {
    const { text, count } = yield* substitute(pattern, args.get(0, "repl"), args.get(1, "string"), Number(args.integer(2, "count", 0n)));
    return new PyTuple([give(pattern, text), BigInt(count)]);
  },
};

const patternOf = (self: Value): Pattern => (self as PyNative<Pattern>).state;
const matchOf = (self: Value): Match => (self as PyNative<Match>).state;

methods(
  patternClass,
  Object.fromEntries(
    Object.entries(operations).map(([name, body]) => [name, (self: Value, args: Arguments) => body(patternOf(self), args)]),
  ),
);
methods(patternClass, { __repr__: (self) => `re.compile(${quoted(patternOf(self).source)})` });
methods(matchClass, {
  group: (self, args) => {
    const keys = args.length === 0 ? [0n] : args.positional;
    const values = keys.map((key) => group(matchOf(self), key));
    return values.length === 1 ? (values[0] as Value) : new PyTuple(values);
  },
  __getitem__: (self, args) => group(matchOf(self), args.get(0, "key")),
  groups: (self, args) => new PyTuple(groupsOf(matchOf(self)).map((item) => item ?? args.get(0, "default", null))),
  groupdict: (self) =>
    new PyDict(Object.entries(matchOf(self).result.groups ?? {}).map(([name, text]) => [name, give(matchOf(self).pattern, text)] as const)),
  start: (self, args) => BigInt(matchOf(self).result.indices?.[place(matchOf(self), args.get(0, "group", 0n))]?.[0] ?? -1),
  end: (self, args) => BigInt(matchOf(self).result.indices?.[place(matchOf(self), args.get(0, "group", 0n))]?.[1] ?? -1),
  span: (self, args) => {
    const [from, to] = matchOf(self).result.indices?.[place(matchOf(self), args.get(0, "group", 0n))] ?? [-1, -1];
    return new PyTuple([BigInt(from), BigInt(to)]);
  },
  __repr__: (self) => {
    const { result } = matchOf(self);
    return `<re.Match object; span=(${result.index}, ${result.index + result[0].length}), match=${quoted(result[0])}>`;
  },
});

export function reModule(): PyModule {
  const functions = Object.fromEntries(
    Object.keys(operations).map((name) => [
      name,
      (args: Arguments): Running =>
        (function* (): Running {
          const places: Readonly<Record<string, number>> = { sub: 4, subn: 4, split: 3 };
          const flags = args.find(places[name] ?? 2, "flags");
          const pattern = new PyNative(patternClass, compile(args.get(0, "pattern"), typeof flags === "bigint" ? flags : 0n));
          pattern.attributes.set("pattern", args.get(0, "pattern"));
          const rest = new Map([...args.keywords].filter(([key]) => key !== "flags"));
          return yield* call(yield* getAttribute(pattern, name), args.positional.slice(1, places[name] ?? 2), rest);
        })(),
    ]),
  );
  return nativeModule("re", {
    ...flagNames,
    ...functions,
    error,
    Pattern: patternClass,
    Match: matchClass,
    compile(args) {
      const made = new PyNative(patternClass, compile(args.get(0, "pattern"), args.integer(1, "flags", 0n)));
      made.attributes.set("pattern", args.get(0, "pattern"));
      return made;
    },
    escape: (args) =>
      args.text(0, "pattern").replace(/[^A-Za-z0-9_]/g, (character) => (/[!"%',/:;<=>@`]/.test(character) ? character : `\\${character}`)),
    purge: () => null,
  });
}
