/** `int`, `float`, `bool`, `complex` (which the lab does not have). */
import { call } from "../runtime/call.ts";
import { raise } from "../runtime/errors.ts";
import { quickBinary, quickCompare, quickTruth, truth } from "../runtime/operators.ts";
import { lookupSpecial } from "../runtime/special.ts";
import { quoted, reprOf } from "../runtime/text.ts";
import { builtin, classOf, notImplemented, plain, PyBytes, PyInstance, PyTuple, type Running, type Value } from "../runtime/values.ts";
import type { BinaryOperator, Comparison } from "../syntax/ast.ts";
import { decode } from "./codecs.ts";
import { methods } from "./define.ts";
import { makes } from "./object.ts";

const { int, float, bool } = builtin;

makes(int, function* (cls, args) {
  const value = yield* integerFrom(args.find(0, "x") ?? 0n, args.find(1, "base"));
  return cls === int || cls === bool ? value : new PyInstance(cls, value);
});

function* integerFrom(given: Value, base: Value | undefined): Running<bigint> {
  const value = plain(given);
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  if (typeof value === "number") {
    if (Number.isNaN(value)) raise("ValueError", "cannot convert float NaN to integer");
    if (!Number.isFinite(value)) raise("OverflowError", "cannot convert float infinity to integer");
    return BigInt(Math.trunc(value));
  }
  if (typeof value === "string" || value instanceof PyBytes) {
    const text = typeof value === "string" ? value : decode(value.bytes);
    const radix = base === undefined ? 10 : Number(base);
    const number = parseInteger(text, radix);
    if (number === undefined)
      raise(
        "ValueError",
        `invalid literal for int() with base ${radix}: ${typeof value === "string" ? quoted(text) : yield* reprOf(value)}`,
      );
    return number;
  }
  for (const name of ["__int__", "__index__", "__trunc__"]) {
    const method = lookupSpecial(given, name);
    if (method !== undefined) return (yield* call(method)) as bigint;
  }
  raise("TypeError", `int() argument must be a string, a bytes-like object or a real number, not '${classOf(given).name}'`);
}

function parseInteger(text: string, base: number): bigint | undefined {
  let digits = text.trim().replaceAll("_", "").toLowerCase();
  const negative = digits.startsWith("-");
  digits = digits.replace(/^[-+]/, "");
  const prefix = { 2: "0b", 8: "0o", 16: "0x" }[base];
  let radix = base;
  if (base === 0) {
    radix = { "0b": 2, "0o": 8, "0x": 16 }[digits.slice(0, 2)] ?? 10;
    if (radix !== 10) digits = digits.slice(2);
  } else if (prefix && digits.startsWith(prefix)) digits = digits.slice(2);
  if (!/^[0-9a-z]+$/.test(digits)) return undefined;
  let value = 0n;
  if (radix === 10) {
    if (!/^\d+$/.test(digits)) return undefined;
    value = BigInt(digits);
  } else
    for (const digit of digits) {
      const number = Number.parseInt(digit, 36);
      if (number >= radix) return undefined;
      value = value * BigInt(radix) + BigInt(number);
    }
  return negative ? -value : value;
}

makes(float, function* (cls, args) {
  const given = args.get(0, "x", 0);
  const value = plain(given);
  let result: number;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") result = Number(value);
  else if (typeof value === "string") {
    const text = value.trim().replaceAll("_", "").toLowerCase();
    if (/^[-+]?(inf|infinity)$/.test(text)) result = text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    else if (/^[-+]?nan$/.test(text)) result = Number.NaN;
    else if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(text)) result = Number(text);
    else raise("ValueError", `could not convert string to float: ${quoted(value)}`);
  } else {
    const method = lookupSpecial(given, "__float__");
    if (method === undefined) raise("TypeError", `float() argument must be a string or a real number, not '${classOf(given).name}'`);
    result = (yield* call(method)) as number;
  }
  return cls === float ? result : new PyInstance(cls, result);
});

makes(bool, function* (_, args) {
  const value = args.find(0);
  return value === undefined ? false : yield* truth(value);
});

const operators: readonly [BinaryOperator, string][] = [
  ["+", "add"],
  ["-", "sub"],
  ["*", "mul"],
  ["/", "truediv"],
  ["//", "floordiv"],
  ["%", "mod"],
  ["**", "pow"],
  ["&", "and"],
  ["|", "or"],
  ["^", "xor"],
];
const comparisons: readonly [Comparison, string][] = [
  ["==", "__eq__"],
  ["!=", "__ne__"],
  ["<", "__lt__"],
  ["<=", "__le__"],
  [">", "__gt__"],
  [">=", "__ge__"],
];

for (const cls of [int, float]) {
  for (const [operator, name] of operators)
    methods(cls, {
      [`__${name}__`]: (self, args) => quickBinary(operator, plain(self), plain(args.get(0, "other"))) ?? notImplemented,
      [`__r${name}__`]: (self, args) => quickBinary(operator, plain(args.get(0, "other")), plain(self)) ?? notImplemented,
    });
  for (const [operator, name] of comparisons)
    methods(cls, {
      [name]: (self, args) =>
        numeric(args.get(0, "other"))
          ? (quickCompare(operator, plain(self), plain(args.get(0, "other"))) ?? notImplemented)
          : notImplemented,
    });
  methods(cls, {
    __int__: (self) => (typeof plain(self) === "number" ? BigInt(Math.trunc(plain(self) as number)) : BigInt(plain(self) as bigint)),
    __float__: (self) => Number(plain(self)),
    __bool__: (self) => quickTruth(plain(self)) ?? true,
    __neg__: (self) => -(plain(self) as number),
    __abs__(self) {
      const value = plain(self);
      return typeof value === "number"
        ? Math.abs(value)
        : BigInt(value as bigint) < 0n
          ? -BigInt(value as bigint)
          : BigInt(value as bigint);
    },
    conjugate: (self) => plain(self),
  });
}
function numeric(value: Value): boolean {
  const base = plain(value);
  return typeof base === "bigint" || typeof base === "number" || typeof base === "boolean";
}

methods(int, {
  __index__: (self) => BigInt(plain(self) as bigint),
  bit_length: (self) =>
    BigInt(
      (plain(self) as bigint) === 0n
        ? 0
        : (BigInt(plain(self) as bigint) < 0n ? -(plain(self) as bigint) : BigInt(plain(self) as bigint)).toString(2).length,
    ),
  bit_count: (self) =>
    BigInt(
      BigInt(plain(self) as bigint)
        .toString(2)
        .replace(/[^1]/g, "").length,
    ),
  is_integer: () => true,
  as_integer_ratio: (self) => new PyTuple([plain(self), 1n]),
  to_bytes(self, args) {
    const length = Number(args.integer(0, "length", 1n));
    const bytes = new Uint8Array(length);
    let rest = BigInt.asUintN(length * 8, plain(self) as bigint);
    for (let index = 0; index < length; index++, rest >>= 8n) bytes[length - 1 - index] = Number(rest & 0xffn);
    return new PyBytes(args.text(1, "byteorder", "big") === "little" ? bytes.reverse() : bytes);
  },
  from_bytes(self, args) {
    const bytes = self instanceof PyBytes ? [...self.bytes] : [];
    if (args.text(0, "byteorder", "big") === "little") bytes.reverse();
    const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    return args.flag(2, "signed") ? BigInt.asIntN(bytes.length * 8, value) : value;
  },
});
methods(float, {
  is_integer: (self) => Number.isInteger(plain(self)),
  hex: (self) => Number(plain(self)).toString(16),
});
