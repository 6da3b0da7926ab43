/** The functions that awk brings. */
import { type Eventually, after } from "./eventually.ts";
import type { Evaluator } from "./evaluate.ts";
import { format } from "./format.ts";
import { gnuFunction } from "./gnu-functions.ts";
import type { State } from "./state.ts";
import { splitBy, splitterFor } from "./splitting.ts";
import { generalSubstitute, replaceIn } from "./replacing.ts";
import type { Expression } from "./syntax.ts";
import { type AwkArray, fromInput, isNumber, type Value } from "./values.ts";

/** Calls a function whose arguments have been counted. */
export function callBuiltin(evaluator: Evaluator, name: string, args: readonly Expression[]): Eventually<Value> {
  const special = takingPlaces[name];
  if (special) return special(evaluator, args);
  return after(evaluator.values(args), (values) => {
    const plain = onValues[name];
    return plain ? plain(evaluator.state, values) : gnuFunction(evaluator.state, name, values);
  });
}

type TakingPlaces = (evaluator: Evaluator, args: readonly Expression[]) => Eventually<Value>;
type OnValues = (state: State, values: readonly Value[]) => Eventually<Value>;

/** Those that are given an array, a pattern or something to change. */
const takingPlaces: Readonly<Record<string, TakingPlaces>> = {
  length(evaluator, [of]) {
    const { state } = evaluator;
    if (!of) return state.toText(state.fields.record).length;
    if (of.type === "variable") {
      const { array, isUnset } = evaluator.cell(of);
      if (array) return array.size;
      if (isUnset) return 0;
    }
    return after(evaluator.text(of), (text) => (state.bytes ? text.length : [...text].length));
  },

  split(evaluator, [of, into, by]) {
    const { state } = evaluator;
    if (!of || into?.type !== "variable") return 0;
    return after(evaluator.text(of), (text) => {
      const fill = (parts: readonly string[]): number => refill(evaluator.array(into), parts);
      if (!by) return fill(splitterFor(state.text("FS"), state.patterns)(text));
      if (by.type === "regex") return fill(splitBy(by.source, state.patterns)(text));
      return after(evaluator.text(by), (separator) => fill(splitterFor(separator, state.patterns)(text)));
    });
  },

  match(evaluator, [of, by]) {
    const { state } = evaluator;
    if (!of || !by) return 0;
    return after(evaluator.text(of), (text) =>
      after(evaluator.pattern(by), (source) => {
        const pattern = state.patterns.of(source);
        pattern.lastIndex = 0;
        const found = pattern.exec(text);
        const start = found ? characters(state, text.slice(0, found.index)) + 1 : 0;
        state.set("RSTART", start);
        state.set("RLENGTH", found ? characters(state, found[0]) : -1);
        return start;
      }),
    );
  },

  sub: (evaluator, args) => replaceIn(evaluator, args, 1),
  gsub: (evaluator, args) => replaceIn(evaluator, args),
  gensub: generalSubstitute,

  asort: (evaluator, args) => sortArray(evaluator, args, (array) => [...array.values()]),
  asorti: (evaluator, args) => sortArray(evaluator, args, (array) => [...array.keys()]),
  isarray: (evaluator, [of]) => Number(of?.type === "variable" && evaluator.cell(of).array !== undefined),
  typeof(evaluator, [of]) {
    if (of?.type === "variable") {
      const cell = evaluator.cell(of);
      if (cell.array) return "array";
      if (cell.isUnset) return "untyped";
    }
    if (!of) return "untyped";
    return after(evaluator.evaluate(of), (value) =>
      value === undefined ? "unassigned" : typeof value === "object" ? "strnum" : typeof value,
    );
  },
  patsplit(evaluator, [of, into, by]) {
    const { state } = evaluator;
    if (!of || into?.type !== "variable") return 0;
    return after(evaluator.text(of), (text) =>
      after(by ? evaluator.pattern(by) : state.text("FPAT"), (source) =>
        refill(
          evaluator.array(into),
          [...text.matchAll(state.patterns.of(source))].map(([part]) => part),
        ),
      ),
    );
  },
};

function characters(state: State, text: string): number {
  return state.bytes ? text.length : [...text].length;
}

/** What an array has from now on: parts from 1. Gives how many. */
function refill(array: AwkArray, parts: readonly string[]): number {
  array.clear();
  for (const [index, part] of parts.entries()) array.set(String(index + 1), fromInput(part));
  return parts.length;
}

