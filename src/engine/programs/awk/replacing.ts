/** `sub`, `gsub` and `gensub`, which are given a pattern, and a place to change or a text to read. */
import { type Eventually, after } from "./eventually.ts";
import type { Evaluator } from "./evaluate.ts";
import { ampersands, groups, substitute } from "./substitute.ts";
import type { Expression } from "./syntax.ts";
import type { Value } from "./values.ts";

const record: Expression = { type: "field", index: { type: "number", value: 0 } };

/** Gives how many were replaced. @param wanted the one to replace, from 1; every one when absent */
export function replaceIn(evaluator: Evaluator, args: readonly Expression[], wanted?: number): Eventually<Value> {
  const { state } = evaluator;
  const [by, replacement, place = record] = args;
  if (!by || !replacement) return 0;
  return after(evaluator.pattern(by), (source) =>
    after(evaluator.text(replacement), (written) =>
      after(evaluator.text(place), (before) => {
        const { text, count } = substitute(before, state.patterns.of(source), ampersands(written), wanted);
        if (count === 0 || (place.type !== "variable" && place.type !== "field" && place.type !== "element")) return count;
        return after(evaluator.assign(place, text), () => count);
      }),
    ),
  );
}

/** `gensub(/re/, "new", "g" or which, text)` gives the new text. */
export function generalSubstitute(evaluator: Evaluator, args: readonly Expression[]): Eventually<Value> {
  const { state } = evaluator;
  const [by, replacement, which, of = record] = args;
  if (!by || !replacement || !which) return "";
  return after(evaluator.pattern(by), (source) =>
    after(evaluator.values([replacement, which, of]), ([written, how, before]) => {
      const wanted = /^[gG]/.test(state.toText(how)) ? undefined : Math.max(1, Math.trunc(state.toNumber(how)));
      return substitute(state.toText(before), state.patterns.of(source), groups(state.toText(written)), wanted).text;
    }),
  );
}
