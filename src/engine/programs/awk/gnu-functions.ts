/** Functions that only some awks have. */
import { formatDate } from "../coreutils/dates.ts";
import type { State } from "./state.ts";
import { textToNumber, type Value } from "./values.ts";

type GnuFunction = (state: State, values: readonly Value[]) => Value;

/** Calls one that takes values only. */
export function gnuFunction(state: State, name: string, values: readonly Value[]): Value {
  return functions[name]?.(state, values) ?? "";
}

/** Bits are those of whole numbers up to 2⁵³. */
const bitwise = (combine: (left: bigint, right: bigint) => bigint): GnuFunction => {
  return (state, values) =>
    Number(values.map((value) => BigInt(Math.trunc(state.toNumber(value)))).reduce((left, right) => combine(left, right)));
};

const functions: Readonly<Record<string, GnuFunction>> = {
  and: bitwise((left, right) => left & right),
  or: bitwise((left, right) => left | right),
  xor: bitwise((left, right) => left ^ right),
  lshift: bitwise((left, right) => left << right),
  rshift: bitwise((left, right) => left >> right),
  compl: (state, [value]) => 2 ** 53 - 1 - state.toNumber(value),

  strtonum(state, [value]) {
    const text = state.toText(value);
    return /^\s*0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : textToNumber(text, true);
  },

  systime: (state) => Math.floor(state.process.clock.now() / 1000),
  strftime(state, [template, time]) {
    const seconds = time === undefined ? state.process.clock.now() / 1000 : state.toNumber(time);
    return formatDate(template === undefined ? "%a %b %e %H:%M:%S %Z %Y" : state.toText(template), seconds * 1000);
  },
  mktime(state, [value]) {
    const parts = state.toText(value).trim().split(/\s+/).map(Number);
    if (parts.length < 6 || parts.some(Number.isNaN)) return -1;
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  },
};