function sortArray(evaluator: Evaluator, [of, into]: readonly Expression[], pick: (array: AwkArray) => Value[]): Value {
  if (of?.type !== "variable") return 0;
  const picked = pick(evaluator.array(of));
  picked.sort((one, other) => {
    // Numbers stand before text.
    const kinds = Number(!isNumber(one)) - Number(!isNumber(other));
    return kinds === 0 ? evaluator.state.compare(one, other) : kinds;
  });
  const target = into?.type === "variable" ? evaluator.array(into) : evaluator.array(of);
  target.clear();
  for (const [index, value] of picked.entries()) target.set(String(index + 1), value);
  return picked.length;
}

const arithmetic = (calculate: (number: number) => number): OnValues => {
  return (state, [value]) => calculate(state.toNumber(value));
};

const onValues: Readonly<Record<string, OnValues>> = {
  sin: arithmetic(Math.sin),
  cos: arithmetic(Math.cos),
  exp: arithmetic(Math.exp),
  log: arithmetic(Math.log),
  sqrt: arithmetic(Math.sqrt),
  int: arithmetic(Math.trunc),
  atan2: (state, [y, x]) => Math.atan2(state.toNumber(y), state.toNumber(x)),
  rand: (state) => nextRandom(state),
  srand(state, [seed]) {
    const before = state.seed;
    state.seed = seed === undefined ? Math.floor(state.process.clock.now() / 1000) : state.toNumber(seed);
    state.random = state.seed | 0;
    return before;
  },
  index: (state, [text, part]) => {
    const whole = state.toText(text);
    const at = whole.indexOf(state.toText(part));
    return at < 0 ? 0 : characters(state, whole.slice(0, at)) + 1;
  },
  substr: (state, [text, from, length]) =>
    substr(state, state.toText(text), state.toNumber(from), length === undefined ? undefined : state.toNumber(length)),
  tolower: (state, [text]) => inCase(state, text, (part) => part.toLowerCase()),
  toupper: (state, [text]) => inCase(state, text, (part) => part.toUpperCase()),
  sprintf: (state, [template, ...args]) => formatted(state, "sprintf", state.toText(template), args),
  async system(state, [command]) {
    state.outputs.flush();
    return state.process.spawn([state.dialect.shell, "-c", state.toText(command)]);
  },
  async close(state, [given]) {
    const name = state.toText(given);
    const { inputs, outputs, dialect } = state;
    if (!inputs.has(name) && !outputs.has(name)) return dialect.closedNothing;
    return inputs.has(name) ? inputs.close(name) : outputs.close(name);
  },
  fflush(state) {
    state.outputs.flush();
    return 0;
  },
};

/** Letters of ASCII only, where a byte is a character: the others are none then. */
function inCase(state: State, value: Value, change: (text: string) => string): string {
  return state.toText(value).replace(state.bytes ? /[A-Za-z]+/g : /\p{L}+/gu, change);
}

/** So many characters from one on; what would come before the first is taken for the first. */
function substr(state: State, text: string, from: number, length = Number.POSITIVE_INFINITY): string {
  const units = state.bytes ? text : [...text];
  const start = Math.max(1, Math.trunc(from));
  const count = Math.trunc(length) - (state.dialect.widensSubstr ? Math.min(0, Math.trunc(from)) : 0);
  const part = units.slice(start - 1, Math.max(start - 1, Math.min(start - 1 + count, units.length)));
  return typeof part === "string" ? part : part.join("");
}

/** The next of a fixed sequence, from 0 to below 1. The same seed gives the same sequence. */
function nextRandom(state: State): number {
  state.random = (Math.imul(state.random, 1_664_525) + 1_013_904_223) | 0;
  return (state.random >>> 0) / 2 ** 32;
}

/** What `printf` or `sprintf` makes of a format. @throws RunFailure */
export function formatted(state: State, name: "printf" | "sprintf", template: string, args: readonly Value[]): string {
  return format(template, args, {
    name,
    toText: (value) => state.toText(value),
    toNumber: (value) => state.toNumber(value),
    character: (code) => state.character(code),
    isText: (value) => !isNumber(value),
    emptyArguments: state.dialect.emptyArguments,
    takesStars: state.dialect.name !== "busybox",
  });
}
