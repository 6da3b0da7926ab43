/** In what the three awks differ, but for their words. */
import type { Vocabulary } from "./tokens.ts";
import type { NumberStyle } from "./values.ts";

export type AwkName = "mawk" | "gawk" | "busybox";

export interface Dialect extends Vocabulary {
  readonly name: AwkName;
  readonly numbers: NumberStyle;
  /** A byte is a character whatever the locale says. */
  readonly bytesOnly: boolean;
  /** `a{2}` repeats. */
  readonly intervals: boolean;
  /** A variable may be both a value and an array. */
  readonly looseTypes: boolean;
  /** `IGNORECASE`, `RT` */
  readonly gnuVariables: boolean;
  /** `FIELDWIDTHS`, `FPAT`: other ways to cut a record. */
  readonly otherFields: boolean;
  /** `x / 0` is infinite. */
  readonly dividesByZero: boolean;
  /** Takes too few arguments of `printf` for empty ones. */
  readonly emptyArguments: boolean;
  /** A backslash that means nothing stays in a string. */
  readonly keepsBackslash: boolean;
  /** A backslash at the end of a line of a string joins it with the next. */
  readonly joinsLines: boolean;
  /** What `system` and pipes run commands with. */
  readonly shell: string;
  /** What closing gives for what was never open. */
  readonly closedNothing: number;
  /** The exit code of a program that can't be read. */
  readonly syntaxStatus: number;
  /** The exit code when something fails later, or a file can't be read. */
  readonly failureStatus: number;
  /** Goes on to the next file when one can't be read. */
  readonly skipsUnreadable: boolean;
  /** In `a[i++] = i` the right side comes first. */
  readonly valueFirst: boolean;
  /** `substr("hello", -1, 3)` gives one character more for each that it begins before the first. */
  readonly widensSubstr: boolean;
}

type Arity = readonly [least: number, most: number];

const time: readonly (readonly [string, Arity])[] = [
  ["strftime", [0, 3]],
  ["systime", [0, 0]],
  ["mktime", [1, 2]],
];
const bits: readonly (readonly [string, Arity])[] = [
  ["and", [2, Number.POSITIVE_INFINITY]],
  ["or", [2, Number.POSITIVE_INFINITY]],
  ["xor", [2, Number.POSITIVE_INFINITY]],
  ["lshift", [2, 2]],
  ["rshift", [2, 2]],
  ["compl", [1, 1]],
];
const gensub: readonly [string, Arity] = ["gensub", [3, 4]];

export const dialects: Readonly<Record<AwkName, Dialect>> = {
  mawk: {
    name: "mawk",
    functions: new Map(time),
    starPower: false,
    otherBases: false,
    wideTargets: true,
    lenient: false,
    switches: false,
    numbers: { largestWhole: 2147483647, infinity: "inf", readsHex: true },
    bytesOnly: true,
    intervals: false,
    looseTypes: false,
    gnuVariables: false,
    otherFields: false,
    dividesByZero: true,
    emptyArguments: false,
    keepsBackslash: true,
    joinsLines: true,
    shell: "/bin/sh",
    closedNothing: -1,
    syntaxStatus: 2,
    failureStatus: 2,
    skipsUnreadable: false,
    valueFirst: false,
    widensSubstr: true,
  },
  gawk: {
    name: "gawk",
    functions: new Map([
      ...time,
      ...bits,
      gensub,
      ["asort", [1, 3]],
      ["asorti", [1, 3]],
      ["strtonum", [1, 1]],
      ["patsplit", [2, 4]],
      ["typeof", [1, 1]],
      ["isarray", [1, 1]],
    ]),
    starPower: true,
    otherBases: true,
    wideTargets: false,
    lenient: false,
    switches: true,
    numbers: { largestWhole: Number.MAX_VALUE, infinity: "+inf", readsHex: false },
    bytesOnly: false,
    intervals: true,
    looseTypes: false,
    gnuVariables: true,
    otherFields: true,
    dividesByZero: false,
    emptyArguments: false,
    keepsBackslash: false,
    joinsLines: true,
    shell: "sh",
    closedNothing: -1,
    syntaxStatus: 1,
    failureStatus: 2,
    skipsUnreadable: false,
    valueFirst: true,
    widensSubstr: false,
  },
  busybox: {
    name: "busybox",
    functions: new Map([...time, ...bits, gensub]),
    starPower: true,
    otherBases: true,
    wideTargets: true,
    lenient: true,
    switches: false,
    numbers: { largestWhole: 2 ** 63, infinity: "inf", readsHex: true },
    bytesOnly: false,
    intervals: true,
    looseTypes: true,
    gnuVariables: true,
    otherFields: false,
    dividesByZero: false,
    emptyArguments: true,
    keepsBackslash: false,
    joinsLines: false,
    shell: "sh",
    closedNothing: 0,
    syntaxStatus: 1,
    failureStatus: 1,
    skipsUnreadable: false,
    valueFirst: false,
    widensSubstr: false,
  },
};
